"""How much a text asks for: the network's judgement whether to answer, a head of its own."""

from __future__ import annotations

from enum import IntEnum


class Scope(IntEnum):
    """The classes of the scope head; the numbers are part of the data format."""

    ONE = 0  # one complete request for an operation of the intent table: answer it
    SEVERAL = (
        1  # of our operations, but not one complete request: several of them, or a part of one; take it apart
    )
    NONE = 2  # anything else: refuse
