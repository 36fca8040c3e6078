"""Counting and swapping the bits of a 64-bit value."""

from __future__ import annotations

from collections.abc import Callable


def population_count(a: int) -> int:
    """Number of one bits."""
    return a.bit_count()


def count_leading_zeros(a: int) -> int:
    """Zero bits above the highest one bit; 64 if there is none."""
    return 64 - a.bit_length()


def count_trailing_zeros(a: int) -> int:
    """Zero bits below the lowest one bit; 64 if there is none."""
    return (a & -a).bit_length() - 1 if a else 64


def byte_swap(a: int) -> int:
    """The eight bytes in reverse order."""
    return int.from_bytes(a.to_bytes(8, "little"), "big")


BITS: dict[str, Callable[[int], int]] = {
    "bits.popcount": population_count,
    "bits.clz": count_leading_zeros,
    "bits.ctz": count_trailing_zeros,
    "bits.bswap": byte_swap,
}
