"""Procedures that return early: the first block ends in a branch that leads almost directly to a return.

Half of the calls of a recursion are its base case. If a call is not inlined, the caller evaluates the branch of the
first block itself and, if the path to the return is short, runs that path too (partial inlining: Muth and Debray,
"Partial inlining", 1997; LLVM's pass of that name).
"""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.programs.flow import Procedure, destination_of
from neurlang.programs.ir import Program

MOST_INSTRUCTIONS = 12
"""Instructions of an early return, including the first block's."""

_REPEATABLE = ("alu", "alui", "bits", "mov", "nop", "fence")
_LEADING_ON = ("branch", "jump")


@dataclass(frozen=True, slots=True)
class EarlyReturn:
    """The first block ends in a branch at `question`; if it is taken (or not: `when_taken`), `way` is all that follows.

    `way` has the instructions up to the return, without jumps; `cost` is the charge for the whole call. `changed` are
    the registers that the first block writes; they must be restored if the call does not return early.
    """

    entry: int
    question: int
    when_taken: bool
    way: tuple[int, ...]
    cost: int
    changed: frozenset[int]


def early_return(program: Program, procedure: Procedure) -> EarlyReturn | None:
    """How a procedure returns early; None if it does not, or if that involves memory, floats or a trap."""
    entry = procedure.entry
    if entry not in procedure.ends or entry in procedure.calls:
        return None
    question = procedure.ends[entry] - 1
    is_question = program.instructions[question].op.name == "branch"
    if not is_question or len(procedure.successors[entry]) != 2:
        return None
    first = range(entry, question)
    if not all(program.instructions[index].op.name in _REPEATABLE for index in first):
        return None
    changed = frozenset(
        number for index in first if (number := destination_of(program.instructions[index])) is not None
    )
    taken, not_taken = procedure.successors[entry]
    for start, when_taken in ((taken, True), (not_taken, False)):
        found = _way(program, procedure, start, MOST_INSTRUCTIONS - len(first) - 1)
        if found is not None:
            way, cost = found
            return EarlyReturn(entry, question, when_taken, way, cost + len(first) + 1, changed)
    return None


def _way(program: Program, procedure: Procedure, start: int, most: int) -> tuple[tuple[int, ...], int] | None:
    """The instructions from a block to a return, and their charge; None if too far or if control may go elsewhere."""
    way: list[int] = []
    cost = 0
    while start in procedure.ends and start not in procedure.calls:
        last = procedure.ends[start] - 1
        cost += last + 1 - start
        name = program.instructions[last].op.name
        body = range(start, last if name in (*_LEADING_ON, "ret") else last + 1)
        way += body
        if cost > most or not all(program.instructions[index].op.name in _REPEATABLE for index in body):
            return None
        if name == "ret":
            return tuple(way), cost
        is_conditional = name == "branch" and len(program.instructions[last].operands) > 1
        if is_conditional or len(procedure.successors[start]) != 1:
            return None
        (start,) = procedure.successors[start]
    return None
