"""The committed `lib/`: what a build of the sources writes, with a verdict for each function; its tests pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurlang.programs.stdlib import (
    SOURCES,
    BuildSettings,
    Compiler,
    build,
    function_page,
    read_library,
    read_verdicts,
)
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.verdicts import key_of
from neurlang.programs.testing import RunOptions, combined, find_files, parse_annotations, run_suite

LIBRARY = Path(__file__).parents[3] / "lib"
FUNCTIONS = LIBRARY.parent / "docs" / "stdlib-functions.md"
LEAST_COVERAGE = 95.0
FEWEST_PROVED = 40


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_library_is_what_its_sources_build(tmp_path: Path) -> None:
    build(SOURCES, tmp_path, BuildSettings(), lambda _number, _text: None)
    made, committed = contents(tmp_path), contents(LIBRARY)
    assert sorted(made) == sorted(committed), "run `nl stdlib --build` and commit lib/"
    changed = [str(path) for path, text in made.items() if committed[path] != text]
    assert changed == [], "run `nl stdlib --build` and commit lib/"


@pytest.mark.slow
def test_the_tests_of_the_library_pass_on_both_backends() -> None:
    """As `nl test -p lib --backend both --coverage` runs them."""
    reports = list(run_suite(find_files(LIBRARY), RunOptions(backend="both", coverage=True)))
    assert [report.name for report in reports if report.failed or report.error or report.skipped] == []
    assert sum(report.passed for report in reports) >= 6 * len(reports)
    assert combined(report.coverage for report in reports).percentage >= LEAST_COVERAGE


@pytest.mark.slow
def test_every_function_has_the_verdict_of_its_code() -> None:
    compiler, verdicts = Compiler(read_library(SOURCES)), read_verdicts(SOURCES)
    published = compiler.library.published
    keys = {
        name: key_of(function, documentation_of(function), compiler.lines(function))
        for name, function in published.items()
    }
    stale = [name for name, key in keys.items() if verdicts.get(name, ("", ""))[0] != key]
    assert stale == [], "run `nl stdlib --verify` with these names, then `nl stdlib --build`"
    assert verdicts.keys() == published.keys()


def test_verdicts_stand_in_the_files() -> None:
    verdicts = read_verdicts(SOURCES)
    found = {path.stem: parse_annotations(path.read_text("utf-8")).verified for path in find_files(LIBRARY)}
    assert found == {name: verdict for name, (_, verdict) in verdicts.items()}
    assert sum(verdict.startswith("proved") for verdict in found.values()) >= FEWEST_PROVED


def test_the_page_of_functions_is_current() -> None:
    page = function_page(read_library(SOURCES), read_verdicts(SOURCES))
    assert FUNCTIONS.read_text("utf-8") == page, "run `nl stdlib --markdown > docs/stdlib-functions.md`"
