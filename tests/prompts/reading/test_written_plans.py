"""Written plans: what they mean, how they are written back, and where an error is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import MeaningError, NeurlangError, OperandError, PlanSyntaxError, UsageError
from neurlang.prompts.reading import (
    INTENTS,
    Leaf,
    Manner,
    describe,
    evaluate,
    library_intents,
    read_plan,
    text_of_value,
    value_of_word,
)
from neurlang.prompts.reading.written.tokens import number_of


@pytest.mark.parametrize(
    ("text", "wanted", "described"),
    [
        ("COUNT_PRIMES(20)", 8, "COUNT_PRIMES(20)"),
        ("count_primes( 20 )", 8, "COUNT_PRIMES(20)"),
        ("GCD(48, COUNT_PRIMES(20))", 8, "GCD(48, COUNT_PRIMES(20))"),
        ("gcd(48, math.gcd(36, 24))", 12, "GCD(48, MATH.GCD(36, 24))"),
        ("sort(5, 3, 9, 1)", (1, 3, 5, 9), "QUICK_SORT([5, 3, 9, 1])"),
        ("SORT([5,3])", (3, 5), "QUICK_SORT([5, 3])"),
        ("ARRAY_SUM(SORT(5, 3))", 8, "ARRAY_SUM(QUICK_SORT([5, 3]))"),
        ("STRLEN(REVERSE('hello'))", 5, "STRLEN(TEXT_REVERSE('hello'))"),
        ('text_concat("a\\"", \'b\')', 'a"b', "TEXT_CONCAT('a\"', 'b')"),
        ("MAX(3, 9, 4)", 9, "MAX(MAX(3, 9), 4)"),
        ("ADD(0x10, 0b11)", 19, "ADD(16, 3)"),
        ("ADD(-2.5e1, .5)", -24.5, "ADD(-25.0, 0.5)"),
        ("is_nan(nan)", True, "IS_NAN(nan)"),
        ("float_max(-inf, 1)", 1.0, "FLOAT_MAX(-inf, 1)"),
        ("reverse(123)", 321, "REVERSE_DIGITS(123)"),
        ("reverse(1, 2)", (2, 1), "REVERSE_ARRAY([1, 2])"),
        ("sum(1, 2.5)", 3.5, "FLOAT_ARRAY_SUM([1.0, 2.5])"),
        ("quick_sort(7)", (7,), "QUICK_SORT([7])"),
        ("count_char(reverse('banana'), 'a')", 3, "COUNT_CHAR(TEXT_REVERSE('banana'), 'a')"),
    ],
)
def test_plans(text: str, wanted: object, described: str) -> None:
    plan = read_plan(text)
    assert evaluate(plan.root) == wanted
    assert describe(plan.root) == described
    assert describe(read_plan(described).root) == described


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "a number, a text in quotes, a list, or a call is expected here, not the end"),
        ("5", 1, "a plan is a call, as COUNT_PRIMES(20)"),
        ("ADD([1, 2)", 10, "',' or ']' is expected here, not ')'"),
        ("ADD(1, 2", 9, "',' or ')' is expected here, not the end"),
        ("ADD(1 2)", 7, "',' or ')' is expected here, not '2'"),
        ("ADD(1, 2))", 10, "the plan ends before this"),
        ("ADD(1,, 2)", 7, "a number, a text in quotes, a list, or a call is expected here, not ','"),
        ("COUNT_PRIMS(3)", 1, "there is no operation 'COUNT_PRIMS'; did you mean 'COUNT_PRIMES'?"),
        ("ADD(1, FACTORAL(3))", 8, "did you mean 'FACTORIAL'?"),
        ("SORT(abc)", 9, "'(' is expected after abc, not ')'; texts stand in quotes"),
        ("SORT([1, x])", 10, "a number is expected in a list, not 'x'"),
        ("SORT([1 2])", 9, "',' or ']' is expected here, not '2'"),
        ("ADD(1, 99999999999999999999)", 8, "this number is outside"),
        ("ADD(1; 2)", 6, "';' does not belong here"),
        ("STRLEN('a", 8, '"\'" does not belong here'),
        ("STRLEN('\\x')", 8, "this text has an escape that does not exist"),
    ],
)
def test_errors_have_a_place(text: str, column: int, message: str) -> None:
    with pytest.raises(PlanSyntaxError) as caught:
        read_plan(text)
    head, line, mark = str(caught.value).split("\n")
    assert head.startswith(f"plan:1:{column}: ")
    assert message in head
    assert line == f"    {text}"
    assert mark == " " * (column + 3) + "^"


def test_the_line_of_an_error() -> None:
    with pytest.raises(PlanSyntaxError, match=r"plan:2:3: .*\n      \?\n      \^"):
        read_plan("ADD(1,\n  ?")
    with pytest.raises(PlanSyntaxError, match="at most 1,048,576 characters"):
        read_plan("ADD(" + " " * (1 << 20))
    deep = "ABS(" * 200 + "1" + ")" * 200
    with pytest.raises(PlanSyntaxError, match="nested more than 100 deep"):
        read_plan(deep)
    assert evaluate(read_plan("ABS(" * 100 + "-1" + ")" * 100).root) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ADD(1)", "ADD needs two or more numbers"),
        ("ADD(IS_ODD(3), 1)", "ADD needs a number as its 'a'"),
        ("math.is_prime(is_odd(3))", "is_prime needs a number as its 'n' (a number), not a truth"),
        ("nth_prime(SUB(3, 3))", "nth_prime needs 'n' (which prime) in 1 .. 10^8, not 0"),
        ("STRLEN(PRINT('a'))", "what is printed cannot be worked on further"),
        ("is_prime(TIME_NOW())", "cannot be worked on further"),
        ("SORT(DIV(1, 0))", "zero"),
        ("PRINT([1])", "PRINT needs a text or whole number as its 'value'"),
    ],
)
def test_what_has_no_meaning(text: str, message: str) -> None:
    with pytest.raises(MeaningError) as caught:
        read_plan(text)
    assert message in str(caught.value)


def test_every_intent_and_function_can_be_written() -> None:
    names = [intent.name for intent in (*INTENTS, *library_intents())]
    assert len(set(names)) == len(names)
    for name in names:
        with pytest.raises((MeaningError, PlanSyntaxError)) as caught:
            read_plan(f"{name}('\\0', [], [], [], [], [], [])")
        assert not isinstance(caught.value, PlanSyntaxError), name


def test_functions_are_intents() -> None:
    by_name = {intent.name: intent for intent in library_intents()}
    assert by_name["COUNT_PRIMES"].number == 120
    assert by_name["COUNT_PRIMES"].example == "COUNT_PRIMES(n)"
    assert by_name["COUNT_PRIMES"].variants[0].manner is Manner.BY_KIND
    assert "GCD" not in by_name
    assert by_name["MATH.GCD"].operands == tuple((name, by_name["MATH.GCD"].operands[0][1]) for name in "ab")
    assert [intent.number for intent in library_intents()] == sorted(i.number for i in by_name.values())
    assert min(intent.number for intent in by_name.values()) == 64


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("20", 20),
        ("-5", -5),
        ("2.5", 2.5),
        ("1e3", 1000.0),
        ("0x1F", 31),
        ("-0b11", -3),
        ("inf", float("inf")),
        ("[5, 3]", (5, 3)),
        ("[]", ()),
        ("[1, 2.5]", (1.0, 2.5)),
        ("hello", "hello"),
        ("1.2.3", "1.2.3"),
        ("", ""),
        ("5 3", "5 3"),
    ],
)
def test_words(word: str, value: object) -> None:
    found = value_of_word(word)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("word", ["[1, x]", "[1,]", "18446744073709551616", "[-9223372036854775809]"])
def test_words_that_are_refused(word: str) -> None:
    with pytest.raises(UsageError):
        value_of_word(word)


@given(st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False))
@settings(max_examples=100)
def test_a_number_is_read_as_it_is_described(value: float) -> None:
    assert number_of(describe(Leaf(value))) == value


@given(
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=6),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
)
@settings(max_examples=50)
def test_a_described_plan_is_the_plan(numbers: list[int], text: str) -> None:
    for plan in (f"quick_sort({numbers})", f"text_length({text!r})"):
        root = read_plan(plan).root
        assert read_plan(describe(root)).root.arguments == root.arguments


def test_values_for_people() -> None:
    assert text_of_value(True) == "true"
    assert text_of_value((1, 2)) == "[1, 2]"
    assert text_of_value((0.5, float("nan"))) == "[0.5, nan]"
    assert text_of_value(3.0) == "3"
    assert text_of_value(b"\xff") == "ff"
    assert text_of_value("a") == "a"


def test_operand_errors_are_usage_errors() -> None:
    with pytest.raises(OperandError) as caught:
        read_plan("nth_prime(0)")
    assert (caught.value.kind, caught.value.exit_code) == ("usage", 2)


PIECES = [
    "ADD",
    "sort",
    "(",
    ")",
    "[",
    "]",
    ",",
    "1",
    "-2.5",
    "inf",
    "'a'",
    '"',
    "\\",
    "math.gcd",
    "é",
    "\n",
    "(1, 2)",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20))
@settings(max_examples=examples(300))
def test_any_text_is_a_plan_or_an_error(text: str) -> None:
    try:
        evaluate(read_plan(text).root)
    except NeurlangError as error:
        assert str(error)
