"""Training texts of the head for functions: a way to ask, with values, and words that people put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

from neurlang.prompts.training.functions.ways import Way
from neurlang.prompts.training.phrasing import QUOTED

_PLACE = re.compile(r"\{(\w+)\}")
_BEFORE = (
    "", "", "", "", "", "", "please ", "can you ", "could you please ", "i need ", "i want ", "hey, ", "tell me ",
    "give me ", "compute ", "calculate ", "find ", "what is ", "what's ", "show me ", "print ", "return ", "get ",
    "determine ", "please find ", "work out ",
)  # fmt: skip
_BEHIND = ("", "", "", "", "", "?", ".", " please", " please?", ", thanks", "!")
_WORDS = (
    "banana", "kitten", "level", "hello", "world", "python", "silver", "racecar", "window", "orange", "strawberry",
    "mississippi", "planet", "noon", "river", "listen", "summer", "garden", "keyboard", "apple", "cheese", "rhythm",
    "radar", "yellow", "committee", "bottle",
)  # fmt: skip
_NOUNS = {
    "l": ("the list ", "the array ", "the numbers ", ""),
    "t": ("the word ", "the string ", "the text ", ""),
}


def texts_of(way: Way, count: int, random: Random) -> Iterator[str]:
    """So many texts that ask for a target."""
    for _ in range(count):
        yield text_of(way, random)[0]


def text_of(way: Way, random: Random) -> tuple[str, str]:
    """A text that asks for a target, and the phrasing that it is made of."""
    template = random.choice(random.choice(way.entries))
    return _around(_filled(template, way.kinds, random), way, random), template


def _filled(template: str, kinds: Mapping[str, str], random: Random) -> str:
    drawn: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name not in kinds:
            return match[0]
        if name not in drawn:
            before = template[: match.start()].rstrip()
            drawn[name] = _value(kinds[name], random, named=before.endswith(_NAMED))
        return drawn[name]

    return _PLACE.sub(fill, template)


_NAMED = (
    "list", "array", "numbers", "values", "word", "string", "text", "letter", "character", "matrix", "vector", "and",
    "sequence", "sentence",
)  # fmt: skip


def _value(kind: str, random: Random, *, named: bool) -> str:
    if kind == "n":
        return _number(random)
    if kind == "c":
        letter = random.choice("abcdeinorstxz")
        return random.choice((f'"{letter}"', f"'{letter}'", letter, f"the letter {letter}"))
    noun = "" if named else random.choice(_NOUNS[kind])
    if kind == "l":
        return noun + _list(random)
    word = random.choice(_WORDS) if random.random() < 0.6 else random.choice(QUOTED)
    if random.random() < 0.2 and word.isalpha():
        return noun + word
    return noun + (f"'{word}'" if random.random() < 0.3 and "'" not in word else f'"{word}"')


def _number(random: Random) -> str:
    if random.random() < 0.12:
        return f"{random.uniform(-50, 200):.{random.randint(1, 3)}f}"
    return str(random.choice((random.randint(0, 12), random.randint(0, 100), random.randint(-99, 9999))))


def _list(random: Random) -> str:
    numbers = [str(random.randint(-9, 60)) for _ in range(random.randint(3, 7))]
    return random.choice(
        (
            f"[{', '.join(numbers)}]",
            f"[{', '.join(numbers)}]",
            f"[{','.join(numbers)}]",
            ", ".join(numbers),
            ", ".join(numbers[:-1]) + " and " + numbers[-1],
            " ".join(numbers),
        )
    )


def _around(text: str, way: Way, random: Random) -> str:
    """The text with words before and behind it; words that carry nothing are left out at times."""
    if random.random() < 0.25:
        text = re.sub(r"\b(?:the|a|an) ", "", text)
    if random.random() < 0.15:
        text = re.sub(r"^(?:what is|find|compute|calculate|give me|return|tell me|i want|i need) ", "", text)
    asks = way.is_question or text.split(" ")[0] in _OPENINGS
    before = "" if asks else random.choice(_BEFORE)
    text = before + text.removesuffix("?") + random.choice(_BEHIND)
    return text[:1].upper() + text[1:] if random.random() < 0.3 else text


_OPENINGS = frozenset((
    "how", "what", "which", "where", "is", "are", "does", "do", "did", "can", "could", "would", "will", "has", "have",
    "if", "when", "who", "on", "at", "in", "for", "with",
))  # fmt: skip
