"""The statements about each integer operation, and their proofs.

A statement says: for all operands (and memories), the LLVM text, as compiled, traps exactly if the interpreter's
function traps, and otherwise returns the same bits, with no undefined behaviour.
"""

from __future__ import annotations

import inspect
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any

from neurlang.programs.machine import (
    ARITHMETIC,
    BITS,
    CHANGES,
    CONDITIONS,
    LOADS,
    MAX_MEMORY,
    STORES,
    TrapKind,
)
from neurlang.programs.native.operation_text import operation_module, symbol_of
from neurlang.programs.native.proof.llvm_reading import Reading, as_compiled, read
from neurlang.programs.native.proof.symbolic import Path, SymbolicBool, SymbolicInt, paths
from neurlang.programs.native.proof.terms import WIDTH, Unknowns

Term = Any
Claims = Callable[[Unknowns, str], list[tuple[str, Term]]]

SECONDS = 60
"""The time limit of one proof."""

LEVELS = {"inlined": 0, "optimised": 2}
"""LLVM levels: the texts are only inlined for stencils, and optimised for whole programs."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The result for a statement: proved, refuted by a counterexample, or undecided within the time limit."""

    name: str
    level: str
    is_proved: bool
    counterexample: dict[str, int] | None
    why: str
    seconds: float


def statements(checks: str = "") -> dict[str, Claims]:
    """Every statement by the name of its operation: a function from unknowns and the operation's text to claims.

    `checks` is the text of the module with the bounds check.
    """
    found: dict[str, Claims] = {}
    computed: dict[str, Callable[..., Any]] = {**ARITHMETIC, **BITS, **CONDITIONS}
    for name, function in computed.items():
        found[name] = _computed(function, traps=name.partition(".")[2] in ("div", "mod", "sdiv", "smod"))
    for name, change in {"cas": None, **CHANGES}.items():
        found[f"atomic.{name}"] = _changed(change)
    for name, function in LOADS.items():
        found[name] = _loaded(function, checks)
    for name, function in STORES.items():
        found[name] = _stored(function, checks)
    return found


def prove_all(names: Iterable[str]) -> Iterator[Proof]:
    """Prove the named statements at both levels. Raises MissingPartError if z3 is missing."""
    module = operation_module()
    for name in names:
        for level in LEVELS:
            yield prove(name, module, level)


def prove(name: str, module: str, level: str, checks: str | None = None) -> Proof:
    """Prove one statement about a module's text. Raises VerificationError if the text cannot be read.

    `checks` is the module with the bounds check of accesses, by default the project's.
    """
    unknowns, begun = Unknowns(), time.monotonic()
    text = as_compiled(module, symbol_of(name).removeprefix("@"), LEVELS[level])
    claims = statements(checks or operation_module())[name](unknowns, text)
    z3 = unknowns.z3
    for what, claim in claims:
        solver = z3.Solver()
        solver.set("timeout", SECONDS * 1000)
        solver.add(*unknowns.statements, z3.Not(claim))
        answer = _checked(solver)
        seconds = time.monotonic() - begun
        if answer == z3.sat:
            return Proof(name, level, False, _shown(solver.model()), what, seconds)
        if answer != z3.unsat:
            return Proof(name, level, False, None, f"{what}: no answer in {SECONDS} s", seconds)
    return Proof(name, level, True, None, "", time.monotonic() - begun)


def _checked(solver: Any) -> Any:  # noqa: ANN401
    """What the solver says. An interrupt is heard at once: z3, which may take long to stop, works in a thread."""
    solver.set("ctrl_c", False)  # it would replace Python's own handler
    answer: Future[Any] = Future()

    def check() -> None:
        try:
            answer.set_result(solver.check())
        except BaseException as error:
            answer.set_exception(error)

    try:
        Thread(target=check, daemon=True).start()
        return answer.result()
    except KeyboardInterrupt:
        solver.interrupt()
        raise


def _shown(model: Any) -> dict[str, int]:  # noqa: ANN401
    found = {declared.name(): model[declared] for declared in model.decls() if declared.arity() == 0}
    return {name: value.as_long() for name, value in sorted(found.items()) if hasattr(value, "as_long")}


