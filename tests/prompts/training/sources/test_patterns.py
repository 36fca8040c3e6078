"""Patterns: each computes what it says, and each level has what the seed lists under it."""

from __future__ import annotations

from random import Random

import pytest

from neurlang.programs.stdlib import FileFunction, NothingToDrawError, checked_call, draw_values
from neurlang.prompts.training.examples import LeftOutError
from neurlang.prompts.training.phrasing import QUOTED
from neurlang.prompts.training.sources.asking import ask
from neurlang.prompts.training.sources.patterns import PATTERNS, patterns_of

ALL = [function for level in PATTERNS for function in patterns_of(level)]

TOPICS = {
    1: ("basic/arithmetic", "basic/move", "basic/constants"),
    2: (
        "control-flow/if-else",
        "control-flow/for",
        "control-flow/while",
        "control-flow/do-while",
        "control-flow/branch",
    ),
    3: ("memory/load-store", "memory/array", "memory/traversal", "memory/pointer"),
    4: ("functions/call", "functions/stack", "functions/recursion"),
    5: (
        "algorithm/sorting",
        "algorithm/search",
        "algorithm/number-theory",
        "concurrency/tasks",
        "concurrency/channels",
        "security/capabilities",
        "security/taint",
    ),
}


@pytest.mark.parametrize("level", TOPICS)
def test_a_level_has_what_the_seed_lists(level: int) -> None:
    assert {each.annotations.category for each in patterns_of(level)} >= set(TOPICS[level])
    assert all(each.level == level for each in patterns_of(level))


@pytest.mark.parametrize("function", ALL, ids=lambda each: each.name)
def test_a_pattern_computes_its_meaning(function: FileFunction) -> None:
    """`checked_call` raises if the program's result is not the meaning's."""
    random = Random(function.name)
    for _ in range(10):
        checked_call(function, draw_values(function, random, QUOTED))


@pytest.mark.parametrize("function", ALL, ids=lambda each: each.name)
def test_every_phrasing_is_read_with_some_values(function: FileFunction) -> None:
    for prompt in function.annotations.prompts:
        random, read = Random(prompt), 0
        for _ in range(20):
            try:
                asked = ask(prompt, draw_values(function, random, QUOTED), random)
            except (LeftOutError, NothingToDrawError):
                continue
            read += 1
            assert "{" not in asked.text
        assert read, prompt


def test_names_are_unique() -> None:
    names = [each.name for each in ALL]
    assert len(set(names)) == len(names)
