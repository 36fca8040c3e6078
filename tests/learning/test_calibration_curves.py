"""Curves rise, follow the observed shares, and are never surer than the number of texts allows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from neurlang.learning import Bin, Block, curve_through, isotonic, reliability

JUDGED = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=1)


def test_neighbours_out_of_order_are_pooled() -> None:
    judged = [(0.1, False), (0.2, True), (0.3, False), (0.4, True), (0.5, True)]
    assert isotonic(judged) == [
        Block(0.1, 0.1, 0, 1),
        Block(0.2, 0.3, 1, 2),
        Block(0.4, 0.5, 2, 2),
    ]


@given(JUDGED)
def test_steps_rise_and_count_every_text_once(judged: list[tuple[float, bool]]) -> None:
    blocks = isotonic(judged)
    assert all(one.share < other.share and one.high < other.low for one, other in pairwise(blocks))
    assert sum(block.count for block in blocks) == len(judged)
    for block in blocks:
        inside = [right for score, right in judged if block.low <= score <= block.high]
        assert (sum(inside), len(inside)) == (block.right, block.count)


@given(JUDGED)
def test_a_step_fits_at_least_as_well_as_its_parts(judged: list[tuple[float, bool]]) -> None:
    """The steps are the best rising ones because no first part of a step has a smaller share than the step."""
    for block in isotonic(judged):
        inside = sorted((score, right) for score, right in judged if block.low <= score <= block.high)
        for score in {score for score, _ in inside}:
            head = [right for other, right in inside if other <= score]
            assert sum(head) * block.count >= block.right * len(head)


@given(JUDGED)
def test_a_curve_rises_and_stays_below_1(judged: list[tuple[float, bool]]) -> None:
    scores, values = curve_through(isotonic(judged))
    assert (scores[0], scores[-1]) == (0.0, 1.0)
    assert all(one < other for one, other in pairwise(scores))
    assert all(low <= high for low, high in pairwise(values))
    assert 0.0 <= values[0] <= values[-1] < 1.0


def test_a_few_right_texts_are_not_certainty() -> None:
    assert curve_through(isotonic([(0.5, True)] * 8)) == ((0.0, 0.5, 1.0), (0.9, 0.9, 0.9))


def test_bins_include_their_lower_edge_and_the_last_one_both() -> None:
    judged = [(0.0, False), (0.5, True), (0.75, False), (1.0, True)]
    assert reliability(judged, (0.0, 0.5, 1.0)) == (Bin(0.0, 0.5, 1, 0, 0.0), Bin(0.5, 1.0, 3, 2, 0.75))
    assert reliability([(0.2, True)], (0.0, 0.1, 1.0)) == (Bin(0.1, 1.0, 1, 1, 0.2),)
