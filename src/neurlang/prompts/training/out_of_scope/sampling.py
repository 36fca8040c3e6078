"""Drawing sentences: a kind by its weight, one of its templates, its slots, and how somebody typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.prompts.training.out_of_scope import (
    computing,
    daily,
    food_health,
    foreign,
    fragments,
    home_work,
    knowledge,
    leisure,
    mathematics,
    money,
    near_misses_arithmetic,
    near_misses_logic,
    near_misses_programs,
    near_misses_system,
    talk,
    travel,
)
from neurlang.prompts.training.out_of_scope.grammar import Grammar, templates_of
from neurlang.prompts.training.out_of_scope.noise import typed
from neurlang.prompts.training.out_of_scope.numerals import NUMERALS, count
from neurlang.prompts.training.out_of_scope.vocabulary import COMMON, OPERATION_WORDS
from neurlang.prompts.training.out_of_scope.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

LONGEST = 200  # characters; a longer sentence is drawn again
SHARE_OF_TWO = 0.06  # of the sentences that are two in one
JOINTS = (". ", ", ", " and ", " because ", " then ", "? ", "; ", " - ", ", also ", " but ")

TYPED_TABLES = (
    money.TEMPLATES,
    travel.TEMPLATES,
    daily.TEMPLATES,
    food_health.TEMPLATES,
    leisure.TEMPLATES,
    knowledge.TEMPLATES,
    talk.TEMPLATES,
    home_work.TEMPLATES,
    computing.TEMPLATES,
    mathematics.TEMPLATES,
    near_misses_arithmetic.TEMPLATES,
    near_misses_logic.TEMPLATES,
    near_misses_programs.TEMPLATES,
    near_misses_system.TEMPLATES,
)
LITERAL_TABLES = (computing.LITERAL_TEMPLATES, foreign.LITERAL_TEMPLATES)

GRAMMAR = Grammar(WORDS, NUMERALS)
TYPED = {kind: templates_of(text) for table in TYPED_TABLES for kind, text in table.items()}
LITERAL = {kind: templates_of(text) for table in LITERAL_TABLES for kind, text in table.items()}
FRAGMENTS = {kind: templates_of(text) for kind, text in fragments.TEMPLATES.items()}
TEMPLATES: dict[str, tuple[str, ...]] = TYPED | LITERAL | FRAGMENTS


def word_salad(random: Random) -> str:
    """Three to twelve common words without sense."""
    return " ".join(random.choice(COMMON) for _ in range(random.randint(3, 12)))


def word_salad_with_numbers(random: Random) -> str:
    """Two to ten common words with one to three numbers among them."""
    words = [random.choice(COMMON) for _ in range(random.randint(2, 10))]
    for _ in range(random.randint(1, 3)):
        words.insert(random.randint(0, len(words)), count(random))
    return " ".join(words)


def operation_word_salad(random: Random) -> str:
    """Three to eight common words around one to three words of operations; no number to compute with."""
    words = [random.choice(COMMON) for _ in range(random.randint(3, 8))]
    for _ in range(random.randint(1, 3)):
        words.insert(random.randint(0, len(words)), random.choice(OPERATION_WORDS))
    return " ".join(words)


def keyboard_mash(random: Random) -> str:
    """Keys hit without sense, at times with digits."""
    keys = random.choice(
        ("asdfghjkl", "qwertyuiop", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "asdf1234", "jkl;")
    )
    lengths = (random.randint(3, 9) for _ in range(random.randint(1, 4)))
    mash = " ".join("".join(random.choice(keys) for _ in range(length)) for length in lengths)
    return mash if random.random() < 0.6 else f"{mash} {count(random)}"


# Kinds that are made without templates, and the number of templates that each one counts for.
MAKERS: dict[str, tuple[Callable[[Random], str], int]] = {
    "word salad": (word_salad, 70),
    "word salad with numbers": (word_salad_with_numbers, 90),
    "operation word salad": (operation_word_salad, 60),
    "keyboard mash": (keyboard_mash, 20),
}
NEAR_MISSES = (
    *near_misses_arithmetic.TEMPLATES,
    *near_misses_logic.TEMPLATES,
    *near_misses_programs.TEMPLATES,
    *near_misses_system.TEMPLATES,
)
# How much more, or less, often than its number of templates says a kind is drawn.
EMPHASIS: dict[str, float] = dict.fromkeys(NEAR_MISSES, 1.5) | {
    **dict.fromkeys(near_misses_system.TEMPLATES, 2.5),  # many have no number that would tell them apart
    "single words and scraps": 1.5,
    "numbers alone": 0.5,
    "operation alone": 0.7,
    "operand missing": 0.6,
}
KINDS: tuple[str, ...] = (*TEMPLATES, *MAKERS)
WEIGHTS: tuple[float, ...] = (
    *(len(templates) * EMPHASIS.get(kind, 1.0) for kind, templates in TEMPLATES.items()),
    *(float(weight) for _, weight in MAKERS.values()),
)


def sentence_of(kind: str, random: Random) -> str:
    """One sentence of the kind, as typed. Raises KeyError for a kind that is not one of `KINDS`."""
    if kind in MAKERS:
        return MAKERS[kind][0](random)
    sentence = plain_sentence(TEMPLATES[kind], random)
    if kind in LITERAL:
        return sentence
    if kind in TYPED and random.random() < SHARE_OF_TWO:  # two fragments could make a request
        sentence += random.choice(JOINTS) + plain_sentence(TYPED[kind], random)
    return typed(sentence, random)


def plain_sentence(templates: tuple[str, ...], random: Random) -> str:
    """One of the templates filled; what an optional part leaves out leaves no double space."""
    return " ".join(GRAMMAR.expand(random.choice(templates), random).split())


def sample_with_kind(random: Random) -> tuple[str, str]:
    """A sentence of at most `LONGEST` characters that no intent answers, and its kind."""
    while True:
        kind = random.choices(KINDS, WEIGHTS)[0]
        sentence = sentence_of(kind, random)
        if len(sentence) <= LONGEST:
            return sentence, kind


def sample(random: Random) -> str:
    """A sentence of at most `LONGEST` characters that no intent answers, set by the generator's state."""
    return sample_with_kind(random)[0]


def out_of_scope_sentences(random: Random) -> Iterator[str]:
    """Such sentences without end."""
    while True:
        yield sample(random)
