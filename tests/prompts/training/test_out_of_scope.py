import hashlib
import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.prompts.training.out_of_scope import KINDS, out_of_scope_sentences, sample, sample_with_kind
from neurlang.prompts.training.out_of_scope.grammar import Grammar
from neurlang.prompts.training.out_of_scope.noise import misspelt
from neurlang.prompts.training.out_of_scope.numerals import NUMERALS
from neurlang.prompts.training.out_of_scope.sampling import (
    GRAMMAR,
    LONGEST,
    TEMPLATES,
    Sentence,
    sentence_of,
)
from neurlang.prompts.training.spelling import in_words, ordinal_digits

DRAWN = examples(100_000)

# Requests that have an answer, so they must never be drawn.
IN_SCOPE = """
    5 plus 3 | what is 5 plus 3 | 12 minus 4 | 6 times 7 | 20 divided by 4 | 17 mod 5
    what is 20% of 50 | 30% off 279 | what is 30% off 279 | how many times does 7 go into 91
    half of 10 | double 8 | factorial of 5 | fibonacci of 10 | 2 to the power of 8
    square root of 16 | gcd of 48 and 18 | lcm of 4 and 6 | absolute value of -5
    clamp 15 between 0 and 10 | max of 3 and 9 | sign of -4 | is 7 prime | is 4 even | popcount of 255
    shift 1 left by 4 | 1 << 4 | 12 xor 10 | sum of 3, 5 and 7 | average of 4, 8 and 12
    what time is it | current time | random number | give me a random number | sleep for 500 ms
    read a line | print 5 | count to 10 | countdown from 10 | count down from 5 | sha256 of hello
    hash of hello | length of hello | next power of two after 100 | is 5 positive | 3 - 2 | 3 + 4
    6 * 7 | 8 / 2 | 3/4 | 5 squared | 5 cubed | generate 16 random bytes | sum from 1 to 100
    add 5 and 3 | subtract 3 from 10 | multiply 4 by 6 | divide 20 by 5
"""
CANARIES = frozenset(line.strip() for row in IN_SCOPE.strip().splitlines() for line in row.split("|"))

