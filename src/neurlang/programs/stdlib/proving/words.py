"""Words whose bits are unknown: a source runs on them as Python, once for each way through it.

Each condition on unknown bits is decided both ways, with one run for each possible path (King, CACM 1976).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Term = Any

MOST_DECISIONS = 6
"""Decisions of a path: a longer one, as of a loop with more rounds, is left out."""

MOST_PATHS = 64

_EFFORT = 200_000
"""Z3's own measure of work for one question about a path; unlike seconds, the same on every machine."""


class TooLongError(Exception):
    """A path has more decisions than are followed."""


class NotSymbolicError(Exception):
    """The source does what cannot be done with unknown bits."""


@dataclass(slots=True)
class Paths:
    """The ways through a function. `assumed` is known of the unknowns; `left_out` says that a path was too long."""

    z3: Any
    assumed: list[Term]
    most_decisions: int = MOST_DECISIONS
    taken: list[tuple[bool, bool]] = field(default_factory=list)
    conditions: list[Term] = field(default_factory=list)
    place: int = 0
    left_out: bool = False

    def decide(self, condition: Term) -> bool:
        """Which way to go; where only one is possible, that one."""
        condition = self.z3.simplify(condition)
        if self.z3.is_true(condition) or self.z3.is_false(condition):
            return bool(self.z3.is_true(condition))
        if self.place == len(self.taken):
            self.taken.append(self._ways(condition))
        way, _ = self.taken[self.place]
        self.place += 1
        if self.place > self.most_decisions:
            raise TooLongError
        self.conditions.append(condition if way else self.z3.Not(condition))
        return way

    def _ways(self, condition: Term) -> tuple[bool, bool]:
        """The first way to go, and whether the other one is to be tried later."""
        for known in (*self.assumed, *self.conditions):  # most often it is decided by the same condition
            if known.eq(condition):
                return True, False
            if known.eq(self.z3.Not(condition)):
                return False, False
        possible = [
            way for way in (True, False) if self._is_possible(condition if way else self.z3.Not(condition))
        ]
        if not possible:
            raise TooLongError  # the solver gave no answer
        return possible[0], len(possible) == 2

    def _is_possible(self, condition: Term) -> bool:
        solver = self.z3.Solver()
        solver.set("rlimit", _EFFORT)
        solver.add(*self.assumed, *self.conditions, condition)
        return bool(solver.check() != self.z3.unsat)

    def each(self, run: Callable[[], Any]) -> Iterator[tuple[list[Term], Any]]:
        """The condition and the result of each path. Raises NotSymbolicError if there are too many."""
        for _ in range(MOST_PATHS):
            self.conditions, self.place = [], 0
            try:
                result = run()
            except TooLongError:
                self.left_out = True
            else:
                yield list(self.conditions), result
            while self.taken and not self.taken[-1][1]:
                self.taken.pop()
            if not self.taken:
                return
            way, _ = self.taken.pop()
            self.taken.append((not way, False))
        raise NotSymbolicError(f"more than {MOST_PATHS} paths")


@dataclass(frozen=True, slots=True)
class UnknownTruth:
    """A condition on unknown bits."""

    term: Term
    paths: Paths

    def __bool__(self) -> bool:
        return self.paths.decide(self.term)

    def __int__(self) -> int:
        return int(bool(self))


