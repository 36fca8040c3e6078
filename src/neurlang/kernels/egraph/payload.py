"""Leaves in the arrays: a constant's bits, an input's number."""

from __future__ import annotations

import struct

from neurlang.kernels.egraph.layout import CONST, LAST_LEAF, NONE, VAR
from neurlang.kernels.expr import OPS, Expr, number_of, op

# The compiled code distinguishes leaves from operations by number alone.
assert op("const").number == CONST and op("var").number == VAR
assert all((entry.code == "leaf") == (entry.number <= LAST_LEAF) for entry in OPS)


def payload(leaf: Expr) -> tuple[int, int, int]:
    """The three words of a leaf that is not an input: a constant's 64 bits in two, otherwise none."""
    if leaf.op.name != "const":
        return NONE, NONE, NONE
    low, high = struct.unpack("<ii", struct.pack("<d", number_of(leaf)))
    return low, high, NONE
