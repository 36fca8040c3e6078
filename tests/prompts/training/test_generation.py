"""Generated data: reproducible, checked before it is written, and of every kind."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from example_counts import IS_QUICK
from neurlang.errors import DataError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.prompts.reading import INTENTS, Scope
from neurlang.prompts.training import Example, GenerationConfig, Tally, generate, read_examples, to_json
from neurlang.prompts.training.examples import parse_example
from neurlang.prompts.training.generation import MIX
from neurlang.prompts.training.rehearsal import rehearsal_host

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(generate(GenerationConfig(examples=600 if IS_QUICK else 3000, seed=5), Tally()))


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_with_any_number_of_workers() -> None:
    def lines(workers: int) -> list[str]:
        return [to_json(each) for each in generate(GenerationConfig(600, seed=9, workers=workers), Tally())]

    assert lines(1) == lines(2)


@pytest.mark.parametrize(
    ("config", "checksum"),
    [
        pytest.param(
            GenerationConfig(250, seed=42),
            "b425d8bce235098d718262b80b1b74d78182feac97aa00c33d0d35bbfb3722e9",
            marks=pytest.mark.slow,
        ),
        (
            GenerationConfig(120, seed=7, level=2),
            "4aeeda5d5f9206a00b9f4c737b2b087954e03de615581f0017a30ccea242280b",
        ),
    ],
)
def test_a_seed_gives_these_bytes(config: GenerationConfig, checksum: str) -> None:
    """The checksum changes only with the data: a page of the phrasebook, the making of texts, or a body."""
    lines = (to_json(each) + "\n" for each in generate(config, Tally()))
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == checksum


@pytest.mark.slow
def test_another_seed_gives_others(examples: list[Example]) -> None:
    others = generate(GenerationConfig(examples=100, seed=6), Tally())
    assert [each.text for each in others] != [each.text for each in examples[:100]]


@pytest.mark.slow
def test_every_kind_and_every_pure_intent_is_generated(examples: list[Example]) -> None:
    kinds = Counter(each.source.split(":")[0] for each in examples)
    assert set(kinds) == {kind for kind, _ in MIX}
    numbers = {each.intent for each in examples if each.intent is not None}
    assert numbers == {intent.number for intent in INTENTS if intent.variants}


def test_every_example_to_answer_has_a_program_that_runs(examples: list[Example]) -> None:
    for example in examples[: 100 if IS_QUICK else 600]:
        asks_for_nothing = example.source.split(":")[0] in ("incomplete", "none")
        assert (example.program is None) == asks_for_nothing
        assert (example.scope == Scope.ONE) == (example.intent is not None)
        if example.program is not None:
            assert run(assemble(example.program), host=rehearsal_host(1)).trap is None


def test_texts_vary(examples: list[Example]) -> None:
    assert len({each.text for each in examples}) > 0.95 * len(examples)


def test_a_level_bounds_the_intents() -> None:
    first = generate(GenerationConfig(examples=400, seed=1, level=1), Tally())
    assert {INTENTS[each.intent].level for each in first if each.intent is not None} == {1}


def test_examples_come_back_from_their_file(examples: list[Example], tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("".join(to_json(each) + "\n" for each in examples[:200]), encoding="utf-8")
    for found, wanted in zip(read_examples(path), examples, strict=False):
        assert to_json(found) == to_json(wanted)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "data:1: not JSON"),
        (b"[1]", "expected an object"),
        (b"{}", "field 'text' is missing"),
        (b'{"text": 5}', "field 'text' is a int"),
        (b'{"text": "x", "intent": 54}', "'intent' is 54, expected 0 to 53"),
        (b"[" * 100_000, "data:1: not JSON"),
        (b"\xff\xfe", "data:1: not UTF-8 text: byte 0 is 0xff"),
    ],
)
def test_a_malformed_line_is_one_clear_error(line: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words):
        parse_example(line, "data:1")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nl datagen"):
        list(read_examples(tmp_path / "none.jsonl"))
