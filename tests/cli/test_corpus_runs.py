"""Runs over a corpus: sub-folders, broken cores, noise, and a run that is resumed after it was killed."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from example_counts import mostly_slow
from neurlang.benchmarks import corpus
from neurlang.benchmarks.kernels import kernel_benchmark
from neurlang.cli.app import main
from neurlang.kernels.optimizing import flow
from neurlang.kernels.simd import NoisyMachineError, Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd import Code, Subject

BENCH = ("bench", "kernels", "--corpus", "cores", "--peers", "", "--lengths", "64", "--json")
ONE = '(FPCore (x) :name "one" :pre (<= 0 x 1) (+ (* x x) 1))'
TWO = '(FPCore (x) :name "two" :pre (<= 1 x 2) (/ 1 x))'
THREE = '(FPCore (x) :name "three" :pre (<= 1 x 2) (sqrt x))'
LOOP = '(FPCore (n) :name "loop" (while (< i n) ([i 0 (+ i 1)]) i))'
NOWHERE = '(FPCore (x) :name "nowhere" :pre (< (* x x) 0) (+ x 1))'


@pytest.fixture
def cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file, and with another file in a sub-folder of a sub-folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(corpus, "SECONDS_BETWEEN", 0.0)
    folder = tmp_path / "cores"
    (folder / "sub" / "below").mkdir(parents=True)
    (folder / "a.fpcore").write_text(ONE + "\n" + TWO)
    (folder / "sub" / "below" / "b.fpcore").write_text(THREE)
    return folder


class Machine:
    """Stands in for the clock: everything takes the same time, and chosen measurements fail."""

    def __init__(self) -> None:
        self.measured = 0
        self.failing: dict[int, BaseException] = {}  # by the number of the measurement, from 1

    def times(self, subjects: Sequence[Subject], _protocol: object) -> list[Timing]:
        """The result of `measure`."""
        self.measured += 1
        if self.measured in self.failing:
            raise self.failing[self.measured]
        return [Timing(subject.name, 1.0, 1.0, 0.0) for subject in subjects]

    def choice(self, _kernel: Kernel, codes: Sequence[Code]) -> Iterator[tuple[int, Timing, Timing]]:
        """The choice of the optimiser's `choose`: the form as written."""
        self.measured += 1
        if self.measured in self.failing:
            raise self.failing[self.measured]
        timing = Timing("written", 1.0, 1.0, 0.0)
        yield 0, timing, timing


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Make the tests independent of the speed and load of this machine."""
    found = Machine()
    monkeypatch.setattr(kernel_benchmark, "measure", found.times)
    monkeypatch.setattr(flow, "choose", found.choice)
    return found


@pytest.fixture
def nl(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run a command; return its exit code and its JSON."""

    def run(*arguments: str) -> tuple[int, Any]:
        monkeypatch.setattr(sys, "argv", ["nl", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        printed = capsys.readouterr().out
        return int(stop.value.code or 0), json.loads(printed) if printed.startswith("{") else printed

    return run


Command = Any  # the type of the fixture `nl`


def names(answer: dict[str, Any]) -> list[str]:
    """The cores that have figures."""
    return [row["name"] for row in answer["kernels"] if row["supported"]]


@pytest.mark.slow
def test_folders_are_read_with_their_sub_folders(cores: Path, machine: Machine, nl: Command) -> None:
    code, answer = nl(*BENCH)
    assert code == 0
    assert names(answer) == ["one", "two", "three"]
    assert [row["source"] for row in answer["kernels"]] == ["a.fpcore", "a.fpcore", "sub/below/b.fpcore"]
    code, answer = nl("optimize", "cores", "--effort", "fast", "--measure", "always", "--json")
    assert code == 0
    assert [row["name"] for row in answer["kernels"]] == ["one", "two", "three"]
    assert answer["kernels"][2]["source"] == "sub/below/b.fpcore"


@pytest.mark.slow
def test_a_broken_core_is_listed_and_the_others_are_done(cores: Path, machine: Machine, nl: Command) -> None:
    (cores / "0.fpcore").write_text(LOOP + NOWHERE)
    (cores / "text.fpcore").write_text("no core at all")
    (cores / "bytes.fpcore").write_bytes(b"\xff\xfe")
    code, answer = nl(*BENCH)
    assert code == 1
    assert names(answer) == ["one", "two", "three"]
    (failed,) = answer["failed"]
    assert (failed["name"], failed["source"], failed["length"]) == ("nowhere", "0.fpcore", 64)
    assert "no point of its ranges satisfies its condition" in failed["why_not"]
    unsupported = {row["name"]: row["why_not"] for row in answer["kernels"] if not row["supported"]}
    assert set(unsupported) == {"loop", "text", "bytes"}
    assert "'while' is not supported" in unsupported["loop"]
    assert "not UTF-8" in unsupported["bytes"]
    code, answer = nl("optimize", "cores", "--effort", "fast", "--measure", "always", "--json")
    assert code == 1
    rows = {row["name"]: row for row in answer["kernels"]}
    assert [name for name, row in rows.items() if "why_not" not in row] == ["one", "two", "three"]
    assert "no point" in rows["nowhere"]["why_not"]
    code, table = nl("optimize", "cores", "--effort", "fast")
    assert code == 1
    assert "not optimised: 'nowhere': no point" in table


def test_an_unexpected_error_does_not_end_the_run(cores: Path, machine: Machine, nl: Command) -> None:
    machine.failing = {2: ZeroDivisionError("of all things")}
    code, answer = nl(*BENCH)
    assert code == 1
    assert names(answer) == ["one", "three"]
    assert answer["failed"][0]["why_not"] == "ZeroDivisionError: of all things"


@pytest.mark.slow
def test_a_noisy_moment_is_tried_again_later(cores: Path, machine: Machine, nl: Command) -> None:
    machine.failing = {1: NoisyMachineError("Busy."), 4: NoisyMachineError("Still busy.")}
    code, answer = nl(*BENCH)
    assert code == 0
    assert names(answer) == ["one", "two", "three"]
    assert machine.measured == 5
    machine.measured = 0
    code, answer = nl("optimize", "cores", "--effort", "fast", "--measure", "always", "--json")
    assert (code, machine.measured) == (0, 5)
    assert [row["name"] for row in answer["kernels"]] == ["one", "two", "three"]


@pytest.mark.slow
def test_noise_that_does_not_end_is_listed(cores: Path, machine: Machine, nl: Command) -> None:
    (cores / "a.fpcore").unlink()
    machine.failing = {number: NoisyMachineError("Busy.") for number in range(1, 100)}
    code, answer = nl(*BENCH)
    assert (code, machine.measured) == (1, corpus.MOST_TRIES)
    assert answer["failed"] == [
        {"name": "three", "source": "sub/below/b.fpcore", "length": 64, "why_not": "Busy.", "is_noise": True}
    ]
    machine.measured = 0
    code, answer = nl("optimize", "cores", "--measure", "always", "--json")
    assert (code, machine.measured) == (1, corpus.MOST_TRIES)
    assert answer["kernels"] == [{"name": "three", "why_not": "Busy.", "source": "sub/below/b.fpcore"}]


def test_a_killed_run_is_resumed(
    cores: Path, machine: Machine, nl: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = cores.parent / "run.jsonl"
    machine.failing = {3: KeyboardInterrupt()}
    monkeypatch.setattr(sys, "argv", ["nl", *BENCH, "--resume", "run.jsonl"])
    with pytest.raises((SystemExit, KeyboardInterrupt)):
        main()
    text = record.read_bytes()
    head, first, second = text.splitlines(keepends=True)
    assert json.loads(head)["schema"] == "neurlang.bench.record/1"
    record.write_bytes(head + first + second[: len(second) // 2])  # as after a kill in the middle of a line
    machine.failing, machine.measured = {}, 0
    code, answer = nl(*BENCH, "--resume", "run.jsonl")
    assert (code, machine.measured) == (0, 2)
    assert names(answer) == ["one", "two", "three"]
    kept = record.read_bytes()
    assert kept.startswith(head + first)
    assert len(kept.splitlines()) == 4
    code, again = nl(*BENCH, "--resume", "run.jsonl")
    assert (code, machine.measured) == (0, 2)  # nothing was left to measure
    assert again["kernels"] == answer["kernels"]
    assert record.read_bytes() == kept


def test_failures_are_not_recorded_and_are_tried_again(cores: Path, machine: Machine, nl: Command) -> None:
    machine.failing = {1: ZeroDivisionError()}
    assert nl(*BENCH, "--resume", "run.jsonl")[0] == 1
    code, answer = nl(*BENCH, "--resume", "run.jsonl")
    assert (code, machine.measured) == (0, 4)
    assert names(answer) == ["one", "two", "three"]


def test_a_formula_that_was_changed_is_measured_again(cores: Path, machine: Machine, nl: Command) -> None:
    nl(*BENCH, "--resume", "run.jsonl")
    (cores / "a.fpcore").write_text(ONE.replace("(<= 0 x 1)", "(<= 0 x 2)") + TWO)
    nl(*BENCH, "--resume", "run.jsonl")
    assert machine.measured == 4


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"machine": {"cpu": "z80"}}, "another machine (cpu: z80, now "),
        ({"version": "0.0.1"}, "another version (0.0.1, now "),
        ({"options": {"lengths": [8]}}, "other options ("),
        ({"schema": "else"}, "is no record of a benchmark"),
    ],
)
def test_the_record_of_another_run_is_refused(
    cores: Path,
    machine: Machine,
    nl: Command,
    fields: dict[str, Any],
    said: str,
) -> None:
    record = cores.parent / "run.jsonl"
    nl(*BENCH, "--resume", "run.jsonl")
    head, *rest = record.read_text().splitlines()
    record.write_text("\n".join([json.dumps({**json.loads(head), **fields}), *rest]) + "\n")
    before = record.read_bytes()
    code, answer = nl(*BENCH, "--resume", "run.jsonl")
    assert code == 1
    assert said in answer["error"]
    assert "run.jsonl" in answer["error"]
    assert record.read_bytes() == before


@pytest.mark.parametrize("text", [b"my notes", b"my notes\n", b'{"a": 1}\n', b"[1]\n2\n", b"\xff\n"])
def test_a_file_that_is_not_a_record_is_not_changed(
    cores: Path, machine: Machine, nl: Command, text: bytes
) -> None:
    path = cores.parent / "notes.txt"
    path.write_bytes(text)
    code, answer = nl(*BENCH, "--resume", "notes.txt")
    assert code == 1
    assert "is no record of a benchmark" in answer["error"]
    assert path.read_bytes() == text


@pytest.mark.parametrize("length", mostly_slow([20, 0, 1, 60], quick=1))
def test_a_record_cut_within_its_first_line_is_started_again(
    cores: Path, machine: Machine, nl: Command, length: int
) -> None:
    path = cores.parent / "run.jsonl"
    nl(*BENCH, "--resume", "run.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole[:length])
    assert nl(*BENCH, "--resume", "run.jsonl")[0] == 0
    assert path.read_bytes().splitlines()[0] == whole.splitlines()[0]
    assert machine.measured == 6


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (os.mkfifo, "pipe", "pipe is no file"),
        (os.mkdir, "folder", "folder is no file"),
        (None, "away/run.jsonl", "cannot be written: No such file or directory"),
    ],
)
def test_a_record_that_cannot_be_written_is_an_error(
    cores: Path, machine: Machine, nl: Command, make: Callable[[str], None] | None, name: str, said: str
) -> None:
    if make is not None:
        make(name)
    code, answer = nl(*BENCH, "--resume", name)
    assert (code, machine.measured) == (1, 0)
    assert said in answer["error"]


