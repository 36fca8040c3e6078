"""The bodies in the package: they are found by name, and damaged ones are errors."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from neurlang.errors import AssemblyError, DataError
from neurlang.programs import library
from neurlang.programs.ir import assemble
from neurlang.programs.library import load_body, parse_body
from neurlang.programs.linking import Scratch

NAMES = sorted(file.name.removesuffix(".nl") for file in (resources.files(library) / "bodies").iterdir())


def test_a_body_is_the_program_of_its_whole_text() -> None:
    for name in NAMES:
        body = load_body(name)
        assert body.program == assemble(body.text), name
        assert body.program.data == b"", name


def test_a_body_requests_scratch_space_in_its_head() -> None:
    assert load_body("text_copy").scratch == (Scratch(register=1, like=0),)
    assert {name for name in NAMES if load_body(name).scratch} == {"text_copy"}


@pytest.mark.parametrize("name", ["no_such_body", "../bodies/add", "ADD", "", "add.nl"])
def test_an_unknown_body_is_an_error(name: str) -> None:
    with pytest.raises(DataError):
        load_body(name)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("    ret\n", "@name: probe"),
        ("; @name: probe\n", "ends with"),
        ("; @name: probe\n    add r0, r0, r1\n", "ends with"),
        ("; @name: probe\n    .section data\n    ret\n", "ends with"),
        ("; @name: probe\n    .byte 1\n    ret\n", "probe.nl:2: the code of a body has no directives"),
        ("; @name: probe\n    ret\n.section data\nx: ret\n", "probe.nl:4: the data of a body are directives"),
        ("; @name: probe\nx:\n    ret\n.section data\nx: .byte 1\n", "twice"),
        ("; @name: probe\nx:\nx:\n    ret\n", "twice"),
        ("; @name: probe\n; @scratch: some\n    ret\n", "probe.nl:2: scratch is asked for as 'r1 as r0'"),
    ],
)
def test_a_damaged_body_is_an_error(text: str, complaint: str) -> None:
    with pytest.raises(DataError, match=re.escape(complaint)):
        parse_body("probe", text)


def test_a_good_body_is_its_code_without_the_head() -> None:
    body = parse_body("probe", "; @name: probe\n\nnext:   ; next one\n    beq r0, 0, next\n    ret\n")
    assert body.lines == ("next:   ; next one", "    beq r0, 0, next", "    ret")
    assert body.code_named("x_") == ("x_next:   ; next one", "    beq r0, 0, x_next", "    ret")


def test_a_body_may_have_data_behind_its_code() -> None:
    body = parse_body(
        "probe", "; @name: probe\n    mov r0, table ; x\n    ret\n\n.section data\ntable: .byte 7\n"
    )
    assert (body.lines, body.data) == (("    mov r0, table ; x", "    ret", ""), ("table: .byte 7",))
    assert body.program == assemble(body.text)
    assert body.program.data == b"\x07"


def test_code_that_is_wrong_is_an_error_with_its_place() -> None:
    with pytest.raises(AssemblyError, match="probe:2:"):
        parse_body("probe", "; @name: probe\n    nop\n    bogus\n    ret\n")
