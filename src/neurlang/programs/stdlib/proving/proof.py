"""The proof about one function: for all inputs of its domain, compiled code returns what the source does as Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from neurlang.optional_parts import load
from neurlang.programs.ir import Program
from neurlang.programs.stdlib.proving.machine import bits_term, run_on_unknowns
from neurlang.programs.stdlib.proving.words import (
    MOST_DECISIONS,
    NotSymbolicError,
    Paths,
    Term,
    TooLongError,
    UnknownTruth,
    UnknownWord,
)
from neurlang.programs.stdlib.reading.docstrings import Documentation
from neurlang.programs.stdlib.reading.domains import Interval
from neurlang.programs.stdlib.reading.library import Library
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.ssa import Type

EFFORT = 1_000_000
"""Z3's own measure of work for one question; unlike seconds, the same on every machine."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved: for all inputs, or for those whose run takes at most so many decisions; or why nothing is."""

    is_proved: bool
    bound: int | None = None
    why: str = ""
    counterexample: tuple[int, ...] = ()


def is_provable(function: SourceFunction) -> bool:
    """Whether a function is only of whole numbers and truth."""
    plain = (Type.U64, Type.I64, Type.BOOL)
    types = [type_ for _, type_ in function.signature.params]
    return all(type_ in plain for type_ in types) and function.signature.result in plain


def prove(
    library: Library, function: SourceFunction, documentation: Documentation | None, program: Program
) -> Proof:
    """Prove a function of whole numbers, if that is possible. Raises MissingPartError if z3 is not installed."""
    z3 = load("z3", "smt", "a proof")
    unknowns = [z3.BitVec(name, 64) for name, _ in function.signature.params]
    assumed = list(_domain(z3, function, documentation, unknowns))
    ways = Paths(z3, assumed)
    registers = dict(enumerate(unknowns))
    python = PythonLibrary(library, names=_names(ways))
    count = 0
    try:
        for condition, (trap, wanted) in ways.each(lambda: _by_source(python, function, unknowns, ways)):
            count += 1
            if trap == "OUTSIDE":
                return Proof(False, why="the source raises for an input of the domain")
            inner = Paths(z3, [*assumed, *condition], 4 * MOST_DECISIONS)
            for path, (found_trap, found) in inner.each(lambda: run_on_unknowns(program, registers, inner)):  # noqa: B023
                wrong = found_trap != trap or (not trap and wanted is not None and found != wanted)
                if wrong is False or (wrong is not True and z3.is_false(z3.simplify(wrong))):
                    continue
                solver = z3.Solver()
                solver.set("rlimit", EFFORT)
                solver.add(*assumed, *condition, *path, wrong)
                answer = solver.check()
                if answer == z3.sat:
                    model = solver.model()
                    values = tuple(model.eval(each, model_completion=True).as_long() for each in unknowns)
                    return Proof(False, why="compiled code and source differ", counterexample=values)
                if answer != z3.unsat:
                    return Proof(False, why="the solver gave no answer")
            if inner.left_out:
                return Proof(False, why="compiled code has too long a path")
    except (NotSymbolicError, TooLongError, TypeError, AttributeError, z3.Z3Exception) as error:
        return Proof(False, why=f"cannot be run on unknown words: {error}")
    if count == 0:
        return Proof(False, why="every path is too long")
    return Proof(True, MOST_DECISIONS if ways.left_out else None)


def _domain(
    z3: Any,  # noqa: ANN401
    function: SourceFunction,
    documentation: Documentation | None,
    unknowns: list[Term],
) -> Iterator[Term]:
    """What the domain says of each parameter by itself. What it says of several is not assumed: so more is proved."""
    for place, (unknown, (_, type_)) in enumerate(zip(unknowns, function.signature.params, strict=True)):
        if type_ is Type.BOOL:
            yield z3.ULE(unknown, 1)
        domain = None if documentation is None else documentation.parameters[place].domain
        if not isinstance(domain, Interval):
            continue
        for bound, is_low in ((domain.low, True), (domain.high, False)):
            if bound.names:
                continue
            number = z3.BitVecVal(int(bound.value({})), 64)
            low, high = (number, unknown) if is_low else (unknown, number)
            yield low <= high if type_ is Type.I64 else z3.ULE(low, high)


