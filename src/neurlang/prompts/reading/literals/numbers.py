"""Numbers in a text of normal form: tokens, signs, suffixes, fractions and percentages.

The longest number is read first. The network must see that a number may be something else: dates, times, versions and
telephone numbers are read as several numbers with their punctuation between them, and digits in names (`mp3`, `x86`,
`b2b`) are not numbers.
"""

from __future__ import annotations

import re
from fractions import Fraction

from neurlang.prompts.reading.literals.literal import Literal, Number, number_literal
from neurlang.prompts.reading.literals.number_vocabulary import CONTINUES, SCALES, SMALL, STARTS, TENS
from neurlang.prompts.reading.literals.number_words import (
    PADDING,
    Reading,
    begins_part,
    continue_words,
    read_words,
)
from neurlang.prompts.reading.literals.numerals import (
    LETTERED_NUMERAL,
    MAXIMAL_DIGITS,
    NUMERAL,
    integral,
    read_numeral,
)
from neurlang.prompts.reading.word_sets import words_of

MASK = "\x00"
"""Replaces each character of a literal that is already read. Unquoted text in normal form never has it."""

_JOINS = words_of(
    "and or to by times plus minus over with from of than is are into on onto mod modulo power against "
    "between x equals equal exceeds add subtract multiply divide"
)
_COUNTED = words_of("numbers values integers strings words texts arguments inputs operands reals")
_NOT_IN_NAMES = "|".join(sorted((*_JOINS, *SMALL, *TENS, *SCALES, "negative", "hundred")))

# An `x` between digits is a sign, not a word. Digits, letters and digits again are a name. A hyphen before a letter
# joins words (`forty-two`, `20-percent`) and is not a token. Digits with a hyphen after a word are part of a name
# (`sha-256`, `fnv-1a`), unless the word is one of `_JOINS` or of a number. A plain run of digits comes early for speed.
_TOKEN = re.compile(
    rf"""
    (?=\S)(?:
        (?<!\w)(?!(?:{_NOT_IN_NAMES})-)[^\W\d]{{2,16}}+-[0-9]++\w*+
      | [^\W\d](?:(?<![0-9]x)|(?![0-9]))\w*+(?:\.(?<=[0-9].)[0-9]\w*+)*+
      | [0-9]++(?!\w|[.,][0-9])
      | {LETTERED_NUMERAL}
      | (?P<name>(?:0[xbo]|[0-9]++(?!x[0-9])[^\W\d]++(?=[0-9]))\w++)
      | {NUMERAL}
      | {MASK}++
      | (?!(?<=\w)-[^\W\d])\S
    )
    """,
    re.VERBOSE,
)
_DIGITS = frozenset("0123456789.")
_ARITHMETIC = frozenset("+-*/^%x()$")
_CURRENCIES = frozenset("$€£")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_PERCENT = frozenset(("percent", "pct"))
# A `-5` or `minus five` after one of these words is subtracted from the value that the word ends.
_ENDS_VALUE = words_of("squared cubed factorial percent cent it result total")


def read_numbers(text: str, *, fractions: bool = True) -> list[Literal]:
    """The numbers of a text in normal form, in order. Literals that are already read are masked by `MASK`.

    With `fractions`, a lone `3/4` is one number, and so is `2 1/2`; without, they are two and three numbers.
    """
    return _Reader(text, fractions).read()


