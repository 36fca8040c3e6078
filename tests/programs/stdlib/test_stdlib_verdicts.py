"""Verdicts are kept for what was verified, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_stdlib_building import SOURCE, built

from neurlang.errors import UsageError
from neurlang.programs.stdlib import Compiler, Verdict, read_library, record
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.verdicts import VERDICTS_FILE, key_of, read_verdicts
from neurlang.programs.testing import parse_annotations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder of a source that was built and verified."""
    built(tmp_path, SOURCE)
    verify(tmp_path / "source")
    return tmp_path / "source"


def verify(source: Path, *, passed: bool = True, formula: str = "") -> None:
    library = read_library(source)
    function = library.find("sum_up_to")
    key = key_of(function, documentation_of(function), Compiler(library).lines(function))
    record(source, [Verdict("sum_up_to", "sums", passed, 101, "sum", formula=formula, key=key)])


def verified(source: Path, text: str = SOURCE) -> str:
    """What the file says after a build."""
    built(source.parent, text)
    return parse_annotations((source.parent / "lib" / "sums" / "sum_up_to.nl").read_text("utf-8")).verified


def test_a_build_writes_the_verdict(source: Path) -> None:
    assert verified(source) == "tested 101"
    verify(source, formula="proved to 8 iterations")
    assert verified(source) == "proved to 8 iterations"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("total += i", "total += i + 0 * n", False),
        ("total = 0", "total = 1", False),
        ("(0 .. 100)", "(0 .. 99)", False),
        ("phrasing 3 of", "another phrasing of", True),
        ("by a loop", "in a loop", True),
    ],
)
def test_a_verdict_on_other_code_or_another_domain_is_dropped(
    source: Path, old: str, new: str, kept: bool
) -> None:
    assert verified(source, SOURCE.replace(old, new)) == ("tested 101" if kept else "")


def test_a_failure_takes_the_verdict_away(source: Path) -> None:
    verify(source, passed=False)
    assert read_verdicts(source) == {}
    assert verified(source) == ""


def test_verdicts_of_functions_that_are_gone_are_dropped(source: Path) -> None:
    text = (source / "sums.py").read_text().replace("sum_up_to", "total_to")
    (source / "sums.py").write_text(text)
    record(source, [])
    assert read_verdicts(source) == {}


@pytest.mark.parametrize("content", ["[]", "{", '{"a": "proved"}', '{"a": ["key"]}'])
def test_a_wrong_file_is_refused(source: Path, content: str) -> None:
    (source / VERDICTS_FILE).write_text(content)
    with pytest.raises(UsageError, match=VERDICTS_FILE):
        read_verdicts(source)
