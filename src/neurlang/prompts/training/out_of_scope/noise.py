"""How people type: politeness, fillers, capitals, missing punctuation, a slip of the finger at times."""

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
    """The sentence after a few polite or idle words that fit its mood."""
    first = sentence.split(" ", 1)[0].lower()
    if first in QUESTION_WORDS:
        return f"{random.choice(BEFORE_QUESTION)} {sentence}"
    if first in REQUEST_VERBS:
        return f"{random.choice(BEFORE_REQUEST)} {sentence}"
    return f"{random.choice(BEFORE_ANYTHING)} {sentence}"


def followed(sentence: str, random: Random) -> str:
    """The sentence before a few polite or idle words."""
    return f"{sentence} {random.choice(AFTER)}"


def capitalised(sentence: str, random: Random) -> str:
    """The sentence in the capitals of print, of haste (none), of anger (all) or of a headline."""
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
    """The sentence with the mark that its mood asks for, with none, or with another."""
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
        return sentence  # a slip could turn a short text into another text
    place = random.choice(places)
    left, first, second, right = sentence[:place], sentence[place], sentence[place + 1], sentence[place + 2 :]
    return left + random.choice((second + first, second, first + first + second)) + right


# How often each habit shows, in the order in which they are applied.
HABITS: tuple[tuple[float, Callable[[str, Random], str]], ...] = (
    (0.22, introduced),
    (0.08, followed),
    (0.10, misspelt),
    (1.00, punctuated),
    (1.00, capitalised),
)


def typed(sentence: str, random: Random) -> str:
    """The sentence as somebody might have typed it."""
    for share, habit in HABITS:
        if random.random() < share:
            sentence = habit(sentence, random)
    return sentence
