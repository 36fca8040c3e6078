"""The disk cache: entries are whole or absent, damage is repaired and said, other code is another entry."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.kernels.expr import parse
from neurlang.kernels.simd import CacheWarning, CompileOptions, cache_directory, compile_kernel, run_code
from neurlang.kernels.simd.cache import cached_object

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    return tmp_path / "kernels"


def never() -> bytes:
    raise AssertionError("built though it was stored")


def test_what_is_stored_is_not_built_again(folder: Path) -> None:
    assert cached_object(("a",), lambda: b"code") == b"code"
    assert cached_object(("a",), never) == b"code"
    assert cached_object(("b",), lambda: b"other") == b"other"
    assert [path.suffix for path in folder.iterdir()] == [".o", ".o"]


@pytest.mark.parametrize("damage", [b"", b"neurlang object 1\n", b"x" * 100, None])
def test_a_damaged_entry_is_rebuilt_with_a_warning(folder: Path, damage: bytes | None) -> None:
    cached_object(("a",), lambda: b"code" * 50)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"?" if damage is None else damage)
    with pytest.warns(CacheWarning, match="is damaged; it is built anew"):
        assert cached_object(("a",), lambda: b"new") == b"new"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cached_object(("a",), never) == b"new"


def test_a_damaged_kernel_still_gives_right_results(folder: Path) -> None:
    kernel = parse("x*3 + 1")
    compile_kernel(kernel)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:200])
    with pytest.warns(CacheWarning):
        code = compile_kernel(kernel)
    assert run_code(code, [np.arange(5.0)])[0].tolist() == [1, 4, 7, 10, 13]


def test_a_folder_that_cannot_be_written_costs_a_warning_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(blocked))
    with pytest.warns(CacheWarning, match="cannot"):
        assert cached_object(("a",), lambda: b"code") == b"code"


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


def test_processes_at_the_same_time_do_not_disturb_each_other(folder: Path) -> None:
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    processes = [subprocess.Popen([sys.executable, "-c", SCRIPT], env=environment) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert not [path for path in folder.iterdir() if path.name.startswith(".new-")]


def test_the_users_folder_is_used_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEURLANG_CACHE_DIR")
    assert cache_directory().name == "kernels"
    assert "neurlang" in str(cache_directory())
