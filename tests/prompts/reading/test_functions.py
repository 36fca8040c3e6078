"""Requests for functions of the library, in words."""

from __future__ import annotations

import math

import pytest

from neurlang import answer
from neurlang.pipeline import Answered, Failed, Refused

ANSWERS = [
    # level 3: arrays, texts
    ("sort 5 3 9 ascending", "[3, 5, 9]"),
    ("sort 5 3 9 descending", "[9, 5, 3]"),
    ("arrange [4, -2, 7] from smallest to largest", "[-2, 4, 7]"),
    ("the median of 3, 1, 4", 3),
    ("how many times does 3 appear in [3, 1, 3]", 2),
    ("does [1,2,3] contain 2", 1),
    ("rotate [1, 2, 3, 4, 5] left by 2", "[3, 4, 5, 1, 2]"),
    ("dot product of 1 2 3 and 4 5 6", 32),
    ("matrix product of [[1, 2], [3, 4]] and [[5, 6], [7, 8]]", "[19, 22, 43, 50]"),
    ("transpose [1 2; 3 4]", "[1, 3, 2, 4]"),
    ('is "level" a palindrome', 1),
    ("reverse the string hello", "olleh"),
    ('how many vowels in "banana"', 3),
    ('count the words in "to be or not"', 4),
    ('replace a with o in "banana"', "bonono"),
    ('how many s are in "mississippi"', 4),
    # level 4: recursion, calls
    ("collatz steps of 27", 111),
    ("levenshtein distance between kitten and sitting", 3),
    ("ackermann of 2 and 3", 9),
    ("the 10th prime", 29),
    ("7 choose 3", 35),
    # level 5: sorts, searches, collections
    ("binary search for 7 in 1 3 5 7 9", 3),
    ("sort [10, 3, 8] using merge sort", "[3, 8, 10]"),
    ("pop from the stack [2, 7, 9]", 9),
    ("smallest value in the heap [3, 1, 5, 2]", 1),
    # numbers of other kinds
    ("hypotenuse of a right triangle with legs 3 and 4", 5),
    ("convert 100 celsius to fahrenheit", 212),
    ("what day of the week is 2024-07-04", 4),
    ("how many days are in February 2024", 29),
    ("larger root of x^2 - x - 6 = 0", 3),
    ("1994 in roman numerals", "MCMXCIV"),
]


@pytest.mark.parametrize(("text", "wanted"), ANSWERS, ids=[text for text, _ in ANSWERS])
def test_a_function_that_is_named_in_words_is_called(text: str, wanted: float | str) -> None:
    found = answer(text)
    assert isinstance(found, Answered), found.error
    if isinstance(wanted, str):
        assert found.output == wanted
    else:
        assert found.value is not None
        assert math.isclose(found.value, wanted)
    assert found.verified
    assert 0.9 <= found.confidence <= 1.0


REFUSED = [
    "what is the most popular airline",
    "what's the most common name in Spain",
    "how many words can you type",
    "does spain contain gold",
    "how many planets have we discovered",
    "is 5 or 7 prime",
    'how many R are there in the word "Strawberry"?',
    "tan(45)",
    "sin(30)",
    "sort my mail",
    "reverse the decision",
    "how many vowels are there in English",
    "how many words in the english language",
    "which is the longest river",
    "reverse a linked list in python",
    "sort [3, 1, 2] by frequency",
    "geometric mean of [1, 2, 4]",
    "shuffle [1, 2, 3]",
    "sum of the first 10 primes",
    "the 10th composite number",
    "every second element of [1, 2, 3, 4]",
    "remove the second element of [1, 2, 3]",
    'count the syllables in "banana"',
    "cross product of [1, 2, 3] and [4, 5, 6]",
    "convert 5 euros to dollars",
]


@pytest.mark.parametrize("text", REFUSED)
def test_near_misses_are_refused(text: str) -> None:
    assert isinstance(answer(text), Refused)


def test_values_outside_the_domain_are_an_error_that_says_so() -> None:
    found = answer("binary search for 7 in [9, 7, 1]")
    assert isinstance(found, Failed)
    assert "ascending order" in found.error


def test_readings_of_different_value_are_both_shown() -> None:
    found = answer("pop from the stack [1, 2, 3]")  # memory with one value, or three values
    assert isinstance(found, Refused)
    assert {value for _, value in found.readings} == {2, 3}


def test_a_typing_error_is_mended() -> None:
    found = answer("colatz steps of 27")
    assert isinstance(found, Answered)
    assert found.value == 111
    assert found.mended


def test_what_an_operation_of_the_table_answers_stays_with_it() -> None:
    found = answer("gcd of 48 and 18")
    assert isinstance(found, Answered)
    assert found.intent == "GCD"
