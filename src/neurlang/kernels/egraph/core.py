"""The compiled core: hash-consing, union-find, the proof forest, and congruence by deferred rebuild.

Rebuild: Willsey et al., egg, POPL 2021. Proof forest: Nieuwenhuis and Oliveras, RTA 2005. Finding
never writes: union by size keeps paths short, and a rebuild flattens them if there are no snapshots.
Callers ensure by `has_room` that there is room before they call.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.egraph.layout import (
    ALARM,
    ARG,
    CLASSES,
    CONGRUENCE,
    CONST,
    EDGE,
    FINE,
    FLOOR,
    GROW,
    LAST_LEAF,
    LINK,
    LIVE,
    NEXT,
    NODES,
    NONE,
    NUMBER,
    OP,
    ORIGINAL,
    PENDING,
    QUEUE,
    REASONS,
    REPAIRED,
    SNAPSHOTS,
    SORTS,
    STAMP,
    UNDO,
    UNDO_DATA,
    UP,
    USED,
    USERS,
    WHY,
    WIDTH,
    Arrays,
)

SPARE_NODES = 64  # a rule's right side has fewer
SPARE_REASONS = 160
SPARE_WRITES = 4096


@inlined
def find(up: NDArray[np.int32], node: int) -> int:
    """The leader of a node's class."""
    while up[node] >= 0:
        node = up[node]
    return node


@compiled
def flatten(state: Arrays) -> None:
    """Attach every node directly to its leader. Nothing is logged, so there must be no snapshots."""
    up = state.up
    for node in range(state.counts[NODES]):
        if up[node] >= 0:
            up[node] = find(up, up[node])


@inlined
def put(state: Arrays, row: int, column: int, value: int) -> None:
    """Write a cell, and log the old value if a snapshot may need it."""
    if row < state.counts[FLOOR]:
        at = state.counts[UNDO]
        state.undo[at, 0] = row * WIDTH + column
        state.undo[at, 1] = state.cells[row, column]
        state.counts[UNDO] = at + 1
    state.cells[row, column] = value


@inlined
def put_up(state: Arrays, row: int, value: int) -> None:
    """Write a node's `up`, as `put` writes a cell."""
    if row < state.counts[FLOOR]:
        at = state.counts[UNDO]
        state.undo[at, 0] = row * WIDTH + UP
        state.undo[at, 1] = state.up[row]
        state.counts[UNDO] = at + 1
    state.up[row] = value


@inlined
def has_room(state: Arrays, writes: int) -> bool:
    """Whether there is room to apply a rule, or to repair a node with a union that re-roots `writes` nodes."""
    counts = state.counts
    return bool(
        counts[NODES] + SPARE_NODES <= len(state.cells)
        and 2 * (counts[USED] + SPARE_NODES) <= len(state.table)
        and counts[PENDING] + 4 <= len(state.pending)
        and counts[REASONS] + SPARE_REASONS <= len(state.reasons)
        and (
            counts[SNAPSHOTS] == 0
            or (
                counts[UNDO] + SPARE_WRITES + 2 * writes <= len(state.undo)
                and counts[UNDO_DATA] + SPARE_NODES <= len(state.undo_data)
            )
        )
    )


@inlined
def first_slot(mask: int, op: int, a: int, b: int, c: int) -> int:
    """Where the search for a node begins: a multiplicative hash with the finalizer of splitmix64."""
    mixed = (
        np.uint64(np.uint32(op)) * np.uint64(0x9E3779B97F4A7C15)
        ^ np.uint64(np.uint32(a)) * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ np.uint64(np.uint32(b)) * np.uint64(0x165667B19E3779F9)
        ^ np.uint64(np.uint32(c)) * np.uint64(0x27D4EB2F165667C5)
    )
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return int(np.int64(mixed & np.uint64(mask)))  # in numba, int() of a uint64 is still a uint64


