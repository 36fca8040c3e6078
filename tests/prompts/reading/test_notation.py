"""Written notation: its value, the place of its errors, and random expressions against the value of their tree."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.prompts.reading import Commas, evaluate, written_in
from neurlang.prompts.reading.notation import NotationError, Parser, combinations, node_of, scan, written

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def values_of(text: str, commas: Commas = Commas.BY_RULE) -> list[object]:
    """The values of the readings of a text, the likeliest first."""
    tokens = scan(text, commas)
    parser = Parser(tokens)
    parser.whole()
    return [evaluate(node_of(Parser(tokens, each).whole())) for each in combinations(parser.places)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(5)", 5), ("((15+45))", 60), ("--5", 5), ("2^3^2", 512), ("-3^2", -9), ("2^-1", 0.5), ("-4!", -24),
        ("√16!", math.sqrt(math.factorial(16))), ("(√16)!", 24), ("10 % 3", 1), ("-7 % 3", 2), ("7 % -3", -2),
        ("5%290", 5),
        ("50% + 50%", 1), ("100 - 10% - 10%", 81), ("1000 + 20 + 5%", 1071), ("1000 / 33%", 100000 / 33),
        ("2 + 3 × 10 %", 2.3),
        ("-10.5%+10.5%", 0), ("1,5 + 2,3", 3.8), ("1,234 + 1", 1235), ("12,34,567 + 1", 1234568), ("0,035/4",
        0.00875),
        ("1.234,5 + 1", 1235.5), ("2.5M + 1", 2500001), ("3k*2", 6000), ("2bn / 2", 10**9), ("1'000'000 + 1", 1000001),
        ("1 000 000 + 1", 1000001), ("1_000 + 1", 1001), ("max(100,200)", 200), ("max(12,12)", 12),
        ("sqrt(1,000) > 31", 1),
        ("1+2+3+...+50", 1275), ("7 + 8 + 9 + ... + 10", 34), ('len("abc") + strlen("de")', 5),
        ("|17 − 29|", 12), ("||5|-3|", 2), ("6&3|8", 10), ("1 << 3 + 1", 16), ("-3 << 8", -768), ("5 > 3", 1),
        ("1 < 2 < 2", 0),
        ("5 ≠ 5", 0), ("2(3+4)", 14), ("(2)(3)", 6), ("(10)2.5", 25), ("2√9", 6), ("∛27", 3), ("∛64", 4), ("2³", 8),
        ("-3²", -9),
        ("½ + ¼", 0.75), ("3 1/2 * 2", 7), ("[2 + 3] * 4", 20), ("gcd(48, 18)²", 36), ("sum([1, 2, 3])", 6),
        ("mean(1,2,3)", 2),
        ("round(2.5)", 3), ("round(-2.567, 2)", -2.57), ("floor(-3.7)", -4), ("ceil(3.2)", 4), ("5 // 2", 2),
        ("12:3", 4), ("5. + 1", 6),
        ("0x86² - 1", 0x86**2 - 1), ("2 x 3", 6), ("2x3", 6), ("3·4", 12), ("18446744073709551615 & 255", 255),
    ],
)  # fmt: skip
def test_notation_has_its_value(text: str, value: float) -> None:
    assert values_of(text) == [pytest.approx(value, rel=1e-12)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6/2(1+2)", [9, 1]),
        ("1/(2)(4)", [2, 0.125]),
        ("7%-3", [-2, pytest.approx(-2.93)]),
        ("-8 >> 1", [-4, (2**64 - 8) >> 1]),
        ("~5", [2**64 - 6, -6]),
    ],
)
def test_both_readings_are_returned(text: str, values: list[object]) -> None:
    assert values_of(text) == values


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("5 +", 2, "missing after +"),
        ("2 * * 3", 4, "missing before ×"),
        ("20-%10", 3, "missing before %"),
        ("1+2)×3", 3, "not opened"),
        ("5 * (3 + 2", 4, "not closed"),
        ("() + 3", 0, "empty"),
        ("3!!", 2, "double factorial"),
        ("1 2 3", 2, "there is no operation"),
        ("log(100)", 0, "cannot compute log"),
        ("7:30 + 1", 1, "time of day"),
        ("2024-05-06", 0, "date"),
        ("sqrt(4, 9)", 0, "takes 1 arguments"),
        ("(" * 200, 60, "are nested"),
        ("-" * 200 + "5", 60, "are nested"),
    ],
)
def test_an_error_has_its_place(text: str, start: int, words: str) -> None:
    with pytest.raises(NotationError, match=words.replace("+", r"\+").replace("×", ".")) as raised:
        values_of(text)
    assert raised.value.start == start


def test_a_locale_decides_commas() -> None:
    assert values_of("1.234 + 1,5", Commas.DECIMAL) == [1235.5]
    assert values_of("1,234 + 1", Commas.GROUPING) == [1235]
    with pytest.raises(NotationError):
        values_of("1,5 + 1", Commas.GROUPING)


@pytest.mark.parametrize(
    ("value", "notation", "text"),
    [
        (255, "hexadecimal", "0xff"), (-5, "binary", "-0b101"), (8, "octal", "0o10"), (1994, "roman", "MCMXCIV"),
        (123456, "scientific", "1.23456e5"), (0.00012, "scientific", "1.2e-4"), (-1e300, "scientific", "-1e300"), (0,
        "scientific", "0e0"),
    ],
)  # fmt: skip
def test_a_result_is_written_in_another_notation(value: float, notation: str, text: str) -> None:
    assert written_in(value, notation) == text


# Random expressions, rendered with all brackets that the levels of this module require.
Expression = tuple[str, int, Fraction]  # its text, how tightly it binds, its value


def _bracketed(expression: Expression, level: int) -> str:
    text, binds, _ = expression
    return text if binds >= level else f"({text})"


def _combine(sign: str, level: int, left: Expression, right: Expression) -> Expression:
    value = {
        "+": lambda a, b: a + b,
        "−": lambda a, b: a - b,
        "×": lambda a, b: a * b,
        "÷": lambda a, b: a / b if b else a,
    }[sign](left[2], right[2])
    text = f"{_bracketed(left, level)} {sign} {_bracketed(right, level + 1)}"
    if sign == "÷" and right[2] == 0:
        return left
    return text, level, value


def _expressions() -> SearchStrategy[Expression]:
    numbers = st.integers(0, 99).map(lambda n: (str(n), 9, Fraction(n)))
    return st.recursive(
        numbers,
        lambda inner: st.one_of(
            st.builds(_combine, st.just("+"), st.just(1), inner, inner),
            st.builds(_combine, st.just("−"), st.just(1), inner, inner),
            st.builds(_combine, st.just("×"), st.just(2), inner, inner),
            st.builds(_combine, st.just("÷"), st.just(2), inner, inner),
            inner.map(lambda each: (f"-{_bracketed(each, 4)}", 3, -each[2])),
            inner.map(lambda each: (f"|{each[0]}|", 9, abs(each[2])) if "|" not in each[0] else each),
            inner.map(
                lambda each: (f"{_bracketed(each, 6)}²", 5, each[2] ** 2) if abs(each[2]) < 1000 else each
            ),
        ),
        max_leaves=8,
    )


@given(_expressions())
def test_random_expressions_have_the_value_of_their_tree(expression: Expression) -> None:
    text, _, value = expression
    if abs(value) > 2**52 or value.denominator > 2**52:
        return
    tokens = scan(text)
    tree = Parser(tokens).whole()
    try:
        result = evaluate(node_of(tree))
    except Exception as error:
        assert "outside the range" in str(error)
        return
    assert isinstance(result, int | float)
    assert math.isclose(result, value, rel_tol=1e-6, abs_tol=1e-6)


@given(_expressions())
def test_printed_notation_reads_back_the_same(expression: Expression) -> None:
    tree = Parser(scan(expression[0])).whole()
    assert written(Parser(scan(written(tree))).whole()) == written(tree)
