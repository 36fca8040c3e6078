"""Proving that a compiled function returns what its formula says, and leaves its arrays so.

Numbers are unknown words of the function's domain. Arrays and texts have unknown elements; their lengths are all those
up to a bound. A loop that an unknown decides is followed for so many iterations; longer paths are cut and remembered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any

from formula_paths import Path, paths_of
from formula_terms import Terms, UnprovableError

from neurlang.optional_parts import load
from neurlang.programs.ir import Program
from neurlang.programs.stdlib.reading.docstrings import Documentation
from neurlang.programs.stdlib.reading.domains import (
    Array,
    Bound,
    Character,
    Domain,
    Interval,
    Room,
    Text,
    lengths_in,
)
from neurlang.programs.stdlib.reading.modules import Signature
from neurlang.programs.stdlib.ssa import Type

EFFORTS = (4_000_000, 40_000_000)
"""What z3 may spend on one path, in its own units: some seconds. What it finds depends on what it did before in the
process, so where it finds no answer it tries once more, for longer."""

_FIRST_ADDRESS = 0x1000
_WORD_BOUNDS = {Type.U64: (0, (1 << 64) - 1), Type.I64: (-(1 << 63), (1 << 63) - 1)}


@dataclass(frozen=True, slots=True)
class After:
    """What a formula says of a call: its result, and how arrays begin afterwards. Other arrays stay as they are."""

    result: Any
    arrays: Mapping[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Formula:
    """What a function returns, as a z3 term of its arguments: terms, and lists of terms for arrays and texts.

    `longest` bounds the lengths, `iterations` the loops. The numbers in `each` are not unknown: every one of their
    domain is tried. `assuming` is what holds of the arguments besides their domains.
    """

    function: Callable[..., Any]
    longest: int = 4
    iterations: int = 8
    each: tuple[str, ...] = ()
    assuming: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known: `bound` is None if it was proved for all inputs; `problem` says why it was not proved."""

    bound: int | None = None
    problem: str = ""

    @property
    def is_proved(self) -> bool:
        """Whether it was proved, for all inputs or to the bound."""
        return not self.problem

    def __str__(self) -> str:
        if self.problem:
            return f"not proved: {self.problem}"
        return "proved" if self.bound is None else f"proved to {self.bound} iterations"


@dataclass(frozen=True, slots=True)
class _Input:
    """The arguments of a call, and where they lie."""

    arguments: Mapping[str, Any]
    registers: Mapping[int, Any]
    memory: Mapping[tuple[int, int], Any]
    assumed: tuple[Any, ...]
    places: Mapping[str, tuple[int, int]]  # address and width of the elements


def prove(program: Program, signature: Signature, documentation: Documentation, formula: Formula) -> Verdict:
    """Whether the program agrees with the formula. Raises MissingPartError without z3."""
    z3 = load("z3", "smt", "a proof")
    terms = Terms(z3)
    domains = {each.name: each.domain for each in documentation.parameters}
    is_bounded = False
    try:
        for lengths in _lengths(domains, formula):
            made = _input_of(z3, signature, domains, lengths, formula)
            for path in paths_of(
                program, terms, made.registers, made.memory, made.assumed, formula.iterations
            ):
                is_bounded |= path.is_cut
                problem = "" if path.is_cut else _disagreement(terms, signature, made, path, formula)
                if problem:
                    return Verdict(problem=problem)
    except UnprovableError as error:
        return Verdict(problem=str(error))
    has_arrays = any(isinstance(domain, Array | Text) for domain in domains.values())
    return Verdict(formula.longest if has_arrays else formula.iterations if is_bounded else None)


def _lengths(domains: Mapping[str, Domain], formula: Formula) -> Iterator[dict[str, int]]:
    """All lengths up to the bound, of arrays and of texts, with all numbers that the formula wants one by one."""
    counts = lengths_in(domains) | {*formula.each}
    names = [name for name, domain in domains.items() if name in counts or isinstance(domain, Text)]
    ranges = []
    for name in names:
        domain = domains[name]
        interval = domain.length if isinstance(domain, Text) else domain
        if not isinstance(interval, Interval):
            raise UnprovableError(f"the lengths of {name}")
        low, high = int(interval.low.value({})), int(interval.high.value({}))
        ranges.append(
            range(low, (high if name in formula.each else min(high, max(formula.longest, low))) + 1)
        )
    for values in product(*ranges):
        yield dict(zip(names, values, strict=True))


