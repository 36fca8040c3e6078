"""Samples of the library: what its files say of types and domains, drawn values, and checked calls."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import DataError, UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.programs.stdlib import (
    NothingToDrawError,
    Role,
    Type,
    WrongCallError,
    checked_call,
    draw_values,
    function_of,
    names_in,
    program_of,
    read_functions,
)
from neurlang.programs.stdlib.built_library import built_library
from neurlang.programs.stdlib.calling.numbering import FIRST_NUMBER, FIRST_OWN, numbers, own_number
from neurlang.programs.stdlib.reading.domains import Array, Interval, Text
from neurlang.programs.stdlib.samples.files import domain_of

if TYPE_CHECKING:
    from pathlib import Path

    from neurlang.programs.stdlib import FileFunction

WORDS = ("hello", "level", "a b c", "Neurlang")

DOUBLE = """\
; @name: double
; @difficulty: 1
; @param: n=r0 "a number (0 .. 20)"
; @prompt: twice {n}
; @test: r0=4 -> r0=8

    add r0, r0, r0
    ret
"""


@pytest.fixture(scope="module")
def functions() -> tuple[FileFunction, ...]:
    return read_functions(built_library())


def kind_of(type_: Type) -> str:
    """What matters for the bits of a value: `u64` and `i64` have the same, and so have their arrays."""
    names = {Type.F64: "double", Type.PTR_F64: "doubles", Type.PTR_U8: "bytes"}
    return names.get(type_, "word" if type_.element is None else "words")


@pytest.mark.slow
def test_files_say_the_types_of_their_parameters(functions: tuple[FileFunction, ...]) -> None:
    """A changed file is not that of the library, so its types follow from its domains and tests."""
    for known in functions:
        other = function_of(known.module, known.name, known.file, known.text + "; changed\n", 0)
        assert known.source is not None
        assert other.source is None
        for one, two in zip(other.parameters, known.parameters, strict=True):
            # No test says what is in scratch memory; eight bytes for each element are enough for any.
            is_scratch = one.role is Role.ROOM and kind_of(one.type) == "words"
            assert kind_of(one.type) == kind_of(two.type) or is_scratch, (known.file, one.name)
        assert [each.role for each in other.parameters] == [each.role for each in known.source.parameters]
        assert other.has_real_result == known.has_real_result


@pytest.mark.slow
def test_numbers_are_those_of_the_table(functions: tuple[FileFunction, ...]) -> None:
    assert all(each.source is not None and each.number == each.source.number for each in functions)
    assert len({each.number for each in functions}) == len(functions)


@pytest.mark.parametrize(
    ("description", "domain"),
    [
        ("a number (0 .. 20)", Interval),
        ("how many (in all) there are (0 .. 2^64 - 1)", Interval),
        ("the values (sorted array[count] of -9 .. 9)", Array),
        ("brackets (text[0 .. 12] of '()[]{}x')", Text),
        ("any bytes (text[0 .. 12] of '/x01 ~/xff')", Text),
        ("made (made for the test)", type(None)),
        ("no domain", type(None)),
    ],
)
def test_a_domain_stands_in_the_last_parentheses(description: str, domain: type) -> None:
    assert isinstance(domain_of(description), domain)


def test_escapes_of_an_alphabet_are_read() -> None:
    domain = domain_of("any (text[0 .. 12] of 'a/x01/xff')")
    assert isinstance(domain, Text)
    assert domain.alphabet == "a\x01\xff"


@pytest.mark.slow
def test_every_function_has_right_calls(functions: tuple[FileFunction, ...]) -> None:
    """Every function has values for which its compiled code does what its source does as Python."""
    for function in functions:
        random, right = Random(function.name), 0
        for _ in range(60):
            try:
                done = checked_call(function, draw_values(function, random, WORDS))
            except (NothingToDrawError, WrongCallError) as error:
                assert "result" not in str(error)
                continue
            right += 1
            if right == 1:
                outcome = run(assemble(program_of(done)), memory_size=1 << 17)
                assert outcome.trap is None
                assert not function.has_result or outcome.registers["r0"] == done.bits, function.file
                break
        assert right, function.file


def changed(code: str, *, tests: bool) -> FileFunction:
    text = DOUBLE.replace("    add r0, r0, r0\n", code)
    if not tests:
        text = "".join(line for line in text.splitlines(keepends=True) if "@test" not in line)
    return function_of("mine", "double", "mine/double.nl", text, 500)


def test_an_own_function_is_called_if_its_tests_pass() -> None:
    done = checked_call(changed("    add r0, r0, r0\n", tests=True), {"n": 7})
    assert done.result.value == 14
    assert run(assemble(program_of(done))).registers["r0"] == 14


def test_wrong_code_is_found_by_its_tests() -> None:
    with pytest.raises(WrongCallError, match="its tests fail"):
        checked_call(changed("    add r0, r0, 1\n", tests=True), {"n": 7})


def test_a_function_without_tests_is_not_trusted() -> None:
    with pytest.raises(WrongCallError, match="its tests fail"):
        checked_call(changed("    add r0, r0, r0\n", tests=False), {"n": 7})


def test_wrong_code_is_found_by_a_meaning() -> None:
    function = function_of(
        "mine",
        "double",
        "mine/double.nl",
        DOUBLE.replace("add r0, r0, r0", "mul r0, r0, r0"),
        0,
        lambda n: 2 * n,
    )
    assert checked_call(function, {"n": 2}).result.value == 4
    with pytest.raises(WrongCallError, match="another result"):
        checked_call(function, {"n": 3})


def test_a_call_that_takes_too_long_is_left_out() -> None:
    with pytest.raises(WrongCallError, match="too long"):
        checked_call(changed("again:\n    b again\n", tests=True), {"n": 1})


@pytest.mark.slow
def test_own_functions_have_numbers_after_the_library_s_that_follow_from_their_names(tmp_path: Path) -> None:
    for name in ("double", "treble"):
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine" / f"{name}.nl").write_text(DOUBLE.replace("double", name))
    found = read_functions(tmp_path)
    assert [(each.full_name, each.number) for each in found] == [
        ("mine.double", own_number("mine.double")),
        ("mine.treble", own_number("mine.treble")),
    ]
    assert min(each.number for each in found) >= FIRST_OWN > len(numbers()) + FIRST_NUMBER
    assert names_in(tmp_path) == {"double", "treble"}
    assert "gcd" in names_in(None)


def test_a_folder_without_functions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Not a folder"):
        read_functions(tmp_path / "none")
    with pytest.raises(UsageError, match="No function"):
        read_functions(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DOUBLE.replace("difficulty: 1", "difficulty: easy"), "the difficulty is 'easy'"),
        (DOUBLE.replace("twice", "\xff"), "not UTF-8 text: byte"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "double.nl").write_bytes(text.encode("latin-1"))
    with pytest.raises(DataError, match=words) as error:
        read_functions(tmp_path)
    assert "double.nl" in str(error.value)
