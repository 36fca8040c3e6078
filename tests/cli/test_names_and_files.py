"""Names that C cannot have are refused; only files that the user named are overwritten."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Ended

from neurlang.c_names import exported_name, why_not, with_own_names
from neurlang.errors import UsageError
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import build_shared_object, header_text, symbol_of
from neurlang.result_files import keep_apart, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Ended]

EXAMPLES = Path(__file__).parents[2] / "examples"
LINKER = shutil.which("cc") or shutil.which("ld")
needs_linker = pytest.mark.skipif(LINKER is None, reason="no linker")
TAKEN = (
    "memcpy",
    "memset",
    "main",
    "sin",
    "sqrtf",
    "malloc",
    "int",
    "class",
    "a b",
    "",
    "9x",
    "é",
    "__x",
    "_Start",
    "x.y",
)
FREE = (
    "data",
    "core",
    "plan",
    "load_w",
    "drive_plain",
    "move",
    "circle",
    "x1",
    "_x",
    "kernel",
    "Main",
    "canonical",
)


def apart(*arguments: object, folder: Path) -> Ended:
    """Run the command line in a separate process: a name that is taken would end this one."""
    command = [sys.executable, "-m", "neurlang.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


def assert_refused(done: Ended, *words: str) -> None:
    assert done.code == 2, done
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1
    assert all(word in done.err for word in words)


@pytest.mark.parametrize("name", TAKEN)
def test_names_that_c_cannot_have_are_refused(name: str) -> None:
    assert why_not(name)
    with pytest.raises(UsageError, match="Choose another"):
        exported_name(name, "Choose another.")


@pytest.mark.parametrize("name", FREE)
def test_other_names_are_not(name: str) -> None:
    assert exported_name(name, "") == name


def test_a_modules_own_names_are_kept_apart() -> None:
    text = [
        "@data = constant i8 0", "declare void @memcpy()", "define void @f(ptr %data) {",
        "  call @f(@data)", "  call @memcpy()", "}",
    ]  # fmt: skip
    assert with_own_names("\n".join(text)).splitlines() == [
        "@neurlang.data = constant i8 0", "declare void @memcpy()", "define void @neurlang.f(ptr %data) {",
        "  call @neurlang.f(@neurlang.data)", "  call @memcpy()", "}",
    ]  # fmt: skip


@needs_linker
@pytest.mark.parametrize("name", ["data", "core", "drive_plain", "plan"])
def test_a_kernel_may_have_the_name_of_something_inside(name: str, tmp_path: Path) -> None:
    made = build_shared_object(parse("x*2"), tmp_path / "k.so", name)
    assert made.failures == 0
    library = ctypes.CDLL(str(made.path))
    x, out = (ctypes.c_double * 3)(1, 2, 3), (ctypes.c_double * 3)()
    getattr(library, name)(x, out, ctypes.c_int64(3))
    assert list(out) == [2, 4, 6]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["memcpy", "int", "a b"])
def test_the_command_refuses_them_for_formulas(name: str, tmp_path: Path) -> None:
    for arguments in (["-o", "k.so"], ["-o", "k.c"]):
        assert_refused(
            apart("compile", "sqrt(x)", "--name", name, *arguments, folder=tmp_path), name, "--name"
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["memcpy", "int"])
def test_the_command_refuses_them_for_programs(name: str, tmp_path: Path) -> None:
    assert_refused(apart("compile", EXAMPLES / "factorial.nl", "-o", f"{name}.so", folder=tmp_path), name)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@needs_linker
@pytest.mark.parametrize("name", ["load_w"])
def test_a_program_may_have_the_name_of_something_inside(name: str, tmp_path: Path) -> None:
    assert apart("compile", EXAMPLES / "factorial.nl", "-o", f"{name}.so", folder=tmp_path).code == 0
    assert getattr(ctypes.CDLL(str(tmp_path / f"{name}.so")), f"{name}_prepare")


def test_a_kernels_own_name_becomes_a_c_name_if_possible() -> None:
    assert symbol_of(parse("x", name="two words")) == "two_words"
    with pytest.raises(UsageError, match="--name"):
        symbol_of(parse("x", name="pow"))


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
def test_a_header_compiles_whatever_the_inputs_are_called(tmp_path: Path) -> None:
    header = tmp_path / "k.h"
    header.write_text(header_text(parse("n + out + arrays + double_ + k"), "k"), encoding="utf-8")
    done = subprocess.run(
        ["cc", "-fsyntax-only", "-Wall", "-Werror", "-x", "c", header], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_input_is_not_overwritten(tmp_path: Path, nl: Command) -> None:
    source = tmp_path / "a.fpcore"
    source.write_text("(FPCore a (x) (+ x 1))")
    (tmp_path / "other.py").symlink_to(source)
    for output in ("a.fpcore", "./a.fpcore", "other.py"):
        assert_refused(nl("compile", source, "-o", output), "own source")
    assert source.read_text() == "(FPCore a (x) (+ x 1))"
    module = tmp_path / "mine.py"
    module.write_text("def f(x):\n    return x + 1\n")
    assert_refused(apart("compile", "mine:f", "-o", "mine.py", folder=tmp_path), "own source")
    assert "def f(x)" in module.read_text()
    program = tmp_path / "p.nl"
    program.write_text("mov r0, 1\n")
    assert_refused(nl("compile", program, "-o", "p.nl"), "own source")
    assert_refused(nl("asm", program, "-o", "p.nl"), "own source")
    assert program.read_text() == "mov r0, 1\n"


@pytest.mark.slow
@needs_linker
def test_a_header_of_someone_else_is_kept_and_one_of_ours_is_replaced(tmp_path: Path, nl: Command) -> None:
    mine = tmp_path / "k.h"
    mine.write_text("/* mine */")
    with pytest.raises(UsageError, match="move it away"):
        build_shared_object(parse("x*2"), tmp_path / "k.so", "k")
    assert mine.read_text() == "/* mine */"
    assert not (tmp_path / "k.so").exists()
    assert_refused(nl("compile", EXAMPLES / "factorial.nl", "-o", "k.so"), "move it away")
    mine.unlink()
    for text in ("x*2", "x*3"):
        build_shared_object(parse(text), tmp_path / "k.so", "k")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fpcore", "elf"])
def test_devices_pipes_and_links_stay_what_they_are(kind: str, tmp_path: Path, nl: Command) -> None:
    source = ["x+1"] if kind == "fpcore" else [EXAMPLES / "factorial.nl"]
    suffix = ".fpcore" if kind == "fpcore" else ""
    target, link, pipe = (tmp_path / f"{name}{suffix}" for name in ("target", "link", "pipe"))
    target.write_text("old")
    link.symlink_to(target)
    assert nl("compile", *source, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_bytes() != b"old"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert nl("compile", *source, "-o", pipe).code == 0
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    if kind == "elf":
        assert nl("compile", *source, "-o", "/dev/null").code == 0
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.slow
@needs_linker
def test_a_library_is_written_to_a_file_only(tmp_path: Path, nl: Command) -> None:
    pipe = tmp_path / "k.so"
    os.mkfifo(pipe)
    assert_refused(nl("compile", "x+1", "-o", pipe), "is not a file")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.slow
def test_a_missing_folder_is_named(tmp_path: Path, nl: Command) -> None:
    for output in ("none/k.c", "none/k.so"):
        assert_refused(nl("compile", "x+1", "-o", output), "none/k")
    assert_refused(nl("compile", "x+1", "-o", tmp_path), "found")


def test_the_checks_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("ours: yes")
    keep_apart(one, (other, Path("-")))
    refuse_foreign(other, "ours")
    refuse_foreign(one, "ours")
    other.write_bytes(b"\xff\xfe")
    for foreign in (other, tmp_path):
        with pytest.raises(UsageError, match="move it away"):
            refuse_foreign(foreign, "ours")
