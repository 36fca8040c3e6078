"""Numbers in English words: `forty two`, `two thirds`, `half a million`, `twenty fifth`.

All functions read a list of lower-case words from an index; the list ends with at least `PADDING` empty strings.
They return what they read with the index after it. `and` joins the last two digits to a hundred or a greater scale
(`one hundred and five`) and a fraction to a whole number (`three and a half`); elsewhere it separates two numbers.
"""

from __future__ import annotations

from fractions import Fraction

from neurlang.prompts.reading.literals.literal import Number
from neurlang.prompts.reading.literals.number_vocabulary import (
    ARTICLES,
    BEFORE_NOUN_POINT,
    BEFORE_PRONOUN_ONE,
    COUNTED,
    FIRST_TWO,
    MULTIPLIERS,
    ONE_PART,
    ORDINAL_SCALES,
    ORDINAL_UNITS,
    ORDINALS,
    PARTS,
    SCALES,
    SMALL,
    TENS,
)
from neurlang.prompts.reading.literals.numerals import MAXIMAL_DIGITS, integral

PADDING = 4

Reading = tuple["Number", str, int]
"""Value, form (words, fraction or ordinal), and the index after the last word."""


def read_words(words: list[str], at: int) -> Reading | None:
    """The longest number whose first word is at `at`, or None if no number begins there."""
    word = words[at]
    if word in ORDINALS:
        return ORDINALS[word], "ordinal", at + 1
    if word == "second":
        return (2, "ordinal", at + 1) if words[at - 1] == "the" and words[at + 1] in COUNTED else None
    if word == "point":
        opens = SMALL.get(words[at + 1], 10) < 10 and words[at - 1] not in BEFORE_NOUN_POINT
        return _after_point(words, 0, at) if opens else None
    if word == "quarter" and words[at + 1] not in ("of", "million"):
        return None  # a quarter of a year, or a coin
    if word in ARTICLES and words[at + 1] in ORDINALS and words[at + 2] in COUNTED:
        return ORDINALS[words[at + 1]], "ordinal", at + 2
    if (part := _one_part(words, at)) is not None:
        return _scaled(words, part[0], "fraction", part[1])
    first = _below_hundred(words, at) or _implied_one(words, at)
    if first is None:
        return None
    reading = continue_words(words, *first) or (first[0], "words", first[1])
    return None if word == "one" and reading[2] == at + 1 and _is_pronoun(words, at) else reading


def continue_words(words: list[str], value: Number, end: int) -> Reading | None:
    """The number that continues in words after `value`, which ends at `end`; None if it does not continue.

    `400 thousand`, `3 quarters`, `2 and a half`, `1 million twelve hundred`, `2 point 5`.
    """
    whole, at = _cardinal(words, value, end)
    ordinal = _ordinal(words, whole, at)
    if ordinal is not None:
        return ordinal
    if isinstance(whole, int):
        parts = PARTS.get(words[at])
        if parts is not None:
            return _scaled(words, Fraction(whole, parts), "fraction", at + 1)
        if words[at] == "point" and _is_digits(words[at + 1]):
            return _after_point(words, whole, at)
        if words[at] == "and" and (part := _mixed_part(words, at + 1)) is not None:
            return _scaled(words, whole + part[0], "fraction", part[1])
    if words[at] == "dozen":
        whole, at = whole * 12, at + 1
    return (integral(whole), "words", at) if at > end else None


def begins_part(words: list[str], at: int) -> bool:
    """Whether a part of a mixed number may begin at `at`: a fast check before `continue_words`."""
    return words[at] in ARTICLES or words[at] in ONE_PART or words[at + 1] in PARTS


def _below_hundred(words: list[str], at: int) -> tuple[int, int] | None:
    tens = TENS.get(words[at])
    if tens is None:
        small = SMALL.get(words[at])
        return None if small is None else (small, at + 1)
    unit = SMALL.get(words[at + 1], 0)
    return (tens + unit, at + 2) if 0 < unit < 10 else (tens, at + 1)


def _implied_one(words: list[str], at: int) -> tuple[int, int] | None:
    """One, if `hundred`, `thousand` or `dozen` follows, with or without an article."""
    behind = at + (words[at] in ARTICLES)
    return (1, behind) if words[behind] in MULTIPLIERS else None


def _cardinal(words: list[str], value: Number, end: int) -> tuple[Number, int]:
    """`value` with the hundreds and scales that follow: `twelve`, then `hundred thousand and six`."""
    total: Number = 0
    limit = 10**15
    value, end = _hundreds(words, value, end)
    while (scale := SCALES.get(words[end], limit)) < limit:
        total, limit, end = total + value * scale, scale, end + 1
        group = _lower_group(words, end, limit)
        if group is None:
            return total, end
        value, end = group
    return total + value, end


