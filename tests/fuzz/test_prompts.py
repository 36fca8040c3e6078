"""A few of the random prompts that `make fuzz` runs by the thousand."""

from __future__ import annotations

from random import Random

import phrase_trees
import prompt_soup
import pytest

from example_counts import mostly_slow
from neurlang.errors import NeurlangError
from neurlang.prompts.reading import open_engine, read


@pytest.mark.parametrize("seed", mostly_slow(range(20), quick=5))
def test_random_trees_are_read_back_or_refused(seed: int) -> None:
    random = Random(seed)
    found = [phrase_trees.outcome(phrase_trees.phrase(random, 2)) for _ in range(10)]
    assert "wrong" not in found
    assert found.count("right") >= 5


@pytest.mark.parametrize("seed", mostly_slow(range(10), quick=3))
def test_soup_of_tokens_is_answered_or_refused(seed: int) -> None:
    random = Random(seed)
    engine = open_engine()
    for _ in range(10):
        try:
            assert read(prompt_soup.soup(random), engine) is not None
        except NeurlangError as error:
            assert str(error)
