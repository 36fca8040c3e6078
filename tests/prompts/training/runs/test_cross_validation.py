"""Folds share no template and have all intents alike; the figures are those of models trained on the other folds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

pytest.importorskip("torch")

from neurlang.errors import DataError
from neurlang.prompts.training import Example, GenerationConfig, Tally, TrainConfig, cross_validate, generate
from neurlang.prompts.training.out_of_scope.sampling import MAKERS
from neurlang.prompts.training.runs.cross_validation import (
    CrossValidated,
    Fold,
    fold_rows,
    judge_fold,
    template_of,
)

CONFIG = TrainConfig(epochs=1, batch_size=64, seed=3)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(generate(GenerationConfig(examples=300, seed=11), Tally()))


def templates_of(examples: list[Example]) -> list[str]:
    return [template_of(each) for each in examples]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("add 5 and 3", "add"),
        ("Please ADD 0x10 and -7.5, thanks!", "add"),
        ("what is 10 >> 4 ?", "> >"),
        ('reverse "hello world"', "reverse"),
        ("sort [3, 1, 2] in descending order", "sort in descending order"),
        ("37", ""),
    ],
)
def test_a_text_without_template_stands_for_itself_without_literals_and_courtesies(
    examples: list[Example], text: str, template: str
) -> None:
    assert template_of(replace(examples[0], text=text, template="")) == template


@pytest.mark.parametrize(
    ("template", "shared"),
    [
        ("add {a} and {b:percent}", "add"),
        ("What is {a} plus {b}?", "plus"),
        ("{b} plus {a}", "plus"),
        ("book a [cheap|] flight in {city}", "book flight in"),
        ("{a}, {b}", "{a}, {b}"),
    ],
)
def test_templates_that_may_make_the_same_text_are_one(
    examples: list[Example], template: str, shared: str
) -> None:
    assert template_of(replace(examples[0], text="mispelt", template=template)) == shared


def test_the_generator_says_what_each_text_was_made_from(examples: list[Example]) -> None:
    without = {each.source for each in examples if not each.template}
    assert without <= {f"none:{kind}" for kind in MAKERS}
    assert {each.source.partition(":")[0] for each in examples if each.template} == {
        *("phrase", "plain", "sequel", "composed", "incomplete", "none")
    }


@pytest.mark.slow
def test_every_row_is_in_one_fold_and_no_template_in_two(examples: list[Example]) -> None:
    dealt = fold_rows(examples, templates_of(examples), 4, seed=1)
    assert sorted(row for rows in dealt for row in rows) == list(range(len(examples)))
    templates = [{template_of(examples[row]) for row in rows} for rows in dealt]
    assert sum(map(len, templates)) == len(set.union(*templates))
    assert (
        dealt
        == fold_rows(examples, templates_of(examples), 4, seed=1)
        != fold_rows(examples, templates_of(examples), 4, seed=2)
    )


def test_folds_have_the_intents_alike(examples: list[Example]) -> None:
    dealt = fold_rows(examples, templates_of(examples), 3, seed=1)
    for kind, count in Counter((each.intent, each.scope) for each in examples).items():
        if count >= 30:
            shares = [
                sum((examples[row].intent, examples[row].scope) == kind for row in rows) for rows in dealt
            ]
            assert max(shares) - min(shares) <= count / 10


def test_too_few_templates_are_refused(examples: list[Example]) -> None:
    same = [replace(examples[0], text=f"add {number} and 3", template="") for number in range(30)]
    with pytest.raises(DataError, match="1 templates cannot be dealt out to 5 folds"):
        fold_rows(same, templates_of(same), 5, seed=1)


def test_the_deviation_is_that_of_the_seeds_example() -> None:
    accuracies = (0.932, 0.941, 0.938, 0.945, 0.939)
    folds = tuple(Fold(number, each, 0.0, 4, 1, 1, 1, 0.0) for number, each in enumerate(accuracies, 1))
    found = CrossValidated(folds, 5)
    assert f"{found.mean:.1%} ± {found.deviation:.1%}" == "93.9% ± 0.4%"


@pytest.mark.slow
def test_processes_judge_folds_like_this_one(examples: list[Example], one_thread: None) -> None:
    told: list[Fold] = []
    found = cross_validate(examples, CONFIG, 2, told.append, processes=2)
    assert [each.number for each in found.folds] == [1, 2]
    assert sorted(told, key=lambda each: each.number) == list(found.folds)
    templates = templates_of(examples)
    rows = fold_rows(examples, templates, 2, CONFIG.seed)[1]
    here = judge_fold(examples, templates, CONFIG, 2, rows)
    assert replace(found.folds[1], seconds=0.0) == replace(here, seconds=0.0)
    assert here.train_count + here.test_count == len(examples)
    assert found.templates == sum(each.templates for each in found.folds)