# Sentences of these forms have an answer, whatever their numbers.
NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?"
ANSWERABLE = re.compile(
    rf"(?:please |what is |what's |calculate |compute |how much is )?"
    rf"(?:{NUMBER} ?(?:plus|minus|times|mod|xor|divided by|to the power of|[-+*/^%]|<<|>>) ?{NUMBER}"
    rf"|(?:add|multiply|divide|subtract) {NUMBER} (?:and|to|by|from) {NUMBER}"
    rf"|(?:the )?(?:square root|factorial|fibonacci) (?:of )?{NUMBER}"
    rf"|(?:the )?(?:gcd|lcm|max|min|sum|product|average) of {NUMBER}(?:,| and) {NUMBER}"
    rf"|is {NUMBER} (?:even|prime|positive)"
    rf"|{NUMBER}% of {NUMBER}|sleep (?:for )?{NUMBER}.*|count (?:to|down from) {NUMBER})",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def drawn() -> list[Sentence]:
    random = Random(20_240)
    return [sample_with_kind(random) for _ in range(DRAWN)]


def bare(sentence: str) -> str:
    """The sentence without capitals, end marks and outer spaces."""
    return sentence.lower().strip(" .?!")


def form(sentence: str) -> str:
    """The bare sentence with 5 in place of every number."""
    return re.sub(r"\d+", "5", bare(sentence))


def test_sentences_depend_only_on_the_random_generator() -> None:
    first, second = Random(7), Random(7)
    assert [sample(first) for _ in range(500)] == [sample(second) for _ in range(500)]
    assert [sample(Random(seed)) for seed in range(50)] != [sample(Random(seed)) for seed in range(50, 100)]


def test_the_endless_form_draws_the_same_sentences() -> None:
    sentences = out_of_scope_sentences(Random(3))
    random = Random(3)
    assert [next(sentences) for _ in range(100)] == [sample(random) for _ in range(100)]


@pytest.mark.slow
def test_a_hundred_thousand_sentences_hardly_repeat(drawn: list[Sentence]) -> None:
    assert len({each.text for each in drawn}) > 0.8 * DRAWN


@pytest.mark.parametrize(
    ("seed", "checksum"),
    [
        (1, "96341bdd5f6f0d25b107083a9fff56e92b450a459950457b73d1767e70370ebf"),
        (2, "360b67def6ae3523f54a29001c54caa07b8d6298aeb53f8c3b657040b51353f4"),
    ],
)
def test_a_seed_gives_these_bytes(seed: int, checksum: str) -> None:
    """The checksum changes only with the sentences: a page of the phrasebook, or the making of sentences."""
    random = Random(seed)
    lines = (f"{each.kind}\t{each.text}\n" for each in (sample_with_kind(random) for _ in range(1000)))
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == checksum


@pytest.mark.slow
def test_every_kind_is_drawn_and_none_is_too_frequent(drawn: list[Sentence]) -> None:
    tally = Counter(each.kind for each in drawn)
    assert set(tally) == set(KINDS)
    assert max(tally.values()) < DRAWN / 15


@pytest.mark.slow
def test_at_least_half_contain_a_number(drawn: list[Sentence]) -> None:
    assert sum(any(letter.isdigit() for letter in each.text) for each in drawn) > DRAWN / 2


def test_sentences_are_short_whole_lines_of_unicode(drawn: list[Sentence]) -> None:
    for each in drawn:
        sentence, kind = each.text, each.kind
        assert 0 < len(sentence) <= LONGEST, kind
        assert sentence == sentence.strip(), (kind, sentence)
        assert "\n" not in sentence, (kind, sentence)
        assert sentence.encode("utf-8").decode("utf-8") == sentence


def test_no_sentence_with_an_answer_is_drawn(drawn: list[Sentence]) -> None:
    assert not {form(canary) for canary in CANARIES} & {form(each.text) for each in drawn}
    assert [each.text for each in drawn if ANSWERABLE.fullmatch(bare(each.text))] == []


def test_the_guard_knows_what_has_an_answer() -> None:
    assert all(
        ANSWERABLE.fullmatch(text)
        for text in ("5 plus 3", "is 7 prime", "what is 20% of 50", "gcd of 48 and 18")
    )
    assert not any(
        ANSWERABLE.fullmatch(text) for text in ("add 5", "5 plus", "gcd of 12", "prime video season 2")
    )


def test_every_template_can_be_filled() -> None:
    random = Random(1)
    for kind in KINDS:
        for template in TEMPLATES.get(kind, ()):
            filled = [GRAMMAR.expand(template, random) for _ in range(5)]
            assert not any(open_end in text for text in filled for open_end in ("|}", "|]")), template
        assert sentence_of(kind, random).text, kind


def test_there_are_enough_templates_of_each_kind() -> None:
    assert len(KINDS) >= 60
    assert sum(len(templates) for templates in TEMPLATES.values()) >= 900
    assert sum(len(templates) for kind, templates in TEMPLATES.items() if kind.endswith("elsewhere")) >= 250


def test_no_template_is_written_twice() -> None:
    for kind, templates in TEMPLATES.items():
        repeated = {template for template, times in Counter(templates).items() if times > 1}
        assert repeated <= {"{list}"}, kind


def test_holes_nest_and_articles_agree() -> None:
    grammar = Grammar({"animal": ("owl",), "place": ("a {animal}",)}, {})
    assert grammar.expand("[{place}|{place}] and a {animal}", Random(0)) == "an owl and an owl"


def test_literal_braces_are_not_holes() -> None:
    assert Grammar({"a": ("x",)}, {}).expand("⦃{a}⦄", Random(0)) == "{x}"


def test_an_unknown_hole_is_refused() -> None:
    with pytest.raises(KeyError):
        Grammar({}, {}).expand("{nowhere}", Random(0))


@given(st.integers(0, 2**32))
@settings(max_examples=examples(50))
def test_typing_errors_keep_numbers(seed: int) -> None:
    random = Random(seed)
    sentence = f"is flight {random.randint(1, 9999)} to {random.randint(1, 99)} main street on time"
    assert re.findall(r"\d+", misspelt(sentence, random)) == re.findall(r"\d+", sentence)


@given(st.integers(0, 2**32), st.sampled_from(sorted(NUMERALS)))
@settings(max_examples=examples(100))
def test_numerals_depend_only_on_the_random_generator(seed: int, name: str) -> None:
    assert NUMERALS[name](Random(seed)) == NUMERALS[name](Random(seed)) != ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (13, "thirteen"), (40, "forty"), (99, "ninety nine"), (312, "three hundred and twelve")],
)
def test_numbers_are_written_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "ordinal"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (23, "23rd"), (112, "112th")]
)
def test_ordinals_are_written_in_digits(number: int, ordinal: str) -> None:
    assert ordinal_digits(number) == ordinal


def test_no_number_becomes_a_factorial(drawn: list[Sentence]) -> None:
    assert [each.text for each in drawn if re.search(r"\d!$", each.text)] == []
