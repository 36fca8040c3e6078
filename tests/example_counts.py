"""How much of a large test the quick suite runs: a tenth of the examples of a property, a few rows of a long table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _pytest.mark.structures import ParameterSet

IS_QUICK = os.environ.get("HYPOTHESIS_PROFILE") == "quick"  # as `make quick` sets it
PART, LEAST = 10, 5
MOST_ROWS = 6  # of one table in the quick suite

Row = TypeVar("Row")


def examples(count: int) -> int:
    """The number of examples in this run, if the whole suite draws `count`."""
    return min(count, max(count // PART, LEAST)) if IS_QUICK else count


def some_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table that the quick suite runs, spread evenly; the first one is among them."""
    if len(rows) <= MOST_ROWS:
        return list(rows)
    return [rows[place * len(rows) // MOST_ROWS] for place in range(MOST_ROWS)]


def mostly_slow(rows: Sequence[Row], *, quick: int) -> list[Row | ParameterSet]:
    """The rows of a parametrised test, of which `quick`, spread evenly, are for the quick suite too.

    For tables whose rows all show the same promise. A tuple is a row of several arguments.
    """
    kept = {place * len(rows) // quick for place in range(quick)}
    return [row if place in kept else _slow(row) for place, row in enumerate(rows)]


def _slow(row: object) -> ParameterSet:
    values = row if isinstance(row, tuple) else (row,)
    return pytest.param(*values, marks=pytest.mark.slow)