def _by_source(
    python: PythonLibrary, function: SourceFunction, unknowns: list[Term], paths: Paths
) -> tuple[str, Term]:
    """The trap or the result of the source, run on unknown words."""
    call = python.space(function.module.name)[function.node.name]
    arguments = [
        UnknownTruth(unknown == 1, paths)
        if type_ is Type.BOOL
        else UnknownWord(unknown, type_ is Type.I64, paths)
        for unknown, (_, type_) in zip(unknowns, function.signature.params, strict=True)
    ]
    try:
        result = call(*arguments)
    except AssertionError:
        return "USER 9", None
    except ZeroDivisionError:
        return "DIVZERO", None
    except (ValueError, RecursionError):
        return "OUTSIDE", None
    return "", _term(paths, result)


def _term(paths: Paths, value: Any) -> Term:  # noqa: ANN401
    z3 = paths.z3
    match value:
        case UnknownWord(term=term):
            return term
        case UnknownTruth(term=term):
            return z3.If(term, z3.BitVecVal(1, 64), z3.BitVecVal(0, 64))
        case int():
            return z3.BitVecVal(int(value), 64)
    raise NotSymbolicError(type(value).__name__)


def _extreme(z3: Any, u64: Any, *, is_least: bool) -> Any:  # noqa: ANN401
    """`min` or `max` on unknown words."""

    def choose(*values: Any) -> Any:  # noqa: ANN401
        words = [value for value in values if isinstance(value, UnknownWord)]
        kind = words[0] if words else u64(0)
        best = kind.with_term(kind.of(values[0]))
        for value in values[1:]:
            other = kind.with_term(kind.of(value))
            is_better = (other < best if is_least else other > best).term
            best = kind.with_term(z3.If(is_better, other.term, best.term))
        return best

    return choose


def _counting(u64: Any, i64: Any) -> Any:  # noqa: ANN401
    """`range` on unknown words."""

    def counting(*bounds: Any) -> Iterator[Any]:  # noqa: ANN401
        start, stop = (0, bounds[0]) if len(bounds) == 1 else bounds[:2]
        step = int(bounds[2]) if len(bounds) == 3 else 1
        words = [bound for bound in (start, stop) if isinstance(bound, UnknownWord)]
        kind = words[0] if words else (i64(0) if step < 0 else u64(0))
        current, end = kind.with_term(kind.of(start)), kind.with_term(kind.of(stop))
        while current < end if step > 0 else current > end:
            yield current
            current = current + step

    return counting


def _names(paths: Paths) -> dict[str, Any]:
    """What a source imports, on unknown words."""
    z3 = paths.z3

    def word(*, is_signed: bool) -> Any:  # noqa: ANN401
        def cast(value: Any) -> UnknownWord:  # noqa: ANN401
            return UnknownWord(_term(paths, value), is_signed, paths)

        return cast

    u64, i64 = word(is_signed=False), word(is_signed=True)

    def counted(name: str) -> Any:  # noqa: ANN401
        return lambda value: u64(u64(value).with_term(bits_term(z3, f"bits.{name}", u64(value).term)))

    def rotated(turn: Any) -> Any:  # noqa: ANN401
        return lambda value, by: u64(value).with_term(turn(u64(value).term, u64(by).term & 63))

    def high(extend: Any, cast: Any) -> Any:  # noqa: ANN401
        def product(one: Any, two: Any) -> UnknownWord:  # noqa: ANN401
            whole = extend(64, cast(one).term) * extend(64, cast(two).term)
            return UnknownWord(z3.Extract(127, 64, whole), cast is i64, paths)

        return product

    def truncated(part: Any) -> Any:  # noqa: ANN401
        def divide(one: Any, two: Any) -> UnknownWord:  # noqa: ANN401
            if paths.decide(i64(two).term == 0):
                raise ZeroDivisionError
            return UnknownWord(part(i64(one).term, i64(two).term), True, paths)

        return divide

    return {
        "u64": u64,
        "i64": i64,
        "bool": lambda value: value if isinstance(value, UnknownTruth | bool) else value != 0,
        "range": _counting(u64, i64),
        "min": _extreme(z3, u64, is_least=True),
        "max": _extreme(z3, u64, is_least=False),
        **{name: counted(name) for name in ("popcount", "clz", "ctz", "bswap")},
        "rotl": rotated(z3.RotateLeft),
        "rotr": rotated(z3.RotateRight),
        "mulhu": high(z3.ZeroExt, u64),
        "mulh": high(z3.SignExt, i64),
        "trunc_div": truncated(lambda one, two: one / two),
        "trunc_mod": truncated(z3.SRem),
    }