@inlined
def probe(state: Arrays, op: int, a: int, b: int, c: int) -> int:
    """The slot of the live node with these canonical arguments, or the free slot where it would go.

    A slot may hold a node whose arguments have changed since; the node is then in another slot, too.
    """
    cells, table = state.cells, state.table
    mask = len(table) - 1
    slot = first_slot(mask, op, a, b, c)
    while table[slot] > 0:
        node = table[slot] - 1
        if (
            cells[node, OP] == op
            and cells[node, ARG] == a
            and cells[node, ARG + 1] == b
            and cells[node, ARG + 2] == c
        ):
            return slot
        slot = (slot + 1) & mask
    return slot


@inlined
def occupy(state: Arrays, slot: int, node: int) -> None:
    """Enter a node into a free slot."""
    counts = state.counts
    if counts[SNAPSHOTS] > 0:
        state.undo[counts[UNDO], 0] = -1 - slot
        counts[UNDO] += 1
    state.table[slot] = node + 1
    counts[USED] += 1


@inlined
def add_node(state: Arrays, op: int, a: int, b: int, c: int, number: float) -> int:
    """The node of an op over three nodes (-1 if absent; a leaf's payload bits): an equal one if known, or a new one."""
    cells, counts = state.cells, state.counts
    ka, kb, kc = a, b, c
    if op > LAST_LEAF:
        ka = find(state.up, a)
        if b >= 0:
            kb = find(state.up, b)
        if c >= 0:
            kc = find(state.up, c)
    slot = probe(state, op, ka, kb, kc)
    if state.table[slot] > 0:
        return int(state.table[slot] - 1)
    node = int(counts[NODES])
    counts[NODES] = node + 1
    counts[LIVE] += 1
    counts[CLASSES] += 1
    row = cells[node]
    row[OP], row[ARG], row[ARG + 1], row[ARG + 2] = op, ka, kb, kc
    row[ORIGINAL], row[ORIGINAL + 1], row[ORIGINAL + 2] = a, b, c
    row[NEXT], row[USERS], row[SORTS] = node, NONE, 1 << (op & 31)
    state.up[node] = -1
    row[NUMBER] = node if op == CONST else NONE
    row[EDGE], row[WHY] = NONE, CONGRUENCE
    state.numbers[node] = number
    state.low[node], state.high[node], state.facts[node] = -np.inf, np.inf, 0
    state.touched[node] = counts[STAMP]
    occupy(state, slot, node)
    if op > LAST_LEAF:
        for place in range(3):
            if row[ARG + place] >= 0:
                enter_use(state, row[ARG + place], 3 * node + place)
    return node


