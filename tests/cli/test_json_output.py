"""The output of commands with `--json` matches its schema."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from json_validator import problems
from neurlang.benchmarks import (
    CompileReport,
    Entry,
    ExecReport,
    Failure,
    KernelFigures,
    LengthFigures,
    Report,
    Summary,
)
from neurlang.benchmarks.programs.compile_benchmark import Row
from neurlang.benchmarks.programs.exec_benchmark import LoopFigures
from neurlang.kernels.optimizing import by_cost, flow
from neurlang.reports import (
    bench_compile_report,
    bench_exec_report,
    bench_kernels_report,
    json_schema,
    names_of_reports,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

EXAMPLES = Path(__file__).parents[2] / "examples"
FACTORIAL = str(EXAMPLES / "factorial.nl")
CORES = """
(FPCore quotients (x y z) :pre (<= 1 y 2) (+ (/ x y) (/ z y)))
(FPCore loop (n) (while (< i n) ([i 0 (+ i 1)]) i))
"""
ROWS = """
{"text": "add 5 and 3", "intent": 0, "operand_count": 2, "operands": [5, 3]}
{"text": "add 5 and 4", "intent": 0, "operand_count": 2, "operands": [5, 5]}
""".lstrip()
# Each line: the schema, and a command that prints it.
COMMANDS = (
    ("prompt/1", 'prompt|--json|what is 30% off 279'),
    ("prompt/1", 'prompt|--json|sum of [3, 5, 7]'),
    ("prompt/1", 'prompt|--json|250 + 5 in hex'),
    ("prompt/1", 'prompt|--json|copy the string "hello"'),
    ("prompt/1", 'prompt|--json|squre root of 144'),
    ("prompt/1", 'prompt|--json|who won the match in 1998'),
    ("prompt/1", 'prompt|--json|absolute value of 17 minus 29'),
    ("prompt/1", 'prompt|--json|divide 5 by 0'),
    ("error/1", 'prompt|--json|'),
    ("prompt/1", "prompt|--json|--plan|SORT([3, 1, 2])"),
    ("prompt/1", "prompt|--json|--plan|is_nan(nan)"),
    ("prompt/1", "prompt|--json|--plan|nth_prime(0)"),
    ("error/1", "prompt|--json|--plan|ADD(1,"),
    ("call/1", "call|--json|sort|5|3|9|1"),
    ("call/1", "call|--json|is_odd|7"),
    ("call/1", "call|--json|text_upper|hello"),
    ("call/1", "call|--json|float_min|inf|inf"),
    ("error/1", "call|--json|nth_prime|0"),
    ("intents/1", "intents|--json"),
    ("optimize/1", "optimize|x/y + z/y|--range|x=0:9|--range|y=1:2|--range|z=0:9|--effort|fast|--json"),
    ("optimize/1", "optimize|x/(x*x + 1)|--range|x=0:9|--effort|fast|--json|--explain"),
    ("optimize/1", "optimize|cores.fpcore|--effort|fast|--json"),
    ("error/1", "optimize|x +|--json"),
    ("judge/1", "judge|variants|x/y + z/y|--most|3|--json"),
    ("error/1", "judge|variants|--json"),
    ("compile/1", "compile|exp(x) + 1|--json"),
    ("rules/1", "rules|--group|roots|--json"),
    ("rules/1", "rules|false.rules|--json"),
    ("run/1", f"run|{FACTORIAL}|--reg|r0=5|--json"),
    ("run/1", f"run|{FACTORIAL}|--reg|r0=5|--json|--stats|--allow-read|here"),
    ("run/1", "run|trap.nl|--json"),
    ("asm/1", f"asm|{FACTORIAL}|-o|factorial.nlb|--json"),
    ("disasm/1", "disasm|factorial.nlb|--json"),
    ("compile-program/1", f"compile|{FACTORIAL}|-o|factorial|--json"),
    ("test/1", f"test|-p|{FACTORIAL}|--json|--coverage"),
    ("test/1", "test|-p|trap.nl|--json"),
    ("test/1", "test|-p|broken.nl|--json"),
    ("spec/1", "spec|--json"),
    ("resolve/1", "resolve|hash with sha-256|--json"),
    ("resolve/1", "resolve|nothing of the kind|--json"),
    ("profiles/1", "train|--list-profiles|--json"),
    ("accuracy/1", "accuracy|--test-data|rows.jsonl|--json|--verbose"),
    ("cache/1", "cache|dir|--json"),
    ("cache/1", "cache|list|--json"),
    ("cache/1", "cache|size|--json"),
    ("cache/1", "cache|prune|--json"),
    ("cache/1", "cache|clear|--json"),
    ("doctor/1", "doctor|--json"),
)  # fmt: skip
# These are printed by separate slow tests, by tests below, or on standard error.
ELSEWHERE = {
    "prompt-batch/1",
    "prove/1",
    "stdlib-build/1",
    "stdlib-verify/1",
    "bench.kernels/1",
    "bench.exec/1",
    "bench.compile/1",
    "datagen/1",
    "train/1",
    "cross-validation/1",
    "export-onnx/1",
    "engines/1",
}


def found_in(report: Any) -> list[str]:
    """What is wrong with a printed report."""
    return problems(report, json_schema(report["schema"]))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patient: None) -> None:
    """A folder with the files for the commands, a separate cache, and costs in place of times."""
    (tmp_path / "cores.fpcore").write_text(CORES)
    (tmp_path / "false.rules").write_text("wrong: a + b => a - b\n")
    (tmp_path / "rows.jsonl").write_text(ROWS)
    (tmp_path / "trap.nl").write_text("; @test: -> r0=1\n trap 7\n")
    (tmp_path / "broken.nl").write_text("; @test: -> r0=1\n mov r99, 1\n")
    monkeypatch.setattr(flow, "choose", by_cost())


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "line"), COMMANDS, ids=[line for _, line in COMMANDS])
def test_a_commands_output_matches_its_schema(
    nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, line: str
) -> None:
    if line.startswith("cache"):
        monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    if line.startswith("disasm"):
        nl("asm", FACTORIAL, "-o", "factorial.nlb")
    report = json.loads(nl(*line.split("|")).out)
    assert report["schema"] == f"neurlang.{name}"
    assert found_in(report) == []


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_a_hint(nl: Callable[..., Ended]) -> None:
    report = nl("optimize", "sqrt(x*x)/y + sqrt(x*x)/y", "--range", "y=1:2", "--json").json
    assert report["hint"] is not None


def test_every_schema_is_tested() -> None:
    assert {name for name, _ in COMMANDS} | ELSEWHERE == {
        name.removeprefix("neurlang.") for name in names_of_reports()
    }


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a linker")
def test_a_library(nl: Callable[..., Ended]) -> None:
    report = nl("compile", "sqrt(x*x + 1)", "-o", "root.so", "--json").json
    assert found_in(report) == []
    assert report["symbol"] == "kernel"


def test_a_batch_with_its_tally(nl: Callable[..., Ended]) -> None:
    done = nl("prompt", "--batch", "-", "--json", stdin=b"2 + 2\n\nwhere is my car\n1 / 0\n")
    rows = [json.loads(line) for line in done.out.splitlines()]
    tally = json.loads(done.err)
    assert [found_in(row) for row in [*rows, tally]] == [[]] * 5
    assert (tally["answered"], tally["refused"], tally["error"]) == (1, 1, 2)


def test_the_benchmarks() -> None:
    row = KernelFigures(
        "k", "f", "f32", 6, False, {"ours": 0.1}, {"ours": 0.0}, {"gcc": 2.0}, 5.0, 1.5, {"jax": "no"}
    )
    figures = LengthFigures(64, (row,), {}, {}, {"gcc": Summary(2.0, 1, 0, 0, 2.0, "k")})
    kernels = Report(
        (figures,),
        (Entry("loop", "f", None, "no loops"),),
        {"jax": "no"},
        {"gcc": 15.0},
        {"cpu": "znver3", "cpus": 2},
        (Failure("k", "f", 64, "noise"),),
    )
    loop = LoopFigures("sieve", "memory", 9, 70, {"tier 2": 2.0}, {"tier 2": 0.1}, {"tier 2": 2.0})
    loops = ExecReport((loop,), {"tier 2": 2.0}, {"tier 2": (2.0, "sieve")}, {"jax": "no"}, {"gcc": "12"})
    compiled = CompileReport((Row("patch", 0.1, 0.09, 0.01, 100),), {"jax": "no"}, {"gcc": "12"})
    reports = (bench_kernels_report(kernels), bench_exec_report(loops), bench_compile_report(compiled))
    for report in reports:
        assert found_in(json.loads(json.dumps(report))) == []
