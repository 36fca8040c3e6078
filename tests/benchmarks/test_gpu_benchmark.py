"""The script for GPUs: what it says without one, and its steps on the CPU."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from gpu import NO_GPU, Report, Row, compare, main, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROW = Row("float32", 1.0, 100, 0.5, 0.9, 0.9, 0)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """With small tensors more threads only spin, on cores that other tests need."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def run_script(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["gpu.py", *arguments])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_script


def test_without_a_gpu_it_says_so(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    code, out, err = run("--profile", "h100")
    assert (code, out) == (NO_GPU, "")
    assert err.startswith("There is no GPU of CUDA here, so nothing was measured.")


def test_an_unknown_profile_is_refused(run: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = run("--profile", "nix", "--device", "cpu")
    assert code == 2
    assert "Unknown profile 'nix'" in err


@pytest.mark.slow
def test_all_steps_hold_on_the_cpu(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run(
        "--device", "cpu", "--profile", "h100", "--examples", "200", "--epochs", "2", "--json"
    )
    assert code == 0, err
    report = json.loads(out)
    assert [row["name"] for row in report["rows"]] == ["mixed precision", "float32", "float32, CPU"]
    assert (report["faults"], report["left_out"]) == ([], [])
    assert "a stopped and resumed training has the same weights, to the last bit" in report["notes"]


@pytest.mark.slow
def test_what_there_is_no_time_for_is_named(run: Callable[..., tuple[int, str, str]]) -> None:
    options = ("--device", "cpu", "--examples", "60", "--epochs", "2", "--seconds", "0", "--profile", "h100")
    code, out, _ = run(*options)
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("left out")] == [
        f"left out, for lack of time: {step}" for step in ("float32", "resuming", "CPU", "export")
    ]


def test_figures_that_are_far_apart_are_a_fault() -> None:
    report = Report("cpu")
    compare(report, "near", ROW, Row("other", 1.0, 100, 0.55, 0.91, 0.9, 0), 0.1)
    compare(report, "far", ROW, Row("other", 1.0, 100, 0.75, 0.9, 0.9, 0), 0.1)
    assert [each.partition(":")[0] for each in (*report.notes, *report.faults)] == ["near", "far"]
    assert "DOES NOT HOLD: far: validation loss 0.2500 apart" in text_of(report)
