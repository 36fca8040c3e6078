"""The words of a prompt, prepared for the phrases: numbers in words, joined words, typing errors of one letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from neurlang.prompts.reading.literals.number_vocabulary import (
    CONTINUES,
    COUNTED,
    FIRST_TWO,
    ONE_PART,
    ORDINALS,
    PARTS,
    SCALES,
    SMALL,
    STARTS,
    TENS,
)
from neurlang.prompts.reading.literals.number_words import PADDING, begins_part, continue_words, read_words
from neurlang.prompts.reading.notation import FUNCTIONS, Kind, Token
from neurlang.prompts.reading.notation.table import CONSTANTS, FUNCTION_OF_NAME, UNSUPPORTED_FUNCTIONS
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.index import OPENINGS
from neurlang.prompts.reading.phrases.result_words import BASES, ROUND_UNITS

_UNITS = "|".join(word for word, value in SMALL.items() if 0 < value < 10)
_JOINED = re.compile(rf"({'|'.join(TENS)})({_UNITS})")
_EARLY = {"zeroth": 0} | FIRST_TWO
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_MENDED = 4
PRINTING = frozenset(("print", "display", "say"))  # openings that alone can ask for something
_BEFORE_LIST = frozenset(
    ("sum", "add", "total", "of", "average", "multiply", "max", "min", "gcd", "lcm", "between")
)


def prepared(tokens: list[Token]) -> list[Token]:
    """The tokens with numbers in words as NUMBER tokens, and no hyphens within words."""
    return _with_years(_with_numbers(_split(_without_hyphens(tokens))))


def _without_hyphens(tokens: list[Token]) -> list[Token]:
    kept = []
    for index, token in enumerate(tokens):
        within = (
            token.text == "-"
            and token.glued
            and 0 < index < len(tokens) - 1
            and tokens[index + 1].glued
            and tokens[index - 1].kind is Kind.WORD
            and tokens[index + 1].kind is Kind.WORD
        )
        if not within:
            kept.append(token)
    return kept


def _split(tokens: list[Token]) -> list[Token]:
    """`twentyfour` as two words."""
    result: list[Token] = []
    for token in tokens:
        match = _JOINED.fullmatch(token.text) if token.kind is Kind.WORD else None
        if match is None:
            result.append(token)
            continue
        middle = token.start + match.end(1)
        result.append(replace(token, text=match[1], end=middle))
        result.append(replace(token, text=match[2], start=middle, glued=False))
    return result


def _with_numbers(tokens: list[Token]) -> list[Token]:
    words = [_spelling(token) for token in tokens] + [""] * PADDING
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        reading = _number_at(tokens, words, index)
        if reading is None:
            result.append(token)
            index += 1
            continue
        value, form, index = reading
        last = tokens[index - 1]
        text = " ".join(words[tokens.index(token) : index])
        result.append(Token(Kind.NUMBER, text, token.start, last.end, value, token.glued, form))
    return result


def _spelling(token: Token) -> str:
    if token.kind is Kind.NUMBER:
        return token.text if token.text.isdecimal() else "#"
    return token.text


def _number_at(tokens: list[Token], words: list[str], at: int) -> tuple[int | Fraction, str, int] | None:
    token, word = tokens[at], words[at]
    if token.kind is Kind.NUMBER:
        follows = words[at + 1]
        if follows not in CONTINUES or token.form in ("ordinal", "fraction", "mixed"):
            return None
        if follows == "and" and not begins_part(words, at + 2):
            return None
        assert not isinstance(token.value, str)
        assert token.value is not None
        return continue_words(words, token.value, at + 1)
    if token.kind is not Kind.WORD:
        return None
    if word in _EARLY and words[at + 1] in COUNTED:
        return _EARLY[word], "ordinal", at + 1
    return read_words(words, at) if word in STARTS else None


def _with_years(tokens: list[Token]) -> list[Token]:
    """`nineteen ninety six` is 1996, `one twenty two` 122; `five thousand, six hundred` is one number."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        result.append(token)
        if not _is_spoken(token):
            continue
        follows = tokens[index + 1].text
        year = _year(result)
        thousands = _thousands(result) if follows not in (",", "and") else None
        if year is not None:
            result[-2:] = [year]
        elif thousands is not None:
            result[-3:] = [thousands]
    return result


def _year(tokens: list[Token]) -> Token | None:
    """The last two tokens as one number of hundreds: `nineteen`, `ninety six`; else None."""
    if len(tokens) < 2 or not _is_spoken(tokens[-2]):
        return None
    first, second = tokens[-2].value, tokens[-1].value
    listed = len(tokens) > 2 and tokens[-3].text in _BEFORE_LIST
    if listed or not isinstance(first, int) or not isinstance(second, int):
        return None
    fits = 0 < first < 100 and 10 <= second < 100
    return _joined(tokens[-2], tokens[-1], first * 100 + second) if fits else None


