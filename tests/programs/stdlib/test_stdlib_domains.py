"""Domains are true: the result is what the docstring says on all of a domain, not only where tests draw from."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from agreement import disagreement
from references import REFERENCES

from neurlang.errors import SourceError
from neurlang.programs.machine import TrapKind, decode, run
from neurlang.programs.stdlib import SOURCES, Compiler, library_of, read_library
from neurlang.programs.stdlib.reading.docstrings import Documentation, documentation_of
from neurlang.programs.stdlib.reading.domains import (
    AnyDouble,
    Array,
    Character,
    Made,
    Text,
    holds,
    parse_domain,
)
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.executing import placed, result_of
from neurlang.programs.stdlib.testing.sampling import Sampler

INPUTS = 40
MEMORY, LONGEST_RUN = 1 << 18, 20_000

LIBRARY = read_library(SOURCES)
PYTHON, COMPILER = PythonLibrary(LIBRARY), Compiler(LIBRARY)
DOCUMENTATIONS = {name: documentation_of(function) for name, function in LIBRARY.published.items()}


def is_wider(documentation: Documentation) -> bool:
    """Whether the domain allows more than tests draw; states of a collection can only be drawn."""
    parameters = documentation.parameters
    return any(each.domain != each.drawn for each in parameters) and not any(
        isinstance(each.drawn, Made) for each in parameters
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, each in DOCUMENTATIONS.items() if is_wider(each)])
def test_the_reference_agrees_on_the_whole_domain(name: str) -> None:
    function, documentation = LIBRARY.find(name), DOCUMENTATIONS[name]
    code = decode(COMPILER.program(function))
    for values in Sampler(function, documentation.drawn_from_all, PYTHON).inputs(INPUTS, seed=3):
        arguments = placed(function, values)
        if sum(map(len, arguments.memory.values())) > MEMORY // 2:
            continue
        outcome = run(
            code,
            arguments.registers,
            preload=arguments.memory,
            memory_size=MEMORY,
            max_instructions=LONGEST_RUN,
        )
        if outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL:
            continue
        found = result_of(function, values, outcome)
        assert disagreement(documentation, REFERENCES[name], values, found) is None, values


def test_forms_of_domains() -> None:
    assert parse_domain("character") == Character()
    assert parse_domain("any double") == AnyDouble()
    array = parse_domain("sorted array of 0 .. 9")
    assert isinstance(array, Array)
    assert array.count is None
    assert array.is_sorted
    text = parse_domain("text of ascii")
    assert isinstance(text, Text)
    assert text.length.high.value({}) == 2**32
    assert (text.alphabet[0], text.alphabet[-1], len(text.alphabet)) == ("\x01", "\x7f", 127)
    short = parse_domain("text[1 .. 3] of any")
    assert isinstance(short, Text)
    assert len(short.alphabet) == 255


@pytest.mark.parametrize("text", ["text of latin", "array", "array[3]", "anything", "0"])
def test_what_is_not_a_domain(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        parse_domain(text)


def test_conditions() -> None:
    assert holds("prod(values) < 2**63", {"values": [3, 5]})
    assert holds("all(x < limit for x in values)", {"values": [3, 5], "limit": 6})
    assert not holds("1 // n == 0", {"n": 0})


SOURCE = '''from neurlang.programs.stdlib.types import u64
def half(n: u64) -> u64:
    """Half of a number.

    Parameters:
        n (0 .. 2^64 - 1): a number

    Tests:
        {drawn}

    Returns: half of it
    Answer: {answer}
    Difficulty: 1

    Prompts:
        a {{n}}
        b {{n}}
        c {{n}}
        d {{n}}
        e {{n}}
        f {{n}}
        g {{n}}
        h {{n}}
        i {{n}}
        j {{n}}
    """
    return n >> 1
'''


def half(drawn: str, answer: str = "character") -> Documentation:
    library = library_of({"own": ("own.py", SOURCE.format(drawn=drawn, answer=answer))})
    return documentation_of(library.find("half"))


def test_tests_draw_from_their_own_domain() -> None:
    (parameter,) = half("n (0 .. 20)").parameters
    assert parameter.drawn == parse_domain("0 .. 20")
    assert parameter.domain == parse_domain("0 .. 2^64 - 1")
    assert parameter.written == "0 .. 2^64 - 1"
    (whole,) = half("n (0 .. 20)").drawn_from_all.parameters
    assert whole.drawn == whole.domain


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ("m (0 .. 20)", "tests of 'm'"),
        ("n 0 .. 20", "'n 0 .. 20' does not say what tests draw"),
        ("n (zero)", "parameter n: 'zero' is not a domain"),
    ],
)
def test_a_malformed_section_is_refused(drawn: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        half(drawn)


def test_doubles_are_drawn_from_everywhere() -> None:
    function = LIBRARY.find("is_nan")
    documentation = DOCUMENTATIONS["is_nan"].drawn_from_all
    drawn = [values[0] for values in Sampler(function, documentation, PYTHON).inputs(60, seed=1)]
    assert any(isinstance(x, float) and math.isnan(x) for x in drawn)
    assert {math.inf, -math.inf} <= set(drawn)
    assert any(isinstance(x, float) and 0 < abs(x) < 1e-9 for x in drawn)


def test_the_built_library_stands_beside_the_sources() -> None:
    from neurlang.programs.stdlib.built_library import built_library

    assert built_library() == Path(__file__).parents[3] / "lib"


@pytest.mark.parametrize(
    "condition",
    ["__import__('os')", "().__class__", "(lambda: 1)()", "x.real", "[x]", "x == 'a'", "x; x", "("],
)
def test_a_condition_carries_out_nothing_else(condition: str) -> None:
    with pytest.raises(ValueError, match="is not a condition"):
        holds(condition, {"x": 1})


def test_a_condition_knows_no_other_names() -> None:
    with pytest.raises(NameError):
        holds("open(x)", {"x": 1})


@pytest.mark.parametrize("domain", ["0 .. 9^9^9", "0 .. 2^x", "0 .. 2^100000", "0 .. abs(3)"])
def test_a_bound_is_a_number_that_memory_can_hold(domain: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_domain(domain)
