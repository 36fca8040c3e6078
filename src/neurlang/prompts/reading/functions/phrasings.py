"""The known phrasings of each function, in the form of `items`: `weights/functions.txt`, which `make model` writes.

    = REVERSE_ARRAY(QUICK_SORT(values))	185	values:l
    sort {values} descending
    …

A line with `=` names a target: what is computed, the number of its outermost function, and the kind of each value that
a text gives; a `?` behind the number says that the answer is yes or no. The lines below are its phrasings.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.functions.items import CHARACTER, LIST, TEXT, Item, items_of
from neurlang.prompts.reading.functions.wording import FREE_SIGNS, QUESTION, filler, type_nouns

WEIGHTS = Path(__file__).parents[4] / "neurlang" / "weights"
PHRASINGS_FILE = WEIGHTS / "functions.txt"
ORDINAL = "th"
_COMMON = 8  # phrasings that have a word, for it to be a word of requests
_OWN = 3  # phrasings that have a word, for it to be the target's own
_SHORT = 2  # words of a core that by themselves ask for its target
_JOINING = frozenset(("of", "in", "from", "among", "the", "a", "an", "thes", "this", "given", "following"))
_ADJECTIVES = frozenset(("sorted", "unsort", "unsorted", "order", "given", "following", "positive", "whole"))


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for a target.

    `words` are all its forms, with `{name}` for a value; `core` those that a text must have.
    """

    words: tuple[str, ...]
    core: frozenset[str]
    content: tuple[str, ...]
    places: tuple[str, ...]  # the names of its values, in order
    pairs: frozenset[tuple[str, str]]
    asks: bool  # whether something holds
    ordinals: frozenset[str]  # values that stand as `{n}th`


@dataclass(frozen=True, slots=True)
class Target:
    """What a text may ask for: an expression of functions over named values."""

    expression: str
    number: int
    is_question: bool
    kinds: Mapping[str, str]
    lines: tuple[str, ...]


def function_head_file(model: Path) -> Path:
    """The file with the head for functions that belongs to a model."""
    return model.parent / f"{model.stem}.functions.safetensors"


@lru_cache(maxsize=1)
def targets() -> tuple[Target, ...]:
    """All targets, in the order of the head's classes. Raises ModelError if the file is missing or damaged."""
    try:
        text = PHRASINGS_FILE.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{PHRASINGS_FILE}: the phrasings of functions cannot be read ({error})") from error
    try:
        return tuple(_target(section) for section in text.split("\n= ")[1:])
    except ValueError as error:
        raise ModelError(f"{PHRASINGS_FILE}: not the phrasings of functions ({error})") from error


def _target(section: str) -> Target:
    heading, *lines = section.rstrip("\n").split("\n")
    expression, number, kinds = heading.split("\t")
    named = (each.split(":") for each in kinds.split(" ")) if kinds else ()
    return Target(
        expression,
        int(number.removesuffix("?")),
        number.endswith("?"),
        dict(named),
        tuple(lines),
    )


@cache
def phrasings_of(place: int) -> tuple[Phrasing, ...]:
    """The phrasings of the target at a place."""
    target = targets()[place]
    return tuple(phrasing_of(line.split(" "), target.kinds) for line in target.lines)


@cache
def vocabulary_of(place: int) -> frozenset[str]:
    """The content words of all phrasings of a target."""
    return frozenset(word for each in phrasings_of(place) for word in each.content)


@cache
def phrasing_words() -> frozenset[str]:
    """Every form in the phrasings of any target."""
    return frozenset(
        word for target in targets() for line in target.lines for word in line.split(" ") if word[0] != "{"
    )


@cache
def common_words() -> frozenset[str]:
    """Content words of several phrasings: words by which people ask for functions."""
    uses = Counter(
        word for place in range(len(targets())) for each in phrasings_of(place) for word in each.core
    )
    return frozenset(word for word, count in uses.items() if count >= _COMMON)


@cache
def strong_words(place: int) -> frozenset[str]:
    """Words that by themselves ask for something else than this target."""
    uses = Counter(word for each in phrasings_of(place) for word in each.core)
    return _short_cores() - frozenset(word for word, count in uses.items() if count >= _OWN)