def _thousands(tokens: list[Token]) -> Token | None:
    """The last three tokens as one number: `five thousand`, a comma, `six hundred`. In a list they are two."""
    if len(tokens) < 3 or tokens[-2].text != "," or not _is_spoken(tokens[-3]):
        return None
    first, second = tokens[-3].value, tokens[-1].value
    listed = len(tokens) > 3 and tokens[-4].text in (*_BEFORE_LIST, ",", "and")
    if listed or not isinstance(first, int) or not isinstance(second, int):
        return None
    fits = first > 0 and first % 1000 == 0 and 0 < second < 1000
    return _joined(tokens[-3], tokens[-1], first + second) if fits else None


def _is_spoken(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.form == "words" and token.text[:1].isalpha()


def _joined(first: Token, last: Token, value: int) -> Token:
    return Token(Kind.NUMBER, f"{first.text} {last.text}", first.start, last.end, value, first.glued, "words")


def _table_words() -> frozenset[str]:
    texts: list[str] = []
    for infix in table.INFIX:
        texts += infix.phrases
    for prefix in table.PREFIX:
        texts += prefix.phrases
    for gathering in table.GATHERINGS:
        texts += gathering.phrases
    for frame in (*table.FRAMES, *table.SEQUELS):
        texts.append(re.sub(r"[^a-z ]", " ", re.sub(r"\b[A-Z]+\b", " ", frame.pattern)))
    for phrases in (table.PLURALS, table.POSTFIX, table.PARTS, table.PREDICATES, table.RELATIONS):
        texts += phrases
    for names in (table.BEFORE_QUESTION, table.OPENINGS, table.ENDINGS, table.SEQUEL_WORDS, table.PRONOUNS):
        texts += names
    texts += (
        *BASES,
        *ROUND_UNITS,
        "rounded nearest decimal places place decimals digits in as converted byte bytes",
    )
    texts += CONSTANTS
    texts += (*table.DETERMINERS, *table.NOUNS, *table.KNOWN_UNITS, *table.NEGATIONS)
    texts += (
        *SMALL,
        *TENS,
        *SCALES,
        *ORDINALS,
        *PARTS,
        *ONE_PART,
        *_EARLY,
        "hundred",
        "dozen",
        "point",
        "not",
    )
    texts += [name for row in FUNCTIONS for name in row.names]
    return frozenset(word for text in texts for word in text.split())


TABLE_WORDS = _table_words()


def is_wordy(tokens: list[Token]) -> bool:
    """Whether a text has words that are not notation, except openings that only ask (`what is`)."""
    at = 0
    while (opening := OPENINGS.find(tokens, at)) is not None and opening[0] not in PRINTING:
        at = opening[1]
    return any(
        token.kind is Kind.TEXT
        or token.text == "..."
        or (token.kind is Kind.WORD and not _is_written(tokens, index))
        for index, token in enumerate(tokens)
        if index >= at
    )


def _is_written(tokens: list[Token], at: int) -> bool:
    """Whether a word is part of notation: a function before its bracket, a constant, an operator such as mod."""
    word = tokens[at].text
    calls = word in FUNCTION_OF_NAME and tokens[at + 1].text == "("
    return calls or word in CONSTANTS or word in UNSUPPORTED_FUNCTIONS or word in ("mod", "xor", "x")


def mended(
    tokens: list[Token], known: Callable[[], frozenset[str]]
) -> tuple[list[Token], tuple[tuple[str, str], ...]]:
    """The tokens with typing errors of one edit corrected, and the corrections.

    A word is corrected if it is not `known` and exactly one word of the tables is one edit away (Damerau 1964).
    """
    result: list[Token] = []
    notes: list[tuple[str, str]] = []
    for token in tokens:
        word = token.text
        if (
            token.kind is Kind.WORD
            and len(word) >= SHORTEST_MENDED
            and word not in TABLE_WORDS
            and word not in table.OTHER_OPERATIONS
            and word not in known()
        ):
            candidates = next((found for edits in one_edit(word) if (found := edits & TABLE_WORDS)), set())
            if len(candidates) == 1:
                (right,) = candidates
                notes.append((word, right))
                token = replace(token, text=right)
        result.append(token)
    return result, tuple(notes)


def one_edit(word: str) -> tuple[set[str], ...]:
    """The words at one edit, in three sets, the likeliest first: letters swapped; missing or extra; wrong."""
    splits = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    return (
        {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1},
        {
            *(left + letter + right for left, right in splits for letter in _LETTERS),
            *(left + right[1:] for left, right in splits if right),
        },
        {left + letter + right[1:] for left, right in splits if right for letter in _LETTERS},
    )
