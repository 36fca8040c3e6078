"""`nl compile`: the written files work; a formula that cannot be compiled is an error of one line."""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.cli.app import main

if TYPE_CHECKING:
    from pathlib import Path

needs_linker = pytest.mark.skipif(shutil.which("cc") is None, reason="needs a linker")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def nl(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of a command."""
    monkeypatch.setattr(sys, "argv", ["nl", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@needs_linker
def test_a_shared_object_works_without_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    formula = "sqrt(x*x + y*y) - exp(-x), x < y"
    assert nl(monkeypatch, "compile", formula, "--dtype", "f32", "-o", "circle.so", "--name", "circle") == 0
    assert "Self-test: 0 failures." in capsys.readouterr().out
    program = """
    #include <stdio.h>
    #include "circle.h"
    int main(void) {
        float x[] = {3, 0, -1}, y[] = {4, 2, -5}, out[3]; unsigned char less[3];
        circle(x, y, out, less, 3);
        printf("%.4f %.4f %d%d%d ", out[0], out[1], less[0], less[1], less[2]);
        void *arrays[] = {x, y + 2, out, less}; int64_t strides[] = {4, -4, 4, 1};
        circle_strided(arrays, strides, 3);
        printf("%.4f %lld", out[2], (long long)circle_self_test());
    }"""
    (tmp_path / "main.c").write_text(program)
    subprocess.run(["cc", "main.c", "./circle.so", "-o", "main"], cwd=tmp_path, check=True)
    done = subprocess.run(["./main"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout == f"4.9502 1.0000 110 {np.hypot(1, 4) - np.exp(1):.4f} 0"


@needs_linker
def test_a_self_test_finds_wrong_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from neurlang.kernels.expr import parse
    from neurlang.kernels.simd import choose_target, compiled_form, shared_object
    from neurlang.kernels.simd.emitting.code import object_code

    target = choose_target()
    text = shared_object.module_text(compiled_form(parse("x + y")), target, "k")
    assert " fadd <" in text or " fadd double" in text
    path = tmp_path / "k.so"
    path.write_bytes(shared_object.linked(object_code(text.replace(" fadd ", " fsub "), target)))
    assert ctypes.CDLL(str(path)).k_self_test() > 0


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("c", "float kernel(float x)"),
        ("python", "def kernel(x):"),
        ("glsl", "float kernel(float x)"),
        ("fpcore", "(FPCore"),
        ("llvm", "define void @core(ptr %args, i64 %count)"),
        ("asm", "core:"),
        ("h", "void kernel(const float *x, float *out, int64_t n);"),
    ],
)
def test_emits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, expected: str
) -> None:
    assert nl(monkeypatch, "compile", "x*x + 1", "--dtype", "f32", "--emit", language) == 0
    assert expected in capsys.readouterr().out


@pytest.mark.parametrize("name", ["k.c", "k.h", "k.ll", "k.s", "k.py", "k.fpcore"])
def test_the_suffix_decides_what_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    assert nl(monkeypatch, "compile", "x*x + 1", "-o", name) == 0
    assert (tmp_path / name).stat().st_size > 20


def test_the_summary_names_what_was_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "compile", "exp(x)*y + 1", "--target", "scalar", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == "neurlang.compile/1"
    assert (made["inputs"], made["operations"], made["library_calls"], made["lanes"]) == (
        ["x", "y"],
        2,
        ["exp"],
        1,
    )


def test_reads_files_and_functions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "mine.py").write_text("def area(width, height):\n    return width * height\n")
    (tmp_path / "two.fpcore").write_text('(FPCore (x) :name "one" (+ x 1))\n(FPCore (x) :name "two" (* x x))')
    monkeypatch.syspath_prepend(str(tmp_path))
    assert nl(monkeypatch, "compile", "mine:area") == 0
    assert "area(width, height): 1 operations in f64" in capsys.readouterr().out
    assert nl(monkeypatch, "compile", "two.fpcore", "--name", "two") == 0
    assert "two(x): 1 operations" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sqrt(x + "], "<formula>:1:"),
        (["sqroot(x)"], "sqrt"),
        (["x + 1", "--dtype", "f16"], "--dtype takes f32 or f64, found 'f16'."),
        (["x + 1", "--emit", "cobol"], "--emit takes c, python"),
        (["x + 1", "-o", "k.exe"], "-o takes .so"),
        (["x + 1", "-o", "k.so", "--emit", "c"], "Use either --emit or -o FILE.so."),
        (["x + 1", "-o", "none/k.c"], "File not writable: none/k.c"),
        (["x + 1", "--target", "mmx"], "There is no target 'mmx'"),
        (["none.fpcore"], "Cannot read none.fpcore: No such file or directory."),
        (["no_such_module:f"], "Cannot import 'no_such_module'"),
        (["math:nothing"], "The module 'math' has no function 'nothing'."),
        (["sum(x)", "-o", "k.so"], "leave the reduction to the caller"),
    ],
)
def test_bad_input_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert nl(monkeypatch, "compile", *arguments) != 0
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_a_file_of_several_cores_needs_a_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "two.fpcore").write_text('(FPCore (x) :name "one" (+ x 1))\n(FPCore (x) :name "two" (* x x))')
    assert nl(monkeypatch, "compile", "two.fpcore") != 0
    assert "choose one with --name: one, two." in capsys.readouterr().err
