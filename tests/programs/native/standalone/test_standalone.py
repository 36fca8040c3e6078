"""Programs as files: what they print and leave, run in processes of their own, is what the interpreter says."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from whole_program_cases import MEMORY, random_program, seeds

from example_counts import mostly_slow
from neurlang.errors import UsageError
from neurlang.programs.ir import BY_NAME, Program, assemble
from neurlang.programs.machine import Outcome, run
from neurlang.programs.native import Settings, write_standalone
from neurlang.programs.native.standalone.static_linking import link
from neurlang.programs.native.whole.stack_frames import largest_frame

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform != "linux", reason="files are made for x86-64 Linux"
)

LOOPS = sorted((Path(__file__).parents[4] / "src/neurlang/benchmarks/programs/loops").glob("*.nl"))
SETTINGS = Settings(1 << 18)
DATA = """\
    mov r1, words
    load.d r0, [r1 + 8]
    add r0, r0, r2
    halt
.data
words: .dword 5, -7
"""

RAW_RUNNER = """\
import ctypes, json, mmap, sys
code = open(sys.argv[1], "rb").read()
pages = mmap.mmap(-1, len(code), prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
pages.write(code)
run = ctypes.CFUNCTYPE(ctypes.c_uint64, *[ctypes.c_void_p] * 2, ctypes.c_uint64, *[ctypes.c_void_p] * 2)(
    ctypes.addressof(ctypes.c_char.from_buffer(pages))
)
registers, memory, fuel = (ctypes.c_uint64 * 23)(), ctypes.create_string_buffer(1 << 18), ctypes.c_uint64(100_000)
registers[0], registers[16] = int(sys.argv[2]), 1 << 18
print(json.dumps([run(registers, memory, 1 << 18, ctypes.byref(fuel), None), list(registers), fuel.value]))
"""

C_CALLER = """\
#include <stdio.h>
#include <stdlib.h>
#include "division.h"
int main(void) {
    static uint8_t memory[1 << 18];
    uint64_t registers[division_registers], fuel = 1000;
    if (division_prepare(registers, memory, 8) != 1 || division_prepare(registers, memory, sizeof memory) != 0)
        return 1;
    registers[division_r2] = 2;
    int64_t first = division(registers, memory, sizeof memory, &fuel);
    printf("%d %lld %d\\n", first == division_ENDED, (long long)registers[division_r0], (int)fuel);
    division_prepare(registers, memory, sizeof memory);
    int64_t second = division(registers, memory, sizeof memory, &fuel);
    printf("%d %d\\n", second == division_TRAP_DIVZERO, (int)registers[division_pc]);
    return 0;
}
"""


def made(program: Program, folder: Path, form: str = "elf", settings: Settings = SETTINGS) -> Path:
    return write_standalone(program, folder / "program", form, settings)[0]


def called(path: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def said(outcome: Outcome, name: str) -> tuple[int, str, str]:
    """What an executable says of a run with that outcome."""
    trap = outcome.trap
    if trap is None:
        return 0, f"{outcome.result}\n", ""
    number = "" if trap.number is None else f" {trap.number}"
    place = "" if trap.line is None else f", {name}:{trap.line}"
    return 1, "", f"Trap {trap.kind.name}{number} at instruction {trap.index}{place}\n"


@pytest.mark.parametrize("path", mostly_slow(LOOPS, quick=4), ids=lambda path: path.stem)
def test_executables_of_the_loops(path: Path, tmp_path: Path) -> None:
    program = assemble(path.read_text(), path.name)
    expected = run(program, {"r0": 3}, memory_size=1 << 18, max_instructions=0)
    assert called(made(program, tmp_path), "r0=3") == said(expected, path.name)


@pytest.mark.parametrize("seed", seeds(30))
def test_executables_of_random_programs(seed: int, tmp_path: Path) -> None:
    program = random_program(seed, indirect=seed % 3 == 0)
    settings = Settings(MEMORY, 500)
    expected = run(program, {"r0": 7, "fp": -3}, memory_size=MEMORY, max_instructions=500)
    assert called(made(program, tmp_path, settings=settings), "r0=7", "fp=-3") == said(expected, "<program>")


def test_data_is_laid_and_arguments_are_read(tmp_path: Path) -> None:
    path = made(assemble(DATA), tmp_path)
    for text, value in (("0", 0), ("-1", -1), ("0x10", 16), ("-0x8000000000000000", -(1 << 63))):
        expected = run(assemble(DATA), {"r2": value}, memory_size=1 << 18)
        assert called(path, f"r2={text}") == said(expected, "<text>")
    assert called(path, f"r2={(1 << 64) - 1}") == (0, "-8\n", "")
    assert called(path, "a2=3", "r2=4") == (0, "-3\n", "")


@pytest.mark.parametrize(
    "argument",
    [
        "5",
        "r0",
        "r0=",
        "r0=-",
        "r0=0x",
        "r0=5x",
        "r16=1",
        "pc=1",
        "zero=1",
        "=1",
        "",
        f"r0={1 << 64}",
        "r0=-9223372036854775809",
        "r0=2.5",
    ],
)
def test_arguments_that_make_no_sense(argument: str, tmp_path: Path) -> None:
    words = f"Error: {argument}: a register and a whole number are wanted, as 'r0=5'.\n"
    assert called(made(assemble("halt"), tmp_path), argument) == (2, "", words)


def test_deep_recursion_needs_no_deep_stack(tmp_path: Path) -> None:
    program = assemble(
        "call down\nhalt\ndown:\nbeqz r0, up\nsubi r0, r0, 1\naddi r1, r1, 1\ncall down\nup:\nmov r0, r1\nret"
    )
    path = made(program, tmp_path)
    assert called(path, "r0=65535") == (0, "65535\n", "")
    assert called(path, "r0=65536") == (1, "", "Trap STACK at instruction 5, <text>:7\n")


def test_the_same_program_gives_the_same_file(tmp_path: Path) -> None:
    program = assemble(DATA)
    assert made(program, tmp_path).read_bytes() == made(program, tmp_path).read_bytes()


@pytest.mark.parametrize("name", ["digit_squares", "mandelbrot", "takeuchi", "sieve"])
def test_raw_code_runs_wherever_it_lies(name: str, tmp_path: Path) -> None:
    path = next(path for path in LOOPS if path.stem == name)
    program = assemble(path.read_text())
    raw = made(program, tmp_path, "raw")
    done = subprocess.run(
        [sys.executable, "-c", RAW_RUNNER, raw, "3"], capture_output=True, text=True, check=True
    )
    code, registers, fuel = json.loads(done.stdout)
    expected = run(program, {"r0": 3}, memory_size=1 << 18, max_instructions=100_000)
    found = {name: registers[BY_NAME[name].number] for name in expected.registers}
    assert (code, found, 100_000 - fuel) == (0, dict(expected.registers), expected.executed)


def test_a_shared_object_and_its_header_in_c(tmp_path: Path) -> None:
    if shutil.which("gcc") is None:
        pytest.skip("gcc is not installed")
    program = assemble(
        "mov r1, number\nload.d r0, [r1]\nsdiv r0, r0, r2\n.data\nnumber: .dword -12", "division.nl"
    )
    library, header = write_standalone(program, tmp_path / "division.so", "so", SETTINGS)
    (tmp_path / "main.c").write_text(C_CALLER)
    flags = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"]
    command = ["gcc", *flags, "-o", tmp_path / "main", tmp_path / "main.c", library, f"-Wl,-rpath,{tmp_path}"]
    subprocess.run(command, check=True)
    assert header.name == "division.h"
    assert called(tmp_path / "main") == (0, "1 -6 997\n1 2\n", "")
    symbols = subprocess.run(["nm", "-D", "-u", library], capture_output=True, text=True, check=True)
    assert symbols.stdout == ""  # nothing is needed of any library


@pytest.mark.parametrize("form", ["elf", "so", "raw"])
def test_programs_that_need_the_host_are_refused_by_name(form: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"greet\.nl:1: 'io\.print' needs the host"):
        made(assemble("io.print r0, 5", "greet.nl"), tmp_path, form)
    assert list(tmp_path.iterdir()) == []


def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--format takes elf, so, raw; found 'exe'"):
        made(assemble("halt"), tmp_path, "exe")
    with pytest.raises(UsageError, match="a memory of 100 bytes; 65552 to"):
        made(assemble(DATA), tmp_path, settings=Settings(100))
    with pytest.raises(UsageError, match="not writable"):
        write_standalone(assemble("halt"), tmp_path / "no" / "program", "elf", SETTINGS)


def test_an_object_that_needs_another_is_refused() -> None:
    from neurlang.programs.native.whole.llvm_pipeline import PORTABLE, object_code

    text = "declare void @other()\ndefine void @own() {\n  call void @other()\n  ret void\n}"
    with pytest.raises(ValueError, match="the object needs 'other'"):
        link(object_code(text, PORTABLE), 0x1000)


@pytest.mark.parametrize("read", [largest_frame, lambda data: link(data, 0x1000)])
def test_a_damaged_object_is_refused(read: Callable[[bytes], object]) -> None:
    from neurlang.programs.native.whole.llvm_pipeline import PORTABLE, object_code

    whole = object_code("define void @own() uwtable {\n  ret void\n}", PORTABLE)
    read(whole)
    for content in (b"", whole[:100], whole[:-200], b"x" + whole[1:]):
        with pytest.raises(ValueError, match="damaged"):
            read(content)
