"""Suites: which files are found, the order of the reports, and what stops them."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.errors import UsageError
from neurlang.programs.testing import RunOptions, find_files, report_on, run_suite

if TYPE_CHECKING:
    from pathlib import Path

GOOD, BAD = "; @test: -> r0=0\nnop\n", "; @test: -> r0=1\nnop\n"


def folder_of(path: Path, texts: dict[str, str]) -> list[Path]:
    for name, text in texts.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text)
    return find_files(path)


def test_files_below_a_folder_are_found_by_name(tmp_path: Path) -> None:
    found = folder_of(tmp_path, {"b.nl": GOOD, "inner/c.nl": GOOD, "a.nl": GOOD, "a.txt": GOOD, "d.nlb": ""})
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.nl", "b.nl", "inner/c.nl"]


def test_a_file_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "program").write_text(GOOD)
    assert find_files(tmp_path / "program") == [tmp_path / "program"]


def test_nothing_to_test_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"No \.nl file below"):
        find_files(tmp_path)
    with pytest.raises(UsageError, match="File not found"):
        find_files(tmp_path / "missing")


def test_a_file_that_is_no_text_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "x.nl").write_bytes(b"nop\n\xff\n")
    report = report_on(tmp_path / "x.nl", RunOptions())
    assert report.failed == 1
    assert report.error is not None
    assert "not UTF-8 text: byte 4" in report.error


def test_a_file_that_went_away_is_a_failure(tmp_path: Path) -> None:
    report = report_on(tmp_path / "gone.nl", RunOptions())
    assert report.failed == 1
    assert "not readable" in str(report.error)


@pytest.mark.parametrize("processes", [1, 2])
def test_reports_keep_the_order_of_the_files(tmp_path: Path, processes: int) -> None:
    files = folder_of(tmp_path, {f"{number:02}.nl": BAD if number % 3 else GOOD for number in range(20)})
    reports = list(run_suite(files, RunOptions(), processes))
    assert [report.name for report in reports] == [str(file) for file in files]
    assert [report.failed for report in reports] == [int(number % 3 > 0) for number in range(20)]


@pytest.mark.parametrize("processes", [1, 2])
def test_fail_fast_ends_with_the_first_failure(tmp_path: Path, processes: int) -> None:
    files = folder_of(tmp_path, {f"{number:02}.nl": BAD if number >= 3 else GOOD for number in range(20)})
    reports = list(run_suite(files, RunOptions(fail_fast=True), processes))
    assert [report.failed for report in reports] == [0, 0, 0, 1]


def test_a_suite_that_is_given_up_ends_what_runs(tmp_path: Path) -> None:
    endless = "; @test: ->\nl: time.monotonic r0\nb l\n"
    files = folder_of(tmp_path, {"00.nl": GOOD} | {f"{number:02}.nl": endless for number in range(1, 20)})
    reports = run_suite(files, RunOptions(), 2)
    assert next(reports).failed == 0
    workers = active_children()
    reports.close()  # type: ignore[attr-defined]
    assert {worker.exitcode for worker in workers} == {-signal.SIGKILL}


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_while_the_processes_start_leaves_none_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = folder_of(tmp_path, {f"{number:02}.nl": GOOD for number in range(20)})
    start = ProcessPoolExecutor.map

    def start_and_interrupt(*args: Any, **named: Any) -> Any:
        reports = start(*args, **named)
        signal.raise_signal(signal.SIGINT)
        return reports

    monkeypatch.setattr(ProcessPoolExecutor, "map", start_and_interrupt)
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt):
        run_suite(files, RunOptions(), 2)
    assert set(active_children()) == before
