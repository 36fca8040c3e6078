"""A small budget of random programs by every executor, and of damaged streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import differential
import pytest
import streams
import threads
from differential import EXECUTORS, try_one
from hypothesis import given, settings
from hypothesis import strategies as st
from random_programs import HIDDEN, MEMORY, random_program, random_registers

from example_counts import examples
from neurlang.programs.ir import OPS, print_program
from neurlang.programs.native import run_native, why_no_stencils
from neurlang.programs.native.stencils.frame import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.programs.machine import Code, Outcome

needs_stencils = pytest.mark.skipif(why_no_stencils() is not None, reason=why_no_stencils() or "")


@needs_stencils
@settings(max_examples=examples(400), deadline=None)
@given(st.integers(0, 1 << 40))
def test_stencils_do_what_the_interpreter_does(seed: int) -> None:
    assert try_one(seed, "1") is None


@needs_stencils
@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, 1 << 40))
def test_instrumented_stencils_do_what_the_interpreter_does(seed: int) -> None:
    assert try_one(seed, "hidden") is None


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1 << 40))
def test_optimised_programs_do_what_the_interpreter_does(seed: int) -> None:
    assert try_one(seed, "2") is None


def test_the_comparison_sees_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    def off_by_one(code: Code) -> Callable[..., Outcome]:
        return lambda registers, fuel: run_native(
            code, registers | {"r5": 1}, memory_size=MEMORY, max_instructions=fuel
        )

    monkeypatch.setitem(EXECUTORS, "1", off_by_one)
    assert any(try_one(seed, "1") for seed in range(10))


@needs_stencils
def test_damaged_streams_are_refused_or_run_to_a_stop() -> None:
    taken = [streams.try_one(seed) for seed in range(examples(2000))]
    assert any(taken)
    assert not all(taken)


@needs_stencils
@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 7, 40])
def test_threads_that_switch_all_the_time_do_not_disturb_each_other(count: int) -> None:
    runs, wrong = threads.one_round(count, count, 60.0, most_runs=2_000)
    assert wrong is None
    assert runs >= 2_000


def test_the_programs_of_threads_stop_in_every_way() -> None:
    assert threads.stops() == set(Stop)


@needs_stencils
def test_a_crowd_tells_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads.Patched, "check", lambda self, way: f"wrong in way {way}")
    monkeypatch.setattr(threads, "fork_and_check", lambda seed: None)
    assert "wrong in way" in str(threads.one_round(2, 0, 60.0, most_runs=10)[1])


@needs_stencils
def test_a_forked_process_tells_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "check_whole", lambda chance: "wrong")
    assert threads.fork_and_check(0) == "a forked process ended with 1"


@needs_stencils
def test_a_difference_is_told_with_the_program_that_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(differential, "difference", lambda expected, found: "registers")
    monkeypatch.setattr("sys.argv", ["differential.py", "--tier", "hidden", "--seed", "8", "--programs", "1"])
    assert differential.main() == 1
    told = capsys.readouterr().out
    assert told.startswith("seed 8, fuel 2000: registers\n")
    assert print_program(random_program(8, HIDDEN)) in told


def test_a_seed_gives_the_same_program() -> None:
    assert random_program(7) == random_program(7)
    assert random_registers(7) == random_registers(7)


OUTSIDE = ("file", "net", "io", "time", "rand", "ext", "spawn", "join", "chan", "yield")
"""Ops that need a host or other tasks."""


def test_every_other_op_is_generated() -> None:
    wanted = {mode.full_name for op in OPS if op.name.partition(".")[0] not in OUTSIDE for mode in op.modes}
    programs = (random_program(seed, HIDDEN) for seed in range(600))
    assert {line.op_mode.full_name for program in programs for line in program.instructions} == wanted
