"""The rows to learn from and the rows to hold out, by groups: rows of one group are never on both sides.

Rows that are copies of each other have the same group: their text, or the template that they were made from.
`order_of` shuffles: it returns a random order of so many things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurlang.errors import DataError

OrderOf = Callable[[int], Sequence[int]]


def hold_out(groups: Sequence[str], ratio: float, order_of: OrderOf) -> tuple[list[int], list[int]]:
    """The rows to learn from, a share `ratio` of the groups and at least one group, and those held out."""
    names = sorted(set(groups))
    order = order_of(len(names))
    chosen = {names[index] for index in order[: max(1, round(len(names) * ratio))]}
    rows = range(len(groups))
    return (
        [row for row in rows if groups[row] in chosen],
        [row for row in rows if groups[row] not in chosen],
    )


def deal_folds(groups: Sequence[str], count: int, order_of: OrderOf) -> list[list[int]]:
    """The rows that each of `count` folds holds out. Every row is in one fold; the folds have equally many groups.

    Raises DataError if there are fewer groups than folds.
    """
    names = sorted(set(groups))
    if len(names) < count:
        raise DataError(f"{len(names)} groups of examples cannot be dealt out to {count} folds")
    fold_of = {names[index]: place % count for place, index in enumerate(order_of(len(names)))}
    dealt: list[list[int]] = [[] for _ in range(count)]
    for row, group in enumerate(groups):
        dealt[fold_of[group]].append(row)
    return dealt
