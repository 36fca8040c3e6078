"""The head for functions that `nl train` makes, and the requests that the confidence of calls is fitted to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neurlang.prompts.training.examples import NO_SIGNS, NO_SLOTS, Example
from neurlang.prompts.training.functions.calibration import development_texts
from neurlang.prompts.training.functions.from_rows import FEWEST, head_of_rows

ROW = Example(
    "median of [3, 1, 2]", 188, 1, (0, 0, 0, 0), None, 0, NO_SLOTS, NO_SIGNS, 4, "lib/array/array_median.nl"
)


def test_few_rows_of_functions_make_no_head() -> None:
    assert head_of_rows([ROW] * (FEWEST - 1), seed=1) is None
    assert head_of_rows([replace(ROW, intent=0)] * FEWEST, seed=1) is None


@pytest.mark.slow
def test_rows_of_functions_make_the_same_head_from_the_same_seed() -> None:
    rows = [ROW, replace(ROW, text="reverse the list [1, 2]", intent=199)] * (FEWEST // 2)
    one, other = head_of_rows(rows, seed=1), head_of_rows(rows, seed=1)
    assert one is not None
    assert other is not None
    assert bool((one.output.weight == other.output.weight).all())


def test_development_texts_have_values_or_must_be_refused() -> None:
    texts = development_texts()
    assert len(texts) > 1_000
    assert ("the 5th triangular number", 15) in texts
    assert ("sort my emails", None) in texts
