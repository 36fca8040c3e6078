"""`nl call` and `nl prompt --plan`: what they print, and how they refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("count_primes|20", "8\n"),
        ("sort|5|3|9|1", "[1, 3, 5, 9]\n"),
        ("bubble_sort|[5,3,9,1]", "[1, 3, 5, 9]\n"),
        ("reverse|hello", "olleh\n"),
        ("abs|-5", "5\n"),
        ("floor_div|-7|2", "-4\n"),
        ("float_min|-inf|-.5", "-inf\n"),
        ("is_odd|7", "true\n"),
        ("divide_floats|1|3", "0.3333333333333333\n"),
        ("MATH.BINOMIAL|7|3", "35\n"),
        ("text_length|--|--json", "6\n"),
        ("text_length|-", "1\n"),
        ("trim|  a b  ", "a b\n"),
    ],
)
def test_answers(nl: Callable[..., Ended], line: str, out: str) -> None:
    done = nl("call", *line.split("|"))
    assert (done.code, done.out) == (0, out)
    assert done.err.startswith("verified: ")


def test_the_note_and_the_program(nl: Callable[..., Ended]) -> None:
    done = nl("call", "gcd", "48", "18", "--show-asm")
    assert done.out.startswith("; MATH.GCD(48, 18)\n")
    assert done.out.endswith("\n6\n")
    assert re.fullmatch(r"verified: MATH\.GCD\(48, 18\), \d+ instructions\n", done.err)


def test_json(nl: Callable[..., Ended]) -> None:
    report = nl("call", "--json", "sort", "5", "-3").json
    assert (report["name"], report["value"], report["output"]) == ("array.quick_sort", [-3, 5], "[-3, 5]")
    assert report["arguments"] == [[5, -3]]
    assert report["verified"]
    infinite = nl("call", "float_min", "inf", "inf", "--json").json
    assert (infinite["value"], infinite["output"], infinite["arguments"]) == (None, "inf", ["inf", "inf"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("gdc|1|2", "Error: There is no function 'gdc' in the library; did you mean 'gcd'?\n"),
        ("gcd|48", "Error: gcd takes 2 values (a, b), 1 was given\n"),
        ("is_prime|seven", "Error: is_prime needs a number as its 'n' (a number), not the text 'seven'\n"),
        ("nth_prime|0", "Error: nth_prime needs 'n' (which prime) in 1 .. 10^8, not 0\n"),
        ("sort|[5, x]", "Error: 'x' is not a number; write a list as [3, 5, 9]\n"),
        ("reverse|Größe", "Error: text_reverse needs 'text' (a text) to have ASCII characters, not 'ö'\n"),
    ],
)  # fmt: skip
def test_is_refused_in_one_line(nl: Callable[..., Ended], line: str, message: str) -> None:
    done = nl("call", *line.split("|"))
    assert (done.code, done.out, done.err) == (2, "", message)


def test_refusals_as_json(nl: Callable[..., Ended]) -> None:
    done = nl("call", "nth_prime", "0", "--json")
    assert done.code == 2
    assert done.json["kind"] == "usage"


@pytest.mark.slow
def test_too_long_for_a_check(nl: Callable[..., Ended]) -> None:
    done = nl("call", "nth_prime", "100000")
    assert done.code == 1
    assert "makes more than 300,000 rounds of its loops" in done.err


@pytest.mark.parametrize("line", ["call", "call|sort|--jsn|5"])
def test_misuse(nl: Callable[..., Ended], line: str) -> None:
    assert nl(*line.split("|")).code == 2


@pytest.mark.parametrize(
    ("plan", "out"),
    [
        ("COUNT_PRIMES(20)", "8\n"),
        ("sort(5, 3, 9, 1)", "[1, 3, 5, 9]\n"),
        ("GCD(48, COUNT_PRIMES(20))", "8\n"),
    ],
)
def test_plans(nl: Callable[..., Ended], plan: str, out: str) -> None:
    done = nl("prompt", "--plan", plan)
    assert (done.code, done.out) == (0, out)
    assert done.err.startswith("verified: ")


def test_a_plan_is_written_and_shown(nl: Callable[..., Ended], tmp_path: Path) -> None:
    done = nl("prompt", "--plan", "IS_ODD(7)", "--show-asm", "-v", "-o", "odd.nl")
    assert done.out.endswith("\n1\n")
    assert "understood: IS_ODD of 7, confidence 1.000" in done.err
    assert "call math_is_odd" in (tmp_path / "odd.nl").read_text()
    assert nl("run", "odd.nl").out.strip().startswith("1")


def test_errors_of_plans(nl: Callable[..., Ended]) -> None:
    done = nl("prompt", "--plan", "ADD(1, COUNT_PRIMS(3))")
    assert done.code == 2
    assert done.err == (
        "plan:1:8: there is no operation 'COUNT_PRIMS'; did you mean 'COUNT_PRIMES'?\n"
        "    ADD(1, COUNT_PRIMS(3))\n"
        "           ^\n"
    )
    assert nl("prompt", "--plan", "nth_prime(0)").code == 1
    assert nl("prompt", "--plan", "IS_ODD(7)", "is 7 odd").code == 2
    assert nl("prompt", "--plan", "ADD(1,", "--json").json["kind"] == "plan"


def test_intents_lists_the_library(nl: Callable[..., Ended]) -> None:
    lines = nl("intents").out.splitlines()
    assert any(line.startswith("120  COUNT_PRIMES(n) ") for line in lines)
    assert any(line.startswith(" 0  ADD ") for line in lines)
