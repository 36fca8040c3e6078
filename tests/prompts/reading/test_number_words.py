"""Numbers in words, compared with an independent speller."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.prompts.reading import lex

SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
UNITS = SMALL.split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def spell(value: int, hyphen: str = "-", joint: str = " ") -> str:
    """A number below 10**15 in words; `joint` stands before the part below a hundred."""
    if value < 20:
        return UNITS[value]
    if value < 100:
        return TENS[value // 10] + (hyphen + UNITS[value % 10] if value % 10 else "")
    size, name = next(scale for scale in SCALES if value >= scale[0])
    head = f"{spell(value // size, hyphen, joint)} {name}"
    rest = value % size
    if not rest:
        return head
    return head + (joint if rest < 100 else " ") + spell(rest, hyphen, joint)


def values(prompt: str) -> list[object]:
    return [literal.value for literal in lex(prompt).literals]


@pytest.mark.parametrize("joint", [" ", " and "])
def test_all_small_numbers_read_back(joint: str) -> None:
    for value in range(1200):
        assert values(f"print {spell(value, joint=joint)} now") == [value]


@settings(max_examples=examples(400))
@given(st.integers(0, 999_999), st.sampled_from("- "), st.sampled_from([" ", " and "]))
def test_every_number_below_a_million_reads_back(value: int, hyphen: str, joint: str) -> None:
    assert values(spell(value, hyphen, joint)) == [value]


@settings(max_examples=examples(200))
@given(st.integers(0, 10**15 - 1), st.sampled_from([" ", " and "]))
def test_every_number_below_a_thousand_trillion_reads_back(value: int, joint: str) -> None:
    assert values(f"Negative {spell(value, joint=joint)}") == [-value]


@settings(max_examples=examples(200))
@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from(["plus", "times", "or", ","]))
def test_two_numbers_stay_two(first: int, second: int, between: str) -> None:
    assert values(f"{spell(first)} {between} {spell(second)}") == [first, second]


@settings(max_examples=examples(200))
@given(st.integers(0, 9_999), st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_every_decimal_reads_back(whole: int, digits: list[int]) -> None:
    spelled = f"{spell(whole)} point {' '.join(UNITS[digit] for digit in digits)}"
    decimals = Fraction(int("".join(map(str, digits))), 10 ** len(digits))
    assert values(spelled) == [whole + decimals]


@pytest.mark.parametrize("scale", [3, 6, 9, 12])
@pytest.mark.parametrize("count", ["2", "2.5", "two", "two point five", "two and a half", "half a"])
def test_scales_multiply(count: str, scale: int) -> None:
    factor = {"2": 2, "two": 2, "half a": Fraction(1, 2)}.get(count, Fraction(5, 2))
    name = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}[scale]
    assert values(f"print {count} {name}") == [factor * 10**scale]