def _hundreds(words: list[str], value: Number, end: int) -> tuple[Number, int]:
    if words[end] != "hundred" or value == 0:
        return value, end
    joined = words[end + 1] == "and"
    rest = _below_hundred(words, end + 1 + joined)
    if (
        rest is None
        or rest[0] == 0
        or words[rest[1]] == "hundred"
        or (joined and _counts_parts(words, *rest))
    ):
        return value * 100, end + 1
    return value * 100 + rest[0], rest[1]


def _lower_group(words: list[str], at: int, limit: int) -> tuple[Number, int] | None:
    """The group after a scale word in the same number: it is less than the scale."""
    joined = words[at] == "and"
    group = _group(words, at + joined)
    if group is None or not 0 < group[0] < limit:
        return None
    value, end = group
    scale = SCALES.get(words[end], 0)
    if scale >= limit or (joined and (scale or value >= 100 or _counts_parts(words, value, end))):
        return None
    return group


def _group(words: list[str], at: int) -> tuple[Number, int] | None:
    if (
        words[at].isdecimal()
        and len(words[at]) <= 3
        and (words[at + 1] == "hundred" or words[at + 1] in SCALES)
    ):
        return _hundreds(words, int(words[at]), at + 1)
    first = _below_hundred(words, at)
    return None if first is None else _hundreds(words, *first)


def _counts_parts(words: list[str], value: Number, end: int) -> bool:
    """Whether these are the parts of a fraction: `one hundred and` *three quarters*."""
    return (
        words[end] in PARTS and not (words[end - 1] in TENS and words[end] in ORDINAL_UNITS) and value < 100
    )


def _ordinal(words: list[str], value: Number, at: int) -> Reading | None:
    """`twenty` fifth, `one hundred and` fifth, `two` hundredth; `one` hundredth only after `the`."""
    last, word = words[at - 1], words[at]
    if not isinstance(value, int) or value == 0:
        return None
    if last in TENS or last in SCALES or last == "hundred":
        behind = at + (word == "and" and last not in TENS)
        units = ORDINALS.get(words[behind], 100)
        if words[behind] in FIRST_TWO and words[behind + 1] in COUNTED:
            units = FIRST_TWO[words[behind]]
        return (value + units, "ordinal", behind + 1) if units < (10 if last in TENS else 100) else None
    if word in ORDINAL_SCALES and (value > 1 or words[at - 2] == "the"):
        return value * ORDINAL_SCALES[word], "ordinal", at + 1
    return None


def _one_part(words: list[str], at: int) -> tuple[Fraction, int] | None:
    """`half`, `a half`, `a third`, `quarter`."""
    word = words[at]
    if word in ("half", "quarter"):
        return Fraction(1, ONE_PART[word]), at + 1
    if word in ARTICLES and words[at + 1] in ONE_PART:
        return Fraction(1, ONE_PART[words[at + 1]]), at + 2
    return None


def _mixed_part(words: list[str], at: int) -> tuple[Fraction, int] | None:
    """The part after `and` in a mixed number: it is below one, and no `of` follows."""
    part = _one_part(words, at)
    if part is None:
        count = (int(words[at]), at + 1) if _is_short_numeral(words[at]) else _below_hundred(words, at)
        if count is None or words[count[1]] not in PARTS:
            return None
        part = Fraction(count[0], PARTS[words[count[1]]]), count[1] + 1
    return part if 0 < part[0] < 1 and words[part[1]] != "of" and words[part[1]] not in COUNTED else None


def _scaled(words: list[str], value: Fraction, form: str, at: int) -> Reading:
    """The value times the scale that follows: `half` a million, `two and a half` dozen."""
    behind = at + (words[at] in ARTICLES)
    factor = MULTIPLIERS.get(words[behind])
    return (value, form, at) if factor is None else (integral(value * factor), "words", behind + 1)


def _after_point(words: list[str], whole: int, at: int) -> Reading:
    """A decimal fraction whose `point` is at `at`; digits or one number below a hundred follow."""
    digits = ""
    at += 1
    while _is_digits(words[at]) and len(digits) < MAXIMAL_DIGITS:
        if words[at] in SMALL or words[at] in TENS:
            value, at = _below_hundred(words, at) or (0, at + 1)
            digits += str(value)
        elif not digits:
            return _scaled(words, whole + Fraction(int(words[at]), 10 ** len(words[at])), "words", at + 1)
        else:
            break
    return _scaled(words, whole + Fraction(int(digits), 10 ** len(digits)), "words", at)


def _is_digits(word: str) -> bool:
    return word in SMALL or word in TENS or _is_short_numeral(word)


def _is_short_numeral(word: str) -> bool:
    return word.isdecimal() and len(word) <= MAXIMAL_DIGITS


def _is_pronoun(words: list[str], at: int) -> bool:
    """Whether `one` means a thing, not a number: `which one`, `the larger one`, `one of`."""
    return words[at - 1] in BEFORE_PRONOUN_ONE or words[at + 1] == "of"
