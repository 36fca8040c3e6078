"""Rows under construction: operation, slots of A, B and C, target (an instruction's index), number, status."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain

from neurlang.programs.native.stencils.operations import DOUBLE, INTEGER, OPERATIONS, Choice

OPERATION, TARGET = 0, 4
Row = tuple[int, int, int, int, int, int, int]

_COLUMN_OF = {"A": 1, "B": 2, "C": 3}
_COLUMNS = 7
_LATEST = 1 << 12


class Rows:
    """Rows in their order. All but the latest are packed: as tuples, a million would take 200 MB."""

    __slots__ = ("_latest", "_packed")

    def __init__(self) -> None:
        self._packed = array("i")
        self._latest: list[Row] = []

    def __len__(self) -> int:
        return len(self._packed) // _COLUMNS + len(self._latest)

    def add(self, row: Row) -> None:
        """Add a row at the end."""
        if len(self._latest) == _LATEST:
            self._pack()
        self._latest.append(row)

    @property
    def last_operation(self) -> int:
        """The operation of the last row."""
        return self._latest[-1][OPERATION]

    def __iter__(self) -> Iterator[Row]:
        return chain(zip(*[iter(self._packed)] * _COLUMNS, strict=True), self._latest)

    def _pack(self) -> None:
        self._packed.fromlist(list(chain.from_iterable(self._latest)))
        self._latest.clear()

    def integers_and_doubles(self) -> tuple[set[int], set[int]]:
        """The slots that some row takes as an integer, and those that one takes as a double."""
        integers: set[int] = set()
        doubles: set[int] = set()
        for row in self:
            for column in _INTEGER_COLUMNS[row[OPERATION]]:
                integers.add(row[column])
            for column in _DOUBLE_COLUMNS[row[OPERATION]]:
                doubles.add(row[column])
        return integers, doubles


def _columns_of(kind: Choice) -> tuple[tuple[int, ...], ...]:
    """For each operation, the columns of its rows whose slots it takes as that kind."""
    return tuple(
        tuple(_COLUMN_OF[hole] for hole, choice in operation.uses.items() if choice == kind)
        for operation in OPERATIONS
    )


_INTEGER_COLUMNS, _DOUBLE_COLUMNS = _columns_of(INTEGER), _columns_of(DOUBLE)
