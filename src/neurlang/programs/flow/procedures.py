"""A program's procedures: the code reached from each called entry, and which registers it reads and changes.

A procedure is the code that can be reached from its entry without returning. If two procedures share code, each has its
own copy. Programs with indirect jumps are not divided into procedures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from neurlang.programs.flow.blocks import block_ends, is_indirect, successors_of
from neurlang.programs.flow.definitions import LINK, destination_of, named_in
from neurlang.programs.flow.loops import search
from neurlang.programs.flow.solver import fixpoint
from neurlang.programs.ir import Program

MAX_COPIES = 4
"""How many procedures may share a block, on average."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Blocks by their first instruction, with their ends and the blocks that may follow in this procedure.

    `calls` maps each block that ends in a call to the entry called. `roots` are the entry and the blocks that calls
    return to. `changed` are the registers that the procedure or its callees may write; `used` also has those that they
    read. The index at the end of the code is not a block.
    """

    entry: int
    ends: Mapping[int, int]
    successors: Mapping[int, tuple[int, ...]]
    calls: Mapping[int, int]
    roots: tuple[int, ...]
    changed: frozenset[int]
    used: frozenset[int]


def procedures_of(program: Program) -> dict[int, Procedure] | None:
    """The procedures by their entries, the program's own first; None if the program cannot be divided."""
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
    """Whether a procedure may call itself, directly or through others."""
    callees = {entry: tuple(procedure.calls.values()) for entry, procedure in procedures.items()}
    return bool(search(callees, callees).back_edges)


def callers_of(procedures: Mapping[int, Procedure]) -> dict[int, list[int]]:
    """The entries of the procedures that call each procedure."""
    callers: dict[int, list[int]] = {entry: [] for entry in procedures}
    for entry, procedure in procedures.items():
        for callee in {*procedure.calls.values()}:
            callers[callee].append(entry)
    return callers


def _procedure(program: Program, ends: Sequence[int], entry: int) -> Procedure:
    """The code that can be reached from an entry; `changed` and `used` do not yet include callees."""
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


_Registers = tuple[frozenset[int], frozenset[int]]
"""The registers that are changed, and those that are used."""


def _registers(program: Program, ends: Mapping[int, int]) -> _Registers:
    changed: set[int] = set()
    used: set[int] = set()
    for start, end in ends.items():
        for instruction in program.instructions[start:end]:
            used |= named_in(instruction)
            into = LINK if instruction.op.name == "call" else destination_of(instruction)
            if into is not None:
                changed.add(into)
    return frozenset(changed), frozenset(used | changed)


def _with_callees(procedures: Mapping[int, Procedure]) -> dict[int, Procedure]:
    """The procedures with the registers that their callees use and change added: the least fixed point."""
    callers = callers_of(procedures)

    def to_callers(entry: int, registers: Mapping[int, _Registers]) -> list[tuple[int, _Registers]]:
        return [(caller, registers[entry]) for caller in callers[entry]]

    own = {entry: (procedure.changed, procedure.used) for entry, procedure in procedures.items()}
    whole = fixpoint(own, to_callers, lambda one, other: (one[0] | other[0], one[1] | other[1]))
    return {
        entry: replace(procedures[entry], changed=changed, used=used)
        for entry, (changed, used) in whole.items()
    }