def _exact(unknowns: Unknowns, term: Term) -> Term:
    """An operand as the interpreter represents it: unsigned."""
    return unknowns.z3.ZeroExt(WIDTH - term.size(), term)


def _claims(
    unknowns: Unknowns, found: Reading, ways: list[Path], expected: Callable[[Path], Term]
) -> list[tuple[str, Term]]:
    """The claims that, on every path that does not trap, nothing is undefined and the results are equal."""
    z3 = unknowns.z3
    runs = [way for way in ways if way.trap is None]
    ended = z3.Or(*[way.condition for way in runs])
    same = z3.And(*[z3.Implies(way.condition, expected(way)) for way in runs])
    return [("undefined", z3.Implies(ended, z3.And(*found.defined))), ("another result", same)]


def _computed(function: Callable[..., Any], *, traps: bool) -> Claims:
    def claims(unknowns: Unknowns, text: str) -> list[tuple[str, Term]]:
        z3 = unknowns.z3
        count = 2 if "%b" in text.partition("{")[0] else 1
        operands = {name: z3.BitVec(name, 64) for name in "ab"[:count]}
        ways = paths(function, [_exact(unknowns, term) for term in operands.values()], unknowns)
        found = read(text, operands, unknowns)

        def expected(way: Path) -> Term:
            if isinstance(way.value, (bool, SymbolicBool)):
                term = way.value.term if isinstance(way.value, SymbolicBool) else z3.BoolVal(way.value)
                return (found.result == 1) == term
            value = way.value.term if isinstance(way.value, SymbolicInt) else z3.BitVecVal(way.value, WIDTH)
            return _exact(unknowns, found.result) == value

        made = _claims(unknowns, found, ways, expected)
        if traps:  # exactly if the divisor is 0, which both tiers check first
            stops = z3.Or(*[way.condition for way in ways if way.trap is TrapKind.DIVZERO])
            made.append(("another trap", stops == (operands["b"] == 0)))
        return made

    return claims


def _changed(change: Callable[..., Any] | None) -> Claims:
    """An atomic op on memory: it returns the old value and writes the changed one (None: compare and swap)."""

    def claims(unknowns: Unknowns, text: str) -> list[tuple[str, Term]]:
        z3 = unknowns.z3
        memory = z3.Array("memory", z3.BitVecSort(64), z3.BitVecSort(8))
        operands = {name: z3.BitVec(name, 64) for name in ("address", "expected", "operand")}
        old = _bytes(z3, memory, operands["address"], 8)
        found = read(text, operands, unknowns, memory)
        if change is None:
            new = z3.If(old == operands["expected"], operands["operand"], old)
            return [
                ("undefined", z3.And(*found.defined)),
                *_written(unknowns, found, old, new, operands, memory),
            ]
        ways = paths(change, [_exact(unknowns, old), _exact(unknowns, operands["operand"])], unknowns)
        made = [("undefined", z3.And(*found.defined))]
        for way in ways:
            new = z3.Extract(63, 0, way.value.term)
            for what, claim in _written(unknowns, found, old, new, operands, memory):
                made.append((what, z3.Implies(way.condition, claim)))
        return made

    return claims


def _written(
    unknowns: Unknowns,
    found: Reading,
    old: Term,
    new: Term,
    operands: dict[str, Term],
    memory: Term,
) -> list[tuple[str, Term]]:
    z3 = unknowns.z3
    wanted = _with_bytes(z3, memory, operands["address"], new)
    return [("another result", found.result == old), ("another memory", found.memory == wanted)]


