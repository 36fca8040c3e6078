"""A build writes annotated files that pass their own tests, the same bytes each time, or else changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.errors import SourceError, UsageError
from neurlang.programs.stdlib import BuildSettings, build, read_settings
from neurlang.programs.testing import RunOptions, parse_annotations, report_on

if TYPE_CHECKING:
    from pathlib import Path

PROMPTS = "\n".join(f"        phrasing {number} of {{n}}" for number in range(10))
SOURCE = f'''"""Sums."""

from neurlang.programs.stdlib.types import u64


def sum_up_to(n: u64) -> u64:
    """The sum of the numbers up to n; by a loop.

    Parameters:
        n (0 .. 100): the last number

    Returns: the sum
    Difficulty: 2

    Prompts:
{PROMPTS}
    """
    total = 0
    for i in range(1, n + 1):
        total += i
    return total
'''


def built(folder: Path, text: str, settings: BuildSettings | None = None) -> list[str]:
    """Build one source below a folder; what was told of the stages."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (source / "sums.py").write_text(text, encoding="utf-8")
    told: list[str] = []
    build(source, folder / "lib", settings or BuildSettings(), lambda _, line: told.append(line), processes=1)
    return told


def test_a_file_is_annotated_and_passes_its_tests(tmp_path: Path) -> None:
    told = built(tmp_path, SOURCE)
    assert told[0] == "1 function in 1 module"
    file = tmp_path / "lib" / "sums" / "sum_up_to.nl"
    annotations = parse_annotations(file.read_text("utf-8"))
    assert annotations.name == "sum_up_to"
    assert annotations.description == "The sum of the numbers up to n, by a loop."
    assert annotations.category == "algorithm/sums"
    assert len(annotations.prompts) == 10
    assert [parameter.register for parameter in annotations.parameters] == ["r0"]
    assert "r0=0 -> r0=0" in [case.text for case in annotations.cases]
    report = report_on(file, RunOptions())
    assert report.passed >= 6
    assert report.failed == 0


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    built(tmp_path, SOURCE)
    file = tmp_path / "lib" / "sums" / "sum_up_to.nl"
    first, stale = file.read_bytes(), file.with_name("gone.nl")
    stale.write_bytes(first)
    own = file.with_name("own.nl")
    own.write_text("halt\n")
    built(tmp_path, SOURCE)
    assert file.read_bytes() == first
    assert own.exists(), "what no build wrote is left alone"
    assert not stale.exists(), "what an earlier build wrote, and no source makes, is removed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("total += i", "total += i ** 2", "`\\*\\*` cannot be compiled"),
        ("return total", "return total // n", r"sum_up_to\(0\) raises ZeroDivisionError"),
        ("total = 0", "total = sum_up_to(n + 1)", "no input of 'sum_up_to' ends within 20,000 instructions"),
        ("(0 .. 100)", "(7 .. 3)", "no values fit the domain of 'sum_up_to'"),
        ("(0 .. 100)", "(from _maker)", "no input of 'sum_up_to' can be made: "),
        ("    Difficulty: 2\n", "    Requires: n < m\n    Difficulty: 2\n", "can be made: NameError"),
        ("total += i", "total += i" + " + i" * 3000, "nested too deeply"),
        (
            "total = 0",
            "total = 0\n" + "    total += 1 if n == 3 else 2\n" * 400,
            "at most 1,000 are compiled",
        ),
        ("def sum_up_to", "@staticmethod\ndef sum_up_to", "a decorator cannot be compiled"),
        ("total = 0", "total = 0\0", "null bytes"),
        ("(0 .. 100)", "(0 to 100)", "is not a domain"),
        ("phrasing 3 of {n}", "phrasing 3 of {m}", r"names \{m\}"),
        ("    Difficulty: 2\n", "", "the difficulty is ''"),
        ("phrasing 3 of", "phrasing 2 of", "9 phrasings"),
        ("phrasing 3 of {n}", "{n} is given; phrasing 3", "has a semicolon"),
        ("n (0 .. 100)", "m (0 .. 100)", "describes m"),
        ("        total += i", "        total += 1 << (n + i)", "raises ValueError: a shift by"),
    ],
)
def test_a_wrong_source_changes_nothing(tmp_path: Path, old: str, new: str, message: str) -> None:
    built(tmp_path, SOURCE)
    file = tmp_path / "lib" / "sums" / "sum_up_to.nl"
    before = file.read_bytes()
    with pytest.raises(SourceError, match=message):
        built(tmp_path, SOURCE.replace(old, new))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[build]\nmax_instruction = 5\n", r"\[build\] unknown key 'max_instruction'; did you mean"),
        ("[build]\nmax_instructions = 0\n", "write a positive number"),
        ("[build]\ninclude_comments = 1\n", "write true or false"),
        ("[stdlib]\nsum = false\n", r"\[stdlib\] unknown key 'sum'; did you mean 'sums'"),
        ("[other]\n", "unknown key 'other'"),
        ("[build\n", "neurlang.toml"),
        ("[stdlib]\nsums = false\n", None),
        ('[build]\ngenerate_tests = false\noutput_dir = "here"\n', None),
    ],
)
def test_settings(tmp_path: Path, text: str, message: str | None) -> None:
    path = tmp_path / "neurlang.toml"
    path.write_text(text)
    if message is None:
        settings = read_settings(path, frozenset(("sums",)))
        assert settings != BuildSettings()
        return
    with pytest.raises(UsageError, match=message):
        read_settings(path, frozenset(("sums",)))


def test_a_module_can_be_switched_off(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="every module"):
        built(tmp_path, SOURCE, BuildSettings(left_out=frozenset(("sums",))))


def test_settings_switch_comments_and_tests(tmp_path: Path) -> None:
    built(tmp_path, SOURCE, BuildSettings(include_comments=False, generate_tests=False))
    text = (tmp_path / "lib" / "sums" / "sum_up_to.nl").read_text("utf-8")
    assert "@test" not in text
    assert "total" not in text