def _input_of(
    z3: Any,
    signature: Signature,
    domains: Mapping[str, Domain],
    lengths: Mapping[str, int],
    formula: Formula,
) -> _Input:
    arguments: dict[str, Any] = {}
    registers: dict[int, Any] = {}
    memory: dict[tuple[int, int], Any] = {}
    assumed: list[Any] = []
    places: dict[str, tuple[int, int]] = {}
    address = _FIRST_ADDRESS
    for number, (name, type_) in enumerate(signature.params):
        if type_ in (Type.F64, Type.PTR_F64):
            raise UnprovableError("doubles")
        if type_ not in _WORD_BOUNDS:
            continue
        arguments[name] = registers[number] = lengths.get(name, z3.BitVec(name, 64))
    for number, (name, type_) in enumerate(signature.params):
        if type_ in _WORD_BOUNDS:
            if name not in lengths:
                assumed += _bounds(z3, domains[name], type_, arguments[name], arguments)
            continue
        width = 1 if type_ is Type.PTR_U8 else 8
        elements = _elements(z3, name, domains[name], type_, lengths, arguments, assumed)
        arguments[name] = elements
        registers[number] = address
        places[name] = address, width
        stored = [*elements, 0] if isinstance(domains[name], Text) else elements
        memory |= {(address + width * i, width): element for i, element in enumerate(stored)}
        address += (len(stored) * width // 64 + 1) * 64
    ordered = {name: arguments[name] for name, _ in signature.params}
    if formula.assuming is not None:
        assumed.append(formula.assuming(*ordered.values()))
    return _Input(ordered, registers, memory, tuple(assumed), places)


def _elements(
    z3: Any,
    name: str,
    domain: Domain,
    type_: Type,
    lengths: Mapping[str, int],
    arguments: Mapping[str, Any],
    assumed: list[Any],
) -> list[Any]:
    """The unknown elements of an array or text; what holds of them is added to what is assumed."""
    if isinstance(domain, Room):
        return [0] * int(domain.count.value(arguments))
    if isinstance(domain, Text):
        found = [z3.BitVec(f"{name}_{i}", 64) for i in range(lengths[name])]
        assumed += [z3.And(z3.UGT(each, 0), z3.ULT(each, 256)) for each in found]
        return found
    if not isinstance(domain, Array):
        raise UnprovableError(f"the elements of {name}")
    found = [z3.BitVec(f"{name}_{i}", 64) for i in range(int(domain.count.value(arguments)))]
    element = Type.I64 if type_ is Type.PTR_I64 else Type.U64
    for each in found:
        assumed += _bounds(z3, domain.elements, element, each, arguments)
    if domain.is_sorted:
        assumed += [a <= b if element is Type.I64 else z3.ULE(a, b) for a, b in pairwise(found)]
    if domain.is_distinct and len(found) > 1:
        assumed.append(z3.Distinct(*found))
    return found


def _bounds(z3: Any, domain: Domain, type_: Type, word: Any, arguments: Mapping[str, Any]) -> Iterator[Any]:
    """What the domain says of a word; nothing if all words belong to it."""
    if isinstance(domain, Character):
        yield z3.And(z3.UGT(word, 0), z3.ULT(word, 256))
        return
    if not isinstance(domain, Interval):
        raise UnprovableError("a domain that is no interval")
    low, high = _bound(domain.low, arguments), _bound(domain.high, arguments)
    least, most = _WORD_BOUNDS[type_]
    signed = type_ is Type.I64
    if not isinstance(low, int) or low > least:
        yield word >= low if signed else z3.UGE(word, low)
    if not isinstance(high, int) or high < most:
        yield word <= high if signed else z3.ULE(word, high)


def _bound(bound: Bound, arguments: Mapping[str, Any]) -> Any:
    """The end of a domain: a number, or a term if it depends on unknown parameters."""
    if all(isinstance(arguments.get(name), int) for name in bound.names):
        return int(bound.value(arguments))
    return eval(bound.text, {"__builtins__": {}}, dict(arguments))


def _disagreement(terms: Terms, signature: Signature, made: _Input, path: Path, formula: Formula) -> str:
    """How the end of a path differs from the formula; empty if z3 finds no input for which it does."""
    z3 = terms.z3
    said = formula.function(*made.arguments.values())
    after = said if isinstance(said, After) else After(said)
    wrong = [] if not path.trap else [z3.BoolVal(True)]
    if signature.result is not None and not path.trap:
        wrong.append(terms.term(path.registers[0]) != _as_word(z3, after.result))
    for name, (address, width) in made.places.items():
        wanted = after.arrays.get(name, [] if name == "scratch" else made.arguments[name])
        for i, element in enumerate(wanted):
            wrong.append(terms.term(path.memory[address + width * i, width]) != _as_word(z3, element))
    for effort in EFFORTS:
        solver = z3.Solver()
        solver.set("rlimit", effort)
        found = solver.check(*path.conditions, z3.Or(*wrong))
        if found == z3.unsat:
            return ""
        if found == z3.sat:
            return f"wrong for {_shown(z3, solver.model())}"
    return "z3 found no answer"


def _shown(z3: Any, model: Any) -> str:
    found = sorted(
        (str(each), model[each].as_long()) for each in model.decls() if z3.is_bv_value(model[each])
    )
    return ", ".join(f"{name} = {value:#x}" for name, value in found) or "all inputs"


def _as_word(z3: Any, value: Any) -> Any:
    """A condition as 0 or 1, a number as a term."""
    if isinstance(value, bool | int):
        return z3.BitVecVal(int(value), 64)
    return z3.If(value, z3.BitVecVal(1, 64), z3.BitVecVal(0, 64)) if z3.is_bool(value) else value
