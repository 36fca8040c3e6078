"""E-matching by an abstract machine whose instructions are data (de Moura and Bjørner, CADE 2007).

A rule is a few rows of int32, so a user's rule needs no compiling. A match is a row: the rule, then the nodes of the
left side, in preorder.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.egraph.core import find
from neurlang.kernels.egraph.instructions import BIND, IS_NUMBER, SAME
from neurlang.kernels.egraph.layout import ARG, FINE, GROW, LIVE, NEXT, NODES, NONE, NUMBER, OP, SORTS, Arrays
from neurlang.kernels.egraph.rule_programs import Programs

MOST_REGISTERS = 128


@compiled
def sort_by_op(state: Arrays, order: NDArray[np.int32], starts: NDArray[np.int64]) -> None:
    """Sort live nodes by op into `order`; op k is at `starts[k]` to `starts[k + 1]` (counting sort)."""
    cells, count = state.cells, state.counts[NODES]
    for node in range(count):
        if cells[node, OP] >= 0:
            starts[cells[node, OP] + 2] += 1
    for op in range(2, len(starts)):
        starts[op] += starts[op - 1]
    for node in range(count):
        op = cells[node, OP]
        if op >= 0:
            order[starts[op + 1]] = node
            starts[op + 1] += 1


def nodes_by_op(state: Arrays, ops: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Live nodes sorted by op, and where each op begins."""
    order, starts = np.empty(state.counts[LIVE], np.int32), np.zeros(ops + 2, np.int64)
    sort_by_op(state, order, starts)
    return order, starts


@inlined
def holds(state: Arrays, row: NDArray[np.int32], registers: NDArray[np.int32]) -> bool:
    """Whether an instruction that only tests succeeds."""
    cells = state.cells
    leader = find(state.up, registers[row[1]])
    if row[0] == SAME:
        return bool(leader == find(state.up, registers[row[2]]))
    if row[0] == IS_NUMBER:
        number = cells[leader, NUMBER]
        return bool(number != NONE and cells[number, ARG] == row[2] and cells[number, ARG + 1] == row[3])
    mask = np.uint32(row[2])
    return bool(state.facts[leader] & mask == mask)


@inlined
def next_member(cells: NDArray[np.int32], member: int, head: int, op: int) -> int:
    """The first member with that op, from `member` around the circle to its head; -1 if there is none."""
    if cells[head, SORTS] >> (op & 31) & 1 == 0:
        return NONE
    while cells[member, OP] != op:
        member = cells[member, NEXT]
        if member == head:
            return NONE
    return member


@inlined
def is_new(
    state: Arrays,
    code: NDArray[np.int32],
    registers: NDArray[np.int32],
    bound: NDArray[np.int32],
    count: int,
    since: int,
) -> bool:
    """Whether anything that the match depends on changed in generation `since` or later."""
    touched = state.touched
    for place in range(count):
        if touched[bound[place]] >= since:
            return True
    for row in range(len(code)):
        if touched[find(state.up, registers[code[row, 1]])] >= since:
            return True
        if code[row, 0] == SAME and touched[find(state.up, registers[code[row, 2]])] >= since:
            return True
    return False


@inlined
def match_below(
    state: Arrays,
    programs: Programs,
    rule: int,
    root: int,
    since: int,
    registers: NDArray[np.int32],
    bound: NDArray[np.int32],
    member: NDArray[np.int32],
    out: NDArray[np.int32],
    found: int,
    limit: int,
) -> int:
    """Append the matches of a rule at a root, up to the limit; returns the number of rows."""
    cells = state.cells
    begin, end = programs.code_starts[rule], programs.code_starts[rule + 1]
    registers[0] = root
    registers[1], registers[2], registers[3] = cells[root, ARG], cells[root, ARG + 1], cells[root, ARG + 2]
    bound[0] = root
    at, is_forward = begin, True
    while at >= begin and found < limit:
        if at == end:
            count = programs.left_counts[rule]
            if since == 0 or is_new(state, programs.code[begin:end], registers, bound, count, since):
                out[found, 0] = rule
                for place in range(count):
                    out[found, 1 + place] = bound[place]
                found += 1
            at, is_forward = at - 1, False
            continue
        row = programs.code[at]
        if row[0] != BIND:
            is_forward = is_forward and holds(state, row, registers)
            at += 1 if is_forward else -1
            continue
        level = at - begin
        head = find(state.up, registers[row[1]])
        node = head if is_forward else cells[member[level], NEXT]
        came_round = not is_forward and node == head
        node = NONE if came_round else next_member(cells, node, head, row[2])
        is_forward = node != NONE
        if not is_forward:
            at -= 1
            continue
        member[level] = node
        bound[row[3] >> 16] = node
        first = row[3] & 0xFFFF
        registers[first] = cells[node, ARG]
        registers[first + 1] = cells[node, ARG + 1]
        registers[first + 2] = cells[node, ARG + 2]
        at += 1
    return found


@compiled
def match_rules(
    state: Arrays,
    programs: Programs,
    order: NDArray[np.int32],
    starts: NDArray[np.int64],
    chosen: NDArray[np.int32],
    since: NDArray[np.int32],
    limits: NDArray[np.int64],
    scratch: NDArray[np.int32],
    out: NDArray[np.int32],
    progress: NDArray[np.int64],
) -> int:
    """Match the chosen rules, each from its generation on, up to its limit.

    `scratch` is 3 by MOST_REGISTERS; `progress` holds the number of rules done, the number of rows filled, and
    then each rule's number of rows, so that the caller can enlarge `out` on GROW and call again.
    """
    registers, bound, member = scratch[0], scratch[1], scratch[2]
    while progress[0] < len(chosen):
        rule, before = chosen[progress[0]], progress[1]
        found, limit = before, before + limits[progress[0]]
        op = programs.root_ops[rule]
        for place in range(starts[op], starts[op + 1]):
            if found >= min(limit, len(out)):
                break
            found = match_below(
                state, programs, rule, order[place], since[progress[0]], registers, bound, member,
                out, found, min(limit, len(out)),
            )  # fmt: skip
        if found == len(out) and found < limit:
            return GROW
        progress[2 + progress[0]] = found - before
        progress[0], progress[1] = progress[0] + 1, found
    return FINE
