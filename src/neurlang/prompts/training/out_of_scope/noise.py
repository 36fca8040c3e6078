"""How people type: polite words, fillers, capitals, missing punctuation, typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from neurlang.prompts.training.phrasebook import lines_of, read_page, words_of

_MOODS, _FILLERS = words_of(read_page("words/moods")), lines_of(read_page("fillers"))
QUESTION_WORDS = frozenset(_MOODS["question words"])
ASKING_VERBS = frozenset(_MOODS["asking verbs"])
REQUEST_VERBS = frozenset(_MOODS["request verbs"])
BEFORE_QUESTION = _FILLERS["before question"]
BEFORE_REQUEST = _FILLERS["before request"]
BEFORE_ANYTHING = _FILLERS["before anything"]
AFTER = _FILLERS["after"]


def introduced(sentence: str, random: Random) -> str:
    """The sentence with a few polite or idle words before it that fit its mood."""
    first = sentence.split(" ", 1)[0].lower()
    if first in QUESTION_WORDS:
        return f"{random.choice(BEFORE_QUESTION)} {sentence}"
    if first in REQUEST_VERBS:
        return f"{random.choice(BEFORE_REQUEST)} {sentence}"
    return f"{random.choice(BEFORE_ANYTHING)} {sentence}"


def followed(sentence: str, random: Random) -> str:
    """The sentence with a few polite or idle words after it."""
    return f"{sentence} {random.choice(AFTER)}"


def capitalised(sentence: str, random: Random) -> str:
    """The sentence in lower case, unchanged, in capitals, in title case, or with a capital first letter."""
    style = random.random()
    if style < 0.42:
        return sentence.lower()
    if style < 0.55:
        return sentence
    if style < 0.57:
        return sentence.upper()
    if style < 0.58:
        return sentence.title()
    return re.sub(r"\bi\b", "I", sentence[:1].upper() + sentence[1:])


def punctuated(sentence: str, random: Random) -> str:
    """The sentence with the right mark at its end, with another, or without one."""
    if sentence[-1:] in "?!.:,;)" or random.random() < 0.45:
        return sentence
    if re.search(
        r"\b(what|who|when|where|why|how|which|do you|can you|could you|would you)\b", sentence.lower()
    ):
        return sentence + random.choice(("?", "?", "?", "?", "?", " ?", "??", "."))
    if sentence.split(" ", 1)[0].lower() in ASKING_VERBS:
        return sentence + "?"
    mark = random.choice((".", ".", ".", ".", "!", "..."))
    return sentence + ("." if sentence[-1].isdigit() else mark)  # a number with "!" would be a factorial


def misspelt(sentence: str, random: Random) -> str:
    """The sentence with two letters swapped, one dropped or one doubled; digits stay as they are."""
    places = [match.start() for match in re.finditer(r"[A-Za-z](?=[A-Za-z])", sentence)]
    if len(places) < 8:
        return sentence  # in a short text an error could change the meaning
    place = random.choice(places)
    left, first, second, right = sentence[:place], sentence[place], sentence[place + 1], sentence[place + 2 :]
    return left + random.choice((second + first, second, first + first + second)) + right


# The probability of each habit, in the order in which they are applied.
HABITS: tuple[tuple[float, Callable[[str, Random], str]], ...] = (
    (0.22, introduced),
    (0.08, followed),
    (0.10, misspelt),
    (1.00, punctuated),
    (1.00, capitalised),
)


def typed(sentence: str, random: Random) -> str:
    """The sentence as somebody could type it."""
    for share, habit in HABITS:
        if random.random() < share:
            sentence = habit(sentence, random)
    return sentence
