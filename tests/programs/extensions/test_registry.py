"""The registry: complete, open to installed packages, called by programs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.errors import AssemblyError, UsageError
from neurlang.programs import extensions
from neurlang.programs.extensions import (
    Extension,
    Held,
    Parameter,
    Registry,
    built_in,
    held,
    installed,
    number,
    reference_page,
    text,
    user_extensions,
)
from neurlang.programs.ir import EXTENSION_NAMES, assemble
from neurlang.programs.machine import Host, Limits, TrapKind, run
from neurlang.programs.testing import RunOptions, run_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Desk

PAGE = Path(__file__).parents[3] / "docs" / "extensions.md"


def count_vowels(content: bytes) -> int:
    return sum(content.lower().count(vowel) for vowel in b"aeiou")


VOWELS = Extension(1000, "count_vowels", "Count the vowels of a text", count_vowels, (text("text"),))


def test_every_extension_of_the_language_is_there() -> None:
    assert {row.number: row.name for row in built_in().extensions} == EXTENSION_NAMES


def test_every_extension_has_a_description() -> None:
    for row in built_in().extensions:
        assert row.description, row.name
        assert row.gives, row.name
        assert len(row.registers) <= 4, row.name
        assert row.meaning.__doc__ or row.name.startswith("http_"), row.name


def test_the_pieces_for_users_are_functions_after_all_families_are_loaded() -> None:
    assert built_in().extensions
    assert isinstance(extensions.data(), Parameter)
    assert isinstance(extensions.held("map", Held), Parameter)


def test_the_page_is_that_of_the_registry() -> None:
    assert PAGE.read_text("utf-8") == reference_page(), "run: nl resolve --markdown > docs/extensions.md"


def test_more_than_four_registers_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 4"):
        Extension(1000, "wide", "Too wide", count_vowels, tuple(number(name) for name in "abcde"))


def test_two_extensions_cannot_share_a_number() -> None:
    registry = Registry(lambda: [VOWELS, Extension(1000, "other", "Another", count_vowels)])
    with pytest.raises(UsageError, match="share the number 1000"):
        registry.get(1000)


@dataclass(frozen=True)
class FakeEntryPoint:
    """An entry point of an installed package, as `importlib.metadata` returns it."""

    found: Any
    name: str = "vowels"
    value: str = "my_package:VOWELS"

    def load(self) -> Any:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeEntryPoint]]:
    found: list[FakeEntryPoint] = []
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: found if group == "neurlang.extensions" else []
    )
    installed.cache_clear()
    yield found
    installed.cache_clear()


def test_a_package_brings_extensions(packages: list[FakeEntryPoint], desk: Desk) -> None:
    packages.append(FakeEntryPoint((VOWELS, Extension(1001, "nothing", "Give nothing", lambda: None))))
    desk.registry = installed()
    assert desk.registry.resolve("count vowels") == 1000
    assert desk.call(1000, desk.put(b"education")) == 5
    assert desk.call(1001) == -1


def test_a_packages_extensions_are_called_and_mocked_by_name(packages: list[FakeEntryPoint]) -> None:
    packages.append(FakeEntryPoint(VOWELS))
    text = "ext.call r0, Count_Vowels, r1\nhalt"
    program = assemble(text, extensions=user_extensions)
    assert program == assemble("ext.call r0, 1000, r1\nhalt")
    with pytest.raises(AssemblyError, match="unknown extension 'Count_Vowels'"):
        assemble(text)
    mocked = f"; @mock: count_vowels=9\n; @test: -> r0=9\n{text}"
    by_number = f"; @mock: 1000=9\n; @test: -> r0=9\n{text}"
    real = f'; @test: [0x1000]="education", r1=0x1000 -> r0=5\n{text}'
    for each in (mocked, by_number, real):
        assert run_tests(each, "t.nl", RunOptions()).passed == 1


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ("not an extension", "gives str"),
        (Extension(999, "low", "Too low", count_vowels), "1000 is the first free one"),
        (ImportError("no module named other"), "cannot be loaded: no module named other"),
    ],
)
def test_a_faulty_package_is_named(packages: list[FakeEntryPoint], found: Any, says: str) -> None:
    packages.append(FakeEntryPoint(found))
    with pytest.raises(UsageError, match="my_package:VOWELS") as caught:
        installed().get(1)
    assert says in str(caught.value)


def test_a_fault_in_a_users_extension_is_a_trap(packages: list[FakeEntryPoint], desk: Desk) -> None:
    packages.append(FakeEntryPoint(Extension(1000, "divide", "Divide by nothing", lambda: 1 // 0)))
    desk.registry = installed()
    assert "divide failed with ZeroDivisionError" in desk.traps(TrapKind.INVALID, 1000)


def test_an_unknown_number_traps(desk: Desk) -> None:
    desk.traps(TrapKind.INVALID, 4711)


class Door(Held):
    """A value that records whether it was closed."""

    noun = "door"

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


def host_with(*extensions: Extension) -> Host:
    return Host(extensions=Registry(lambda: [*built_in().extensions, *extensions]))


def test_values_that_a_program_leaves_open_are_closed_with_the_run() -> None:
    doors: list[Door] = []

    def make() -> Door:
        doors.append(Door())
        return doors[-1]

    program = assemble("ext.call r0, 1000\next.call r1, 1000\nhalt")
    outcome = run(program, host=host_with(Extension(1000, "open_door", "Open a door", make)))
    assert outcome.trap is None
    assert [door.closed for door in doors] == [True, True]


def test_a_users_values_are_bounded_too() -> None:
    class Large(Held):
        size = 100 << 20

    program = assemble("ext.call r0, 1000\nhalt")
    outcome = run(program, host=host_with(Extension(1000, "grow", "Grow", Large)))
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.LIMIT


def test_a_handle_is_asked_for_by_kind(desk: Desk) -> None:
    look = Extension(1001, "look", "Look at a door", lambda door: door.closed, (held("door", Door),))
    desk.registry = Registry(lambda: [look, *built_in().extensions])
    desk.traps(TrapKind.INVALID, 1001, desk.call("vec_new"))


HASH = """
    mov r1, message
    mov r2, 3
    mov r3, digest
    {call}
    mov r4, digest
    load.d r0, [r4]
    halt
