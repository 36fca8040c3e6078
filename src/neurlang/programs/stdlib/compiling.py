"""The compiler: a function of a library → SSA → passes → registers → assembly, callees first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from neurlang.programs.ir import Program, assemble
from neurlang.programs.stdlib.backend.allocation import REGISTERS, Allocation, allocated
from neurlang.programs.stdlib.backend.emission import Line, emitted
from neurlang.programs.stdlib.backend.legal import (
    with_constants_in_registers,
    with_short_addresses,
    with_split_edges,
)
from neurlang.programs.stdlib.backend.moves import tidied, with_moves_before_tests
from neurlang.programs.stdlib.backend.naive import with_variables_on_the_stack
from neurlang.programs.stdlib.backend.saving import slots_of, with_saves
from neurlang.programs.stdlib.lowering.statements import lower
from neurlang.programs.stdlib.passes.branches import reachable, with_simple_branches
from neurlang.programs.stdlib.passes.choices import with_choices_applied
from neurlang.programs.stdlib.passes.dead_code import without_dead_code
from neurlang.programs.stdlib.passes.expansion import expanded
from neurlang.programs.stdlib.passes.folding import folded
from neurlang.programs.stdlib.passes.implications import without_implied_tests
from neurlang.programs.stdlib.passes.induction import with_pointers
from neurlang.programs.stdlib.passes.inlining import is_small_leaf, with_inlined
from neurlang.programs.stdlib.passes.invariants import with_invariants_moved, with_preheaders
from neurlang.programs.stdlib.passes.layout import laid_out
from neurlang.programs.stdlib.passes.parameters import without_needless_parameters
from neurlang.programs.stdlib.passes.subexpressions import without_common_subexpressions
from neurlang.programs.stdlib.reading.library import Library
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.ssa import Function

Pass = Callable[[Function], Function]

ROUND: tuple[Pass, ...] = (
    folded,
    without_needless_parameters,
    without_common_subexpressions,
    without_dead_code,
    without_implied_tests,
    with_simple_branches,
)
"""Passes that run until nothing changes."""

_MOST_ROUNDS = 12

MOST_BLOCKS = 1_000
"""Blocks of a function: the time of some passes grows with their square, to some ten seconds for so many."""

_SPLIT = "split it into several functions"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled function: its SSA form after all passes, its lines, and what a caller must know.

    `clobbers` are the registers that a call changes; `callees` the functions whose code it needs, itself left out.
    """

    source: SourceFunction
    ssa: Function
    allocation: Allocation
    clobbers: frozenset[int]
    callees: tuple[str, ...]
    uses_stack: bool