class _Reader:
    """The tokens of one text, and the index after the last value that was read."""

    __slots__ = ("fractions", "text", "tokens", "value_end", "words")

    def __init__(self, text: str, fractions: bool) -> None:
        self.text = text
        self.fractions = fractions
        self.tokens = list(_TOKEN.finditer(text))
        self.words = [token[0] for token in self.tokens] + [""] * PADDING
        self.value_end = 0

    def read(self) -> list[Literal]:
        literals: list[Literal] = []
        at = 0
        for index, word in enumerate(self.words):
            if index < at or not word:
                continue
            if word[0] in _DIGITS:
                reading = self._numeral(index) if word != "." and not self.tokens[index]["name"] else None
            else:
                spoken = word in STARTS and not self._counts_literals(index)
                reading = read_words(self.words, index) if spoken else None
            if reading is not None:
                literals.append(self._literal(index, *reading))
                at = reading[2]
        return literals

    def _counts_literals(self, at: int) -> bool:
        """Whether a word only counts the literals: `the two numbers 3 and 4`."""
        return self.words[at + 1] in _COUNTED and self.words[at - 1] in (
            "the",
            "these",
            "those",
            "of",
            "compare",
        )

    def _literal(self, at: int, value: Number, form: str, end: int) -> Literal:
        """The number at tokens `at` to `end`, with sign and currency; a percentage is divided by 100."""
        if self.words[at - 1] in _CURRENCIES:
            at, form = at - 1, "money"
        if self._is_signed(at):
            at -= 1
            value = value if self.words[at] == "+" else -value
        self.value_end = end
        percent_end = self._percent_end(end)
        if percent_end and form != "ordinal":
            self.value_end, value, form = percent_end, Fraction(value, 100), "percent"
        return number_literal(value, self.tokens[at].start(), self.tokens[end - 1].end(), form)

    def _numeral(self, at: int) -> Reading | None:
        """The number that begins with the numeral at `at`, with its suffix, fraction, or further words."""
        numeral = read_numeral(self.words[at])
        if numeral is None:
            return None
        value, form = numeral
        end = at + 1
        word = self.words[end]
        if word == "k" and self._gap(at) == "":
            return integral(value * 1000), form, end + 1
        if word in _ORDINAL_ENDS and isinstance(value, int):
            return value, "ordinal", end + 1
        if self.fractions and (fraction := self._fraction(at)) is not None:
            value, form, end = fraction
        word = self.words[end]
        if word in CONTINUES and (word != "and" or begins_part(self.words, end + 1)):
            return continue_words(self.words, value, end) or (value, form, end)
        return value, form, end

    def _fraction(self, at: int) -> Reading | None:
        """`3/4` if it is not part of written arithmetic or of a date; or `2 1/2`."""
        words = self.words
        if words[at + 1] == "/":
            if words[at - 1] in _ARITHMETIC or words[at + 3] in _ARITHMETIC:
                return None
            value = self._ratio(at)
            return None if value is None else (value, "fraction", at + 3)
        if words[at + 2] != "/" or "/" in (words[at - 1], words[at + 4]) or self._gap(at) != " ":
            return None
        part = self._ratio(at + 1)
        if part is None or part >= 1 or not words[at].isdecimal():
            return None
        return int(words[at]) + part, "fraction", at + 4

    def _ratio(self, at: int) -> Fraction | None:
        above, below = self.words[at], self.words[at + 2]
        if not (above.isdecimal() and below.isdecimal()) or len(above) + len(below) > MAXIMAL_DIGITS:
            return None
        apart = self._gap(at) or self._gap(at + 1)
        return None if apart or int(below) == 0 else Fraction(int(above), int(below))

    def _is_signed(self, at: int) -> bool:
        """Whether the token before `at` is the sign of the number there, not an operation."""
        sign = self.words[at - 1]
        if sign in ("+", "-"):
            start = self.tokens[at - 1].start()
            glued = start > 0 and (self.text[start - 1].isalnum() or self.text[start - 1] == "_")
            return self._gap(at - 1) == "" and not glued and not self._ends_value(at - 2)
        if sign == "minus":
            before = at - 2 - (self.words[at - 2] == ",")
            return not self._ends_value(before) and not self._ends_unit(before)
        return sign == "negative"

    def _ends_value(self, at: int) -> bool:
        """Whether the token at `at` ends a value; a sign after it is then an operation."""
        if at < 0:
            return False
        word = self.words[at]
        if word == "!":
            at -= 1
            word = self.words[at] if at >= 0 else ""
        return at == self.value_end - 1 or word in _ENDS_VALUE or word.startswith((")", "]", "}", MASK))

    def _ends_unit(self, at: int) -> bool:
        """Whether the token is a word that belongs to the value before it: `5 dollars`, `10 squared`."""
        return 0 < at == self.value_end and self.words[at].isalpha() and self.words[at] not in _JOINS

    def _percent_end(self, at: int) -> int:
        """The index after a percent sign or word at `at`; 0 if there is none, or if `%` is modulo."""
        word = self.words[at]
        if word == "%":
            return 0 if self._is_operand(at + 1) else at + 1
        if word in _PERCENT:
            return at + 1
        return at + 2 if word == "per" and self.words[at + 1] == "cent" else 0

    def _is_operand(self, at: int) -> bool:
        """Whether a value begins here: a number, a parenthesis, or the sign of a number."""
        word = self.words[at]
        if word in ("+", "-"):
            return self._gap(at - 1) == " " and self._gap(at) == "" and self.words[at + 1][:1].isdecimal()
        return word == "(" or word[:1].isdecimal() or word in SMALL or word in TENS

    def _gap(self, at: int) -> str:
        """The text between the token at `at` and the next: empty, a space or a hyphen."""
        if at + 1 >= len(self.tokens):
            return " "
        return self.text[self.tokens[at].end() : self.tokens[at + 1].start()]
