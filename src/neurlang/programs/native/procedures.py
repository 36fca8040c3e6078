"""A program's procedures: the code that is entered by a call, and which registers it reads and changes.

A procedure is what can be reached from its entry without returning. Where two of them share code, each has
its own copy. Programs with indirect jumps have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.programs.ir import BY_NAME, Register, Target, block_ends
from neurlang.programs.native.float_state import destination_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neurlang.programs.ir import Program

LINK = BY_NAME["lr"].number
MAX_COPIES = 4
"""How often, on average, a block may be copied."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Blocks by their first instruction, with their ends and the blocks that may follow in this procedure.

    `calls` maps blocks that end in a call to the entry called. `roots` are the entry and what calls return to.
    `changed` are the registers that it or what it calls may write, `used` those and the ones that are read.
    The index at the end of the code is no block.
    """

    entry: int
    ends: Mapping[int, int]
    successors: Mapping[int, tuple[int, ...]]
    calls: Mapping[int, int]
    roots: tuple[int, ...]
    changed: frozenset[int]
    used: frozenset[int]


def is_indirect(program: Program) -> bool:
    """Whether a jump or call goes to an index in a register."""
    return any(
        instruction.op.name in ("call", "jump") and isinstance(instruction.operands[0], Register)
        for instruction in program.instructions
    )


def procedures_of(program: Program) -> dict[int, Procedure] | None:
    """The procedures by their entries, the program's own first; None where it can't be cut into such."""
    if is_indirect(program):
        return None
    ends, length = block_ends(program), len(program.instructions)
    found: dict[int, Procedure] = {}
    waiting, blocks = [program.entry], 0
    while waiting:
        entry = waiting.pop()
        if entry in found:
            continue
        found[entry] = _procedure(program, ends, entry)
        blocks += len(found[entry].ends)
        if blocks > MAX_COPIES * length + 1:
            return None
        waiting += found[entry].calls.values()
    return _with_callees(found)


def is_recursive(procedures: Mapping[int, Procedure]) -> bool:
    """Whether a procedure may call itself, by way of others or not."""
    depth = dict.fromkeys(procedures, 0)
    for _ in range(len(procedures) + 1):
        deeper = {
            entry: max((depth[callee] + 1 for callee in procedure.calls.values()), default=0)
            for entry, procedure in procedures.items()
        }
        if deeper == depth:
            return False
        depth = deeper
    return True


def successors_of(program: Program, end: int) -> tuple[tuple[int, ...], int | None]:
    """Where a block may go on within its procedure, and what it calls."""
    instruction = program.instructions[end - 1]
    match instruction.op.name:
        case "branch":
            target = instruction.operands[-1]
            assert isinstance(target, Target)
            return ((target.index,) if len(instruction.operands) == 1 else (target.index, end)), None
        case "jump" | "call":
            target = instruction.operands[0]
            assert isinstance(target, Target)
            return ((target.index,), None) if instruction.op.name == "jump" else ((end,), target.index)
        case "ret" | "halt" | "trap":
            return (), None
    return (end,), None


def _procedure(program: Program, ends: Sequence[int], entry: int) -> Procedure:
    """What is reached from an entry; `changed` and `used` are of its own instructions."""
    own_ends: dict[int, int] = {}
    successors: dict[int, tuple[int, ...]] = {}
    calls: dict[int, int] = {}
    roots = [entry] if entry < len(ends) else []
    waiting = list(roots)
    while waiting:
        start = waiting.pop()
        if start in own_ends:
            continue
        own_ends[start] = ends[start]
        following, callee = successors_of(program, ends[start])
        following = tuple(index for index in following if index < len(ends))
        waiting += following
        if callee is not None:
            calls[start] = callee
            roots += following
            following = ()
        successors[start] = following
    changed, used = _registers(program, own_ends)
    return Procedure(entry, own_ends, successors, calls, tuple(roots), changed, used)


def _registers(program: Program, ends: Mapping[int, int]) -> tuple[frozenset[int], frozenset[int]]:
    changed: set[int] = set()
    used: set[int] = set()
    for start, end in ends.items():
        for instruction in program.instructions[start:end]:
            used |= {
                operand.number
                for operand in instruction.operands
                if isinstance(operand, Register) and operand.name not in ("pc", "zero")
            }
            into = LINK if instruction.op.name == "call" else destination_of(instruction)
            if into is not None:
                changed.add(into)
    return frozenset(changed), frozenset(used | changed)


def _with_callees(procedures: Mapping[int, Procedure]) -> dict[int, Procedure]:
    """The procedures with what their callees read and change added, to the least fixed point."""
    current = dict(procedures)
    while True:
        grown = {}
        for entry, procedure in current.items():
            callees = [current[callee] for callee in procedure.calls.values()]
            grown[entry] = Procedure(
                entry,
                procedure.ends,
                procedure.successors,
                procedure.calls,
                procedure.roots,
                procedure.changed.union(*(callee.changed for callee in callees)),
                procedure.used.union(*(callee.used for callee in callees)),
            )
        if grown == current:
            return current
        current = grown
