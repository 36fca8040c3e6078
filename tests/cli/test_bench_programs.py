"""`nl bench exec` and `nl bench compile`: reports and refusals. The figures depend on the machine: not tested."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from json_validator import problems
from neurlang.benchmarks import ExecReport
from neurlang.benchmarks.programs.exec_benchmark import LOOPS, SIZES, LoopFigures
from neurlang.benchmarks.programs.python_loops import LOOPS as TWINS
from neurlang.cli.app import main
from neurlang.cli.bench_programs import exec_lines
from neurlang.reports import json_schema

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = LoopFigures(
    "sieve", "memory", 9, 70, {"tier 2": 2.0, "gcc -O2": 1.0}, {"tier 2": 0.1}, {"tier 2": 2.0}
)
REPORT = ExecReport(
    (FIGURES,), {"tier 2": 2.0}, {"tier 2": (2.0, "sieve")}, {"tier 1": "not built"}, {"gcc": "12"}
)


@pytest.fixture
def nl(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["nl", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        return int(stop.value.code or 0)

    return run


def test_every_loop_has_its_three_forms_and_there_are_fifteen_at_least() -> None:
    assert len(SIZES) >= 15
    assert (
        {path.stem for path in LOOPS.glob("*.nl")} == {path.stem for path in LOOPS.glob("*.c")} == set(SIZES)
    )
    assert set(TWINS) == set(SIZES)


def test_the_table_has_ratios_the_worst_and_missing_subjects() -> None:
    lines = list(exec_lines(REPORT))
    assert "2.00 (2.00)" in lines[2]
    assert lines[3:] == [
        "tier 2: geomean 2.00, worst 2.00 (sieve)",
        "missing: tier 1, not built",
        "machine: gcc 12",
    ]


@pytest.mark.slow
def test_exec_checks_results_and_prints_json(
    nl: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl("bench", "exec", "--loops", "digit_squares,lorenz", "--rounds", "1", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "neurlang.bench.exec/1"
    assert problems(report, json_schema(report["schema"])) == []
    assert [loop["name"] for loop in report["loops"]] == ["digit_squares", "lorenz"]
    named = {*report["loops"][0]["milliseconds"], *report["missing"]}
    assert named >= {"tier 1", "tier 2", "gcc -O0", "gcc -O1", "gcc -O2", "numba", "wasmtime"}
    assert (shutil.which("gcc") is None) == ("gcc -O2" in report["missing"])


@pytest.mark.slow
def test_compile_prints_json(nl: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert nl("bench", "compile", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "neurlang.bench.compile/1"
    assert problems(report, json_schema(report["schema"])) == []
    assert all(row["least_us"] <= row["median_us"] for row in report["rows"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--loops", "plants"], "There is no loop 'plants'; there are: fibonacci"),
        (["--rounds", "0"], "--rounds 0: 1 or more is wanted"),
    ],
)
def test_senseless_use_is_refused(
    nl: Callable[..., int], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert nl("bench", "exec", *arguments) == 2
    assert words in capsys.readouterr().err
