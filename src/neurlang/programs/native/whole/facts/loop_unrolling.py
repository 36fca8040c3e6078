"""Unrolling the innermost loops of a procedure, so that fuel and bounds are checked once in several rounds.

Copy k of the block that starts at instruction i has the number i + k × stride, where the stride is greater than any
index; a block's number modulo the stride is its first instruction. If bounds are checked before a round, the head's own
number is the check, copies are numbered from 1, and the last copy is for rounds that fail the check.
"""

from __future__ import annotations

from dataclasses import replace

from neurlang.programs.flow import Procedure, natural_loop, search
from neurlang.programs.ir import Program
from neurlang.programs.native.whole.facts.range_checks import SharedRange, round_ranges

MAX_UNROLLED = 96
"""The most instructions of a loop together with its copies."""

MOST_COPIES = 4

LEAST_CHECKED = 2
"""The least number of accesses in each copy for which a check before the round pays (not for one: `nl bench exec`)."""


Rounds = dict[int, tuple["SharedRange", ...]]
"""The blocks that only check a round of a loop, with the ranges that they check.

Each has two successors: the first block of a round that needs no check of those accesses, and the first block of a
round that checks each access, for rounds that leave the memory.
"""


def unrolled(program: Program, procedure: Procedure) -> tuple[Procedure, Rounds]:
    """The procedure with its small innermost loops unrolled, and the bounds checks of their rounds."""
    stride = len(program.instructions) + 1
    back_edges = search(procedure.successors, procedure.roots).back_edges
    heads = {head for _, head in back_edges}
    loops = {
        head: loop
        for head in heads
        if (loop := natural_loop(procedure.successors, procedure.roots, head, back_edges)) is not None
    }
    rounds: Rounds = {}
    for head, loop in loops.items():
        if any(other != head and other in loop for other in heads):
            continue
        size = sum(procedure.ends[block] - block for block in loop)
        copies = min(MOST_COPIES, MAX_UNROLLED // size)
        if copies < 2:
            continue
        checked = _checked(program, procedure, head, loop, copies)
        if checked is None:
            procedure = _repeated(procedure, head, loop, [copy * stride for copy in range(copies)])
        else:
            procedure, rounds[head] = checked
    return procedure, rounds


def _repeated(procedure: Procedure, head: int, loop: frozenset[int], shifts: list[int]) -> Procedure:
    """The procedure with a copy of a loop's blocks for each shift of their numbers; the last leads to the head."""
    ends, successors = dict(procedure.ends), dict(procedure.successors)
    for shift, next_head in zip(shifts, [*(head + shift for shift in shifts[1:]), head], strict=True):
        for block in loop:
            ends[block + shift] = procedure.ends[block]
            successors[block + shift] = tuple(
                next_head if following == head else following + shift if following in loop else following
                for following in procedure.successors[block]
            )
    return replace(procedure, ends=ends, successors=successors)


def checked_by_rounds(rounds: Rounds, stride: int) -> dict[int, frozenset[int]]:
    """For each copy, by the shift of its blocks' numbers, the instructions whose accesses its round has checked."""
    found: dict[int, frozenset[int]] = {}
    for number in (number for ranges in rounds.values() for each in ranges for number in each.accesses):
        index = number % stride
        found[number - index] = found.get(number - index, frozenset()) | {index}
    return found


def _checked(
    program: Program, procedure: Procedure, head: int, loop: frozenset[int], copies: int
) -> tuple[Procedure, tuple[SharedRange, ...]] | None:
    """The procedure with the loop repeated and a check before each round; None if that saves too few checks."""
    stride = len(program.instructions) + 1
    shifts = [copy * stride for copy in range(1, copies + 1)]
    apart = stride * (copies + 1)
    whole = _repeated(_repeated(procedure, head, loop, shifts), head, loop, [apart])
    blocks = frozenset(block + shift for block in loop for shift in shifts)
    ranges = round_ranges(program, whole, head + stride, blocks, stride)
    if sum(len(each.accesses) for each in ranges) < LEAST_CHECKED * copies:
        return None
    ends = {block: end for block, end in whole.ends.items() if block not in loop}
    successors = {block: following for block, following in whole.successors.items() if block not in loop}
    ends[head], successors[head] = head, (head + stride, head + apart)
    return replace(whole, ends=ends, successors=successors), tuple(ranges)
