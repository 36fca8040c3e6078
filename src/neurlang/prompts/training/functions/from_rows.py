"""The head for functions of a model that `nl train` makes: from rows that have functions' numbers."""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.prompts.reading import features_of, items_of, phrasing_words, targets
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.functions.learner import (
    FunctionConfig,
    FunctionExample,
    FunctionModel,
    train_functions,
)

FIRST_FUNCTION = 64
FEWEST = 1_000
"""Rows of functions that are worth a head."""


def head_of_rows(rows: Sequence[Example], seed: int) -> FunctionModel | None:
    """The head for functions trained on rows; None if too few of them are of functions.

    A row of an intent that no function computes, and a refusal, teach it that a text asks for no function.
    """
    labels: dict[int, int] = {}
    for place, target in enumerate(targets()):
        labels.setdefault(target.number, place)
    known, classes = phrasing_words(), len(targets()) + 1
    if sum(_is_function(row) for row in rows) < FEWEST:
        return None
    examples = [
        FunctionExample(
            tuple(features_of(items_of(row.text), known)),
            labels.get(row.intent, classes - 1) if row.intent is not None else classes - 1,
        )
        for row in rows
        if row.scope is not None
    ]
    return train_functions(examples, (), classes, FunctionConfig(seed=seed), lambda _: None)


def _is_function(row: Example) -> bool:
    return row.intent is not None and row.intent >= FIRST_FUNCTION and row.scope is not None
