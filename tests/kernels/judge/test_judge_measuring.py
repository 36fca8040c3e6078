"""Measuring: what is kept, what is put off, what is left out. Times are made up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import UsageError
from neurlang.kernels.expr import parse
from neurlang.kernels.judge.calibrating import check_architecture
from neurlang.kernels.judge.collecting import measuring
from neurlang.kernels.judge.collecting.measuring import Group, Progress, measure_groups, pinned
from neurlang.kernels.judge.collecting.store import read_store
from neurlang.kernels.judge.collecting.variants import variants_of
from neurlang.kernels.simd import TARGETS, NoisyMachineError, Timing, choose_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from neurlang.kernels.simd import Subject, TimingProtocol

pytest.importorskip("pyarrow")
RANGES = {"x": (1.0, 2.0), "y": (1.0, 2.0), "z": (1.0, 2.0)}


def groups(count: int) -> list[Group]:
    kernels = [parse(f"x/y + z/y + {place + 2}*x", dtype="f32", ranges=RANGES) for place in range(count)]
    return [
        Group(f"group-{place}", "random", variants_of(each, 4).kernels())
        for place, each in enumerate(kernels)
    ]


def timed(monkeypatch: pytest.MonkeyPatch, spread: float = 0.001, relative: float = 8.0) -> None:
    def measure(subjects: Sequence[Subject], _protocol: TimingProtocol) -> list[Timing]:
        return [Timing(each.name, 1.0, relative, spread) for each in subjects]

    monkeypatch.setattr(measuring, "measure", measure)


def test_what_is_measured_is_stored_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    timed(monkeypatch)
    progress = measure_groups(groups(2), tmp_path, set(), time.monotonic() + 600)
    records = read_store(tmp_path).records
    assert len(records) == progress.kept > 2 and progress.groups == 2
    assert sum(record.is_written for record in records) == 2
    again = measure_groups(groups(2), tmp_path, {record.key for record in records}, time.monotonic() + 600)
    assert again.kept == 0 and read_store(tmp_path).records == records


def test_figures_with_a_large_spread_are_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    timed(monkeypatch, spread=0.2)
    progress = measure_groups(groups(1), tmp_path, set(), time.monotonic() + 600)
    assert progress.kept == 0 and progress.noisy > 0 and not read_store(tmp_path).records


def test_a_machine_that_is_always_too_noisy_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def measure(_subjects: Sequence[Subject], _protocol: TimingProtocol) -> list[Timing]:
        raise NoisyMachineError("drifts")

    monkeypatch.setattr(measuring, "measure", measure)
    with pytest.raises(NoisyMachineError):
        measure_groups(groups(8), tmp_path, set(), time.monotonic() + 600)


def test_a_slow_reference_is_noticed_after_some_groups() -> None:
    progress = Progress()
    assert all(progress.is_steady(1.0) for _ in range(20))
    assert not progress.is_steady(1.1) and progress.is_steady(1.005) and not progress.is_steady(0.9)


def test_without_the_right_to_pin_all_cores_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: int, _cores: set[int]) -> None:
        raise PermissionError

    monkeypatch.setattr(measuring.os, "sched_setaffinity", refuse, raising=False)
    monkeypatch.setattr(measuring.os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    with pinned() as core:
        assert core is None


def test_instructions_of_another_architecture_are_refused() -> None:
    check_architecture(choose_target("avx512"))
    arm = next(target for target in TARGETS if target.architecture == "aarch64")
    with pytest.raises(UsageError, match="x86-64 only"):
        check_architecture(arm)
