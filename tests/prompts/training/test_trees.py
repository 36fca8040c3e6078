"""Texts with requests inside, and the head for stretches that learns from them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
import torch

from neurlang.prompts.reading import (
    SHIPPED_MODEL,
    evaluate,
    lex,
    open_engine,
    read,
    tokens_of_text,
)
from neurlang.prompts.reading.chart import StretchHead
from neurlang.prompts.training.calibration import calibrate_trees, report_of_trees
from neurlang.prompts.training.export import load_model
from neurlang.prompts.training.stretches.learner import StretchConfig, marked, train_stretches
from neurlang.prompts.training.stretches.trees import TreeText, generate_trees, make_tree
from neurlang.prompts.training.stretches.views import encoded, views_of

pytestmark = pytest.mark.usefixtures("one_thread")
CONFIG = StretchConfig(epochs=2, batch_size=16, seed=3)


@pytest.fixture(scope="module")
def trees() -> list[TreeText]:
    return list(generate_trees(300, 5, 1))


@pytest.mark.slow
def test_a_text_depends_on_seed_and_number_only(trees: list[TreeText]) -> None:
    assert trees[17] == make_tree(5, 17)
    assert trees[17] != make_tree(6, 17)


def test_requests_are_stretches_of_the_text(trees: list[TreeText]) -> None:
    with_requests = [tree for tree in trees if tree.requests]
    assert len(with_requests) > 0.6 * len(trees)
    for tree in with_requests:
        assert tree.value is not None
        assert lex(tree.text).text == tree.text
        for start, end in tree.requests:
            assert 0 <= start < end <= len(tree.text)
            assert tree.text[start:end] == tree.text[start:end].strip()


@pytest.mark.slow
def test_what_the_reader_answers_is_the_value(trees: list[TreeText]) -> None:
    engine = open_engine()
    answered = right = 0
    for tree in trees[:120]:
        plan = read(tree.text, engine, first=True).plan if tree.requests else None
        if plan is not None:
            answered += 1
            right += evaluate(plan.root) == tree.value
    assert answered > 10
    assert right >= 0.9 * answered


def test_the_stretches_to_learn_from_have_the_requests(trees: list[TreeText]) -> None:
    tree = next(each for each in trees if len(each.requests) == 1 and each.neat)
    found = marked(tree, CONFIG, Random(0))
    assert found is not None
    assert found.wanted.count(True) == 1
    assert 0 < found.wanted.count(False) <= CONFIG.most_wrong
    assert found.tokens.tolist() == tokens_of_text(tree.text).tolist()


def test_the_head_sees_the_same_in_pytorch_and_numpy() -> None:
    torch.manual_seed(0)
    head = torch.nn.Sequential(torch.nn.Linear(256 * 9, 128), torch.nn.ReLU(), torch.nn.Linear(128, 1))
    tokens = tokens_of_text("triple what is left over when 23 is divided by 6")
    model = load_model(SHIPPED_MODEL)
    places = encoded(model, torch.from_numpy(tokens).long()[None])[0]
    length = len(tokens)
    stretches = [(0, 5), (7, length), (3, 4), (0, length - 1), (length - 6, length), (10, 30)]
    bounds = torch.tensor([(0, first, end, length) for first, end in stretches])
    with torch.inference_mode():
        wanted = torch.sigmoid(head(views_of(places, bounds)).squeeze(1)).numpy()
    state = {name: tensor.numpy() for name, tensor in head.state_dict().items()}
    engine = open_engine()
    found = StretchHead(state, "made here").probabilities(
        engine.places(tokens),  # type: ignore[attr-defined]  # the native engine has it
        stretches,
    )
    np.testing.assert_allclose(found, wanted, atol=1e-5)


@pytest.mark.slow
def test_training_is_reproducible_and_learns(trees: list[TreeText]) -> None:
    model = load_model(SHIPPED_MODEL)
    head, history = train_stretches(trees, model, CONFIG)
    again, _ = train_stretches(trees, model, CONFIG)
    assert history.reports[1].train_loss < history.reports[0].train_loss
    for name, tensor in head.state_dict().items():
        assert torch.equal(tensor, again.state_dict()[name])


@pytest.mark.slow
def test_the_confidence_of_trees_is_fitted(trees: list[TreeText]) -> None:
    fit = calibrate_trees(trees, open_engine())
    assert fit.texts == 300
    assert 0 < len(fit.judged) <= fit.refused
    assert fit.calibration.trees is not None
    assert report_of_trees(fit).startswith(f"300 texts, {fit.refused} refused without the chart")
