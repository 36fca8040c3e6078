"""The arrays of an e-graph and the meaning of their columns.

A node is a row of 16 int32 (one cache line); a class is identified by the number of its leader, a node in it.
Lists are circular, so that two of them are joined by exchanging two links.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Columns of `cells`.
OP = 0  # position in OPS; -1 - position for a node that congruence has retired
ARG = 1  # 1, 2, 3: arguments' classes, canonical after a rebuild; -1 for none; payload bits of a leaf
ORIGINAL = 4  # 4, 5, 6: the arguments when the node was created: nodes, so that a node is a term
UP = 7  # in the undo log this column means a row of `up`; SORTS can share the number, as it is never logged
SORTS = 7  # of a leader: a bit for each member's op, modulo 32; after a rollback there may be extra bits, never fewer
NEXT = 8  # the next member of the class
USERS = 9  # of a leader: a link of the list of uses, -1 for none; link 3n + k is argument k of node n
LINK = 10  # 10, 11, 12: the next link in the list that the argument's link is in
NUMBER = 13  # of a leader: the class's constant node, -1 for none
EDGE = 14  # proof forest: a node that this one is equal to, towards the root; -1 at the root
WHY = 15  # the reason for EDGE: an index into `reasons`, or CONGRUENCE
WIDTH = 16

CONGRUENCE = -1
NONE = -1
FOLDED, STATED = -1, -2  # first entries of reasons that are not rules

# Positions in OPS that the engine knows: leaves come first.
CONST, VAR = 0, 1
LAST_LEAF = 3

# Indices into `counts`.
NODES = 0
LIVE = 1
CLASSES = 2
PENDING = 3  # unions that are waiting for the rebuild
REPAIRED = 4  # how many of them had their users repaired
JOINED = 5  # how many of them had their data joined
ANALYSED = 6  # nodes whose data has been computed
QUEUE = 7  # classes whose users' data must be recomputed
USED = 8  # slots of the hash table in use
REASONS = 9
UNDO = 10
UNDO_DATA = 11
FLOOR = 12  # writes to rows below this are logged for rollback
SNAPSHOTS = 13
ALARM = 14  # 14, 15: two different constants in one class; -1 for none
CONSTANT_BIT = 16
STAMP = 17  # the current generation, which changes are marked with
COUNTS = 18

FINE, GROW = 0, 1  # what compiled loops return: done, or more room needed


class Arrays(NamedTuple):
    """The state of an e-graph. Rows up to `counts[NODES]` are in use."""

    cells: NDArray[np.int32]  # (capacity, 16)
    # (capacity,): union-find: a node nearer to the leader; at the leader, minus the class's size
    up: NDArray[np.int32]
    numbers: NDArray[np.float64]  # (capacity,): of constants
    low: NDArray[np.float64]  # (capacity,): of leaders
    high: NDArray[np.float64]  # (capacity,)
    facts: NDArray[np.uint32]  # (capacity,)
    touched: NDArray[np.int32]  # (capacity,): generation in which a node or class last changed
    table: NDArray[np.int32]  # (power of two,): hash table of nodes, number + 1; 0 is free
    pending: NDArray[np.int32]  # (capacity, 3): first and last link of the absorbed class's uses, its leader
    queue: NDArray[np.int32]  # (capacity,)
    queued: NDArray[np.uint8]  # (capacity,)
    reasons: NDArray[np.int32]  # rule, nodes of the left side, nodes of the right side; and so on
    undo: NDArray[np.int32]  # (any, 2): flat index and old value; -1 - slot for a slot that was free
    undo_data: NDArray[np.float64]  # (any, 4): row, low, high, facts
    word: NDArray[np.float64]  # (1,): to write a number to ...
    word_bits: NDArray[np.int32]  # (2,): ... and read its bits from: the same memory
    counts: NDArray[np.int64]  # (COUNTS,)


def allocate(capacity: int) -> Arrays:
    """Arrays for that many nodes. Memory is touched only as rows come into use."""
    counts = np.zeros(COUNTS, np.int64)
    counts[ALARM : ALARM + 2] = NONE
    counts[STAMP] = 1
    word = np.zeros(1)
    return Arrays(
        cells=np.empty((capacity, WIDTH), np.int32),
        up=np.empty(capacity, np.int32),
        numbers=np.empty(capacity, np.float64),
        low=np.empty(capacity, np.float64),
        high=np.empty(capacity, np.float64),
        facts=np.empty(capacity, np.uint32),
        touched=np.empty(capacity, np.int32),
        table=np.zeros(table_size(capacity), np.int32),
        pending=np.empty((capacity, 3), np.int32),
        queue=np.empty(capacity, np.int32),
        queued=np.zeros(capacity, np.uint8),
        reasons=np.empty(8 * capacity, np.int32),
        undo=np.empty((1024, 2), np.int32),
        undo_data=np.empty((256, 4), np.float64),
        word=word,
        word_bits=word.view(np.int32),
        counts=counts,
    )


def table_size(capacity: int) -> int:
    """Slots of the hash table: a power of two, at least four per node, so that it is at most half full."""
    return 1 << (4 * capacity - 1).bit_length()
