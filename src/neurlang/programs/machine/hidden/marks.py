"""Hidden state: the capability and the taint of a value, kept apart from its bits.

As on CHERI (Watson et al., IEEE S&P 2015), no integer becomes a capability by arithmetic. Each register and each
aligned 8-byte slot of memory has a mark beside its 64 bits, which a program cannot write.
"""

from __future__ import annotations

from typing import NamedTuple

READ, WRITE, EXECUTE = 1, 2, 4
ALL_PERMISSIONS = READ | WRITE | EXECUTE

CLEAN, USER, NETWORK, FILE = range(4)

SLOT = 8
"""Bytes of memory that share one mark."""


class Capability(NamedTuple):
    """The right to use `length` bytes from `base` on. The value that carries it is the current address."""

    base: int
    length: int
    permissions: int


class Mark(NamedTuple):
    """The hidden state of a value. A clean value without a capability has the mark None."""

    taint: int
    capability: Capability | None = None


def mark(taint: int, capability: Capability | None = None) -> Mark | None:
    """The mark with that taint and capability; None if it would have neither."""
    return Mark(taint, capability) if taint or capability is not None else None


def taint_of(value: Mark | None) -> int:
    """The taint level of a mark."""
    return CLEAN if value is None else value.taint


def capability_of(value: Mark | None) -> Capability | None:
    """The capability of a mark."""
    return None if value is None else value.capability


def dropped(a: Mark | None, b: Mark | None = None) -> Mark | None:
    """The mark of a result that is not a capability: the higher taint of its inputs."""
    return mark(max(taint_of(a), taint_of(b)))


def of_sum(a: Mark | None, b: Mark | None) -> Mark | None:
    """The mark of a + b: a capability plus an integer, in either order, is still that capability."""
    left, right = capability_of(a), capability_of(b)
    kept = left if right is None else right if left is None else None
    return mark(max(taint_of(a), taint_of(b)), kept)


def of_difference(a: Mark | None, b: Mark | None) -> Mark | None:
    """The mark of a - b: a capability minus an integer is still that capability."""
    kept = capability_of(a) if capability_of(b) is None else None
    return mark(max(taint_of(a), taint_of(b)), kept)
