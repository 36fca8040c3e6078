"""Hidden state: the capability and the taint that ride along with a value, out of band.

As on CHERI (Watson et al., IEEE S&P 2015), no integer becomes a capability by arithmetic: the mark stands
beside the 64 bits of each register and each aligned 8-byte slot of memory, where a program cannot write it.
"""

from __future__ import annotations

from typing import NamedTuple

READ, WRITE, EXECUTE = 1, 2, 4
ALL_PERMISSIONS = READ | WRITE | EXECUTE

CLEAN, USER, NETWORK, FILE = range(4)

SLOT = 8
"""Bytes of memory that share one mark."""


class Capability(NamedTuple):
    """The right to use `length` bytes from `base` on; the current address is the value that it rides on."""

    base: int
    length: int
    permissions: int


class Mark(NamedTuple):
    """What a value carries. A clean value without a capability has no mark at all: None stands for it."""

    taint: int
    capability: Capability | None = None


def mark(taint: int, capability: Capability | None = None) -> Mark | None:
    """The mark of that taint and capability, None where there is neither."""
    return Mark(taint, capability) if taint or capability is not None else None


def taint_of(value: Mark | None) -> int:
    """The taint level of a mark."""
    return CLEAN if value is None else value.taint


def capability_of(value: Mark | None) -> Capability | None:
    """The capability of a mark."""
    return None if value is None else value.capability


def dropped(a: Mark | None, b: Mark | None = None) -> Mark | None:
    """The mark of a result that is no capability: the higher taint of its inputs."""
    return mark(max(taint_of(a), taint_of(b)))


def of_sum(a: Mark | None, b: Mark | None) -> Mark | None:
    """The mark of a + b: a capability plus an integer, in either order, is that capability moved."""
    left, right = capability_of(a), capability_of(b)
    kept = left if right is None else right if left is None else None
    return mark(max(taint_of(a), taint_of(b)), kept)


def of_difference(a: Mark | None, b: Mark | None) -> Mark | None:
    """The mark of a - b: a capability less an integer is that capability moved."""
    kept = capability_of(a) if capability_of(b) is None else None
    return mark(max(taint_of(a), taint_of(b)), kept)
