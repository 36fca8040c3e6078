"""`neurlang.assemble` and `neurlang.run`: what `nl run` does, with words about wrong arguments."""

from __future__ import annotations

from typing import Any

import pytest

import neurlang
from neurlang.errors import UsageError

TRAPPING = neurlang.assemble("mov r0, 1\ndiv r0, r0, r1", "half.nl")
ENDLESS = neurlang.assemble("forever: b forever")
PRINTING = neurlang.assemble('.data\nword: .ascii "words"\n.text\nmov r0, word\nio.print r0, 5')


class Quiet:
    """A console that shows nothing."""

    def __init__(self) -> None:
        self.text = b""

    def write(self, data: bytes) -> None:
        self.text += data

    def read_line(self, size: int) -> bytes | None:
        return b"typed"[:size]


def test_a_trap_is_raised_and_says_where() -> None:
    with pytest.raises(neurlang.Trap, match=r"^Trap DIVZERO at instruction 1, half\.nl:2: ") as raised:
        neurlang.run(TRAPPING)
    assert raised.value.outcome.executed == 2


def test_an_unchecked_trap_is_part_of_the_outcome() -> None:
    outcome = neurlang.run(TRAPPING, check=False)
    assert outcome.trap is not None
    assert outcome.trap.kind.name == "DIVZERO"


@pytest.mark.parametrize("text", ["b 0", "time.sleep 1000000", "cap.query r0, r1, 0\nagain: b again"])
def test_a_timeout_ends_loops_in_native_code_and_sleep(text: str) -> None:
    outcome = neurlang.run(neurlang.assemble(text), timeout=0.05, max_instructions=0, check=False)
    assert outcome.trap is not None
    assert outcome.trap.kind.name == "LIMIT"


def test_output_has_a_bound() -> None:
    console = Quiet()
    host = neurlang.Host(console=console)
    assert neurlang.run(PRINTING, host=host, memory="128K").trap is None
    assert console.text == b"words"
    outcome = neurlang.run(PRINTING, host=host, memory="128K", max_output=4, check=False)
    assert outcome.trap is not None
    assert outcome.trap.kind.name == "LIMIT"


@pytest.mark.parametrize(("memory", "size"), [("64K", 1 << 16), ("1 MiB", 1 << 20), (4096, 4096), (0, 0)])
def test_memory_has_units(memory: int | str, size: int) -> None:
    assert len(neurlang.run(neurlang.assemble("halt"), memory=memory).memory) == size


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"memory": "much"}, "memory: 'much' is not a size"),
        ({"memory": -1}, "memory is a number of bytes"),
        ({"memory": 1.5}, "memory is a number of bytes"),
        ({"timeout": 0}, "timeout is a time in seconds"),
        ({"timeout": float("nan")}, "timeout is a time in seconds"),
        ({"timeout": "1"}, "timeout is a time in seconds"),
        ({"max_output": True}, "max_output is a number of bytes"),
        ({"max_instructions": -1}, "bound on instructions"),
        ({"registers": {"r99": 1}}, "unknown register 'r99'"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict[str, Any], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        neurlang.run(ENDLESS, **arguments)


@pytest.mark.parametrize("program", [None, "mov r0, 1", b"NLB1", 3])
def test_what_is_not_a_program_is_named(program: Any) -> None:
    with pytest.raises(UsageError, match=r"A program is wanted, as neurlang\.assemble"):
        neurlang.run(program)


@pytest.mark.parametrize("text", [None, b"halt", 3])
def test_only_texts_are_assembled(text: Any) -> None:
    with pytest.raises(UsageError, match="A program's text is wanted"):
        neurlang.assemble(text)


def test_values_are_shown_in_one_short_line() -> None:
    for value in (TRAPPING, neurlang.run(PRINTING, host=neurlang.Host(console=Quiet()), memory="1M")):
        assert len(repr(value)) < 120
    assert repr(neurlang.run(TRAPPING, check=False)) == (
        "Outcome(trap=Trap(DIVZERO at instruction 1, line 2: 'division by zero'), "
        "executed=2, memory of 1048576 bytes)"
    )
