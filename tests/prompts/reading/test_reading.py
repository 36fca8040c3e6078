"""Reading a prompt as a whole: which words are accounted for, and what is refused and why."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from neurlang.errors import MeaningError, NeurlangError, UsageError
from neurlang.prompts.reading import (
    SEED,
    Commas,
    Engine,
    Network,
    describe,
    evaluate,
    layers_of,
    open_engine,
    read,
)
from neurlang.prompts.reading.lexicon.known_words import all_words
from neurlang.prompts.reading.phrases import TABLE_WORDS


class Shuffled:
    """A network with random weights, which knows nothing."""

    name = "shuffled"
    model = Path()

    def __init__(self) -> None:
        random = np.random.default_rng(0)
        shapes = SEED.shapes().items()
        weights = {name: random.normal(size=shape).astype(np.float32) ** 2 for name, shape in shapes}
        self.network = Network(layers_of(weights, "shuffled"))
        self.evaluate = self.network.evaluate


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tribonacci of 7", 'I don\'t know "tribonacci"'),
        ("is 279 a semiprime", 'I don\'t know "semiprime"'),
        ("5 + (3", "is not closed"),
        ("12 plus", "missing after plus"),
        ("2 dollars plus 3 euros", "units"),
        ("$2 - €3", "units"),
        ("7", "asks for nothing"),
    ],
)
def test_a_refusal_says_why(text: str, why: str, engine: Engine) -> None:
    understanding = read(text, engine)
    assert understanding.plan is None
    assert why in understanding.why_not


@pytest.mark.parametrize(
    "text",
    [
        "sum of the odd numbers from 1 to 9",
        "sum of all but the first of [1, 2, 3]",
        "sha256 of the file \"a.txt\"",
        "x plus 5 is 12, what is x",
        "9 to 5",
        "I have 5 cats; what is 36 times 2",
        "room 101: square root of 144",
        "md5 of \"x\"",
        "not 8 but 46 plus 9",
        "take 5 from what to leave 8",
        "3 less than a number is 10",
        "5 plus what number makes 8 and 3",
        "$10 - €3",
        "10 am plus 3 hours",
        "does 5 plus 3",
    ],
)  # fmt: skip
def test_a_text_with_an_unaccounted_word_is_refused(text: str, engine: Engine) -> None:
    assert read(text, engine).plan is None


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("express 3 + 4 in base 8", 7, "octal"),
        ("convert 200 + 55 to hex", 255, "hexadecimal"),
        ("write 2000 plus 24 in roman numerals", 2024, "roman"),
        ("0xf0 + 0xf in decimal", 255, ""),
    ],
)
def test_a_result_may_be_written_in_another_base(text: str, value: int, base: str, engine: Engine) -> None:
    understanding = read(text, engine)
    assert understanding.plan is not None
    assert (evaluate(understanding.plan.root), understanding.base) == (value, base)


def test_quoted_text_is_data(engine: Engine) -> None:
    plan = read('length of "2 + 2"', engine).plan
    assert plan is not None
    assert describe(plan.root) == "STRLEN('2 + 2')"


def test_two_readings_are_refused_unless_the_first_is_asked_for(engine: Engine) -> None:
    understanding = read("absolute value of 17 minus 29", engine)
    assert understanding.plan is None
    assert [(each.notation, each.value) for each in understanding.readings] == [
        ("|17| − 29", -12),
        ("|17 − 29|", 12),
    ]
    first = read("absolute value of 17 minus 29", engine, first=True)
    assert first.plan is not None
    assert first.notation == "|17| − 29"


def test_commas_that_could_be_both_are_refused(engine: Engine) -> None:
    assert len(read("sum of 1,5 and 2", engine).readings) == 2
    assert read("gcd of 12,18", engine).notation == "gcd(12, 18)"
    assert read("sum of 1,5 and 2", engine, commas=Commas.DECIMAL).notation == "1.5 + 2"


def test_a_random_network_answers_only_notation() -> None:
    shuffled = Shuffled()
    words = [
        "2 plus 3 times 4",
        "the product of 2, 3 and 4",
        "factorial of 10",
        "is 97 prime",
        "add 5 and 3, then double it",
    ]
    assert sum(read(text, shuffled).plan is not None for text in words) == 0
    assert read("(2 + 3) × gcd(48, 18)", shuffled).notation == "(2 + 3) × gcd(48, 18)"


def test_a_long_sum_is_answered(engine: Engine) -> None:
    plan = read(" + ".join(["1"] * 50), engine).plan
    assert plan is not None
    assert describe(plan.root).count("ADD") == 49


def test_too_many_literals_are_refused(engine: Engine) -> None:
    with pytest.raises(UsageError, match="has 70 numbers; at most 64 are read"):
        read(" + ".join(["1"] * 70), engine)


@pytest.mark.parametrize("text", ["\x01\x02", "\u200b"])
def test_a_text_without_words_and_numbers_is_not_a_prompt(text: str, engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"no words and no numbers|empty"):
        read(text, engine)


def test_the_words_of_the_training_texts_are_known() -> None:
    assert {"prime", "please", "fibonacci"} <= all_words()


SIGNS = """0 1 2 3.5 1,5 1,234 50% 12! 2² ½ 0xff 1e9 '' "a" ( ) [ ] | + - * / ^ % ! , . = < > & √ π"""
TOKENS = (*sorted(TABLE_WORDS), *SIGNS.split())


@pytest.mark.parametrize("seed", range(40))
def test_random_tokens_never_crash(seed: int, engine: Engine) -> None:
    random = Random(seed)
    for _ in range(5):
        text = "".join(
            word + random.choice((" ", " ", "")) for word in random.choices(TOKENS, k=random.randint(1, 12))
        )
        try:
            read(text, engine)
        except NeurlangError:
            continue


@pytest.mark.parametrize("text", ["difference of [3, 4, 1]", "differences of [3, 4, 1, 1]"])
def test_a_list_in_place_of_two_numbers_is_an_error(text: str) -> None:
    with pytest.raises(MeaningError, match="'subtract' needs another number of values than 1"):
        read(text, Shuffled())
