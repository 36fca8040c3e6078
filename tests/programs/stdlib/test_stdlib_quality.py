"""Compiled code against hand-written code and naive code: instructions executed on the same inputs."""

from __future__ import annotations

import pytest

from stdlib_counts import counts, means

MOST, MOST_OF_NAIVE = 1.10, 0.6


@pytest.mark.slow
def test_code_is_as_short_as_an_expert_writes_it() -> None:
    found = list(counts())
    assert len(found) == 24
    of_hand_written, of_naive = means(found)
    assert of_hand_written <= MOST
    assert of_naive <= MOST_OF_NAIVE