@dataclass(frozen=True, slots=True, eq=False)
class UnknownWord:
    """A word of unknown bits; `is_signed` says whether it is an i64."""

    term: Term
    is_signed: bool
    paths: Paths

    def _pair(self, other: object, *, swapped: bool = False) -> tuple[Term, Term]:
        two = self.of(other)
        return (two, self.term) if swapped else (self.term, two)

    def of(self, other: object) -> Term:
        """The term of another operand."""
        if isinstance(other, UnknownWord):
            if other.is_signed is not self.is_signed:
                raise NotSymbolicError("u64 with i64")
            return other.term
        if isinstance(other, int):
            return self.paths.z3.BitVecVal(int(other), 64)
        raise NotSymbolicError(type(other).__name__)

    def with_term(self, term: Term) -> UnknownWord:
        """A word of the same type."""
        return UnknownWord(term, self.is_signed, self.paths)

    def __add__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one + two)

    def __sub__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one - two)

    def __rsub__(self, other: object) -> UnknownWord:
        one, two = self._pair(other, swapped=True)
        return self.with_term(one - two)

    def __mul__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one * two)

    def __and__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one & two)

    def __or__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one | two)

    def __xor__(self, other: object) -> UnknownWord:
        one, two = self._pair(other)
        return self.with_term(one ^ two)

    __radd__, __rmul__, __rand__, __ror__, __rxor__ = __add__, __mul__, __and__, __or__, __xor__

    def __floordiv__(self, other: object) -> UnknownWord:
        return self._divided(*self._pair(other))[0]

    def __mod__(self, other: object) -> UnknownWord:
        return self._divided(*self._pair(other))[1]

    def __rfloordiv__(self, other: object) -> UnknownWord:
        return self._divided(*self._pair(other, swapped=True))[0]

    def __rmod__(self, other: object) -> UnknownWord:
        return self._divided(*self._pair(other, swapped=True))[1]

    def _divided(self, one: Term, two: Term) -> tuple[UnknownWord, UnknownWord]:
        """Quotient and remainder, as Python has them."""
        z3 = self.paths.z3
        if self.paths.decide(two == 0):
            raise ZeroDivisionError
        if not self.is_signed:
            return self.with_term(z3.UDiv(one, two)), self.with_term(z3.URem(one, two))
        quotient, rest = one / two, z3.SRem(one, two)
        is_off = z3.And(rest != 0, (rest ^ two) < 0)
        return (
            self.with_term(z3.If(is_off, quotient - 1, quotient)),
            self.with_term(z3.If(is_off, rest + two, rest)),
        )

    def __lshift__(self, other: object) -> UnknownWord:
        return self.with_term(self.term << self._count(other))

    def __rlshift__(self, other: int) -> UnknownWord:
        return self.with_term(self.paths.z3.BitVecVal(int(other), 64) << self._count(self))

    def __rshift__(self, other: object) -> UnknownWord:
        count = self._count(other)
        z3 = self.paths.z3
        return self.with_term(self.term >> count if self.is_signed else z3.LShR(self.term, count))

    def __rrshift__(self, other: int) -> UnknownWord:
        z3 = self.paths.z3
        return self.with_term(z3.LShR(z3.BitVecVal(int(other), 64), self._count(self)))

    def _count(self, other: object) -> Term:
        """A count of places to shift by."""
        count = other.term if isinstance(other, UnknownWord) else self.of(other)
        if self.paths.decide(self.paths.z3.UGT(count, 63)):
            raise ValueError("a shift by more than 63")
        return count

    def __neg__(self) -> UnknownWord:
        return self.with_term(-self.term)

    def __invert__(self) -> UnknownWord:
        return self.with_term(~self.term)

    def __abs__(self) -> UnknownWord:
        return self.with_term(self.paths.z3.If(self.term < 0, -self.term, self.term))

    def __bool__(self) -> bool:
        return self.paths.decide(self.term != 0)

    def __eq__(self, other: object) -> UnknownTruth:  # type: ignore[override]
        return UnknownTruth(self.term == self.of(other), self.paths)

    def __ne__(self, other: object) -> UnknownTruth:  # type: ignore[override]
        return UnknownTruth(self.term != self.of(other), self.paths)

    def __lt__(self, other: object) -> UnknownTruth:
        z3 = self.paths.z3
        two = self.of(other)
        return UnknownTruth(self.term < two if self.is_signed else z3.ULT(self.term, two), self.paths)

    def __le__(self, other: object) -> UnknownTruth:
        z3 = self.paths.z3
        two = self.of(other)
        return UnknownTruth(self.term <= two if self.is_signed else z3.ULE(self.term, two), self.paths)

    def __gt__(self, other: object) -> UnknownTruth:
        z3 = self.paths.z3
        two = self.of(other)
        return UnknownTruth(self.term > two if self.is_signed else z3.UGT(self.term, two), self.paths)

    def __ge__(self, other: object) -> UnknownTruth:
        z3 = self.paths.z3
        two = self.of(other)
        return UnknownTruth(self.term >= two if self.is_signed else z3.UGE(self.term, two), self.paths)

    __hash__ = None  # type: ignore[assignment]
