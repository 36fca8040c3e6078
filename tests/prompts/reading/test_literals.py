"""Literals that are read from prompts, row by row, and properties of all prompts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples, mostly_slow
from neurlang.prompts.reading import Lexed, LiteralKind, lex

KINDS = {int: LiteralKind.INTEGER, Fraction: LiteralKind.REAL, str: LiteralKind.TEXT, tuple: LiteralKind.LIST}


def found(lexed: Lexed) -> list[tuple[str, Any]]:
    """The text and value of each literal, whose kind is checked to be that of the value's type."""
    assert all(literal.kind is KINDS[type(literal.value)] for literal in lexed.literals)
    return [(lexed.text[literal.start : literal.end], literal.value) for literal in lexed.literals]


NUMERALS = [
    ("What is 12?", [("12", 12)]),
    ("0", [("0", 0)]),
    ("007", [("007", 7)]),
    ("add 1,000 to 5", [("1,000", 1000), ("5", 5)]),
    ("12,345,678.5", [("12,345,678.5", Fraction(24691357, 2))]),
    ("1_000_000", [("1_000_000", 1000000)]),
    ("3,5", [("3", 3), ("5", 5)]),
    ("1, 2", [("1", 1), ("2", 2)]),
    ("1,0000", [("1", 1), ("0000", 0)]),
    ("0,123", [("0", 0), ("123", 123)]),
    ("1234,567", [("1234", 1234), ("567", 567)]),
    ("1,000, 2", [("1,000", 1000), ("2", 2)]),
    ("0xff", [("0xff", 255)]),
    ("0XFF and 0xDEADbeef", [("0xff", 255), ("0xdeadbeef", 0xDEADBEEF)]),
    ("0b101 + 0o17", [("0b101", 5), ("0o17", 15)]),
    ("-0x10", [("-0x10", -16)]),
    ("1e6", [("1e6", 1000000)]),
    ("2.5e3", [("2.5e3", 2500)]),
    ("2.55e1", [("2.55e1", Fraction(51, 2))]),
    ("1e-3", [("1e-3", Fraction(1, 1000))]),
    ("5e+2.", [("5e+2", 500)]),
    ("2.5", [("2.5", Fraction(5, 2))]),
    (".5", [(".5", Fraction(1, 2))]),
    ("2.0", [("2.0", Fraction(2))]),
    ("is it 5.", [("5", 5)]),
    ("5k", [("5k", 5000)]),
    ("2.5k?", [("2.5k", 2500)]),
    ("5km", [("5", 5)]),
    ("2.5m and 3b", [("2.5", Fraction(5, 2)), ("3", 3)]),
    ("sleep 250ms", [("250", 250)]),
    ("1..10", [("1", 1), ("10", 10)]),
    ("1 + 2 + ... + 10", [("1", 1), ("2", 2), ("10", 10)]),
    ("5! + 2^10", [("5", 5), ("2", 2), ("10", 10)]),
    ("2**10", [("2", 2), ("10", 10)]),
    ("4x4", [("4", 4), ("4", 4)]),
    ("3x", [("3", 3)]),
    ("3 x 4", [("3", 3), ("4", 4)]),
    ("5x4x3", [("5", 5), ("4", 4), ("3", 3)]),
    ("1920x1080", [("1920", 1920), ("1080", 1080)]),
]
NO_NUMBERS: list[tuple[str, list[tuple[str, Any]]]] = [
    (prompt, [])
    for prompt in (
        "", "hello", "b2b", "mp3", "x86", "r0", "covid19", "v1.2.3", "python3.11", "0xfg", "0b12", "3fa9",
        "_5", "which one", "this one", "that one", "no one", "one of them", "the one", "the larger one",
        "first", "a second", "wait a second", "an", "a point", "and", "the first", "seconds", "how many",
        "how many quarters", "5" * 401, "1e999", "1e-999", "1e99999999999999999999", "0x" + "f" * 400,
        "९",
    )
]  # fmt: skip
PUNCTUATED = [
    ("7:30", [("7", 7), ("30", 30)]),
    ("1.2.3", [("1", 1), ("2", 2), ("3", 3)]),
    ("192.168.0.1", [("192", 192), ("168", 168), ("0", 0), ("1", 1)]),
    ("3/4/2021", [("3", 3), ("4", 4), ("2021", 2021)]),
    ("2021-05-03", [("2021", 2021), ("05", 5), ("03", 3)]),
    ("555-1234", [("555", 555), ("1234", 1234)]),
    ("covid-19 and utf-8", []),
    ("the fnv-1a hash of 5", [("5", 5)]),
    ("minus-5 and twenty-five", [("5", 5), ("twenty-five", 25)]),
    ("the sum of the two numbers 3 and 4", [("3", 3), ("4", 4)]),
    ("the sum of the first two numbers", [("two", 2)]),
    ("check that -5 is positive", [("-5", -5)]),
]
MONEY = [
    ("$12.95", [("$12.95", Fraction(259, 20))]),
    ("$12", [("$12", 12)]),
    ("€3 and £4", [("€3", 3), ("£4", 4)]),
    ("$ 5", [("$ 5", 5)]),
    ("-$5", [("-$5", -5)]),
    ("$1,000", [("$1,000", 1000)]),
    ("$5k", [("$5k", 5000)]),
    ("$1.5 million", [("$1.5 million", 1500000)]),
    ("5 dollars", [("5", 5)]),
]
PERCENTAGES = [
    ("20% of 50", [("20", Fraction(1, 5)), ("50", 50)]),
    ("20 % of 50", [("20", Fraction(1, 5)), ("50", 50)]),
    ("30% off 279", [("30", Fraction(3, 10)), ("279", 279)]),
    ("2.5%", [("2.5", Fraction(1, 40))]),
    ("100%", [("100", Fraction(1))]),
    ("-5%", [("-5", Fraction(-1, 20))]),
    ("20 percent", [("20", Fraction(1, 5))]),
    ("20-percent tip", [("20", Fraction(1, 5))]),
    ("twenty per cent of 5", [("twenty", Fraction(1, 5)), ("5", 5)]),
    ("two point five percent", [("two point five", Fraction(1, 40))]),
    ("17 % 5", [("17", 17), ("5", 5)]),
    ("17%5", [("17", 17), ("5", 5)]),
    ("17 % (5)", [("17", 17), ("5", 5)]),
    ("17 % -5", [("17", 17), ("-5", -5)]),
    ("17 % five", [("17", 17), ("five", 5)]),
    ("20% - 5", [("20", Fraction(1, 5)), ("5", 5)]),
    ("5% or 10%", [("5", Fraction(1, 20)), ("10", Fraction(1, 10))]),
]
FRACTIONS = [
    ("3/4 of 8", [("3/4", Fraction(3, 4)), ("8", 8)]),
    ("what is 3/4?", [("3/4", Fraction(3, 4))]),
    ("½ of 8", [("1/2", Fraction(1, 2)), ("8", 8)]),
    ("2½", [("2 1/2", Fraction(5, 2))]),
    ("2 1/2 times 4", [("2 1/2", Fraction(5, 2)), ("4", 4)]),
    ("3/0", [("3", 3), ("0", 0)]),
    ("3 / 4", [("3", 3), ("4", 4)]),
    ("3/4 + 1", [("3", 3), ("4", 4), ("1", 1)]),
    ("1 + 3/4", [("1", 1), ("3", 3), ("4", 4)]),
    ("2*3/4", [("2", 2), ("3", 3), ("4", 4)]),
    ("(3/4)", [("3", 3), ("4", 4)]),
    ("3/4 x 8", [("3", 3), ("4", 4), ("8", 8)]),
    ("-3/4", [("-3", -3), ("4", 4)]),
    ("2.5/5", [("2.5", Fraction(5, 2)), ("5", 5)]),
    ("3÷4", [("3/4", Fraction(3, 4))]),
    ("half of 10", [("half", Fraction(1, 2)), ("10", 10)]),
    ("a half", [("a half", Fraction(1, 2))]),
    ("a third of 9", [("a third", Fraction(1, 3)), ("9", 9)]),
    ("one sixth", [("one sixth", Fraction(1, 6))]),
    ("1 fifth of 10", [("1 fifth", Fraction(1, 5)), ("10", 10)]),
    ("two thirds", [("two thirds", Fraction(2, 3))]),
    ("two-thirds of 9", [("two-thirds", Fraction(2, 3)), ("9", 9)]),
    ("3 quarters of 8", [("3 quarters", Fraction(3, 4)), ("8", 8)]),
    ("three quarters", [("three quarters", Fraction(3, 4))]),
    ("a quarter of 8", [("a quarter", Fraction(1, 4)), ("8", 8)]),
    ("three hundredths", [("three hundredths", Fraction(3, 100))]),
    ("three and a half", [("three and a half", Fraction(7, 2))]),
    ("3 and a half times 2", [("3 and a half", Fraction(7, 2)), ("2", 2)]),
    ("two and three quarters", [("two and three quarters", Fraction(11, 4))]),
    ("one hundred and three quarters", [("one hundred and three quarters", Fraction(403, 4))]),
    ("5 and a half of 6", [("5", 5), ("a half", Fraction(1, 2)), ("6", 6)]),
    ("half of a third", [("half", Fraction(1, 2)), ("a third", Fraction(1, 3))]),
]
WORDS = [
    ("zero", [("zero", 0)]),
    ("forty-two", [("forty-two", 42)]),
    ("Forty Two plus eleven", [("forty two", 42), ("eleven", 11)]),
    ("one hundred and ninety six", [("one hundred and ninety six", 196)]),
    ("twelve hundred", [("twelve hundred", 1200)]),
    ("twenty five hundred", [("twenty five hundred", 2500)]),
    ("a thousand", [("a thousand", 1000)]),
    ("a hundred and five", [("a hundred and five", 105)]),
    ("a dozen eggs", [("a dozen", 12)]),
    ("two dozen", [("two dozen", 24)]),
    ("half a dozen", [("half a dozen", 6)]),
    ("half a million", [("half a million", 500000)]),
    ("one and a half million", [("one and a half million", 1500000)]),
    ("400 thousand", [("400 thousand", 400000)]),
    ("1.5 million", [("1.5 million", 1500000)]),
    ("1.2345 thousand", [("1.2345 thousand", Fraction(2469, 2))]),
    ("1 million twelve hundred", [("1 million twelve hundred", 1001200)]),
    ("1 million 200 thousand", [("1 million 200 thousand", 1200000)]),
    ("two thousand and nineteen", [("two thousand and nineteen", 2019)]),
    ("three trillion", [("three trillion", 3 * 10**12)]),
    ("two point five", [("two point five", Fraction(5, 2))]),
    ("three point one four", [("three point one four", Fraction(157, 50))]),
    ("zero point zero five", [("zero point zero five", Fraction(1, 20))]),
    ("point five", [("point five", Fraction(1, 2))]),
    ("2 point 5", [("2 point 5", Fraction(5, 2))]),
    ("floating point five", [("five", 5)]),
    ("two and five", [("two", 2), ("five", 5)]),
    ("one hundred and two hundred", [("one hundred", 100), ("two hundred", 200)]),
    ("one thousand and five thousand", [("one thousand", 1000), ("five thousand", 5000)]),
    ("one million and five hundred", [("one million", 1000000), ("five hundred", 500)]),
    ("nineteen eighty four", [("nineteen", 19), ("eighty four", 84)]),
    ("five or one", [("five", 5), ("one", 1)]),
    ("seven is one less than eight", [("seven", 7), ("one", 1), ("eight", 8)]),
    ("someone stone tent", []),
]
ORDINALS = [
    ("10th fibonacci", [("10th", 10)]),
    ("the 1st", [("1st", 1)]),
    ("the 10-th", [("10-th", 10)]),
    ("21st, 22nd", [("21st", 21), ("22nd", 22)]),
    ("the tenth", [("tenth", 10)]),
    ("twenty fifth", [("twenty fifth", 25)]),
    ("twenty-fifth", [("twenty-fifth", 25)]),
    ("one hundred and fifth", [("one hundred and fifth", 105)]),
    ("hundredth", [("hundredth", 100)]),
    ("the one hundredth", [("one hundredth", 100)]),
    ("the twenty first fibonacci number", [("twenty first", 21)]),
    ("the first 10 numbers", [("10", 10)]),
    ("2 to the second power", [("2", 2), ("second", 2)]),
    ("to the third power", [("third", 3)]),
    ("after the second", []),
    ("twenty seconds", [("twenty", 20)]),
]
SIGNS = [
    ("-5", [("-5", -5)]),
    ("+5", [("+5", 5)]),
    ("−5 plus 3", [("-5", -5), ("3", 3)]),
    ("what is -.5", [("-.5", Fraction(-1, 2))]),
    ("add -5, -6", [("-5", -5), ("-6", -6)]),
    ("5-6", [("5", 5), ("6", 6)]),
    ("5 - 6", [("5", 5), ("6", 6)]),
    ("5 -6", [("5", 5), ("6", 6)]),
    ("5 – 6", [("5", 5), ("6", 6)]),
    ("5 - -6", [("5", 5), ("-6", -6)]),
    ("5--6", [("5", 5), ("-6", -6)]),
    ("3 * -2", [("3", 3), ("-2", -2)]),
    ("2^-3", [("2", 2), ("-3", -3)]),
    ("(-5)", [("-5", -5)]),
    ("(5) -3", [("5", 5), ("3", 3)]),
    ("5! -3", [("5", 5), ("3", 3)]),
    ("20% -5 ", [("20", 20), ("-5", -5)]),
    ("from -5 to +5", [("-5", -5), ("+5", 5)]),
    ("five -3", [("five", 5), ("3", 3)]),
    ("negative five", [("negative five", -5)]),
    ("3 times negative 4", [("3", 3), ("negative 4", -4)]),
    ("minus five plus 3", [("minus five", -5), ("3", 3)]),
    ("5 times minus 3", [("5", 5), ("minus 3", -3)]),
    ("8 minus five", [("8", 8), ("five", 5)]),
    ("5 squared minus 3", [("5", 5), ("3", 3)]),
    ("5 dollars minus 3 dollars", [("5", 5), ("3", 3)]),
    ("6 times 7, minus 2", [("6", 6), ("7", 7), ("2", 2)]),
    ("is it 5 negative", [("5", 5)]),
]
TEXTS = [
    ('length of "Hello World"', [('"Hello World"', "Hello World")]),
    ("length of 'Hello  World'", [("'Hello  World'", "Hello  World")]),
    ("length of “Hé, × – 5”", [('"Hé, × – 5"', "Hé, × – 5")]),
    ("length of ‘abc’", [("'abc'", "abc")]),
    ('""', [('""', "")]),
    ("compare 'it's' and \"12\"", [("'it's'", "it's"), ('"12"', "12")]),
    (r'"a\"b\\c\nd\te\q"', [(r'"a\"b\\c\nd\te\q"', 'a"b\\c\nd\te\\q')]),
    ("what's 5 and it's 6", [("5", 5), ("6", 6)]),
    ("the dogs' 5 bowls' 6", [("5", 5), ("6", 6)]),
    ('a 12" pizza and a 14" pan', [("12", 12), ("14", 14)]),
    ('say "five', [("five", 5)]),
    ('repeat "ab" 3 times', [('"ab"', "ab"), ("3", 3)]),
    ("how many letters are in the word Banana?", [("banana", "Banana")]),
    ("reverse the string hello world", [("hello world", "hello world")]),
    ("length of the string 12345", [("12345", "12345")]),
    ("string: abc please", [("abc", "abc")]),
    ("compare the strings apple and pear", [("apple", "apple"), ("pear", "pear")]),
    ("compare the word cat with the word dog", [("cat", "cat"), ("dog", "dog")]),
    ("string length of banana", []),
    ("a word problem", []),
    ("the text has 5 words", [("5", 5)]),
    ("string compare abc and abd", []),
    ("the word apple and pear", []),
    ("print the text 5 times", [("5", 5)]),
    ("reverse the string", []),
    ("what does the word on this very long sign say", []),
    ('the word "a" or word b', [('"a"', "a")]),
]
LISTS = [
    ("sum of [3, 5, 7]", [("[3, 5, 7]", (3, 5, 7))]),
    ("{1,2}", [("{1,2}", (1, 2))]),
    ("[1 2 3]", [("[1 2 3]", (1, 2, 3))]),
    ("[]", [("[]", ())]),
    ("[ ]", [("[ ]", ())]),
    ("[5]", [("[5]", (5,))]),
    ("[-1, +2, 3.5, 0xff, 1e3]", [("[-1, +2, 3.5, 0xff, 1e3]", (-1, 2, Fraction(7, 2), 255, 1000))]),
    ("[1 -2 3]", [("[1 -2 3]", (1, -2, 3))]),
    ("[1/2, 50%]", [("[1/2, 50%]", (Fraction(1, 2), Fraction(1, 2)))]),
    ("[100,200,300]", [("[100,200,300]", (100, 200, 300))]),
    ("[1,000, 2,000]", [("[1,000, 2,000]", (1000, 2000))]),
    ("[1,2, 3]", [("[1,2, 3]", (1, 2, 3))]),
    ("[forty two, five]", [("[forty two, five]", (42, 5))]),
    ("[1, 2] and [3]", [("[1, 2]", (1, 2)), ("[3]", (3,))]),
    ("a[3]", [("3", 3)]),
    ("[1, x]", [("1", 1)]),
    ("(1, 2)", [("1", 1), ("2", 2)]),
    ("4, 8 and 12", [("4, 8 and 12", (4, 8, 12))]),
    ("average of 4, 8, and 12?", [("4, 8, and 12", (4, 8, 12))]),
    ("1,2,3", [("1,2,3", (1, 2, 3))]),
    ("3 and 4 and 5", [("3 and 4 and 5", (3, 4, 5))]),
    ("largest of 3, 7 or 9", [("3, 7 or 9", (3, 7, 9))]),
    ("1,000, -2 and 2.5", [("1,000, -2 and 2.5", (1000, -2, Fraction(5, 2)))]),
    ("$4, $8 and $12", [("$4, $8 and $12", (4, 8, 12))]),
    ("one, two and three", [("one, two and three", (1, 2, 3))]),
    ("3 or 7 or 9", [("3", 3), ("7", 7), ("9", 9)]),
    ("3 and 7 or 9", [("3", 3), ("7", 7), ("9", 9)]),
    ("4 and 8", [("4", 4), ("8", 8)]),
    ("10%, 20% and 30%", [("10", Fraction(1, 10)), ("20", Fraction(1, 5)), ("30", Fraction(3, 10))]),
    ("1 2 3", [("1", 1), ("2", 2), ("3", 3)]),
    ("clamp(15, 0, 10)", [("15", 15), ("0", 0), ("10", 10)]),
    ("max(1,2,3)", [("1", 1), ("2", 2), ("3", 3)]),
    ("max(1, min(2, 3), 4", [("1", 1), ("2", 2), ("3", 3), ("4", 4)]),
    ("log2(1, 2, 3) of 4, 5, 6", [("1", 1), ("2", 2), ("3", 3), ("4, 5, 6", (4, 5, 6))]),
    ("max(100,200)", [("100", 100), ("200", 200)]),
    ("gcd(1,000, 500)", [("1,000", 1000), ("500", 500)]),
    ("sqrt(1,000)", [("1,000", 1000)]),
    ("sum of (3, 5, 7)", [("3, 5, 7", (3, 5, 7))]),
]
COMBINED = [
    ("2½ × 3² ÷ √16 − 4", [("2 1/2", Fraction(5, 2)), ("3", 3), ("2", 2), ("16", 16), ("4", 4)]),
    ("gcd of 48 and 18, then square it", [("48", 48), ("18", 18)]),
    ("(3 + 4) * 6", [("3", 3), ("4", 4), ("6", 6)]),
    ("how many times does 7 go into 91", [("7", 7), ("91", 91)]),
    ("7*-3%2", [("7", 7), ("-3", -3), ("2", 2)]),
    ("hash of 'abc' and sum of [1, 2]", [("'abc'", "abc"), ("[1, 2]", (1, 2))]),
    ("an 18% tip on $20", [("18", Fraction(9, 50)), ("$20", 20)]),
    ("increase fifty by ten percent", [("fifty", 50), ("ten", Fraction(1, 10))]),
    ("0xff & 0b1111", [("0xff", 255), ("0b1111", 15)]),
    ("1 << 10", [("1", 1), ("10", 10)]),
]
ROWS = [
    *NUMERALS, *NO_NUMBERS, *PUNCTUATED, *MONEY, *PERCENTAGES, *FRACTIONS, *WORDS, *ORDINALS, *SIGNS, *TEXTS,
    *LISTS, *COMBINED,
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_literals_are_read(prompt: str, expected: list[tuple[str, Any]]) -> None:
    assert found(lex(prompt)) == expected


@pytest.mark.parametrize(
    ("prompt", "forms"),
    [
        ("12 2.5 5k", ["decimal", "decimal", "decimal"]),
        ("0xff 0b1 0o7 1e6", ["hexadecimal", "binary", "octal", "scientific"]),
        ("20% of $5", ["percent", "money"]),
        ("3/4 of a third", ["fraction", "fraction"]),
        ("forty two, 400 thousand", ["words", "words"]),
        ("10th and tenth", ["ordinal", "ordinal"]),
        ("'a' [1] 1, 2, 3", ["quoted", "brackets", "enumeration"]),
        ("the word cat", ["bare"]),
    ],
)
def test_the_form_says_how_a_literal_is_written(prompt: str, forms: list[str]) -> None:
    assert [literal.form for literal in lex(prompt).literals] == forms


def test_without_fractions_a_slash_stays_in_the_text() -> None:
    assert found(lex("3/4 of 2 1/2", fractions=False)) == [("3", 3), ("4", 4), ("2", 2), ("1", 1), ("2", 2)]


def test_without_enumerations_each_number_is_a_literal() -> None:
    lexed = lex("clamp 15, 0 and [1, 2, 3], 10", enumerations=False)
    assert found(lexed) == [("15", 15), ("0", 0), ("[1, 2, 3]", (1, 2, 3)), ("10", 10)]


integers = st.integers(-(2**63), 2**64)


@settings(max_examples=examples(100))
@given(integers)
def test_every_printed_integer_reads_back(value: int) -> None:
    forms = (
        str(value),
        f"{value:,}",
        f"{value:_}",
        f"{value:#x}",
        f"{value:#b}",
        f"{value:#o}",
        f"{value:#X}",
    )
    for form in (*forms, f"${value}" if value >= 0 else f"-${-value}"):
        assert [literal.value for literal in lex(f"print {form} now").literals] == [value], form
    assert [literal.value for literal in lex(f"{value}%").literals] == [Fraction(value, 100)]
    assert [literal.value for literal in lex(f"{value}th").literals] == [value]


@settings(max_examples=examples(100))
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_printed_real_reads_back(value: float) -> None:
    (literal,) = lex(f"what is {value!r}").literals
    assert literal.value == Fraction(repr(value))


@settings(max_examples=examples(100))
@given(st.lists(integers, max_size=8), st.sampled_from([", ", ",", " ", " , ", "; "]))
def test_every_bracketed_list_reads_back(values: list[int], separator: str) -> None:
    prompt = f"the sum of [{separator.join(map(str, values))}]"
    assert [literal.value for literal in lex(prompt).literals] == [tuple(values)]


@settings(max_examples=examples(100))
@given(st.lists(integers, min_size=3, max_size=8), st.sampled_from([" and ", ", and ", ", "]))
def test_every_enumeration_reads_back(values: list[int], last: str) -> None:
    prompt = f"add {', '.join(map(str, values[:-1]))}{last}{values[-1]}"
    assert [literal.value for literal in lex(prompt).literals] == [tuple(values)]


@settings(max_examples=examples(100))
@given(st.text(st.characters(exclude_characters='\\"“”„‟″‴⁗‶‷＂', exclude_categories=["Cs"])))
def test_every_quoted_text_is_kept(text: str) -> None:
    (literal,) = lex(f'reverse "{text}" twice').literals
    assert (literal.value, literal.kind) == (text, LiteralKind.TEXT)


WORDS_AND_SIGNS = """
    1 23 4.5 .5 - + * / ^ % ( ) [ ] { } , and or a one two twenty hundred thousand million half
    third quarters point percent per cent minus negative the second first power of dozen k th x
    $ " ' \\ ! ? word strings with 0x 1e 1e9 1,000 ½ ² − × “ ’ \x00 ı İ ﬁ
"""
fragments = st.lists(st.sampled_from(WORDS_AND_SIGNS.split()) | st.just(" "), max_size=12).map("".join)


@settings(max_examples=examples(500))
@given(fragments | st.text(), st.booleans(), st.booleans())
def test_any_text_is_read_with_spans_in_order(prompt: str, fractions: bool, enumerations: bool) -> None:
    lexed = lex(prompt, fractions=fractions, enumerations=enumerations)
    position = 0
    for literal in lexed.literals:
        assert position <= literal.start < literal.end <= len(lexed.text)
        position = literal.end
    found(lexed)


@pytest.mark.parametrize(
    "unit",
    mostly_slow(["'a ", '"\\', "[1 ", "a(", "1,", "word ", "one hundred and ", "-", "1a", "minus "], quick=3),
)
def test_a_long_prompt_is_read_in_linear_time(unit: str) -> None:
    assert lex(unit * 20_000).text.startswith(unit.strip())
