"""The disk cache of optimised programs: sound, shared, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.programs.ir import assemble
from neurlang.programs.native import compile_whole
from neurlang.programs.native.object_cache import ProgramCacheWarning, cache_directory, cached_object

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    return cache_directory()


def test_what_was_stored_is_found_and_not_built_again() -> None:
    assert cached_object(("a",), lambda: b"one") == b"one"
    assert cached_object(("a",), lambda: pytest.fail("built again")) == b"one"
    assert cached_object(("b",), lambda: b"two") == b"two"


def test_a_damaged_entry_is_built_anew_with_a_warning(folder: Path) -> None:
    cached_object(("a",), lambda: b"one")
    (path,) = folder.iterdir()
    content = path.read_bytes()
    for damaged in (content[:-1] + b"!", content[:10], b""):
        path.write_bytes(damaged)
        with pytest.warns(ProgramCacheWarning, match="damaged"):
            assert cached_object(("a",), lambda: b"one") == b"one"
        assert path.read_bytes() == content


def test_a_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(blocked))
    with pytest.warns(ProgramCacheWarning, match="cannot"):
        assert compile_whole(assemble("addi r0, r0, 5")).run().result == 5


def test_a_program_is_found_again_by_its_content_and_memory(folder: Path) -> None:
    program = assemble("addi r0, r0, 5")
    compile_whole(program)
    compile_whole(assemble("addi r0, r0, 5", "another name"))
    assert len(list(folder.iterdir())) == 1
    compile_whole(program, 1 << 16)
    compile_whole(assemble("addi r0, r0, 6"))
    assert len(list(folder.iterdir())) == 3
    assert compile_whole(program).run({"r0": 1}).result == 6