@cache
def _short_cores() -> frozenset[str]:
    """The words of all cores of one word or two."""
    found: set[str] = set()
    not_in_every_core = frozenset((QUESTION, ORDINAL)).union(filler(), _ADJECTIVES, *type_nouns().values())
    for target in targets():
        for line in target.lines:
            words = line.split(" ")
            certain = {word for word in words if word[0] != "{"} - not_in_every_core
            if len(certain) > _SHORT:  # most lines: making their phrasings took half a second
                continue
            core = phrasing_of(words, target.kinds).core
            if len(core) <= _SHORT:
                found |= core
    return frozenset(found)


def written_phrasing(text: str, kinds: Mapping[str, str]) -> str:
    """A phrasing with `{name}` for each value, as a line of the file."""
    pieces: list[str] = []
    rest = text
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += (before, f"\ue000{name}\ue001" if name in kinds else name)
    marked = "".join((*pieces, rest))
    return " ".join(_items_of_phrasing(marked))


def _items_of_phrasing(marked: str) -> list[str]:
    names = re.findall("\ue000(\\w+)\ue001", marked)
    # A quoted digit stands for each value: the lexer finds it as a value whatever stands beside it.
    shown = re.sub("\ue000\\w+\ue001", ' "\ue002" ', marked)
    words: list[str] = []
    for item in items_of(shown):
        if item.kind == TEXT and item.value == "\ue002":
            words.append("{" + names.pop(0) + "}")
        elif item.is_value:
            words.append(constant_word(item))
        elif item.word not in FREE_SIGNS:
            words.append(item.word)
    return words


def constant_word(item: Item) -> str:
    """A number that stands in a phrasing itself, as a word: `power of two`."""
    return f"#{item.value}"


def phrasing_of(words: list[str], kinds: Mapping[str, str]) -> Phrasing:
    """The phrasing of a line's words."""
    places = tuple(word[1:-1] for word in words if word[0] == "{")
    ordinals = frozenset(
        before[1:-1] for before, behind in itertools.pairwise(words) if before[0] == "{" and behind == ORDINAL
    )
    plain = [word for word in words if word != ORDINAL]
    optional = naming_places(
        [None if word[0] == "{" else word for word in plain],
        {place: kinds[word[1:-1]] for place, word in enumerate(plain) if word[0] == "{"},
    )
    fill = filler()
    content = tuple(
        word
        for place, word in enumerate(plain)
        if word[0] != "{" and word not in fill and place not in optional and word != QUESTION
    )
    shape = [
        f"<{kinds[word[1:-1]]}>".replace(CHARACTER, TEXT) if word[0] == "{" else word
        for place, word in enumerate(plain)
        if word[0] == "{" or (word not in fill and place not in optional and word != QUESTION)
    ]
    return Phrasing(
        tuple(plain),
        frozenset(content),
        content,
        places,
        frozenset(itertools.pairwise(shape)),
        asks(plain),
        ordinals,
    )


def asks(words: list[str]) -> bool:
    """Whether words ask if something holds."""
    if QUESTION in words:
        return True
    fill = filler()
    for word in words:
        if word == "?is":
            return True
        if word[0] == "{" or word not in fill or word in ("how", "what", "which", "who"):
            return False
    return False


def naming_places(words: list[str | None], kinds: Mapping[int, str]) -> frozenset[int]:
    """The places of nouns that name the value beside them: `the list [3, 1]`, `numbers of 5 and 6`.

    A place without a word has a value, of the kind in `kinds`.
    """
    nouns = type_nouns()
    found: set[int] = set()
    for place, kind in kinds.items():
        fitting = nouns.get(kind, frozenset()) | (nouns[TEXT] if kind == CHARACTER else frozenset())
        before = place - 1
        steps = 0
        while before >= 0 and steps < 4:
            word = words[before]
            if word is None:
                break
            if word in fitting or word in _ADJECTIVES:
                found.add(before)
            elif word not in _JOINING and word not in FREE_SIGNS:
                break
            before -= 1
            steps += 1
        behind = place + 1
        if behind < len(words) and words[behind] in fitting and kind in (LIST, TEXT, "n"):
            found.add(behind)
    return frozenset(found)