def test_damage_within_a_record_is_named(cores: Path, machine: Machine, nl: Command) -> None:
    path = cores.parent / "run.jsonl"
    nl(*BENCH, "--resume", "run.jsonl")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1][:50], *lines[2:]]) + "\n")
    code, answer = nl(*BENCH, "--resume", "run.jsonl")
    assert code == 1
    assert "line 2 is damaged" in answer["error"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("optimize", "cores", "--name", "one"), "--name chooses a core of a file"),
        (("optimize", "cores", "--emit", "c"), "has 3 cores; choose one with --name"),
        (("optimize", "empty"), "There is no .fpcore file in empty."),
        (("bench", "exec", "--resume", "run.jsonl"), "--resume is for nl bench kernels"),
    ],
)
def test_bad_input_over_a_folder(
    cores: Path,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    (cores.parent / "empty").mkdir()
    monkeypatch.setattr(sys, "argv", ["nl", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_the_time_left_is_shown() -> None:
    now = [0.0]
    left = corpus.TimeLeft(11, lambda: now[0])
    assert left.text() == ""
    now[0] = 30.0
    left.advance()
    assert left.text() == ", about 5 min left"
    now[0] = 40.0
    for _ in range(7):
        left.advance()
    assert left.text() == ", about 15 s left"
