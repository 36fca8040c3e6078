"""Where fuel is checked in optimised code: at the start of regions that no loop, call or return interrupts.

The check asks for what the costliest way through the region takes; within it the fuel is only counted. Where
there is less, the program goes on in code that checks at every block, and ends there soon. Copies of a
procedure that are inlined in it interrupt nothing: a region goes into them and comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.programs.native.procedures import Procedure


def checkpoints(
    procedure: Procedure, stride: int, levels: int = 1, early: Mapping[int, int] | None = None
) -> tuple[dict[int, int], ...]:
    """For each level of inlining, the blocks at which fuel is checked, with the most that is used up to the next.

    They are the entry of the outermost level, what calls return to that are not inlined, and the targets of
    the back edges of a depth-first search, so every cycle passes one. `early` says, by the blocks of calls that
    are not inlined, what those take that the caller does itself.
    """
    copies = [_copy(procedure, is_inner=level > 0, is_last=level + 1 == levels) for level in range(levels)]
    found: list[dict[int, int]] = []
    after = 0
    for level, copy in enumerate(copies):
        costs = _costs(copies[level:], stride, after, early or {})
        found.append({start: costs[start] for start in copy.heads})
        after = max((copy.onward(place, costs) for place in copy.inlined.values()), default=0)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of a procedure: `inlined` maps the calls that are inlined to what they return to.

    They lead on there; `heads` are the checkpoints, `order` is the post-order of the blocks.
    """

    procedure: Procedure
    inlined: Mapping[int, int]
    heads: frozenset[int]
    order: tuple[int, ...]

    def onward(self, place: int, costs: Mapping[int, int]) -> int:
        """What is used from a place to the next checkpoint; nothing where it is one, or the program's end."""
        return 0 if place in self.heads else costs.get(place, 0)


def _copy(procedure: Procedure, *, is_inner: bool, is_last: bool) -> _Copy:
    entry, ends = procedure.entry, procedure.ends
    inlined = {
        block: ends[block] for block, callee in procedure.calls.items() if callee == entry and not is_last
    }
    back_to = {ends[block] for block in procedure.calls if block not in inlined}
    roots = tuple(root for root in procedure.roots if root == entry or root in back_to)
    leads = {block: (place,) for block, place in inlined.items() if place in ends}
    linked = replace(procedure, roots=roots, successors={**procedure.successors, **leads})
    back_edges, order = search(linked)
    heads = {head for _, head in back_edges} | ({*roots} - {entry} if is_inner else {*roots})
    if entry in back_to:
        heads.add(entry)
    return _Copy(procedure, inlined, frozenset(heads), tuple(order))


def _costs(copies: list[_Copy], stride: int, after: int, early: Mapping[int, int]) -> dict[int, int]:
    """What is used from each block of the first copy to the next checkpoint; `after` is used after its return."""
    copy, procedure = copies[0], copies[0].procedure
    costs: dict[int, int] = {}
    for start in copy.order:  # what follows stands before it
        if start in copy.inlined:
            back = copy.onward(copy.inlined[start], costs)
            onward = copies[1].onward(procedure.entry, _costs(copies[1:], stride, back, early))
        elif start in procedure.calls:
            onward = early.get(start, 0)
        else:
            following = procedure.successors[start]
            onward = max((copy.onward(place, costs) for place in following), default=after)
        costs[start] = procedure.ends[start] - start % stride + onward
    return costs


def search(procedure: Procedure) -> tuple[set[tuple[int, int]], list[int]]:
    """The back edges, as (from, to), and the blocks in post-order."""
    back_edges: set[tuple[int, int]] = set()
    order: list[int] = []
    open_blocks: set[int] = set()
    seen: set[int] = set()
    for root in procedure.roots:
        stack = [(root, 0)]
        while stack:
            start, step = stack.pop()
            if step == 0:
                if start in seen:
                    continue
                seen.add(start)
                open_blocks.add(start)
            following = procedure.successors[start]
            if step == len(following):
                open_blocks.remove(start)
                order.append(start)
                continue
            stack.append((start, step + 1))
            if following[step] in open_blocks:
                back_edges.add((start, following[step]))
            elif following[step] not in seen:
                stack.append((following[step], 0))
    return back_edges, order
