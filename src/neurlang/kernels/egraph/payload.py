"""Leaves in the arrays: a constant's bits, an input's number; and each op's position in the table."""

from __future__ import annotations

import struct

from neurlang.kernels.egraph.layout import CONST, LAST_LEAF, NONE, VAR
from neurlang.kernels.expr import OPS, Expr, number_of

OP_NUMBER = {op.name: number for number, op in enumerate(OPS)}
# The compiled code distinguishes leaves from operations by number alone.
assert OP_NUMBER["const"] == CONST and OP_NUMBER["var"] == VAR
assert [op.code == "leaf" for op in OPS] == [number <= LAST_LEAF for number in range(len(OPS))]


def payload(leaf: Expr) -> tuple[int, int, int]:
    """The three words of a leaf that is not an input: a constant's 64 bits in two, otherwise none."""
    if leaf.op.name != "const":
        return NONE, NONE, NONE
    low, high = struct.unpack("<ii", struct.pack("<d", number_of(leaf)))
    return low, high, NONE
