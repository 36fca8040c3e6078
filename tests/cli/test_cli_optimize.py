"""`nl optimize`: what it prints, writes and refuses. Costs stand in for times, which depend on the machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from kernel_choosers import choose_last
from neurlang.cli.app import main
from neurlang.cli.commands.optimize import read_range
from neurlang.errors import UsageError
from neurlang.kernels.expr import evaluate, exact, parse, read_fpcore, ulp_error, worst
from neurlang.kernels.optimizing import flow
from neurlang.kernels.simd import NoisyMachineError, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code

SUM_RANGES = [word for item in ("x=0:100", "y=1:2", "z=0:100") for word in ("--range", item)]
SUM = ("x/y + z/y", *SUM_RANGES, "--dtype", "f32")
FAST_SUM = (*SUM, "--effort", "fast")
CORES = """
(FPCore quotients (x y z) :pre (<= 1 y 2) (+ (/ x y) (/ z y)))
(FPCore plain (x) :pre (<= 0 x 1) (+ x 1))
(FPCore loop (n) (while (< i n) ([i 0 (+ i 1)]) i))
"""


@pytest.fixture(autouse=True)
def folder(by_cost: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def nl(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of a command."""
    monkeypatch.setattr(sys, "argv", ["nl", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


def printed_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(capsys.readouterr().out)
    return fields


def test_a_person_sees_before_after_speed_error_and_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "optimize", *FAST_SUM) == 0
    text = capsys.readouterr().out
    heads = [line.split()[0] for line in text.splitlines() if not line.startswith(" ")]
    assert heads == ["before", "after", "faster", "error", "bound", "safe", "rules", "search", "costs"]
    assert "x / y + z / y" in text
    assert "common-divisor" in text


@pytest.mark.slow
def test_every_step_is_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "optimize", *SUM, "--explain") == 0
    steps = [line for line in capsys.readouterr().out.splitlines() if line.startswith("= ")]
    assert "common-divisor" in steps[0]


def test_a_formula_that_cannot_be_improved_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "optimize", "x + 1", "--range", "x=0:1") == 0
    assert "after     the same" in capsys.readouterr().out


def test_json_has_a_versioned_schema(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "optimize", *FAST_SUM, "--json", "--explain") == 0
    fields = printed_json(capsys)
    assert fields["schema"] == "neurlang.optimize/1"
    assert fields["is_improved"] is True
    assert fields["speedup"] > 1
    assert fields["saturation"]["stop_reason"] in ("saturated", "nodes", "iterations", "seconds")
    assert fields["proofs"][0][0].strip() == "x / y + z / y"
    assert read_fpcore(fields["after"]["fpcore"])[0].outputs == parse(fields["after"]["text"]).outputs


@pytest.mark.slow
def test_json_has_only_numbers_that_json_allows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nl(monkeypatch, "optimize", "sqrt(x)/x", "--dtype", "f32", "--json") == 0

    def refuse(word: str) -> None:
        raise AssertionError(word)

    json.loads(capsys.readouterr().out, parse_constant=refuse)


def test_emit_prints_the_form_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert nl(monkeypatch, "optimize", *FAST_SUM, "--emit", "c", "--graph", "graph.svg") == 0
    assert capsys.readouterr().out.startswith("#include <math.h>")
    assert (tmp_path / "graph.svg").read_text().startswith("<svg")


