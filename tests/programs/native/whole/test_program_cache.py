"""Programs in the disk cache: never in the way, found by what shaped them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.disk_cache import CacheWarning, cache_directory
from neurlang.programs.ir import OPS, assemble
from neurlang.programs.native import compile_whole
from neurlang.programs.native import versions as versions_module
from neurlang.programs.native.versions import versions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    return cache_directory("programs")


def test_a_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(blocked))
    with pytest.warns(CacheWarning, match="cannot"):
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


def test_another_table_of_ops_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions()
    monkeypatch.setattr(versions_module, "OPS", OPS[:-1])
    versions.cache_clear()
    try:
        assert versions() != before
    finally:
        monkeypatch.undo()
        versions.cache_clear()
    assert versions() == before
