"""Programs joined as values equal the programs that the joined text assembles to."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs import library
from neurlang.programs.ir import assemble
from neurlang.programs.library import load_body
from neurlang.programs.linking import Listing, Unit, followed_by, unit_of, with_units
from neurlang.programs.machine import run

NAMES = sorted(file.name.removesuffix(".nl") for file in (resources.files(library) / "bodies").iterdir())
DIRECTIVES = st.sampled_from(
    [".byte 1, 2, 3", '.asciz "text"', ".dword 5", ".align 4", ".space 3", ".double 1.5", ""]
)
DATA = ['data0: .asciz "hello"', "data1: .space 6"]


def agrees(listing: Listing) -> bool:
    """Whether the text assembles to the program, including the line numbers of its instructions."""
    assembled = assemble(listing.text, "whole")
    return assembled == listing.program and list(assembled.lines) == list(listing.program.lines)


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=5), st.booleans())
def test_units_behind_a_main_part(names: list[str], has_data: bool) -> None:
    units = [load_body(name) for name in names]
    main = ["; a comment", *(f"    call {name}" for name in reversed(names)), "    halt", "end:"]
    listing = with_units(main, units, DATA if has_data else [], "whole")
    assert listing.program.name == "whole"
    assert agrees(listing)


@pytest.mark.parametrize("data", [[], DATA], ids=["alone", "with data"])
def test_units_that_a_main_part_runs_into(data: list[str]) -> None:
    main = ["; main", "    mov r0, 3", "    mov r1, 5"]
    for name in NAMES:
        assert agrees(followed_by(main, load_body(name), data, "whole")), name


@st.composite
def units_with_data(draw: st.DrawFn) -> list[Unit]:
    """Units, some with data: numbers, texts and gaps, with labels to which their code refers."""
    return [
        a_unit(f"unit{number}", draw(st.lists(DIRECTIVES, max_size=4)))
        for number in range(draw(st.integers(1, 4)))
    ]


def a_unit(name: str, data: list[str]) -> Unit:
    lines = [f"d{place}: {directive}" for place, directive in enumerate(data)]
    uses = [
        line
        for place in range(len(data))
        for line in (f"    mov r0, d{place} + 1", f"    load.b r1, [r2 + d{place}]")
    ]
    return unit_of(name, "", ["again:", *uses, "    bne r0, 0, again", "    ret"], lines)


@given(units_with_data(), st.booleans())
def test_units_with_data(units: list[Unit], has_data: bool) -> None:
    main = [*(f"    call {unit.name}" for unit in units), "    mov r3, 1", "    halt"]
    assert agrees(with_units(main, units, DATA if has_data else [], "whole"))
    assert agrees(followed_by(main[-2:], units[0], DATA if has_data else [], "whole"))


def test_each_unit_reads_its_own_data() -> None:
    code = ["    load.b r1, [r4 + table]", "    add r0, r0, r1", "    ret"]
    units = [unit_of(name, "", code, [f"table: .byte {value}"]) for name, value in (("one", 3), ("two", 40))]
    main = ["    mov r5, data0", "    load.b r0, [r5]", "    call one", "    call two", "    halt"]
    assert run(with_units(main, units, DATA, "whole").program).registers["r0"] == ord("h") + 43


def test_joined_programs_run() -> None:
    main = ["    call power", "    call square_root", "    halt"]
    listing = with_units(main, [load_body("power"), load_body("square_root")], [], "whole")
    assert run(listing.program, {"r0": 3, "r1": 4}).registers["r0"] == 9


def test_data_stays_at_its_place_in_the_main_part() -> None:
    main = ["    mov r0, data0", "    mov r1, data1"]
    listing = followed_by(main, load_body("text_copy"), DATA, "whole")
    outcome = run(listing.program)
    address = outcome.registers["r0"]
    assert outcome.memory[address : address + outcome.registers["r1"]] == b"hello"