def test_a_file_is_written_by_its_suffix(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert nl(monkeypatch, "optimize", *FAST_SUM, "-o", "better.fpcore", "--graph", "graph.dot") == 0
    assert "Wrote better.fpcore." in capsys.readouterr().out
    (kernel,) = read_fpcore((tmp_path / "better.fpcore").read_text())
    assert sum(node.op.name == "div" for node in kernel.nodes()) == 1
    assert (tmp_path / "graph.dot").read_text().startswith("digraph")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a linker")
def test_a_library_is_of_the_better_form(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert nl(monkeypatch, "optimize", *FAST_SUM, "-o", "better.so", "--name", "better") == 0
    assert "function better" in capsys.readouterr().out
    assert (tmp_path / "better.h").exists()


@pytest.mark.slow
def test_the_written_code_computes_the_form_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A form with estimates is written only in languages that can express them."""
    monkeypatch.setattr(flow, "choose", choose_last)
    root = ("z/sqrt(x*x + y*y)", "--range", "x=1:2", "--range", "y=1:2", "--range", "z=1:2", "--dtype", "f32")
    assert nl(monkeypatch, "optimize", *root, "--json") == 0
    if not printed_json(capsys)["tolerance_ulp"]:
        pytest.skip("this machine has no estimates that are near enough")
    for name in ("k.c", "k.py", "k.fpcore", "k.glsl"):
        assert nl(monkeypatch, "optimize", *root, "-o", name) == 0
        assert "estimated reciprocals were not tried" in capsys.readouterr().err
    (written,) = read_fpcore((tmp_path / "k.fpcore").read_text())
    written = replace(written, dtype="f32")
    given = [np.random.default_rng(place).uniform(1, 2, 4000).astype(np.float32) for place in range(3)]
    order = [given["zxy".index(name)] for name in written.names]
    error = worst(ulp_error(evaluate(written, *order)[0], exact(written, *order)[0], "f32"))
    assert error <= 4
    for name in ("k.ll", "k.s"):
        assert nl(monkeypatch, "optimize", *root, "-o", name) == 0
        assert "rsqrt" in (tmp_path / name).read_text() or "rcp" in (tmp_path / name).read_text()
        assert "not tried" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-o", "k.c"], ["-o", "k.so"], ["--emit", "c"]])
def test_names_that_c_cannot_have_are_refused_before_the_search(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert nl(monkeypatch, "optimize", "x + 1", "--name", "memcpy", *arguments) == 2
    assert "'memcpy'" in capsys.readouterr().err


@pytest.mark.slow
def test_the_table_marks_points_that_were_not_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cores = "(FPCore (x) :pre (<= 2 x 2) (trunc (* (sqrt x) (sqrt x))))\n(FPCore (x) :pre (<= 0 x 1) (+ x 1))"
    (tmp_path / "cores.fpcore").write_text(cores)
    assert nl(monkeypatch, "optimize", "cores.fpcore", "--effort", "fast") == 0
    _, jump, plain, _, note = capsys.readouterr().out.splitlines()
    assert "? " in jump
    assert "?" not in plain
    assert note.startswith("? At ")


@pytest.mark.slow
def test_a_file_of_several_cores_is_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "cores.fpcore").write_text(CORES)
    assert nl(monkeypatch, "optimize", "cores.fpcore", "--effort", "fast") == 1  # one of them is no kernel
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["core", "quotients", "plain", "loop", "2"]
    assert "not optimised:" in lines[3]
    assert nl(monkeypatch, "optimize", "cores.fpcore", "--name", "quotients", "--json") == 0
    assert printed_json(capsys)["name"] == "quotients"
    assert nl(monkeypatch, "optimize", "cores.fpcore", "--json") == 1
    rows = printed_json(capsys)["kernels"]
    assert [row["name"] for row in rows] == ["quotients", "plain", "loop"]


def test_a_noisy_machine_is_an_error_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def noisy(_kernel: Kernel, _codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
        raise NoisyMachineError("Close what else runs.")

    monkeypatch.setattr(flow, "choose", noisy)
    assert nl(monkeypatch, "optimize", *FAST_SUM) == 1
    assert capsys.readouterr().err == "Error: Close what else runs.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("x +",), "the formula ends"),
        ((*SUM[:1], "--range", "y=2:1"), "range of 'y' is empty"),
        ((*SUM[:1], "--range", "y=one:2"), "NAME=LOW:HIGH"),
        ((*SUM[:1], "--range", "q=0:1"), "not an input"),
        ((*SUM[:1], "--tolerance", "near"), "not a tolerance"),
        ((*SUM[:1], "--effort", "all"), "fast, default, max"),
        ((*SUM[:1], "--dtype", "f16"), "f32 or f64"),
        ((*SUM[:1], "--emit", "latin"), "--emit takes"),
        ((*SUM[:1], "-o", "form.txt"), "-o takes"),
        ((*SUM[:1], "-o", "form.so", "--emit", "c"), "either --emit or -o"),
        ((*SUM[:1], "--graph", "graph.png"), "--graph takes"),
        (("missing.fpcore",), "missing.fpcore"),
    ],
)
def test_bad_input_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    assert nl(monkeypatch, "optimize", *arguments) in (1, 2)
    assert complaint in capsys.readouterr().err


def test_one_core_must_be_chosen_if_a_file_has_several(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "cores.fpcore").write_text(CORES)
    assert nl(monkeypatch, "optimize", "cores.fpcore", "--emit", "c") == 2
    assert "choose one with --name" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "x", "x=1", "=0:1", "x=nan:1", "x=0:1:2"])
def test_a_range_is_a_name_and_two_ends(text: str) -> None:
    with pytest.raises(UsageError, match="NAME=LOW:HIGH"):
        read_range(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x=1e400:inf", "beyond the largest 64-bit number"),
        ("x=-1e400:0", "beyond the largest 64-bit number"),
        ("x=inf:inf", "has no number"),
        ("x=-inf:-inf", "has no number"),
        ("x=1:0", "is empty"),
        ("x=inf:-inf", "is empty"),
        ("x=nan:1", "NAME=LOW:HIGH"),
        ("x=1:nan", "NAME=LOW:HIGH"),
    ],
)
def test_a_senseless_range_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_range(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "x=-1e308:1e308",
        "x=0:inf",
        "x=-inf:0",
        "x=1e308:1.7e308",
        "x=5e-324:1e-320",
        "x=0:0",
        "x=-0.0:0.0",
        "x=1e-320:1e308",
    ],
)
@pytest.mark.parametrize("dtype", ["f32", "f64"])
@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_range_of_any_width_is_one_result_or_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, dtype: str
) -> None:
    code = nl(monkeypatch, "optimize", "x*x/x + 1", "--range", text, "--dtype", dtype, "--effort", "fast")
    said = capsys.readouterr()
    refused = dtype == "f32" and text in ("x=1e308:1.7e308", "x=5e-324:1e-320")
    assert code == (1 if refused else 0)
    assert ("has no finite number of f32" in said.err) == refused
    assert "error" in said.out or refused


def test_a_range_may_have_no_end() -> None:
    assert read_range("x=-inf:0.5") == ("x", (-float("inf"), 0.5))


@pytest.mark.slow
def test_in_a_fresh_process() -> None:
    command = [
        sys.executable,
        "-m",
        "neurlang.cli",
        "optimize",
        "exp(x)*exp(y)",
        "--range",
        "x=0:1",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:  # on a busy machine nothing can be measured
        assert "Close what else runs on this machine" in done.stderr, done.stderr
    else:
        assert json.loads(done.stdout)["schema"] == "neurlang.optimize/1"
