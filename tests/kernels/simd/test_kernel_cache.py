"""Kernels in the disk cache: damage gives right results, other code is another entry, processes share it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.disk_cache import CacheWarning, cache_directory
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import CompileOptions, compile_kernel, run_code

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    return cache_directory("kernels")


def test_a_damaged_kernel_still_gives_right_results(folder: Path) -> None:
    kernel = parse("x*3 + 1")
    compile_kernel(kernel)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:200])
    with pytest.warns(CacheWarning):
        code = compile_kernel(kernel)
    assert run_code(code, [np.arange(5.0)])[0].tolist() == [1, 4, 7, 10, 13]


def test_keys_tell_types_targets_and_fma_apart(folder: Path) -> None:
    def entries() -> set[str]:
        return {path.name for path in folder.iterdir()}

    compile_kernel(parse("x*y + 1"))
    before = entries()
    for kernel, options in (
        (parse("x*y + 1", dtype="f32"), CompileOptions()),
        (parse("x*y + 1"), CompileOptions(fma=False)),
        (parse("x*y + 2"), CompileOptions()),
    ):
        compile_kernel(kernel, options)
        assert len(entries()) == len(before) + 1
        before = entries()
    compile_kernel(parse("a*b + 1"))  # names of inputs make no difference
    assert entries() == before


SCRIPT = """
import numpy as np
from neurlang.kernels.expr import parse
from neurlang.kernels.simd import compile_kernel, run_code
for k in range(6):
    code = compile_kernel(parse(f"x*{k} + 0.5"))
    assert run_code(code, [np.arange(9.0)])[0].tolist() == [n * k + 0.5 for n in range(9)]
"""


@pytest.mark.slow
def test_processes_at_the_same_time_do_not_disturb_each_other(folder: Path) -> None:
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    processes = [subprocess.Popen([sys.executable, "-c", SCRIPT], env=environment) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert not [path for path in folder.iterdir() if path.name.startswith(".new-")]