.data
message: .ascii "abc"
digest: .space 32
"""


@pytest.mark.parametrize("how", ['@"hash with sha-256"', "sha256", "1"])
def test_a_program_calls_by_description_name_or_number(how: str) -> None:
    outcome = run(assemble(HASH.format(call=f"ext.call r5, {how}, r1, r2, r3")), host=host_with())
    assert outcome.trap is None
    first = int.from_bytes(bytes.fromhex("ba7816bf8f01cfea"), "little")
    assert outcome.registers["r0"] == first
    assert outcome.registers["r5"] == 32


def test_a_description_that_fits_no_extension_traps() -> None:
    outcome = run(assemble('ext.call r0, @"launch the rocket"\nhalt'), host=host_with())
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.INVALID


def test_a_flood_of_handles_traps() -> None:
    outcome = run(assemble("again: ext.call r0, vec_new\nb again"), host=host_with())
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.LIMIT
    assert outcome.executed == 2 * Limits().handles + 1


def test_a_capability_bounds_what_an_extension_writes() -> None:
    source = """
    mov r1, 0x1000
    mov r2, 3
    cap.new r3, 0x2000, 31
    ext.call r0, sha256, r1, r2, r3
    halt
"""
    trapped = run(assemble(source), host=host_with())
    assert trapped.trap is not None
    assert trapped.trap.kind is TrapKind.CAPABILITY
    wide = run(assemble(source.replace("31", "32")), host=host_with())
    assert wide.trap is None
    assert wide.result == 32


def test_taint_goes_through_an_extension() -> None:
    source = """
    mov r1, 7
    taint r1, 2
    ext.call r2, string_from_int, r1
    ext.call r3, string_len, r2
    cap.query r0, r3, 4
    halt
"""
    assert run(assemble(source), host=host_with()).result == 2
    cleaned = source.replace("ext.call r3", "sanitize r2\n    ext.call r3")
    assert run(assemble(cleaned), host=host_with()).result == 0


def test_taint_stays_in_a_container() -> None:
    source = """
    mov r1, 7
    taint r1, 3
    ext.call r2, vec_new
    ext.call r3, vec_push, r2, r1
    mov r4, 0
    ext.call r5, vec_get, r2, r4
    cap.query r0, r5, 4
    halt
"""
    assert run(assemble(source), host=host_with()).result == 3


def test_the_families_are_imported_when_the_first_extension_is_asked_for() -> None:
    script = (
        "import sys; from neurlang.programs.extensions import installed; registry = installed();"
        "before = 'http.client' in sys.modules; registry.get(1); print(before, 'http.client' in sys.modules)"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert output.stdout.split() == ["False", "True"]
