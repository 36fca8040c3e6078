"""Rebuild: restores congruence and updates the analysis, until neither changes.

An analysis comes as two compiled functions, which become part of the code: there is one version per analysis.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.egraph.core import (
    add_node,
    enqueue,
    find,
    flatten,
    has_room,
    repair_users,
    union,
)
from neurlang.kernels.egraph.layout import (
    ANALYSED,
    ARG,
    CONST,
    CONSTANT_BIT,
    FINE,
    FLOOR,
    FOLDED,
    GROW,
    JOINED,
    LAST_LEAF,
    LINK,
    NODES,
    NONE,
    NUMBER,
    OP,
    PENDING,
    QUEUE,
    REASONS,
    REPAIRED,
    SNAPSHOTS,
    STAMP,
    UNDO_DATA,
    USERS,
    Arrays,
)

Data = tuple[float, float, np.uint32]
Make = Callable[..., tuple[float, float, int]]
Join = Callable[..., tuple[float, float, int]]

SHRINKS = 0.9  # an interval that shrinks by less than a tenth is kept: otherwise narrowing may never end
MOVES = 0.1  # so is a half-infinite one whose finite end moves by less than a tenth of its size


@inlined
def node_data(state: Arrays, make: Make, node: int, op: int) -> Data:
    """The analysis's data of a node on its own."""
    cells, low, high, facts = state.cells, state.low, state.high, state.facts
    a = find(state.up, cells[node, ARG]) if op > LAST_LEAF else node
    b = find(state.up, cells[node, ARG + 1]) if op > LAST_LEAF and cells[node, ARG + 1] >= 0 else a
    c = find(state.up, cells[node, ARG + 2]) if op > LAST_LEAF and cells[node, ARG + 2] >= 0 else a
    value = state.numbers[node] if op == CONST else 0.0
    new_low, new_high, new_facts = make(
        op, value, (low[a], low[b], low[c]), (high[a], high[b], high[c]), (facts[a], facts[b], facts[c])
    )
    return new_low, new_high, np.uint32(new_facts)


@inlined
def improves(
    low: float, high: float, facts: np.uint32, new_low: float, new_high: float, new_facts: np.uint32
) -> bool:
    """Whether new data improves on the old enough to replace it."""
    if new_facts != facts:
        return True
    if new_low == low and new_high == high:
        return False
    if np.isinf(low) > np.isinf(new_low) or np.isinf(high) > np.isinf(new_high):
        return True
    if np.isinf(low) or np.isinf(high):
        return has_moved(low, new_low) or has_moved(high, new_high)
    return bool(new_high - new_low <= SHRINKS * (high - low))


@inlined
def has_moved(end: float, new_end: float) -> bool:
    """Whether an end moved by a good part of its size; false for an infinite one."""
    return bool(np.abs(new_end - end) > MOVES * max(np.abs(new_end), np.abs(end)))


@inlined
def join_into(state: Arrays, join: Join, leader: int, data: Data) -> bool:
    """Join data into a class's data; returns whether that changed."""
    low, high, facts = state.low[leader], state.high[leader], state.facts[leader]
    new_low, new_high, more = join(low, high, facts, data[0], data[1], data[2])
    new_facts = np.uint32(more)
    if not improves(low, high, facts, new_low, new_high, new_facts):
        return False
    if leader < state.counts[FLOOR]:
        note = state.undo_data[state.counts[UNDO_DATA]]
        note[0], note[1], note[2], note[3] = leader, low, high, facts
        state.counts[UNDO_DATA] += 1
    state.low[leader], state.high[leader], state.facts[leader] = new_low, new_high, new_facts
    state.touched[leader] = state.counts[STAMP]
    return True


@inlined
def arguments_are_numbers(state: Arrays, node: int) -> bool:
    """Whether every argument's class has a constant, and there are arguments."""
    cells = state.cells
    for place in range(3):
        argument = cells[node, ARG + place]
        if argument >= 0 and cells[find(state.up, argument), NUMBER] == NONE:
            return False
    return True


