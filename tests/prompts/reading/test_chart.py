"""Requests inside requests: stretches, the head that scores them, and the trees that they make."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import ModelError
from neurlang.prompts.reading import (
    SHIPPED_MODEL,
    STRETCH_SHAPES,
    Engine,
    Requests,
    calibration_of,
    core_of,
    evaluate,
    lex,
    open_engine,
    read,
    stretch_head_of,
    stretches_file,
    stretches_of,
    tokens_of_text,
    trees_of,
)
from neurlang.prompts.reading.chart import StretchHead
from neurlang.prompts.reading.chart.passages import Placed, replaced
from neurlang.prompts.reading.chart.sequels import sequel_of
from neurlang.prompts.reading.chart.stretches import LONGEST, token_places
from neurlang.prompts.reading.chart.unfit import is_unfit_stretch, is_unfit_text
from neurlang.prompts.reading.plan import Leaf, operation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


class Blind:
    """An engine that does not show what the encoder finds at each place."""

    name = "blind"
    model = SHIPPED_MODEL

    def __init__(self, engine: Engine) -> None:
        self.evaluate = engine.evaluate


@given(st.text(alphabet='abé 12.,"?-', max_size=40))
def test_each_stretch_has_its_tokens(text: str) -> None:
    lexed = lex(text)
    tokens = tokens_of_text(text)
    places = token_places(lexed)
    assert len(places) == len(lexed.text)
    assert all(low <= high for low, high in pairwise(places))
    for stretch in stretches_of(lexed):
        assert 0 <= stretch.first < stretch.behind <= len(tokens)
        said = lexed.text[stretch.start : stretch.end]
        assert said == said.strip()
        assert said != lexed.text


def test_a_stretch_has_a_word_and_a_literal() -> None:
    lexed = lex("add 2 to it")
    assert {lexed.text[each.start : each.end] for each in stretches_of(lexed)} == {
        "add 2",
        "add 2 to",
        "2 to",
        "2 to it",
    }
    assert stretches_of(lex("x " * (LONGEST + 1) + "5")) == ()


def test_a_determiner_is_no_part_of_the_core() -> None:
    text = "twice the sum of 2 and 3"
    assert core_of(text, 6, 24) == core_of(text, 10, 24) == (10, 24)


def test_a_value_stands_in_the_place_of_its_stretch() -> None:
    node = operation("SUB", Leaf(3), Leaf(10))
    passage = replaced("twice the gap, please", [Placed(6, 13, node)])
    assert passage is not None
    assert passage.text == "twice 7, please"  # the sign is the node's
    (value,) = passage.values
    assert (value.start, value.end, evaluate(value.node)) == (6, 7, -7)
    assert replaced("the text", [Placed(0, 3, Leaf("a text"))]) is None


@pytest.mark.parametrize(
    ("text", "end", "rest"),
    [
        ("please add 3 and 4, then halve it", 18, "halve it"),
        ("add 3 and 4 and square that number", 11, "square that number"),
    ],
)
def test_a_sequel_has_one_pronoun(text: str, end: int, rest: str) -> None:
    found = sequel_of(text, text.index("add"), end)
    assert found is not None
    assert text[found[0] :] == rest


@pytest.mark.parametrize(
    "text", ["add 3 and 4, then add 5", "add 3 and 4, then add it to it", "add 3 and 4 it"]
)
def test_a_text_without_one_pronoun_is_no_sequel(text: str) -> None:
    found = sequel_of(text, 0, len("add 3 and 4"))
    assert found is None or text.endswith("4 it")
    assert sequel_of("seldom add 3 and 4, then halve it", 7, 18) is None


@pytest.mark.parametrize(
    ("text", "value", "notation"),
    [
        ("five more than the remainder of 44 by 9", 13, "44 mod 9 + 5"),
        ("strip 10 from the product of 5 and 8", 30, "5 × 8 − 10"),
        ("the next power of two above the sum of 30 and 40", 128, "nextpow2(30 + 40)"),
        ("factorial of whatever remains when 19 is divided by 7", 120, "(19 mod 7)!"),
    ],
)
def test_a_request_inside_a_request_is_read(text: str, value: int, notation: str, engine: Engine) -> None:
    understanding = read(text, engine)
    assert understanding.plan is not None
    assert evaluate(understanding.plan.root) == value
    assert understanding.notation == notation
    assert understanding.score is not None
    assert 0.9 <= understanding.confidence <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "the sum of 5 kg and 3 miles, doubled",
        "double what was left yesterday when 17 people shared 5 taxis",
        "square the number that John took from the sum of 3 and 4",
        "the last digit of the product of 7 and 8",
        "not the remainder of 44 by 9, but five more",
    ],
)
def test_every_word_still_counts(text: str, engine: Engine) -> None:
    assert read(text, engine).plan is None


@pytest.mark.parametrize(
    "text",
    [
        "5 kg and 3 miles",
        "$20 and 15 euros",
        "take 5 from 20, twice",
        "double factorial of 9",
        "take 6 times 6 and knock off a third",
        "add the second number to the first number and halve it",
    ],
)
def test_some_texts_are_not_taken_apart(text: str) -> None:
    assert is_unfit_text(lex(text))


@pytest.mark.parametrize(
    "text", ["5 kilograms and 3 kilograms", "$20 and 15 dollars", "a third of 9", "the 5th power of 2"]
)
def test_others_are(text: str) -> None:
    assert not is_unfit_text(lex(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("take 3 from 9 if it is even", "take 3 from 9"),
        ("the sum of the first 10 fibonacci numbers", "10 fibonacci"),
        ("the root of the squares of 3 and 4", "the squares of 3 and 4"),
        ("5 plus what number makes 8", "what number makes 8"),
        ("3 squared plus 4 squared, square rooted", "3 squared plus 4"),
        ("how many set bits does (7 xor 8) have", "how many set bits does (7"),
    ],
)
def test_some_stretches_are_no_value(text: str, part: str) -> None:
    start = text.index(part)
    assert is_unfit_stretch(text, start, start + len(part))
    assert not is_unfit_stretch("the sum of 3 and 4", 0, 18)


def test_without_places_or_curve_no_tree_is_read(engine: Engine) -> None:
    text = "add 1 to the tenth fibonacci number"
    assert read(text, Blind(engine)).plan is None
    assert read(text, engine, calibration=replace(calibration_of(engine.model), trees=None)).plan is None


def test_likelier_trees_come_first(engine: Engine) -> None:
    trees = trees_of("add 1 to the tenth fibonacci number", Requests(engine, calibration_of(engine.model)))
    chances = [each.likelihood for each in trees]
    assert chances == sorted(chances, reverse=True)
    assert len({each.value for each in trees}) == len(trees)


def test_the_shipped_head_is_sure_of_a_plain_request(engine: Engine) -> None:
    head = stretch_head_of(SHIPPED_MODEL)
    assert head is not None
    text = "strip 10 from the product of 5 and 8"
    lexed = lex(text)
    stretches = stretches_of(lexed)
    found = head.probabilities(
        engine.places(tokens_of_text(text)),  # type: ignore[attr-defined]  # the native engine has it
        [(each.first, each.behind) for each in stretches],
    )
    best = stretches[int(np.argmax(found))]
    assert text[best.start : best.end] == "the product of 5 and 8"


def test_a_damaged_head_is_refused(tmp_path: Path) -> None:
    whole = stretches_file(SHIPPED_MODEL).read_bytes()
    damaged = {"flipped": whole[:-1] + bytes((whole[-1] ^ 1,)), "other": b"no tensors"}
    for name, data in damaged.items():
        stretches_file(tmp_path / f"{name}.safetensors").write_bytes(data)
    with pytest.raises(ModelError, match="checksum"):
        stretch_head_of(tmp_path / "flipped.safetensors")
    with pytest.raises(ModelError, match="not a safetensors file"):
        stretch_head_of(tmp_path / "other.safetensors")
    with pytest.raises(ModelError, match="must have shape"):
        StretchHead({name: np.zeros((1, 1), np.float32) for name in STRETCH_SHAPES}, "mine")
    assert stretch_head_of(tmp_path / "none.safetensors") is None
