"""The z3 terms that both sides of a proof consist of, with products and quotients as uninterpreted functions.

A solver would need forever for a product of two 64-bit values. Both sides express it as the same uninterpreted function
of the exact operands, constrained only by true statements, so every proof holds for the real product.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neurlang.optional_parts import load

WIDTH = 136
"""Bits of an exact integer: enough for the signed product of two 64-bit values, and a few more."""


def solver_module() -> Any:  # noqa: ANN401  (z3 has no types)
    """The module z3. Raises MissingPartError if it is not installed."""
    return load("z3", "smt", "a proof")


class Unknowns:
    """The uninterpreted functions for multiplication and division, and true statements about each use of them."""

    def __init__(self) -> None:
        z3 = self.z3 = solver_module()
        exact = z3.BitVecSort(WIDTH)
        self._product = z3.Function("product", exact, exact, exact)
        self._quotient = z3.Function("quotient", exact, exact, exact)
        self._remainder = z3.Function("remainder", exact, exact, exact)
        self.statements: list[Any] = []

    def product(self, a: Any, b: Any) -> Any:  # noqa: ANN401
        """The product of two exact integers, commutative.

        If both are at most 2^63 in size, it is at most 2^126 in size; if both are from 0 to 2^64 - 1, it is from 0 to
        the square of that.
        """
        found = self._product(a, b)
        half, bound = 1 << 63, 1 << 126
        are_small = self.z3.And(*[self.z3.And(term >= -half, term <= half) for term in (a, b)])
        fits = self.z3.And(found >= -bound, found <= bound)
        most = (1 << 64) - 1
        are_unsigned = self.z3.And(*[self.z3.And(term >= 0, term <= most) for term in (a, b)])
        fits_unsigned = self.z3.And(found >= 0, found <= most * most)
        self._state(
            found == self._product(b, a),
            self.z3.Implies(are_small, fits),
            self.z3.Implies(are_unsigned, fits_unsigned),
        )
        return found

    def quotient(self, a: Any, b: Any) -> Any:  # noqa: ANN401
        """The quotient; for a >= 0 and b > 0 it is from 0 to a, and equal to a if b is 1."""
        found = self._quotient(a, b)
        self._state_of_division(a, b, found >= 0, found <= a, self.z3.Implies(b == 1, found == a))
        return found

    def remainder(self, a: Any, b: Any) -> Any:  # noqa: ANN401
        """The remainder; for a >= 0 and b > 0 it is from 0 to b - 1, and no larger than a."""
        found = self._remainder(a, b)
        self._state_of_division(a, b, found >= 0, found < b, found <= a)
        return found

    def _state_of_division(self, a: Any, b: Any, *statements: Any) -> None:  # noqa: ANN401
        # Other operands are unconstrained: "below b" would be false for b = 0 and would prove anything there.
        is_plain = self.z3.And(a >= 0, b > 0)
        self._state(*[self.z3.Implies(is_plain, statement) for statement in statements])

    def _state(self, *statements: Any) -> None:  # noqa: ANN401
        self.statements += statements


def bits_of(z3: Any, value: Any) -> Iterator[Any]:  # noqa: ANN401
    """The bits of a term from the lowest, each as wide as the term."""
    width = value.size()
    for place in range(width):
        yield z3.ZeroExt(width - 1, z3.Extract(place, place, value))


def count_ones(z3: Any, value: Any) -> Any:  # noqa: ANN401
    """The number of one bits, as wide as the term."""
    return sum(bits_of(z3, value), z3.BitVecVal(0, value.size()))


def highest(z3: Any, value: Any) -> Any:  # noqa: ANN401
    """One more than the position of the highest one bit; 0 if there is none."""
    width = value.size()
    found = z3.BitVecVal(0, width)
    for place in range(width):
        is_set = z3.Extract(place, place, value) == 1
        found = z3.If(is_set, z3.BitVecVal(place + 1, width), found)
    return found


def lowest(z3: Any, value: Any) -> Any:  # noqa: ANN401
    """The position of the lowest one bit; the width if there is none."""
    width = value.size()
    found = z3.BitVecVal(width, width)
    for place in reversed(range(width)):
        is_set = z3.Extract(place, place, value) == 1
        found = z3.If(is_set, z3.BitVecVal(place, width), found)
    return found
