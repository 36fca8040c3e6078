"""Symbolic execution of the interpreter's functions: Python's integers become exact bit-vectors.

Each condition on a term is decided both ways, with one run of the function for each path (King, CACM 1976).
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from neurlang.programs.machine import Fault, TrapKind
from neurlang.programs.native.proof.terms import WIDTH, Unknowns, count_ones, highest

Term = Any

MOST_PATHS = 256


class Decisions:
    """The current path through a function: the decisions so far, and which of them can still be reversed."""

    def __init__(self, unknowns: Unknowns) -> None:
        self.unknowns = unknowns
        self.taken: list[bool] = []
        self.conditions: list[Term] = []

    def begin(self) -> None:
        """Start the next run of the function."""
        self.conditions = []

    def decide(self, condition: Term) -> bool:
        """Whether to take the condition as true; true is tried first."""
        place = len(self.conditions)
        if place == len(self.taken):
            self.taken.append(True)
        way = self.taken[place]
        self.conditions.append(condition if way else self.unknowns.z3.Not(condition))
        return way

    def turn(self) -> bool:
        """Reverse the last decision that can still be reversed; return whether there was one."""
        while self.taken and not self.taken[-1]:
            self.taken.pop()
        if not self.taken:
            return False
        self.taken[-1] = False
        return True


@dataclass(frozen=True, slots=True)
class SymbolicBool:
    """A condition."""

    term: Term
    decisions: Decisions

    def __bool__(self) -> bool:
        return self.decisions.decide(self.term)

    def __eq__(self, other: object) -> SymbolicBool:  # type: ignore[override]
        assert isinstance(other, SymbolicBool)
        return SymbolicBool(self.term == other.term, self.decisions)

    __hash__ = None  # type: ignore[assignment]


class SymbolicInt:
    """An exact integer: everything that Python computes from it fits in `WIDTH` bits, signed."""

    __slots__ = ("decisions", "term")

    def __init__(self, term: Term, decisions: Decisions) -> None:
        self.term = term
        self.decisions = decisions

    def _of(self, other: object) -> Term:
        z3 = self.decisions.unknowns.z3
        if isinstance(other, SymbolicInt):
            return other.term
        assert isinstance(other, int)
        return z3.BitVecVal(other, WIDTH)

    def _made(self, term: Term) -> SymbolicInt:
        return SymbolicInt(term, self.decisions)

    def _said(self, term: Term) -> SymbolicBool:
        return SymbolicBool(term, self.decisions)

    def __add__(self, other: object) -> SymbolicInt:
        return self._made(self.term + self._of(other))

    def __sub__(self, other: object) -> SymbolicInt:
        return self._made(self.term - self._of(other))

    def __rsub__(self, other: object) -> SymbolicInt:
        return self._made(self._of(other) - self.term)

    def __and__(self, other: object) -> SymbolicInt:
        return self._made(self.term & self._of(other))

    def __or__(self, other: object) -> SymbolicInt:
        return self._made(self.term | self._of(other))

    def __xor__(self, other: object) -> SymbolicInt:
        return self._made(self.term ^ self._of(other))

    def __lshift__(self, other: object) -> SymbolicInt:
        return self._made(self.term << self._of(other))

    def __rshift__(self, other: object) -> SymbolicInt:
        return self._made(self.term >> self._of(other))  # z3's >> keeps the sign, as Python's does

    def __mul__(self, other: object) -> SymbolicInt:
        return self._made(self.decisions.unknowns.product(self.term, self._of(other)))

    def __floordiv__(self, other: object) -> SymbolicInt:
        return self._made(self.decisions.unknowns.quotient(self.term, self._of(other)))

    def __mod__(self, other: object) -> SymbolicInt:
        return self._made(self.decisions.unknowns.remainder(self.term, self._of(other)))

    def __neg__(self) -> SymbolicInt:
        return self._made(-self.term)

    def __abs__(self) -> SymbolicInt:
        return -self if self < 0 else self

    def __eq__(self, other: object) -> SymbolicBool:  # type: ignore[override]
        return self._said(self.term == self._of(other))

    def __ne__(self, other: object) -> SymbolicBool:  # type: ignore[override]
        return self._said(self.term != self._of(other))

    def __lt__(self, other: object) -> SymbolicBool:
        return self._said(self.term < self._of(other))

    def __le__(self, other: object) -> SymbolicBool:
        return self._said(self.term <= self._of(other))

    def __gt__(self, other: object) -> SymbolicBool:
        return self._said(self.term > self._of(other))

    def __ge__(self, other: object) -> SymbolicBool:
        return self._said(self.term >= self._of(other))

    def __bool__(self) -> bool:
        return self.decisions.decide(self.term != 0)

    def __format__(self, _: str) -> str:
        return "?"  # in messages of faults

    __hash__ = None  # type: ignore[assignment]
    __radd__, __rand__, __ror__, __rxor__ = __add__, __and__, __or__, __xor__

    def bit_count(self) -> SymbolicInt:
        """Like `int.bit_count`, for nonnegative values."""
        return self._made(count_ones(self.decisions.unknowns.z3, self.term))

    def bit_length(self) -> SymbolicInt:
        """Like `int.bit_length`, for nonnegative values."""
        return self._made(highest(self.decisions.unknowns.z3, self.term))

    def to_bytes(self, length: int, order: str) -> SymbolicBytes:
        """As `int.to_bytes`."""
        z3 = self.decisions.unknowns.z3
        taken = [z3.Extract(8 * place + 7, 8 * place, self.term) for place in range(length)]
        return SymbolicBytes(taken if order == "little" else taken[::-1], self.decisions)


@dataclass(frozen=True, slots=True)
class SymbolicBytes:
    """Bytes, each a term of 8 bits."""

    terms: list[Term]
    decisions: Decisions


class Integers:
    """The replacement for the class `int` in an executed function."""

    @staticmethod
    def from_bytes(content: SymbolicBytes, order: str) -> SymbolicInt:
        """As `int.from_bytes`."""
        z3 = content.decisions.unknowns.z3
        terms = content.terms if order == "big" else content.terms[::-1]
        return SymbolicInt(z3.ZeroExt(WIDTH - 8 * len(terms), z3.Concat(*terms)), content.decisions)


@dataclass(frozen=True, slots=True)
class Path:
    """One path through a function: its condition, and its result or the trap that ends it."""

    condition: Term
    value: Any
    trap: TrapKind | None


def paths(
    function: Callable[..., Any],
    arguments: list[Term],
    unknowns: Unknowns,
    *,
    names: dict[str, Any] | None = None,
    closure: dict[str, Any] | None = None,
) -> list[Path]:
    """Every path through a function of exact integers.

    `names` replaces globals of the function, `closure` replaces its captured variables.
    """
    z3, decisions = unknowns.z3, Decisions(unknowns)
    executed = _with_names(function, {"int": Integers} | (names or {}), closure or {})
    found = []
    while True:
        decisions.begin()
        values = [SymbolicInt(term, decisions) if z3.is_bv(term) else term for term in arguments]
        trap, value = None, None
        try:
            value = executed(*values)
        except Fault as fault:
            trap = fault.kind
        found.append(Path(z3.And(*decisions.conditions), value, trap))
        if len(found) > MOST_PATHS:
            raise AssertionError(f"more than {MOST_PATHS} ways through {function.__name__}")
        if not decisions.turn():
            return found


def _with_names(
    function: Callable[..., Any], names: dict[str, Any], closure: dict[str, Any]
) -> Callable[..., Any]:
    """The same code with other globals and captured variables; functions written in C are used unchanged."""
    if not isinstance(function, types.FunctionType):
        return function
    scope = dict(function.__globals__)
    scope |= names
    for name, helper in function.__globals__.items():
        if isinstance(helper, types.FunctionType) and helper.__module__ == function.__module__:
            scope[name] = types.FunctionType(
                helper.__code__, scope, name, helper.__defaults__, helper.__closure__
            )
    cells = tuple(
        types.CellType(closure[name]) if name in closure else cell
        for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    )
    return types.FunctionType(function.__code__, scope, function.__name__, function.__defaults__, cells)
