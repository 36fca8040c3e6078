"""The committed `lib/` is what a build of the sources writes, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurlang.programs.stdlib import SOURCES, BuildSettings, build

LIBRARY = Path(__file__).parents[3] / "lib"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_library_is_what_its_sources_build(tmp_path: Path) -> None:
    build(SOURCES, tmp_path, BuildSettings(), lambda _number, _text: None)
    made, committed = contents(tmp_path), contents(LIBRARY)
    assert sorted(made) == sorted(committed), "run `nl stdlib --build` and commit lib/"
    changed = [str(path) for path, text in made.items() if committed[path] != text]
    assert changed == [], "run `nl stdlib --build` and commit lib/"
