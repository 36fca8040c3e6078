"""Where fuel is checked in optimised code: at the start of regions that no loop, call or return interrupts.

The check requires the cost of the most expensive path through the region; within the region, fuel is only counted. If
there is less, the program continues in code that checks at every block, where it soon ends. Inlined copies of a
procedure do not interrupt a region: it includes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.flow import Procedure, search


@dataclass(frozen=True, slots=True)
class Charges:
    """The charge at the beginning of each block, and how much of it is prepaid for later blocks.

    A block that is only reached by the return of one call is paid for before that call, so that fuel is counted once
    for both. If the program stops in between, the prepaid fuel is refunded.
    """

    begins: Mapping[int, int]
    ahead: Mapping[int, int]


def charges_of(procedure: Procedure, stride: int) -> Charges:
    """The charges of a procedure's blocks."""
    ends = procedure.ends
    lengths = {block: end - block % stride for block, end in ends.items()}
    jumped_to = {place for following in procedure.successors.values() for place in following}
    behind_calls = {ends[block] for block in procedure.calls} & {*ends}
    paid = behind_calls - jumped_to - {procedure.entry}
    ahead = dict.fromkeys(ends, 0)
    for block in sorted(procedure.calls, reverse=True):  # a call's successor comes later in the code
        if ends[block] in paid:
            ahead[block] = lengths[ends[block]] + ahead[ends[block]]
    begins = {block: 0 if block in paid else lengths[block] + ahead[block] for block in ends}
    return Charges(begins, ahead)


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Where fuel is checked, and the most fuel used from there to the next check.

    `heads` are blocks: the entry of the outermost level, and the targets of the back edges of a depth-first search.
    `returns` are the returns of calls that are not inlined, by the block of the call. So every cycle has a checkpoint.
    """

    heads: Mapping[int, int]
    returns: Mapping[int, int]


def checkpoints(
    procedure: Procedure, charges: Charges, early: Mapping[int, int], levels: int = 1
) -> tuple[Checkpoints, ...]:
    """The checkpoints of each level of inlining.

    `early` has, by the blocks of calls that are not inlined, the cost of early returns that the caller runs itself;
    after such a call the region continues, as after an inlined one.
    """
    copies = [
        _copy(procedure, early, is_inner=level > 0, is_last=level + 1 == levels) for level in range(levels)
    ]
    found: list[Checkpoints] = []
    after = 0
    for level, copy in enumerate(copies):
        costs = _costs(copies[level:], charges, after, early)
        returns = {
            block: copy.onward(procedure.ends[block], costs)
            for block in procedure.calls
            if block not in copy.inlined
        }
        found.append(Checkpoints({start: costs[start] for start in copy.heads}, returns))
        after = max((copy.onward(place, costs) for place in copy.inlined.values()), default=0)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of a procedure: `inlined` maps the blocks of inlined calls to the blocks that they return to.

    Regions continue across these calls. `heads` are the checkpoints, `order` is the post-order of the blocks.
    """

    procedure: Procedure
    inlined: Mapping[int, int]
    heads: frozenset[int]
    order: tuple[int, ...]

    def onward(self, place: int, costs: Mapping[int, int]) -> int:
        """The fuel used from a place to the next checkpoint; 0 at a checkpoint or the program's end."""
        return 0 if place in self.heads else costs.get(place, 0)


def _copy(procedure: Procedure, early: Mapping[int, int], *, is_inner: bool, is_last: bool) -> _Copy:
    entry, ends = procedure.entry, procedure.ends
    inlined = {
        block: ends[block] for block, callee in procedure.calls.items() if callee == entry and not is_last
    }
    leading_on = {block: ends[block] for block in {*inlined, *early}}
    back_to = {ends[block] for block in procedure.calls if block not in leading_on}
    roots = tuple(root for root in procedure.roots if root == entry or root in back_to)
    leads = {block: (place,) for block, place in leading_on.items() if place in ends}
    found = search({**procedure.successors, **leads}, roots)
    heads = {head for _, head in found.back_edges} | ({entry} if entry in ends and not is_inner else set())
    return _Copy(procedure, inlined, frozenset(heads), found.order)


def _costs(copies: list[_Copy], charges: Charges, after: int, early: Mapping[int, int]) -> dict[int, int]:
    """The fuel used from each block of the first copy to the next checkpoint; `after` is used after its return."""
    copy, procedure = copies[0], copies[0].procedure
    costs: dict[int, int] = {}
    for start in copy.order:  # successors come first
        if start in procedure.calls:
            onward = copy.onward(procedure.ends[start], costs)
            if start in copy.inlined:
                onward = copies[1].onward(procedure.entry, _costs(copies[1:], charges, onward, early))
            else:
                onward = early[start] + onward if start in early else 0
        else:
            following = procedure.successors[start]
            onward = max((copy.onward(place, costs) for place in following), default=after)
        costs[start] = charges.begins[start] + onward
    return costs
