"""Groups stay together, every row has its place, and the seed decides which rows are held out."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import DataError
from neurlang.learning import deal_folds, hold_out

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPS = st.lists(st.sampled_from("abcdefghij"), min_size=1)


def order_of(count: int) -> Sequence[int]:
    return Random(3).sample(range(count), count)


@given(GROUPS, st.floats(0.0, 1.0))
def test_a_group_is_never_on_both_sides(groups: list[str], ratio: float) -> None:
    training, held_out = hold_out(groups, ratio, order_of)
    assert sorted(training + held_out) == list(range(len(groups)))
    assert not {groups[row] for row in training} & {groups[row] for row in held_out}
    assert training


def test_the_share_is_that_of_the_groups() -> None:
    training, _ = hold_out([*"abcdefghij"] * 3, 0.8, order_of)
    assert len(training) == 24


@given(GROUPS, st.integers(1, 10))
def test_every_row_is_in_one_fold_and_groups_are_shared_out_evenly(groups: list[str], count: int) -> None:
    if len(set(groups)) < count:
        with pytest.raises(DataError, match="cannot be dealt out"):
            deal_folds(groups, count, order_of)
        return
    folds = deal_folds(groups, count, order_of)
    assert sorted(row for fold in folds for row in fold) == list(range(len(groups)))
    inside = [{groups[row] for row in fold} for fold in folds]
    assert sum(map(len, inside)) == len(set(groups))
    assert max(map(len, inside)) - min(map(len, inside)) <= 1