@dataclass(slots=True)
class Compiler:
    """Compiles functions of a library; each only once. `naive` leaves out all passes and keeps variables in memory."""

    library: Library
    naive: bool = False
    done: dict[str, Compiled] = field(default_factory=dict)
    small: dict[str, Function] = field(default_factory=dict)

    def compiled(self, function: SourceFunction) -> Compiled:
        """A function, compiled with all that it calls. Raises SourceError."""
        for component in self.library.in_order([function]):
            for each in component:
                if each.signature.name not in self.done:
                    made = self.done[each.signature.name] = self._compile(each, component)
                    if is_small_leaf(made.ssa) and len(component) == 1:
                        self.small[each.signature.name] = made.ssa
        return self.done[function.signature.name]

    def _compile(self, function: SourceFunction, component: list[SourceFunction]) -> Compiled:
        ssa = self._lowered(function)
        together = {each.signature.name for each in component}
        if not self.naive:
            ssa = optimised(ssa, self.small)
        machine = fitted(ssa, naive=self.naive)
        called = _called(machine)
        recursive = called & together
        known = {name: self.done[name].clobbers for name in called - together}
        everything = frozenset(REGISTERS)
        whole = {name for name, clobbers in known.items() if clobbers >= everything} | recursive
        if not self.naive:
            machine = with_split_edges(with_invariants_moved(with_preheaders(with_saves(machine, whole))))
        else:
            machine = with_saves(machine, whole)
        allocation = tidied(allocated(machine, known | dict.fromkeys(recursive, everything)))
        clobbers = {*allocation.registers.values()}
        for name in called:
            arguments = range(len(self.library.functions[name].signature.params))
            clobbers |= {*(known.get(name) or everything), *arguments}
        if recursive:
            clobbers = {*everything}
        needed = dict.fromkeys(
            each for name in sorted(called - {function.signature.name}) for each in (name, *self._needs(name))
        )
        uses_stack = slots_of(allocation.function) > 0 or any(
            name in recursive or self.done[name].uses_stack for name in called
        )
        clobbers |= {0} if function.signature.result is not None else set()
        return Compiled(function, ssa, allocation, frozenset(clobbers), tuple(needed), uses_stack)

    def _lowered(self, function: SourceFunction) -> Function:
        """The SSA form of a function as written. Raises SourceError if it is too large, or nested too deeply."""
        name = function.node.name
        try:
            ssa = lower(function, self.library.callees(function.module))
        except RecursionError:
            raise function.module.error(function.node, f"'{name}' is nested too deeply", _SPLIT) from None
        if len(ssa.blocks) > MOST_BLOCKS:
            message = f"'{name}' has {len(ssa.blocks):,} blocks; at most {MOST_BLOCKS:,} are compiled"
            raise function.module.error(function.node, message, _SPLIT)
        return ssa

    def _needs(self, name: str) -> tuple[str, ...]:
        return self.done[name].callees if name in self.done else ()

    def lines(self, function: SourceFunction) -> list[Line]:
        """The code of a function, followed by that of what it calls."""
        compiled = self.compiled(function)
        needed = [name for name in compiled.callees if name != function.signature.name]
        others = [name for name in self._closed(needed) if name != function.signature.name]
        own = f"{function.node.name}"
        labels = {name: self.library.functions[name].node.name for name in others}
        labels[function.signature.name] = own
        taken = set(labels.values())
        lines = self._emitted(compiled, labels, taken, prefix="")
        if any(line.text == f"call {own}" for line in lines) or any(
            function.signature.name in _called(self.done[name].allocation.function) for name in others
        ):
            lines = [Line(f"{own}:"), *lines]
        for name in others:
            lines.append(Line(f"{labels[name]}:"))
            lines += self._emitted(self.done[name], labels, taken, prefix=f"{labels[name].strip('_')}_")
        return lines

    def _closed(self, names: Iterable[str]) -> list[str]:
        """These functions and all that they need."""
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += sorted(_called(self.done[name].allocation.function))
        return list(found)

    def _emitted(
        self, compiled: Compiled, labels: Mapping[str, str], taken: set[str], prefix: str
    ) -> list[Line]:
        def label(name: str) -> str:
            candidate, number = f"{prefix}{name}", 2
            while candidate in taken:
                candidate, number = f"{prefix}{name}_{number}", number + 1
            taken.add(candidate)
            return candidate

        stack_users = {name for name in _called(compiled.allocation.function) if self.done[name].uses_stack}
        return emitted(compiled.allocation, label, labels, stack_users)

    def program(self, function: SourceFunction) -> Program:
        """A function as a program: it ends where the function returns, with the result in r0."""
        return assemble(text_of(self.lines(function)), function.node.name)


def text_of(lines: Iterable[Line]) -> str:
    """Lines as the text of a program."""
    return "".join(f"{line.text}\n" if line.is_label else f"    {line.text}\n" for line in lines)


def _called(function: Function) -> set[str]:
    return {each.callee for block in function.blocks for each in block.body if each.op == "call"}


def optimised(function: Function, inlinable: Mapping[str, Function]) -> Function:
    """The function after all passes on SSA form."""
    function = with_inlined(simplified(function), inlinable)
    function = simplified(function)
    function = hoisted(function)
    function = simplified(with_choices_applied(simplified(expanded(function))))
    return with_pointers(hoisted(function), hoisted)


def hoisted(function: Function) -> Function:
    """The function with what does not change in a loop before it."""
    return simplified(with_invariants_moved(with_preheaders(simplified(function))))


def simplified(function: Function) -> Function:
    """The function after rounds of the passes that make each other possible."""
    for _ in range(_MOST_ROUNDS):
        before = function
        for step in ROUND:
            function = step(function)
        if function == before:
            break
    return function


def fitted(function: Function, *, naive: bool = False) -> Function:
    """The function as the machine has it, in the order of its code."""
    if naive:
        function = with_constants_in_registers(reachable(expanded(function)))
        return laid_out(with_variables_on_the_stack(with_split_edges(function)))
    function = with_constants_in_registers(with_short_addresses(function))
    function = without_common_subexpressions(function)
    function = with_invariants_moved(with_preheaders(function))
    function = with_moves_before_tests(with_simple_branches(function))
    return laid_out(with_simple_branches(with_split_edges(function)))
