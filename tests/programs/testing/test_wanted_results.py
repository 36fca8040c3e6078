"""What a `@test` may want: signed and unsigned order, doubles, traps, output; what only looks like one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import AssemblyError
from neurlang.programs.machine import to_bits
from neurlang.programs.testing import Annotations, FileReport, RunOptions, parse_annotations, run_tests

SIGNS = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
WORDS = st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(-3, 3)
DOUBLES = st.floats(allow_nan=False, allow_infinity=False)


def report(text: str, backend: str = "interp") -> FileReport:
    return run_tests(text, "t.nl", RunOptions(backend=backend))


def passes(case: str, code: str = "nop") -> bool:
    found = report(f"; @test: {case}\n{code}\n")
    assert found.error is None, found.error
    return found.passed == 1


@given(WORDS, WORDS, st.sampled_from(sorted(SIGNS)))
def test_order_is_that_of_signed_integers(got: int, wanted: int, sign: str) -> None:
    assert passes(f"r0={got} -> r0{sign}{wanted}") is getattr(got, SIGNS[sign])(wanted)


@given(WORDS, WORDS, st.sampled_from(sorted(SIGNS)))
def test_with_u_it_is_that_of_unsigned_ones(got: int, wanted: int, sign: str) -> None:
    expected = getattr(got % (1 << 64), SIGNS[sign])(wanted % (1 << 64))
    assert passes(f"r0={got} -> r0 u{sign} {wanted}") is expected


@given(DOUBLES, DOUBLES, st.sampled_from(sorted(SIGNS)))
def test_with_a_double_it_is_that_of_doubles(got: float, wanted: float, sign: str) -> None:
    assert passes(f"r0={to_bits(got):#x} -> r0{sign}{wanted:.17e}") is getattr(got, SIGNS[sign])(wanted)


@given(DOUBLES, DOUBLES | st.floats(-2, 2))
def test_near_is_a_billionth_of_the_larger(got: float, wanted: float) -> None:
    near = abs(got - wanted) <= max(1e-9 * max(abs(got), abs(wanted)), 1e-12)
    assert passes(f"r0={to_bits(got):#x} -> r0~={wanted:.17e}") is near


@pytest.mark.parametrize("got", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("sign", ["~=", "<", "="])
def test_nan_and_infinities_are_near_no_number(got: float, sign: str) -> None:
    assert passes(f"r0={to_bits(got):#x} -> r0{sign}1.0") is (sign == "<" and got == -math.inf)


def test_equal_means_the_same_bits() -> None:
    assert passes("r0=-0.0 -> r0!=0.0, r0=-0.0, r0~=0.0")
    assert passes(f"r0={to_bits(0.1 + 0.2):#x} -> r0!=0.3, r0~=0.3")


# Traps

DIVIDE = "div r0, r0, r1"


@pytest.mark.parametrize("backend", ["interp", "jit", "both"])
@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("r0=1 -> trap DIVZERO", DIVIDE),
        ("r0=1 -> trap divzero, r0=1", DIVIDE),
        ("r0=1 -> r0=1 trap DIVZERO", DIVIDE),
        ("-> trap BOUNDS", "load.d r0, [r0 - 1]"),
        ("-> trap USER", "trap 8"),
        ("-> trap USER 8", "trap 8"),
        pytest.param("-> trap FUEL", "loop: b loop", marks=pytest.mark.slow),
        ('-> trap USER 9, prints "x"', 'io.print x, 1\ntrap 9\n.data\nx: .ascii "x"'),
    ],
)
def test_a_trap_that_is_wanted(case: str, code: str, backend: str) -> None:
    found = report(f"; @test: {case}\n{code}\n", backend)
    assert (found.error, found.passed, found.failed) == (None, 1, 0), found


@pytest.mark.parametrize(
    ("case", "code", "got", "expected"),
    [
        ("r0=1, r1=1 -> trap DIVZERO", DIVIDE, "a run without a trap", "trap DIVZERO"),
        ("-> trap BOUNDS", DIVIDE, "trap DIVZERO in line 2: ", "trap BOUNDS"),
        ("-> trap USER 8", "trap 9", "trap USER 9 in line 2: ", "trap USER 8"),
        ("-> r0=0", DIVIDE, "trap DIVZERO in line 2: ", "a run without a trap"),
    ],
)
def test_another_end_than_wanted_is_told(case: str, code: str, got: str, expected: str) -> None:
    ((difference,),) = [result.differences for result in report(f"; @test: {case}\n{code}\n").results]
    assert str(difference.got).startswith(got)
    assert difference.expected == expected


# Output

PRINT = 'io.print x, {n}\nio.print y, 1\nhalt\n.data\nx: .ascii "a;b"\ny: .ascii "\\n"'


@pytest.mark.parametrize("backend", ["interp", "jit", "both"])
def test_output_that_is_wanted(backend: str) -> None:
    head = '; @test: -> prints "a;b\\n" ; a comment\n; @test: -> r0=0, prints "a;b\\n", r1=0\n; @test: ->\n'
    found = report(head + PRINT.format(n=3), backend)
    assert (found.error, found.passed, found.failed) == (None, 3, 0), found
    assert passes('-> prints ""')


@pytest.mark.parametrize("wanted", ["a;b", "a;b\\n\\n", "a;c\\n", "", "A;B\\n"])
def test_other_output_than_wanted_is_told(wanted: str) -> None:
    (result,) = report(f'; @test: -> prints "{wanted}"\n{PRINT.format(n=3)}').results
    (difference,) = result.differences
    assert (difference.place, difference.got) == ("output", "0x61 3b 62 0a")


def test_endless_output_is_compared_in_little_memory() -> None:
    code = "mov r2, 100\nl: io.print r1, 0x80000\nsubi r2, r2, 1\nbnez r2, l\nhalt"  # 50 MiB
    (result,) = report(f'; @test: -> prints "a"\n{code}').results
    assert len(str(result.differences[0].got)) < 10_000


# What is malformed


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("-> trap", "a trap without its name"),
        ("-> trap BOUND", "did you mean 'BOUNDS'?"),
        ("-> trap 8", "a trap without its name"),
        ("-> trap BOUNDS, trap BOUNDS", "a second 'trap'"),
        ("-> prints", "prints without a text"),
        ("-> prints 5", "prints without a text"),
        ('-> prints "a", prints "b"', "a second 'prints'"),
        ('-> prints "a', "prints without a text"),
        ("trap BOUNDS -> r0=1", "trap and prints stand after the ->"),
        ('prints "a" -> r0=1', "trap and prints stand after the ->"),
        ("r0~=1.5 -> r0=1", "an input with '~='"),
        ("r0 u>5 -> r0=1", "an input with 'u>'"),
        ("-> r0 u>= 1.5", "a double with 'u>='"),
        ("-> r0 u= 1", "'r0' without '=' and a value"),
        ("-> r0>=0xffffffffffffffff", "write u>=, or a negative number"),
        ("-> r0<18446744073709551615", "write u<, or a negative number"),
        ("-> [0]~=1.5", "memory is compared with = and != alone"),
    ],
)
def test_what_is_malformed_is_refused(case: str, message: str) -> None:
    with pytest.raises(AssemblyError, match=r"^t\.nl:1:") as said:
        parse_annotations(f"; @test: {case}\nhalt\n", "t.nl")
    assert message in str(said.value)


# What looks like a test


@pytest.mark.parametrize(
    "line",
    [
        "; @test r0=1 -> r0=1",
        ";@test -> r0=1",
        "# @TEST r0=1",
        "; @test",
        "; @mock json_parse=1",
        "; @net_mock accept=5",
        "; @server yes",
        "; @tests: r0=1 -> r0=1",
        "; @tset: r0=1 -> r0=1",
        "; @tst: -> r0=1",
        "; @mocks: json_parse=1",
        "; @netmock: accept=1",
        "; @check: r0=1 -> r0=1",
        "; @example: r0=1 -> trap BOUNDS",
        '; @case: -> prints "a"',
        "; @case: -> [0x1000]=1",
        "; test: r0=1 -> r0=1",
        "; Tests: r0=1 -> r0<1",
    ],
)
def test_a_comment_that_looks_like_a_test_is_an_error(line: str) -> None:
    with pytest.raises(AssemblyError, match=r"^t\.nl:2:"):
        parse_annotations(f"; a program\n{line}\nhalt\n", "t.nl")


@pytest.mark.parametrize(
    "code",
    [
        "halt\n; @test: -> r0=1",
        "halt ; @test: -> r0=1",
        "halt\n   ;; @Test -> r0=1",
        ".data\n; @mock: json_parse=1",
        "l: ; @net_mock: accept=1",
        "mov r0, ';' # @test: -> r0=1",
        '.data\nx: .ascii ";" ; @test: -> r0=1',
        "halt\n; @server: true",
    ],
)
def test_a_test_after_code_is_an_error(code: str) -> None:
    with pytest.raises(AssemblyError, match="after code") as said:
        parse_annotations(code, "t.nl")
    assert "tests stand at the head of the file" in str(said.value)


@pytest.mark.parametrize(
    "text",
    [
        "; @names: x",
        "; @author: a -> b",
        "; @see: r0 -> the result",
        "; mail me@test: now",
        "; the @test lines above",
        "; test: whether r0 is 0",
        "; testing r0 -> r0=1 is nice",
        "halt\n; see @test above",
        '.data\nx: .ascii "; @test: -> r0=1"',
        '.data\nx: .ascii "a\\"; @test: -> r0=1"',
        "mov r0, 1\n; @note: a -> b",
    ],
)
def test_what_does_not_look_like_a_test_is_left_alone(text: str) -> None:
    assert parse_annotations(text) == Annotations()


@given(st.text(alphabet="; #@tesmock:->r0=1\"\\\n.' ", max_size=60))
def test_no_comment_makes_more_than_an_error(text: str) -> None:
    try:
        assert isinstance(parse_annotations(text), Annotations)
    except AssemblyError as error:
        assert str(error).startswith("<text>:")
