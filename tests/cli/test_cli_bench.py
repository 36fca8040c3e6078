"""`nl bench kernels`: its report and its refusals. The figures depend on the machine and are not tested."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from json_validator import problems
from neurlang.benchmarks import Entry, KernelFigures, LengthFigures, Report, as_json
from neurlang.benchmarks.kernels import kernel_benchmark
from neurlang.cli.app import main
from neurlang.cli.commands.bench import parse_lengths, report_lines
from neurlang.errors import UsageError
from neurlang.kernels.expr import parse
from neurlang.reports import json_schema

if TYPE_CHECKING:
    from pathlib import Path

ROW = KernelFigures(
    "circle",
    "graphics.fpcore",
    "f32",
    6,
    False,
    {"ours": 0.1, "gcc strict": 0.2},
    {"ours": 0.01, "gcc strict": 0.0},
    {"gcc strict": 2.0, "best C strict": 2.0},
    5.0,
    1.5,
    {"numexpr": "has no 'exp2'"},
)
SUMMARIES = kernel_benchmark.summaries([ROW])
REPORT = Report(
    (LengthFigures(4096, (ROW,), SUMMARIES, {}, SUMMARIES),),
    (Entry("loop", "f.fpcore", None, "'while' is not supported"),),
    {"jax": "not installed"},
    {"gcc strict": 15.0},
    {"cpu": "znver3"},
)


def test_the_report_names_everything() -> None:
    text = "\n".join(report_lines(REPORT))
    assert "4096 elements, one thread." in text
    assert (
        "without library calls: geomean 2.00 against gcc strict (wins 1, even 0, losses 0; worst 2.00, "
        in text
    )
    assert "not run: circle by numexpr (has no 'exp2')" in text
    assert "not supported: loop ('while' is not supported)" in text
    assert "missing: jax, not installed" in text
    assert "machine: cpu znver3" in text


def test_json_has_the_documented_fields() -> None:
    fields = json.loads(json.dumps(as_json(REPORT)))
    assert fields["geomean_vs_best_c"] == pytest.approx(2.0)
    assert fields["geomean_vs"]["gcc strict"] == pytest.approx(2.0)
    assert fields["worst"] == {"ratio": 2.0, "kernel": "circle"}
    assert fields["kernels"][0]["ns"]["ours"] == 0.1
    assert fields["kernels"][0]["supported"] is True
    assert fields["kernels"][1] == {
        "name": "loop",
        "source": "f.fpcore",
        "supported": False,
        "why_not": "'while' is not supported",
    }
    assert fields["machine"] == {"cpu": "znver3"}


BETTER = replace(ROW, ns={"ours": 0.1, "ours, optimized": 0.05, "gcc strict": 0.2})


def test_the_better_form_is_compared_with_ours_and_with_c() -> None:
    found = kernel_benchmark.optimized_summaries(
        [BETTER, ROW]
    )  # the second was not optimised and does not count
    assert {name: item.geomean for name, item in found.items()} == {
        "ours": pytest.approx(2.0),
        "best C strict": pytest.approx(4.0),
    }
    figures = replace(REPORT.lengths[0], kernels=(BETTER,), optimized=found)
    report = replace(REPORT, lengths=(figures,))
    text = "\n".join(report_lines(report))
    assert "optimized, all: geomean 4.00 against best C strict" in text
    assert "ours ns optimized" in text
    assert as_json(report)["optimized"]["ours"]["wins"] == 1
    assert as_json(REPORT)["optimized"] == {}


def nl(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["nl", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.mark.slow
def test_a_small_corpus_is_timed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    (tmp_path / "one.fpcore").write_text(
        '(FPCore (x) :name "one" :precision binary32 :pre (<= 0 x 1) (+ (* x x) 1))'
    )
    # A busy machine may be too noisy, which is also a documented outcome.
    code = nl(
        monkeypatch,
        "bench",
        "kernels",
        "--corpus",
        str(tmp_path),
        "--peers",
        "numpy",
        "--lengths",
        "4096",
        "--json",
    )
    answer = json.loads(capsys.readouterr().out)
    assert problems(answer, json_schema(answer["schema"])) == []
    assert (code == 0 and answer["kernels"][0]["ratio"]["numpy"] > 0) or answer["failed"][0]["is_noise"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plants"], "There is no benchmark 'plants'; there is: kernels, exec, compile."),
        (["kernels", "--corpus", "none"], "Corpus not found: none."),
        (["kernels", "--lengths", "many"], "--lengths takes whole numbers"),
        (["kernels", "--peers", "msvc"], "There is no peer 'msvc'"),
    ],
)
def test_bad_input_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert nl(monkeypatch, "bench", *arguments) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_lengths() -> None:
    assert parse_lengths("4096, 8") == [4096, 8]
    with pytest.raises(UsageError):
        parse_lengths("1e6")


def test_a_kernel_is_an_entry_with_its_source() -> None:
    assert Entry("k", "file", parse("x + 1")).why_not == ""