def _loaded(function: Callable[..., Any], checks: str) -> Claims:
    """A load: it traps if `@outside` is true, else returns the bytes at the address."""

    def claims(unknowns: Unknowns, text: str) -> list[tuple[str, Term]]:
        z3 = unknowns.z3
        place, layout = _place(z3), _layout(function, "unpack")

        def unpack(_: SymbolicInt, address: SymbolicInt) -> tuple[SymbolicInt]:
            value = _bytes(z3, place.memory, z3.Extract(63, 0, address.term), layout.size)
            extend = z3.SignExt if layout.format[-1].islower() else z3.ZeroExt  # as the module struct has it
            return (SymbolicInt(extend(WIDTH - value.size(), value), address.decisions),)

        ways = _accessed(unknowns, function, place, [], {"unpack": unpack})
        found = read(text, {"address": place.address}, unknowns, place.memory)
        made = _claims(unknowns, found, ways, lambda way: _exact(unknowns, found.result) == way.value.term)
        return _inside_bounds(unknowns, place, layout.size, ways, made, checks)

    return claims


def _stored(function: Callable[..., Any], checks: str) -> Claims:
    """A store: it traps if `@outside` is true, else writes the bytes."""

    def claims(unknowns: Unknowns, text: str) -> list[tuple[str, Term]]:
        z3 = unknowns.z3
        place, layout, written = _place(z3), _layout(function, "pack"), []
        value = z3.BitVec("value", 64)

        def pack(_: SymbolicInt, address: SymbolicInt, content: SymbolicInt) -> None:
            narrow = z3.Extract(8 * layout.size - 1, 0, content.term)
            written.append(_with_bytes(z3, place.memory, z3.Extract(63, 0, address.term), narrow))

        ways = _accessed(unknowns, function, place, [_exact(unknowns, value)], {"pack": pack})
        found = read(text, {"address": place.address, "value": value}, unknowns, place.memory)
        memories = iter(written)
        made = _claims(unknowns, found, ways, lambda _: found.memory == next(memories))
        return _inside_bounds(unknowns, place, layout.size, ways, made, checks)

    return claims


@dataclass(frozen=True, slots=True)
class Place:
    """A memory of some size, and an address."""

    memory: Term
    size: Term
    address: Term


def _place(z3: Any) -> Place:  # noqa: ANN401
    memory = z3.Array("memory", z3.BitVecSort(64), z3.BitVecSort(8))
    return Place(memory, z3.BitVec("size", 64), z3.BitVec("address", 64))


def _layout(function: Callable[..., Any], name: str) -> struct.Struct:
    """The struct layout that a load or store uses."""
    held = inspect.getclosurevars(function).nonlocals[name].__self__
    assert isinstance(held, struct.Struct)
    return held


def _accessed(
    unknowns: Unknowns, function: Callable[..., Any], place: Place, more: list[Term], closure: dict[str, Any]
) -> list[Path]:
    """Every path through an access; the memory is represented by its size, which serves as its length."""
    arguments = [_exact(unknowns, place.size), _exact(unknowns, place.address), *more]
    return paths(function, arguments, unknowns, names={"len": lambda held: held}, closure=closure)


def _inside_bounds(
    unknowns: Unknowns,
    place: Place,
    width: int,
    ways: list[Path],
    made: list[tuple[str, Term]],
    checks: str,
) -> list[tuple[str, Term]]:
    """The claims restricted to possible memory sizes, and the claim that both tiers' check finds the same traps."""
    z3 = unknowns.z3
    operands = {"address": place.address, "size": place.size, "width": z3.BitVecVal(width, 64)}
    checked = read(as_compiled(checks, "outside", 0), operands, unknowns)
    stops = z3.Or(*[way.condition for way in ways if way.trap is TrapKind.BOUNDS])
    possible = z3.ULE(place.size, MAX_MEMORY)
    made = [*made, ("another trap", stops == (checked.result == 1))]
    return [(what, z3.Implies(possible, claim)) for what, claim in made]


def _bytes(z3: Any, memory: Term, address: Term, count: int) -> Term:  # noqa: ANN401
    taken = [z3.Select(memory, address + place) for place in range(count)]
    return z3.Concat(*taken[::-1]) if count > 1 else taken[0]


def _with_bytes(z3: Any, memory: Term, address: Term, value: Term) -> Term:  # noqa: ANN401
    for place in range(value.size() // 8):
        memory = z3.Store(memory, address + place, z3.Extract(8 * place + 7, 8 * place, value))
    return memory