@compiled
def fold(state: Arrays, node: int, value: float) -> None:
    """Add the constant to the node's class, with the reason: folded, the node, its arguments' constants."""
    cells, counts = state.cells, state.counts
    state.word[0] = value
    number = add_node(state, CONST, state.word_bits[0], state.word_bits[1], NONE, value)
    at = counts[REASONS]
    state.reasons[at], state.reasons[at + 1], state.reasons[at + 2] = FOLDED, node, number
    for place in range(3):
        argument = cells[node, ARG + place]
        state.reasons[at + 3 + place] = cells[find(state.up, argument), NUMBER] if argument >= 0 else NONE
    counts[REASONS] = at + 6
    union(state, node, number, at)


@inlined
def analyse_node(state: Arrays, make: Make, join: Join, node: int) -> None:
    """Compute a node's data and join it into its class's; fold the class if this determines its constant."""
    op = state.cells[node, OP]
    if op < 0:
        return
    leader = find(state.up, node)
    data = node_data(state, make, node, op)
    # The users of a class with one node are analysed later in any case.
    if join_into(state, join, leader, data) and leader != node:
        enqueue(state, leader)
    is_known = data[2] & np.uint32(state.counts[CONSTANT_BIT])
    if (
        is_known
        and op > LAST_LEAF
        and state.cells[leader, NUMBER] == NONE
        and arguments_are_numbers(state, node)
    ):
        fold(state, node, data[0])


@compiled
def analyse_nodes(state: Arrays, make: Make, join: Join) -> int:
    """Analyse the nodes added since the last time, arguments first."""
    counts = state.counts
    while counts[ANALYSED] < counts[NODES]:
        if not has_room(state, -state.up[find(state.up, counts[ANALYSED])]):
            return GROW
        counts[ANALYSED] += 1
        analyse_node(state, make, join, counts[ANALYSED] - 1)
    return FINE


@compiled
def join_data(state: Arrays, join: Join, fresh: int) -> int:
    """Join the data of absorbed classes into that of their new classes; nodes from `fresh` on had none."""
    counts, low, high, facts = state.counts, state.low, state.high, state.facts
    while counts[JOINED] < counts[PENDING]:
        if not has_room(state, 0):
            return GROW
        absorbed = state.pending[counts[JOINED], 2]
        counts[JOINED] += 1
        leader = find(state.up, absorbed)
        data = (low[absorbed], high[absorbed], facts[absorbed])
        is_changed = join_into(state, join, leader, data)
        is_other = low[leader] != data[0] or high[leader] != data[1] or facts[leader] != data[2]
        if is_changed or (is_other and absorbed < fresh):
            enqueue(state, leader)
    return FINE


@compiled
def analyse_users(state: Arrays, make: Make, join: Join) -> int:
    """Recompute the data of the users of queued classes, until nothing changes."""
    cells, counts = state.cells, state.counts
    while counts[QUEUE] > 0:
        counts[QUEUE] -= 1
        leader = state.queue[counts[QUEUE]]
        state.queued[leader] = 0
        last = cells[leader, USERS]
        link = last
        while link != NONE:
            if not has_room(state, -state.up[find(state.up, link // 3)]):
                enqueue(state, leader)
                return GROW
            link = cells[link // 3, LINK + link % 3]
            analyse_node(state, make, join, link // 3)
            if link == last:
                break
    return FINE


@compiled
def rebuild(state: Arrays, make: Make, join: Join) -> int:
    """Restore congruence and update every class's data; returns GROW if room is needed to go on."""
    counts = state.counts
    while counts[PENDING] > 0 or counts[ANALYSED] < counts[NODES] or counts[QUEUE] > 0:
        fresh = counts[ANALYSED]
        if repair_users(state) == GROW:
            return GROW
        if (
            analyse_nodes(state, make, join) == GROW
            or join_data(state, join, fresh) == GROW
            or analyse_users(state, make, join) == GROW
        ):
            return GROW
        if counts[REPAIRED] == counts[PENDING] and counts[JOINED] == counts[PENDING]:
            counts[PENDING], counts[REPAIRED], counts[JOINED] = 0, 0, 0
    if counts[SNAPSHOTS] == 0:
        flatten(state)
    return FINE
