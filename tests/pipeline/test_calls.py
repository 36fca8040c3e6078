"""Calls of the library and written plans, from their text to a verified answer."""

from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurlang
from example_counts import examples, mostly_slow
from neurlang.errors import (
    MeaningError,
    NeurlangError,
    OperandError,
    PlanSyntaxError,
    UsageError,
    VerificationError,
)
from neurlang.pipeline import answer_plan, call, call_with_words
from neurlang.programs.stdlib.calling.functions import LibraryFunction, Role, library_functions
from neurlang.programs.stdlib.calling.numbering import numbers
from neurlang.programs.stdlib.calling.values import value_of
from neurlang.programs.stdlib.running import Argument, PythonLibrary
from neurlang.programs.stdlib.testing.executing import by_python
from neurlang.programs.stdlib.testing.sampling import Sampler
from neurlang.prompts.synthesis import verification

INPUTS, TRIED = 4, 40


@cache
def functions() -> dict[str, LibraryFunction]:
    return {each.full_name: each for each in library_functions()}


def as_given(value: Argument) -> int | float | str | tuple[int, ...] | tuple[float, ...]:
    if isinstance(value, bytearray):
        return value[:-1].decode()
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]


def same(one: object, two: object) -> bool:
    """Equality by bits; `repr` tells -0.0 from 0.0, and every NaN is the same."""
    return repr(one) == repr(two)


@pytest.mark.parametrize("name", mostly_slow([*numbers()], quick=24))
def test_a_call_answers_what_the_source_does_as_python(name: str) -> None:
    function = functions()[name]
    python = PythonLibrary(function.library)
    answered = 0
    for values in Sampler(function.source, function.documentation, python).inputs(TRIED, seed=5):
        roles = zip(function.parameters, values, strict=True)
        try:
            given = [as_given(value) for each, value in roles if each.role is Role.GIVEN]
        except UnicodeDecodeError:
            continue  # bytes that no user can give as text
        wanted = by_python(function.source, python.function(function.source), values)
        found = call(name, *given)
        assert same(found.value, value_of(function, wanted)), given
        assert type(found.value) in (bool, int, float, str, tuple)
        answered += 1
        if answered == INPUTS:
            return
    assert answered


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("count_primes", [20], 8),
        ("quick_sort", [[5, 3, 9, 1]], (1, 3, 5, 9)),
        ("sort", [5, 3, 9, 1], (1, 3, 5, 9)),
        ("sort", [(5, 3)], (3, 5)),
        ("reverse", ["hello"], "olleh"),
        ("is_odd", [7], True),
        ("lerp", [1, 2, 0.5], 1.5),
        ("divide_floats", [1, 3], 1 / 3),
        ("sum", [1.5, 2], 3.5),
        ("ARRAY.ARRAY_MAX", [3, 9, 4], 9),
    ],
)
def test_calls(name: str, arguments: list[object], value: object) -> None:
    called = neurlang.call(name, *arguments)  # type: ignore[arg-type]
    assert (called.value, type(called.value)) == (value, type(value))
    assert called.number == numbers()[called.name]
    assert called.instructions > 0


def test_what_a_call_tells() -> None:
    called = call("prime_factors", 360)
    assert called.name == "math.prime_factors"
    assert called.arguments == (360,)
    assert called.plan == "PRIME_FACTORS(360)"
    assert "call math_prime_factors" in called.program
    outcome = neurlang.run(neurlang.assemble(called.program))
    assert (outcome.registers["r1"], outcome.trap) == (6, None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([True], "A truth is not an operand"),
        ([b"abc"], "not a bytes"),
        ([None], "not a NoneType"),
        ([["a"]], "A list has numbers, not 'a'"),
        ([[True]], "A list has numbers, not True"),
    ],
)
def test_what_is_not_an_operand(arguments: list[object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        call("is_prime", *arguments)  # type: ignore[arg-type]


@pytest.mark.slow
def test_errors_of_calls() -> None:
    with pytest.raises(UsageError, match="did you mean 'is_prime'"):
        call("is_prim", 7)
    with pytest.raises(OperandError, match="nth_prime needs 'n'"):
        call("nth_prime", 0)
    with pytest.raises(VerificationError, match="more than 300,000 rounds"):
        call("nth_prime", 100_000)


@pytest.mark.parametrize(
    ("name", "words", "plan"),
    [
        ("sort", ["5", "3"], "QUICK_SORT([5, 3])"),
        ("sort", ["[5, 3]"], "QUICK_SORT([5, 3])"),
        ("reverse", ["hello"], "TEXT_REVERSE('hello')"),
        ("reverse", ["123"], "REVERSE_DIGITS(123)"),
        ("reverse", ["1", "2"], "REVERSE_ARRAY([1, 2])"),
        ("text_reverse", ["123"], "TEXT_REVERSE('123')"),
        ("text_length", ["[1, x"], "TEXT_LENGTH('[1, x')"),
        ("text_length", ["99999999999999999999"], "TEXT_LENGTH('99999999999999999999')"),
        ("text_concat", ["1", "[2]"], "TEXT_CONCAT('1', '[2]')"),
        ("count_char", ["banana", "a"], "COUNT_CHAR('banana', 'a')"),
        ("count_char", ["1212", "1"], "COUNT_CHAR('1212', 1)"),
        ("abs", ["-5"], "ABSOLUTE(-5)"),
        ("abs", ["-2.5"], "FLOAT_ABSOLUTE(-2.5)"),
        ("max", ["1.5", "2"], "FLOAT_ARRAY_MAX([1.5, 2.0])"),
        ("contains", ["hello", "ell"], "TEXT_CONTAINS('hello', 'ell')"),
        ("contains", ["[1, 2]", "2"], "ARRAY_CONTAINS([1, 2], 2)"),
    ],
)
def test_words_of_a_command_line(name: str, words: list[str], plan: str) -> None:
    assert call_with_words(name, words).plan == plan


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("sort", ["abc"], "quick_sort needs a list of numbers"),
        ("sort", ["[5, x]"], "'x' is not a number"),
        ("is_prime", ["99999999999999999999"], "has more than 64 bits"),
        ("gcd", ["1"], "gcd takes 2 values"),
        ("reverse", [], "text_reverse takes 1 value"),
    ],
)
def test_words_that_are_not_taken(name: str, words: list[str], message: str) -> None:
    with pytest.raises((UsageError, OperandError), match=message):
        call_with_words(name, words)


