"""The English words of numbers, and the words beside which some of them mean other things.

Tables from a word to its number are for reading; the tables from a number to its word, at the end, are for writing.
"""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.prompts.reading.word_sets import words_of

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MULTIPLIERS = SCALES | {"hundred": 100, "dozen": 12}
ARTICLES = words_of("a an")

ORDINAL_UNITS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip
ORDINAL_SCALES = {"hundredth": 100} | {word + "th": value for word, value in SCALES.items()}
_ORDINAL_TEENS = {word + "th": value for word, value in SMALL.items() if value >= 10 and word != "twelve"}
_ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in TENS.items()}
ORDINALS = ORDINAL_UNITS | _ORDINAL_TEENS | {"twelfth": 12} | _ORDINAL_TENS | ORDINAL_SCALES
# First and second are ordinals only before what they count: `the first 10 numbers` has one number; a second is a time.
FIRST_TWO = {"first": 1, "second": 2}
COUNTED = words_of("power root fibonacci fib number term prime element degree digit")
"""Words for what an ordinal may count; before one of them, `second` is a number."""

ONE_PART = {"half": 2, "quarter": 4} | ORDINALS
PARTS = ONE_PART | {"halves": 2} | {word + "s": value for word, value in ONE_PART.items() if word != "half"}
"""The denominators of fractions, one part or several."""

BEFORE_PRONOUN_ONE = words_of(
    "which this that no the any each every some another other only same last next bigger larger greater "
    "smaller lesser higher lower biggest largest greatest smallest highest lowest even odd prime "
    "correct right"
)
BEFORE_NOUN_POINT = words_of("floating fixed decimal the a this that each data starting end")

STARTS = frozenset((*SMALL, *TENS, *MULTIPLIERS, *ORDINALS, *ARTICLES, "half", "quarter", "second", "point"))
"""Words that may begin a number."""
CONTINUES = frozenset((*MULTIPLIERS, *PARTS, "point", "and"))
"""Words by which a numeral may go on in words."""


def _by_number(words: Mapping[str, int]) -> dict[int, str]:
    """The word of each number; of two words for one number, the first."""
    found: dict[int, str] = {}
    for word, number in words.items():
        found.setdefault(number, word)
    return found


CARDINAL_WORDS: Mapping[int, str] = _by_number(SMALL | TENS | {"hundred": 100} | SCALES)
ORDINAL_WORDS: Mapping[int, str] = _by_number(FIRST_TWO | ORDINALS)
PART_WORDS: Mapping[int, str] = _by_number(ONE_PART)
"""The word for one part, by the denominator: 2 is `half`."""
