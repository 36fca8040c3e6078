"""Cross-validation: how well the trainer does on requests whose wording it has not seen.

The examples are dealt out to folds, stratified by intent and grouped by template. Each fold is held out in turn: a
model is trained on all others, which also give the texts for early stopping, and judged on the fold.

A data file says which template each text was made from. Templates that differ only in their places, in punctuation, or
in words that people put around any request are one: `what is {a} plus {b}` and `{b} plus {a}`. A misspelt text, and a
piece of a request, have the template that they were made from.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from neurlang.errors import DataError
from neurlang.optional_parts import load
from neurlang.prompts.reading import lex, pieces_of
from neurlang.prompts.training.dataset import make_dataset
from neurlang.prompts.training.examples import Example, can_learn
from neurlang.prompts.training.learner import TrainConfig
from neurlang.prompts.training.loss import evaluate
from neurlang.prompts.training.phrasing import COURTESIES
from neurlang.prompts.training.trainer import train

FEWEST_FOLDS = 2
LITERAL = "#"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s.,;:!?]")
_HOLE = re.compile(r"\{[^][{}]*\}|\[[^][{}]*\]")
_AROUND = frozenset(
    word for each in COURTESIES for word in _WORD.findall(each.text.lower()) if word[0].isalpha()
) | {LITERAL, "="}


@dataclass(frozen=True, slots=True)
class Fold:
    """How a model did on a fold that it was not trained on. An accuracy is a fraction of the texts with a label."""

    number: int  # from 1
    accuracy: float  # of the intent head
    scope_accuracy: float
    train_count: int
    test_count: int
    templates: int  # in the fold
    epochs: int
    seconds: float


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """All folds, in order."""

    folds: tuple[Fold, ...]
    templates: int

    @property
    def mean(self) -> float:
        """The mean accuracy of the folds."""
        return statistics.fmean(each.accuracy for each in self.folds)

    @property
    def deviation(self) -> float:
        """The standard deviation of the folds' accuracies."""
        return statistics.pstdev(each.accuracy for each in self.folds)


def template_of(example: Example) -> str:
    """What the texts of one template share: the template's words, without places, choices, and courtesies.

    Templates that differ only in those may make the same text. A text whose template is not known stands for itself,
    without its literals.
    """
    if not example.template:
        pieces = pieces_of(lex(example.text))
        return _words_of("".join(each if isinstance(each, str) else f" {LITERAL} " for each in pieces))
    masked, count = example.template, 1
    while count:  # holes nest
        masked, count = _HOLE.subn(f" {LITERAL} ", masked)
    return _words_of(masked.lower()) or example.template


def _words_of(masked: str) -> str:
    return " ".join(word for word in _WORD.findall(masked) if word not in _AROUND)


def fold_rows(
    examples: Sequence[Example], templates: Sequence[str], folds: int, seed: int
) -> list[list[int]]:
    """The rows that each fold holds out. No template is in two folds; each fold has all intents alike, if possible.

    Raises DataError if there are too few templates, MissingPartError without scikit-learn.
    """
    if len(set(templates)) < folds:
        raise DataError(f"{len(set(templates))} templates cannot be dealt out to {folds} folds")
    kinds = [-1 - (each.scope or 0) if each.intent is None else each.intent for each in examples]
    selection = load("sklearn.model_selection", "train", "cross-validation")
    dealer = selection.StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that an intent has fewer texts than there are folds
        try:
            dealt = [[int(row) for row in held] for _, held in dealer.split(kinds, kinds, templates)]
        except ValueError as error:
            raise DataError(f"the examples cannot be dealt out to {folds} folds: {error}") from error
    if not all(dealt):
        raise DataError(f"the templates of {len(examples)} examples cannot fill {folds} folds")
    return dealt


def cross_validate(
    examples: Sequence[Example],
    config: TrainConfig,
    folds: int,
    done: Callable[[Fold], None] = lambda _: None,
    processes: int | None = None,
) -> CrossValidated:
    """Train and judge one model for each fold, in parallel processes of one thread each.

    `done` is called with each fold, in the order in which they end. The result does not depend on the number of
    processes. Examples of what the network has no heads for are left out. Raises DataError if there are too few.
    """
    examples = [each for each in examples if can_learn(each)]
    templates = [template_of(each) for each in examples]
    jobs = list(enumerate(fold_rows(examples, templates, folds, config.seed), 1))
    count = min(folds, processes or os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")
    with context.Pool(count, _begin, (examples, templates, config)) as pool:
        found = []
        for fold in pool.imap_unordered(_judge, jobs):
            found.append(fold)
            done(fold)
    return CrossValidated(tuple(sorted(found, key=lambda each: each.number)), len(set(templates)))


_shared: tuple[list[Example], list[str], TrainConfig]  # of a worker process


def _begin(examples: list[Example], templates: list[str], config: TrainConfig) -> None:
    global _shared  # a pool has no other place for what all its jobs share
    _shared = examples, templates, config
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and ends this process
    torch.set_num_threads(1)


def _judge(job: tuple[int, list[int]]) -> Fold:
    return judge_fold(*_shared, *job)


def judge_fold(
    examples: Sequence[Example],
    templates: Sequence[str],
    config: TrainConfig,
    number: int,
    rows: Sequence[int],
) -> Fold:
    """Train on all examples but these rows, and judge the model on these."""
    started = time.monotonic()
    held = set(rows)
    trained = train([each for row, each in enumerate(examples) if row not in held], config)
    fold = [examples[row] for row in rows]
    figures = evaluate(trained.model, make_dataset(fold), config.batch_size, config.weights)
    return Fold(
        number,
        figures.intent,
        figures.scope,
        len(examples) - len(fold),
        len(fold),
        len({templates[row] for row in rows}),
        len(trained.reports),
        time.monotonic() - started,
    )
