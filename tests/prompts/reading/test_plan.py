"""Plans: variants chosen by the operands, ratios that round once, folds, and plans without a meaning."""

from __future__ import annotations

from fractions import Fraction

import pytest

from neurlang.errors import MeaningError
from neurlang.prompts.reading import (
    Leaf,
    Literal,
    LiteralKind,
    Ratio,
    complement,
    describe,
    evaluate,
    leaf_of,
    multiply_ratios,
    operation,
)


def percent(value: int) -> Leaf:
    return leaf_of(Literal(LiteralKind.REAL, Fraction(value, 100), 0, 1, "percent"))


@pytest.mark.parametrize(
    ("name", "operands", "value"),
    [
        ("ADD", (2, 3), 5),
        ("ADD", (2, 0.5), 2.5),
        ("DIV", (91, 7), 13),
        ("DIV", (7, 2), 3.5),
        ("SQRT", (144,), 12),
        ("SQRT", (2,), 2**0.5),
        ("FADD", (2, 3), 5.0),
        ("ARRAY_SUM", ((3, 5, 7),), 15),
        ("ARRAY_SUM", ((0.5, 0.25),), 0.75),
        ("MAX", ((3, 9, 4),), 9),
        ("GCD", ((12, 18, 27),), 3),
        ("OR", (2**64 - 1, 0), 2**64 - 1),
    ],
)
def test_the_variant_follows_the_operands(name: str, operands: tuple[object, ...], value: object) -> None:
    found = evaluate(operation(name, *(Leaf(each) for each in operands)))  # type: ignore[arg-type]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("name", "operands", "value"), [("DIV", (-7, 2), -4), ("SQRT", (80,), 8)])
def test_the_whole_variant_is_used_if_it_is_asked_for(
    name: str, operands: tuple[int, ...], value: int
) -> None:
    assert evaluate(operation(name, *map(Leaf, operands), whole=True)) == value


def test_a_percentage_is_multiplied_first_and_divided_last() -> None:
    share = operation("MUL", percent(63), Leaf(145))
    assert describe(share) == "DIV(MUL(63, 145), 100)"
    assert evaluate(share) == 91.35
    assert evaluate(operation("MUL", percent(30), Leaf(279))) == 83.7  # 0.3 · 279 is 83.69999999999999


def test_a_discount_is_the_complement_of_the_percentage() -> None:
    rest = multiply_ratios(Ratio(Leaf(279)), complement(percent(30), -1))
    assert describe(rest) == "DIV(MUL(279, SUB(10, 3)), 10)"
    assert evaluate(rest) == 195.3


@pytest.mark.parametrize(
    ("name", "operands", "words"),
    [
        ("GCD", (2.5, 3), "GCD needs whole numbers"),
        ("STRLEN", (5,), "STRLEN needs a text"),
        ("ADD", ("one", 2), "ADD needs a number"),
        ("ADD", (1,), "two or more"),
        ("SUB", (1,), "SUB needs 2 operands"),
        ("ADD", (2**63, 1), "outside the range of ADD"),
        ("MAX", ((3,),), "two or more numbers"),
    ],
)
def test_operands_of_the_wrong_kind_have_no_meaning(
    name: str, operands: tuple[object, ...], words: str
) -> None:
    with pytest.raises(MeaningError, match=words):
        operation(name, *(Leaf(each) for each in operands))  # type: ignore[arg-type]


def test_a_number_of_more_than_64_bits_is_refused() -> None:
    with pytest.raises(MeaningError, match="more than 64 bits"):
        leaf_of(Literal(LiteralKind.INTEGER, 2**64, 0, 1, "decimal"))