@inlined
def enter_use(state: Arrays, leader: int, link: int) -> None:
    """Put a link into a class's list of uses."""
    cells = state.cells
    node, column = link // 3, LINK + link % 3
    last = cells[leader, USERS]
    if last == NONE:
        cells[node, column] = link
        put(state, leader, USERS, link)
        return
    cells[node, column] = cells[last // 3, LINK + last % 3]
    put(state, last // 3, LINK + last % 3, link)


@inlined
def new_edge(state: Arrays, node: int, other: int, why: int) -> None:
    """Attach a node's tree of the proof forest to a node of another tree: the node's path to its root is reversed."""
    cells = state.cells
    while node != NONE:
        above, reason = cells[node, EDGE], cells[node, WHY]
        put(state, node, EDGE, other)
        put(state, node, WHY, why)
        other, why, node = node, reason, above


@inlined
def union(state: Arrays, one: int, other: int, why: int) -> bool:
    """Record that two nodes are equal; returns whether this is new. Their users wait for the rebuild."""
    cells, counts = state.cells, state.counts
    x, y = find(state.up, one), find(state.up, other)
    if x == y:
        return False
    if state.up[x] > state.up[y]:  # sizes are negative: y has more members
        x, y, one, other = y, x, other, one
    new_edge(state, other, one, why)
    put_up(state, x, state.up[x] + state.up[y])
    put_up(state, y, x)
    cells[x, SORTS] |= cells[y, SORTS]
    after = cells[x, NEXT]
    put(state, x, NEXT, cells[y, NEXT])
    put(state, y, NEXT, after)
    join_users(state, x, y)
    join_numbers(state, x, y)
    state.touched[x] = counts[STAMP]
    counts[CLASSES] -= 1
    return True


@inlined
def join_users(state: Arrays, x: int, y: int) -> None:
    """Splice y's list of uses into x's, and record it as a stretch whose nodes must be repaired.

    Later splices and insertions happen only behind the last link of a list, so the stretch stays in one piece.
    """
    cells, counts = state.cells, state.counts
    first, last = NONE, cells[y, USERS]
    if last != NONE:
        first = cells[last // 3, LINK + last % 3]
        mine = cells[x, USERS]
        if mine == NONE:
            put(state, x, USERS, last)
        else:
            put(state, last // 3, LINK + last % 3, cells[mine // 3, LINK + mine % 3])
            put(state, mine // 3, LINK + mine % 3, first)
    at = counts[PENDING]
    state.pending[at, 0], state.pending[at, 1], state.pending[at, 2] = first, last, y
    counts[PENDING] = at + 1


@inlined
def join_numbers(state: Arrays, x: int, y: int) -> None:
    """The class's constant; two different ones raise the alarm. 0 and -0 are the same number, and so are all NaN."""
    cells, numbers = state.cells, state.numbers
    mine, theirs = cells[x, NUMBER], cells[y, NUMBER]
    if theirs == NONE:
        return
    if mine == NONE:
        put(state, x, NUMBER, theirs)
        return
    a, b = numbers[mine], numbers[theirs]
    if a != b and not (np.isnan(a) and np.isnan(b)) and state.counts[ALARM] == NONE:
        state.counts[ALARM], state.counts[ALARM + 1] = mine, theirs


@inlined
def repair(state: Arrays, node: int) -> None:
    """Make a node's arguments canonical; if that makes it equal to another node, unite them and retire it."""
    cells = state.cells
    op = cells[node, OP]
    if op < 0:
        return
    a, b, c = find(state.up, cells[node, ARG]), cells[node, ARG + 1], cells[node, ARG + 2]
    if b >= 0:
        b = find(state.up, b)
    if c >= 0:
        c = find(state.up, c)
    if a == cells[node, ARG] and b == cells[node, ARG + 1] and c == cells[node, ARG + 2]:
        return
    put(state, node, ARG, a)
    put(state, node, ARG + 1, b)
    put(state, node, ARG + 2, c)
    state.touched[node] = state.counts[STAMP]
    slot = probe(state, op, a, b, c)
    if state.table[slot] == 0:
        occupy(state, slot, node)
    elif state.table[slot] - 1 != node:
        put(state, node, OP, -1 - op)
        state.counts[LIVE] -= 1
        union(state, state.table[slot] - 1, node, CONGRUENCE)


@compiled
def repair_users(state: Arrays) -> int:
    """Repair the users of every class that was absorbed, and of those absorbed on the way."""
    cells, counts = state.cells, state.counts
    while counts[REPAIRED] < counts[PENDING]:
        at = counts[REPAIRED]
        link, last = state.pending[at, 0], state.pending[at, 1]
        while link != NONE:
            if not has_room(state, -state.up[find(state.up, link // 3)]):
                return GROW  # this stretch is walked again; canonical nodes are skipped
            repair(state, link // 3)
            if link == last:
                break
            link = cells[link // 3, LINK + link % 3]
        counts[REPAIRED] = at + 1
    return FINE


@compiled
def enter_all(state: Arrays) -> None:
    """Fill an empty hash table with the live nodes."""
    cells, counts = state.cells, state.counts
    counts[USED] = 0
    for node in range(counts[NODES]):
        if cells[node, OP] >= 0:
            slot = probe(state, cells[node, OP], cells[node, ARG], cells[node, ARG + 1], cells[node, ARG + 2])
            if state.table[slot] == 0:
                state.table[slot] = node + 1
                counts[USED] += 1


@inlined
def enqueue(state: Arrays, leader: int) -> None:
    """Queue a class so that its users' data is recomputed."""
    if state.queued[leader] == 0:
        state.queued[leader] = 1
        state.queue[state.counts[QUEUE]] = leader
        state.counts[QUEUE] += 1
