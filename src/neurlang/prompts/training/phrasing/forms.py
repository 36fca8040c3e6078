"""The written forms of literals: each returns a text with the exact value that the reader must find in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from neurlang.prompts.training.phrasebook import alternatives, lines_of, read_page, words_of
from neurlang.prompts.training.phrasing.ranges import Range
from neurlang.prompts.training.spelling import as_typed, fraction_in_words, ordinal_digits, ordinal_of

Value = int | Fraction | str | tuple[int | Fraction, ...]

WORDS, BARE_WORDS = (words_of(read_page("words/texts"))[name] for name in ("quoted words", "bare words"))
PHRASES = tuple(
    text for line in lines_of(read_page("quoted_texts"))["quoted texts"] for text in alternatives(line)
)
QUOTED: tuple[str, ...] = (*WORDS, *PHRASES)
"""Texts that people quote."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a writer knows about the place that it fills."""

    range: Range
    is_signed: bool = True  # a minus sign cannot be misread here
    is_plain: bool = False  # digits only: in code and formulas, or directly beside a number
    is_whole: bool = False  # only whole numbers
    small_words: bool = (
        False  # words only below twenty, because an "and" beside could be read as part of the number
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A literal as text, and its exact value."""

    text: str
    value: Value


def _draw(random: Random, range: Range) -> int:
    if range.large and random.random() < 0.12:
        return random.randint(range.low, range.large)
    ceiling = min(range.high, random.choice((10, 20, 100, range.high)))
    return random.randint(range.low, max(ceiling, range.low + 1))


def _number(random: Random, setting: Setting) -> Written:
    """A number in any form that fits, for a field without a form."""
    range = setting.range
    if not setting.is_whole and random.random() < range.real:
        return _real(random, setting)
    value = _draw(random, range)
    if random.random() < range.hexadecimal:
        return Written(random.choice((f"0x{value:x}", f"0x{value:X}", f"0b{value:b}")), value)
    if setting.is_signed and random.random() < range.negative:
        value = -value
    if setting.is_plain:
        return Written(str(value), value)
    if value != 1 and random.random() < 0.12 and (not setting.small_words or 0 <= value < 20):
        return Written(as_typed(value, random), value)
    return _digits(random, value)


def _digits(random: Random, value: int) -> Written:
    if abs(value) >= 1000 and random.random() < 0.4:
        return Written(f"{value:,}", value)
    if value > 0 and value % 1000 == 0 and random.random() < 0.4:
        return Written(f"{value // 1000}k", value)
    return Written(str(value), value)


def _real(random: Random, setting: Setting) -> Written:
    places = random.choice((1, 1, 1, 2, 2, 3))
    scaled = random.randint(1, max(min(setting.range.high, 1000), 2) * 10**places)
    if scaled < setting.range.low * 10**places:
        scaled += setting.range.low * 10**places
    sign = "-" if setting.is_signed and random.random() < setting.range.negative else ""
    whole, rest = divmod(scaled, 10**places)
    value = Fraction(scaled, 10**places)
    return Written(f"{sign}{whole}.{rest:0{places}d}", -value if sign else value)


def write_spare(number: int, form: str, random: Random, setting: Setting) -> Written:
    """A number that is said only for clarity; in digits if the form is `digits`."""
    is_word = form != "digits" and not setting.is_plain and random.random() < 0.4
    return Written(as_typed(number, random) if is_word else str(number), number)


def _ordinal(random: Random, setting: Setting) -> Written:
    value = max(_draw(random, setting.range), 3)
    # "first" and "second" often have other meanings, so ordinals that end in them are written in digits.
    is_word = value % 10 not in (1, 2) and random.random() < 0.4
    text = ordinal_of(as_typed(value, random)) if is_word else ordinal_digits(value)
    return Written(text, value)


def _percent(random: Random, _: Setting) -> Written:
    if random.random() < 0.12:
        tenths = random.randint(1, 400)
        return Written(f"{tenths // 10}.{tenths % 10}" + _percent_sign(random), Fraction(tenths, 1000))
    value = random.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, random.randint(1, 99)))
    if random.random() < 0.12:
        return Written(
            as_typed(value, random) + random.choice((" percent", " per cent")), Fraction(value, 100)
        )
    return Written(f"{value}" + _percent_sign(random), Fraction(value, 100))


def _percent_sign(random: Random) -> str:
    return random.choice(("%", "%", "%", " %", " percent", " per cent"))


def _fraction(random: Random, _: Setting) -> Written:
    denominator = random.choice((2, 2, 3, 3, 4, 4, 5, 6, 8, 10))
    numerator = random.randint(1, denominator - 1)
    value = Fraction(numerator, denominator)
    if random.random() < 0.5:
        return Written(f"{numerator}/{denominator}", value)
    return Written(fraction_in_words(numerator, denominator), value)


def _money(random: Random, setting: Setting) -> Written:
    unit = random.choice("$$$$€£")
    if setting.is_whole or random.random() < 0.5:
        value = random.choice((5, 10, 20, 50, 100, random.randint(1, 500)))
        return Written(f"{unit}{value}", value)
    cents = random.randint(25, 20_000)
    return Written(f"{unit}{cents // 100}.{cents % 100:02d}", Fraction(cents, 100))


def _text(random: Random, _: Setting) -> Written:
    value = random.choice(PHRASES) if random.random() < 0.4 else random.choice(WORDS)
    quote = '"' if "'" in value or random.random() < 0.65 else "'"
    return Written(f"{quote}{value}{quote}", value)


def _bare(random: Random, _: Setting) -> Written:
    value = random.choice(BARE_WORDS)
    return Written(value, value)


def _elements(random: Random, setting: Setting, least: int, most: int) -> list[int | Fraction]:
    length = random.randint(least, most)
    if not setting.is_whole and random.random() < 0.1:
        return [Fraction(random.randint(1, 999), 10) for _ in range(length)]
    sign = -1 if random.random() < 0.08 else 1
    return [sign * random.randint(0, random.choice((10, 100, 999))) for _ in range(length)]


def _element_text(element: int | Fraction) -> str:
    return (
        str(element) if isinstance(element, int) else f"{element.numerator * 10 // element.denominator / 10}"
    )


def _list(random: Random, setting: Setting) -> Written:
    elements = _elements(random, setting, 2, 8)
    joint = random.choice((", ", ", ", ",", " "))
    inside = joint.join(map(_element_text, elements))
    return Written(f"[{inside}]", tuple(elements))


def _enumeration(random: Random, setting: Setting) -> Written:
    elements = _elements(random, setting, 3, 6)
    *head, last = map(_element_text, elements)
    joint = random.choice((" and ", " and ", ", and ", ", "))
    return Written(", ".join(head) + joint + last, tuple(elements))


OPENER = "secret"  # the key of the messages that `_sealed` writes


def _opener(random: Random, _: Setting) -> Written:
    quote = random.choice('""\'')
    return Written(f"{quote}{OPENER}{quote}", OPENER)


def _sealed(random: Random, _: Setting) -> Written:
    """A message that is sealed with the key OPENER, in hexadecimal digits."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, text = random.randbytes(12), random.choice(WORDS)
    cipher = AESGCM(hashlib.sha256(OPENER.encode()).digest())
    value = (nonce + cipher.encrypt(nonce, text.encode(), None)).hex()
    quote = random.choice('""\'')
    return Written(f"{quote}{value}{quote}", value)


FORMS: Mapping[str, Callable[[Random, Setting], Written]] = {
    "": _number,
    "ordinal": _ordinal,
    "real": _real,
    "percent": _percent,
    "fraction": _fraction,
    "money": _money,
    "text": _text,
    "bare": _bare,
    "list": _list,
    "enumeration": _enumeration,
    "opener": _opener,
    "sealed": _sealed,
}
