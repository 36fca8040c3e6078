"""Drawing sentences: a kind by its weight, one of its templates, the words in it, and how it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from neurlang.prompts.training.out_of_scope.grammar import Grammar
from neurlang.prompts.training.out_of_scope.noise import typed
from neurlang.prompts.training.out_of_scope.numerals import NUMERALS, count
from neurlang.prompts.training.phrasebook import Page, entries_of, read_page, words_of

LONGEST = 200  # characters; a longer sentence is drawn again
SHARE_OF_TWO = 0.06  # of sentences that are joined from two
JOINTS = (". ", ", ", " and ", " because ", " then ", "? ", "; ", " - ", ", also ", " but ")

# The pages in `phrasebook/out_of_scope`. Sentences and near misses are changed as somebody types them.
SENTENCES = (
    "money", "travel", "daily", "food_health", "leisure", "knowledge", "talk", "home_work", "computing",
    "mathematics",
)  # fmt: skip
NEAR_MISSES = ("near_misses_arithmetic", "near_misses_logic", "near_misses_programs", "near_misses_system")
AS_WRITTEN = ("machine_text", "foreign")
FRAGMENTS = ("fragments",)

GRAMMAR = Grammar(words_of(read_page("words/slots")), NUMERALS)


def templates_of(page: Page) -> dict[str, tuple[str, ...]]:
    """The templates of a page, by kind. Raises DataError if no table fills a hole."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, lines in entries_of(page).items():
        for line in lines:
            if unknown := GRAMMAR.unknown(line.text):
                sources = f"words/slots.txt has the words, numerals are {', '.join(NUMERALS)}"
                raise line.error(f"nothing fills '{{{unknown[0]}}}'; {sources}")
        found[kind] = tuple(line.text for line in lines)
    return found


def _templates(*names: str) -> dict[str, tuple[str, ...]]:
    """The templates of the pages of these names, by kind."""
    pages = (read_page(f"out_of_scope/{name}") for name in names)
    return {kind: lines for page in pages for kind, lines in templates_of(page).items()}


TYPED = _templates(*SENTENCES, *NEAR_MISSES)
LITERAL = _templates(*AS_WRITTEN)
TEMPLATES: dict[str, tuple[str, ...]] = TYPED | LITERAL | _templates(*FRAGMENTS)

COMMON, OPERATION_WORDS = (words_of(read_page("words/salad"))[name] for name in ("common", "operation words"))


def word_salad(random: Random) -> str:
    """Three to twelve common words in random order."""
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
    """Random keys, sometimes with digits."""
    keys = random.choice(
        ("asdfghjkl", "qwertyuiop", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "asdf1234", "jkl;")
    )
    lengths = (random.randint(3, 9) for _ in range(random.randint(1, 4)))
    mash = " ".join("".join(random.choice(keys) for _ in range(length)) for length in lengths)
    return mash if random.random() < 0.6 else f"{mash} {count(random)}"


# Kinds without templates; each counts as so many templates.
MAKERS: dict[str, tuple[Callable[[Random], str], int]] = {
    "word salad": (word_salad, 70),
    "word salad with numbers": (word_salad_with_numbers, 90),
    "operation word salad": (operation_word_salad, 60),
    "keyboard mash": (keyboard_mash, 20),
}
# Factors by which kinds are drawn more or less often than their number of templates says.
EMPHASIS: dict[str, float] = dict.fromkeys(_templates(*NEAR_MISSES), 1.5) | {
    **dict.fromkeys(
        _templates("near_misses_system"), 2.5
    ),  # many have no number that would show the difference
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text out of scope, its kind, and its template: of two sentences that of the first, of word salad none."""

    text: str
    kind: str
    template: str


def sentence_of(kind: str, random: Random) -> Sentence:
    """One sentence of the kind, as typed. Raises KeyError for a kind that is not one of `KINDS`."""
    if kind in MAKERS:
        return Sentence(MAKERS[kind][0](random), kind, "")
    template = random.choice(TEMPLATES[kind])
    text = _filled(template, random)
    if kind in LITERAL:
        return Sentence(text, kind, template)
    if kind in TYPED and random.random() < SHARE_OF_TWO:  # not for fragments: two could make a request
        text += random.choice(JOINTS) + _filled(random.choice(TYPED[kind]), random)
    return Sentence(typed(text, random), kind, template)


def _filled(template: str, random: Random) -> str:
    """The template, filled, with single spaces."""
    return " ".join(GRAMMAR.expand(template, random).split())


def sample_with_kind(random: Random) -> Sentence:
    """A sentence of at most `LONGEST` characters that no intent answers."""
    while True:
        kind = random.choices(KINDS, WEIGHTS)[0]
        sentence = sentence_of(kind, random)
        if len(sentence.text) <= LONGEST:
            return sentence


def sample(random: Random) -> str:
    """A sentence of at most `LONGEST` characters that no intent answers. Deterministic for the state of `random`."""
    return sample_with_kind(random).text


def out_of_scope_sentences(random: Random) -> Iterator[str]:
    """An endless stream of such sentences."""
    while True:
        yield sample(random)