@pytest.mark.parametrize(
    ("plan", "output", "value"),
    [
        ("COUNT_PRIMES(20)", None, 8),
        ("SORT(5, 3, 9, 1)", "[1, 3, 5, 9]", None),
        ("IS_ODD(7)", None, 1),
        ("TEXT_UPPER('hello')", "HELLO", None),
        ("SHA256(REVERSE('cba'))", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", None),
        ("ADD(COUNT_PRIMES(20), ARRAY_SUM(PRIME_FACTORS(12)))", None, 15),
        ("DIV(COUNT_PRIMES(20), 3)", None, 8 / 3),
        ("POWER(2, DIGIT_SUM(123))", None, 64),
        ("ARRAY_MEAN(SORT(4, 2))", None, 3.0),
        ("FLOAT_ARRAY_SUM(PRIME_FACTORS(12))", None, 7.0),
        ("LERP(COUNT_PRIMES(20), 20, 0.5)", None, 14.0),
        ("KTH_SMALLEST(MERGE_SORTED(SORT(3, 1), SORT(4, 2)), COUNT_PRIMES(5))", None, 3),
        ("TEXT_CONCAT(TO_HEX(255), REPEAT_TEXT(STRCPY('ab'), 2))", "ffabab", None),
        ("COUNT_CHAR('banana', MOST_COMMON_CHAR('banana'))", None, 3),
        ("STRCMP(TEXT_UPPER('a'), 'A')", None, 0),
        ("SQRT(TRIANGLE_AREA(5, 4, 3))", None, math.sqrt(6.0)),
        ("ROUND_HALF_AWAY(DIV(5, 2))", None, 3.0),
        ("IS_PRIME(ROUND_HALF_EVEN(7))", None, None),
        ("MATH.FACTORIAL(MATH.GCD(48, 18))", None, 720),
    ],
)
def test_written_plans(plan: str, output: str | None, value: float | None) -> None:
    answer = answer_plan(plan)
    if output is value is None:  # IS_PRIME of the table takes no reals
        assert answer.kind == "no-answer"
        return
    assert answer.error is None
    assert answer.verified
    assert (answer.output, answer.value) == (output, value)


def test_what_a_plan_tells() -> None:
    answer = answer_plan("gcd(48, count_primes(20))")
    assert answer.verified
    assert (answer.intent, answer.operands) == ("GCD", (48, 8))
    assert answer.plan == "GCD(48, COUNT_PRIMES(20))"
    assert answer.confidence == 1.0
    assert neurlang.run(neurlang.assemble(answer.program)).registers["r0"] == 8


def test_plans_that_fail() -> None:
    outside = answer_plan("nth_prime(SUB(3, 3))")
    assert (outside.kind, outside.error) == ("usage", "nth_prime needs 'n' (which prime) in 1 .. 10^8, not 0")
    undefined = answer_plan("DIV(COUNT_PRIMES(20), COUNT_PRIMES(1))")
    assert undefined.kind == "no-answer"
    assert undefined.plan == "DIV(COUNT_PRIMES(20), COUNT_PRIMES(1))"
    with pytest.raises(PlanSyntaxError):
        answer_plan("ADD(1,")


def test_a_wrong_program_is_not_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    right = verification.result_of
    monkeypatch.setattr(verification, "result_of", lambda *args: (*right(*args), 0))
    with pytest.raises(
        VerificationError, match=r"The program gave \(1, 3, 0\), the exact meaning is \(1, 3\)"
    ):
        call("sort", 3, 1)


def test_negative_zero_is_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    assert math.copysign(1.0, float(call("float_min", -0.0, -0.0).value)) == -1.0  # type: ignore[arg-type]
    monkeypatch.setattr(verification, "result_of", lambda *args: 0.0)
    with pytest.raises(VerificationError):
        call("float_min", -0.0, -0.0)


@pytest.mark.slow
def test_large_lists_and_texts() -> None:
    values = list(range(20_000, 0, -1))
    assert call("array_max", values).value == 20_000
    assert call("text_length", "ab" * 50_000).value == 100_000


def test_no_answer_raises() -> None:
    with pytest.raises(MeaningError):
        call("absolute", -(2**63))


WORDS = [
    "0",
    "1",
    "-1",
    "7",
    "2.5",
    "nan",
    "-inf",
    "18446744073709551615",
    "-9223372036854775808",
    "1e308",
    "[]",
    "[0]",
]
WORDS += ["[3, 1, 2]", "[1.5]", "[9, 9, 9, 9]", "", "a", "hello", "Größe", "()[]", "12", "MCM", "\x01", "[x]"]


@given(st.sampled_from([*numbers()]), st.lists(st.sampled_from(WORDS), max_size=4))
@settings(max_examples=examples(400), deadline=None)
def test_any_words_are_answered_or_refused(name: str, words: list[str]) -> None:
    try:
        call_with_words(name, words)
    except NeurlangError as error:
        assert "\n" not in str(error) or isinstance(error, VerificationError)
