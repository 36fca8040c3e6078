"""Applying matches: building right sides and uniting them with what matched, with the reason recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.kernels.compiled import compiled, inlined
from neurlang.kernels.egraph.core import add_node, find, has_room, union
from neurlang.kernels.egraph.layout import FINE, GROW, LIVE, ORIGINAL, REASONS, Arrays
from neurlang.kernels.egraph.rule_programs import Programs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_RIGHT_NODES = 48


@inlined
def value_of(
    state: Arrays, programs: Programs, match: NDArray[np.int32], built: NDArray[np.int32], place: int
) -> int:
    """The node for a place in a right side: one that was built, or (if the place is negative) a hole's."""
    if place >= 0:
        return int(built[place])
    hole = programs.holes[-1 - place]
    return int(state.cells[match[1 + hole[0]], ORIGINAL + hole[1]])


@inlined
def build_right(
    state: Arrays, programs: Programs, rule: int, match: NDArray[np.int32], built: NDArray[np.int32]
) -> int:
    """Add the nodes of the right side; returns the node for the whole."""
    begin = programs.right_starts[rule]
    for at in range(begin, programs.right_starts[rule + 1]):
        row = programs.right[at]
        if row[4]:  # a leaf: its payload bits are in place
            built[at - begin] = add_node(state, row[0], row[1], row[2], row[3], programs.right_numbers[at])
            continue
        a = value_of(state, programs, match, built, row[1])
        b = value_of(state, programs, match, built, row[2]) if row[5] > 1 else -1
        c = value_of(state, programs, match, built, row[3]) if row[5] > 2 else -1
        built[at - begin] = add_node(state, row[0], a, b, c, 0.0)
    return value_of(state, programs, match, built, programs.results[rule])


@inlined
def note_reason(
    state: Arrays,
    rule: int,
    result: int,
    match: NDArray[np.int32],
    left: int,
    built: NDArray[np.int32],
    right: int,
) -> None:
    """Append a reason: the rule, the right side's node, then all nodes of the left and the right side."""
    reasons, at = state.reasons, state.counts[REASONS]
    reasons[at], reasons[at + 1] = rule, result
    for place in range(left):
        reasons[at + 2 + place] = match[1 + place]
    for place in range(right):
        reasons[at + 2 + left + place] = built[place]
    state.counts[REASONS] = at + 2 + left + right


@compiled
def apply_rows(
    state: Arrays,
    programs: Programs,
    matches: NDArray[np.int32],
    first_rule: int,
    most_nodes: int,
    built: NDArray[np.int32],
    progress: NDArray[np.int64],
) -> int:
    """Apply matches from `progress[0]` on; counts unions of each rule in `progress[2:]`.

    Stops before the graph has more than `most_nodes` live nodes, and sets `progress[1]`. Reasons refer to rules
    by their number in the graph; this table's numbers start at `first_rule`.
    """
    counts = state.counts
    while progress[0] < len(matches):
        match = matches[progress[0]]
        rule, root = match[0], match[1]
        right = programs.right_starts[rule + 1] - programs.right_starts[rule]
        if counts[LIVE] + right > most_nodes:
            progress[1] = 1
            return FINE
        if not has_room(state, -state.up[find(state.up, root)]):
            return GROW
        result = build_right(state, programs, rule, match, built)
        at, left = counts[REASONS], programs.left_counts[rule]
        if union(state, root, result, at):
            note_reason(state, first_rule + rule, result, match, left, built, right)
            progress[2 + rule] += 1
        progress[0] += 1
    return FINE
