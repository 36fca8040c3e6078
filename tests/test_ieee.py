"""Results are IEEE 754's, by every executor, whatever a thread of the host has set; the settings are given back."""

from __future__ import annotations

import ctypes
import platform
import shutil
import struct
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.ieee import guarded_text, in_ieee_arithmetic, is_ieee, set_ieee
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import build_shared_object, compile_kernel, reduce_arrays, run_code
from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.programs.native import (
    Settings,
    compile_whole,
    run_native,
    run_program,
    why_no_stencils,
    write_standalone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

x86_only = pytest.mark.skipif(
    platform.machine().lower() not in ("x86_64", "amd64") or sys.platform != "linux",
    reason="the tests set the MXCSR of x86-64 through glibc",
)

# MXCSR: rounding in bits 13 and 14, flush to zero in 15, subnormal operands as zero in 6, masks in 7 to 12.
SETTINGS = {
    "upward": 0x1F80 | 2 << 13,
    "downward": 0x1F80 | 1 << 13,
    "toward zero": 0x1F80 | 3 << 13,
    "flushed": 0x1F80 | 1 << 15,
    "operands flushed": 0x1F80 | 1 << 6,
    "as -ffast-math does": 0x1F80 | 1 << 15 | 1 << 6,
    "all": 0x1F80 | 2 << 13 | 1 << 15 | 1 << 6,
}
MXCSR_AT = 28  # in glibc's fenv_t (sysdeps/x86/fpu/bits/fenv.h)

# A third, rounded; a subnormal as result and as operand; an integer that is no double; the square root of 2.
PROGRAM = """\
    mov r1, 1
    i2f r1, r1
    mov r2, 3
    i2f r2, r2
    fdiv r3, r1, r2
    fadd r4, r3, r3
    mov r5, 0x10000000000000
    mov r6, 0x3fe0000000000000
    fmul r7, r5, r6
    fadd r8, r7, r7
    mov r9, 0x20000000000001
    i2f r9, r9
    fsqrt r10, r2
    fcmplt r11, r12, r7
    addi r0, r0, 1
    bltu r0, 1000, 0
    halt
"""


def mxcsr() -> int:
    """The control word of this thread, as glibc reads it."""
    found = ctypes.create_string_buffer(32)
    ctypes.CDLL(None).fegetenv(found)
    word: int = struct.unpack_from("<I", found, MXCSR_AT)[0]
    return word & 0xFFC0


@contextmanager
def with_mxcsr(word: int) -> Iterator[None]:
    """Have this thread another control word meanwhile, and see that nobody has changed it at the end."""
    library, before, other = (
        ctypes.CDLL(None),
        ctypes.create_string_buffer(32),
        ctypes.create_string_buffer(32),
    )
    library.fegetenv(before)
    library.fegetenv(other)
    struct.pack_into("<I", other, MXCSR_AT, word)
    library.fesetenv(other)
    try:
        yield
        assert mxcsr() == word & 0xFFC0
    finally:
        library.fesetenv(before)


@x86_only
@pytest.mark.parametrize("word", SETTINGS.values(), ids=SETTINGS)
def test_other_settings_are_seen_and_changed_and_given_back(word: int) -> None:
    @in_ieee_arithmetic
    def look() -> bool:
        return is_ieee()

    assert is_ieee()
    with with_mxcsr(word):
        assert not is_ieee()
        assert look()
        assert not is_ieee()
    with with_mxcsr(0x1F80):
        set_ieee()
        assert look()


@x86_only
def test_settings_are_given_back_after_an_error() -> None:
    @in_ieee_arithmetic
    def fail() -> None:
        assert is_ieee()
        raise ValueError("meant")

    with with_mxcsr(SETTINGS["all"]), pytest.raises(ValueError, match="meant"):
        fail()


@x86_only
@pytest.mark.parametrize("word", SETTINGS.values(), ids=SETTINGS)
def test_every_executor_computes_as_ieee_says(word: int) -> None:
    program = assemble(PROGRAM)
    whole = compile_whole(program)
    expected = run(program).registers
    executors = [run, run_program, lambda _: whole.run()]
    if why_no_stencils() is None:
        executors.append(run_native)
    for execute in executors:
        with with_mxcsr(word):
            found = execute(program)
        assert found.registers == expected


@x86_only
def test_expected_values_of_that_program() -> None:
    registers = run(assemble(PROGRAM)).registers
    for name, value in {
        "r3": 1 / 3,
        "r4": 2 / 3,
        "r7": 2.0**-1023,
        "r8": 2.0**-1022,
        "r9": 2.0**53,
        "r10": 3**0.5,
    }.items():
        assert struct.pack("<Q", registers[name]) == struct.pack("<d", value), name
    assert registers["r11"] == 1


@x86_only
@pytest.mark.skipif(why_no_stencils() is not None, reason=why_no_stencils() or "")
def test_stencils_set_the_word_themselves_exceptions_that_raise_included() -> None:
    from neurlang.programs.flow import block_ends
    from neurlang.programs.native import NativeProgram, loaded_table, lower

    program = assemble(PROGRAM)
    expected = run(program).registers
    native = NativeProgram(lower(program, block_ends(program), loaded_table()[0]), bytearray(64))
    native.set_start([0] * 16, 1_000_000)
    for word in (*SETTINGS.values(), 0):  # 0: each exception ends the process
        with with_mxcsr(word):
            native.run_again()
        assert [native.register(number) for number in range(12)] == [
            expected[f"r{number}"] for number in range(12)
        ]


@x86_only
@pytest.mark.parametrize("word", SETTINGS.values(), ids=SETTINGS)
def test_kernels_compute_as_ieee_says(word: int) -> None:
    points = np.array([3.0, 2.0**-1022, 5e-324, 7.0, 1e300, -3.0, 0.1] * 5)
    code = compile_kernel(parse("x * 0.5 + (1.0 / x) * x"))
    (expected,) = run_code(code, [points])
    with with_mxcsr(word):
        (found,) = run_code(code, [points])
    assert found.tobytes() == expected.tobytes()
    summing = compile_kernel(parse("sum(x*x/3)"))
    wanted = reduce_arrays(summing, [points[:6]])[0].tobytes()
    with with_mxcsr(word):
        assert reduce_arrays(summing, [points[:6]])[0].tobytes() == wanted


COMPILED = """\
#include <stdio.h>
#include <stdint.h>
#include <xmmintrin.h>
#include "third.h"
int main(void) {
    uint64_t registers[third_registers] = {0}, fuel = 1000000;
    static uint8_t memory[4096];
    third_prepare(registers, memory, sizeof memory);
    _mm_setcsr(%d);
    int64_t code = third(registers, memory, sizeof memory, &fuel);
    unsigned word = _mm_getcsr() & 0xffc0;
    _mm_setcsr(0x1f80);
    printf("%%d %%x", (int)code, word);
    for (int i = 0; i < 12; i++) printf(" %%llu", (unsigned long long)registers[i]);
    return 0;
}
"""


@x86_only
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc makes the caller")
def test_compiled_products_compute_as_ieee_says(tmp_path: Path) -> None:
    program = assemble(PROGRAM, "third")
    write_standalone(program, tmp_path / "third.so", "so", Settings(4096))
    source = tmp_path / "caller.c"
    expected = run(program).registers
    for word in (*SETTINGS.values(), 0):
        source.write_text(COMPILED % word)
        command = ["gcc", "-o", "caller", "caller.c", "./third.so"]
        subprocess.run(command, cwd=tmp_path, check=True)
        said = subprocess.run(
            ["./caller"], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout.split()
        assert said == ["0", f"{word & 0xFFC0:x}", *[str(expected[f"r{number}"]) for number in range(12)]]


@x86_only
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc makes the library")
def test_kernels_in_shared_objects_compute_as_ieee_says(tmp_path: Path) -> None:
    build_shared_object(parse("x * 0.5 + 1/x"), tmp_path / "half.so", "half")
    function = ctypes.CDLL(str(tmp_path / "half.so")).half
    points = np.array([3.0, 2.0**-1022, 7.0])
    plain, flushed = np.empty(3), np.empty(3)
    function(ctypes.c_void_p(points.ctypes.data), ctypes.c_void_p(plain.ctypes.data), ctypes.c_int64(3))
    with with_mxcsr(SETTINGS["all"]):
        function(ctypes.c_void_p(points.ctypes.data), ctypes.c_void_p(flushed.ctypes.data), ctypes.c_int64(3))
    assert plain.tobytes() == flushed.tobytes()


@x86_only
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc makes the library")
def test_a_library_built_with_fast_math_changes_no_result(tmp_path: Path) -> None:
    (tmp_path / "empty.c").write_text("int nothing;")
    subprocess.run(
        ["gcc", "-shared", "-ffast-math", "-fPIC", "-o", "fast.so", "empty.c"], cwd=tmp_path, check=True
    )
    script = (
        "import ctypes, neurlang\n"
        "ctypes.CDLL('./fast.so')\n"
        "print(5e-324 * 1.0 == 0.0)\n"
        "text = 'mov r1, 0x10000000000000\\nmov r2, 0x3fe0000000000000\\nfmul r0, r1, r2\\nhalt'\n"
        "print(neurlang.run(neurlang.assemble(text)).result)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    flushes, result = done.stdout.split()
    assert result == str(1 << 51)
    if flushes != "True":
        pytest.skip("this gcc links nothing that flushes into shared objects")


def test_every_architecture_has_a_text() -> None:
    import llvmlite.binding as llvm

    from neurlang.machine_code import initialize

    initialize(is_native=False)
    inner = "define i64 @inner(ptr %job) noinline { ret i64 0 }\n"
    for architecture in ("x86_64", "aarch64", "riscv64"):
        target = llvm.Target.from_triple(f"{architecture}-unknown-linux-gnu")
        text = inner + guarded_text(architecture, "outer", "inner", ["ptr %job"])
        made = target.create_target_machine().emit_assembly(llvm.parse_assembly(text))
        assert "outer" in made
        assert ("mxcsr" in made) == (architecture == "x86_64")
        assert ("fpcr" in made.lower()) == (architecture == "aarch64")
