"""How much a text asks for: the head of the network that says whether to answer."""

from __future__ import annotations

from enum import IntEnum


class Scope(IntEnum):
    """The classes of the scope head; the numbers are part of the data format."""

    ONE = 0  # one complete request for an operation of the intent table: answer it
    SEVERAL = 1  # our operations, but not one complete request: several, or a part of one
    NONE = 2  # anything else: refuse
