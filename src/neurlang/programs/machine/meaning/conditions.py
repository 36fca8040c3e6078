"""Conditions of branches on 64-bit values.

Signed order is unsigned order after flipping both sign bits.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

from neurlang.programs.machine.meaning.arithmetic import SIGN


def less_signed(a: int, b: int) -> bool:
    """Whether a < b, signed."""
    return a ^ SIGN < b ^ SIGN


def less_equal_signed(a: int, b: int) -> bool:
    """Whether a ≤ b, signed."""
    return a ^ SIGN <= b ^ SIGN


def greater_signed(a: int, b: int) -> bool:
    """Whether a > b, signed."""
    return a ^ SIGN > b ^ SIGN


def greater_equal_signed(a: int, b: int) -> bool:
    """Whether a ≥ b, signed."""
    return a ^ SIGN >= b ^ SIGN


CONDITIONS: dict[str, Callable[[int, int], bool]] = {
    "branch.eq": operator.eq,
    "branch.ne": operator.ne,
    "branch.lt": less_signed,
    "branch.le": less_equal_signed,
    "branch.gt": greater_signed,
    "branch.ge": greater_equal_signed,
    "branch.ltu": operator.lt,
    "branch.leu": operator.le,
    "branch.gtu": operator.gt,
    "branch.geu": operator.ge,
}
