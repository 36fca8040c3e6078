"""The loop stops, keeps the best epoch, and continues from a checkpoint as if uninterrupted; without PyTorch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.errors import DataError
from neurlang.learning import CheckpointFile, Job, fingerprint, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neurlang.learning import History


@dataclass(frozen=True, slots=True)
class Figures:
    epoch: int
    validation_loss: float


@dataclass(frozen=True, slots=True)
class Settings:
    rate: float = 0.1


class Line:
    """Fits y = a·x by steps of noisy gradient descent in NumPy."""

    def __init__(self, losses: tuple[float, ...] = ()) -> None:
        self.slope = np.zeros(1)
        self.random = np.random.default_rng(5)
        self.losses = losses  # reported instead of the true ones

    def epoch(self, number: int, _store: Callable[[], None]) -> Figures:
        x = self.random.normal(size=8)
        self.slope -= 0.1 * (2 * (self.slope * x - 3 * x) * x).mean()
        loss = self.losses[number - 1] if self.losses else float((self.slope[0] - 3) ** 2)
        return Figures(number, loss)

    def weights(self) -> bytes:
        return self.slope.tobytes()

    def state(self) -> bytes:
        return self.slope.tobytes() + json.dumps(self.random.bit_generator.state).encode()

    def restore(self, state: bytes) -> None:
        self.slope = np.frombuffer(state[:8]).copy()
        self.random.bit_generator.state = json.loads(state[8:])


def kept(path: Path, rate: float = 0.1) -> CheckpointFile[Figures]:
    return CheckpointFile(path, Job("line", Settings(rate), fingerprint(["1", "2"])), Figures)


def trained(
    epochs: int, checkpoint: CheckpointFile[Figures] | None = None, losses: tuple[float, ...] = ()
) -> tuple[History[Figures], list[int]]:
    said: list[int] = []
    history = run(Line(losses), epochs, 2, lambda each: said.append(each.epoch), checkpoint)
    return history, said


def test_it_runs_and_keeps_the_best() -> None:
    history, said = trained(5, losses=(3.0, 1.0, 1.0, 0.5, 2.0))
    assert said == [1, 2, 3, 4, 5]
    assert history.best == Figures(4, 0.5)
    assert history.weights == trained(4)[0].weights != trained(5)[0].weights


def test_the_first_of_equal_epochs_is_the_best() -> None:
    assert trained(2, losses=(1.0, 1.0))[0].best.epoch == 1


def test_it_stops_if_the_loss_does_not_fall() -> None:
    assert trained(9, losses=(3.0, 1.0, 1.5, 1.0, 0.1))[1] == [1, 2, 3, 4]


@pytest.mark.parametrize("stop", [1, 3, 6])
def test_a_stopped_run_ends_like_an_uninterrupted_one(tmp_path: Path, stop: int) -> None:
    path = tmp_path / "line.checkpoint"
    trained(stop, kept(path))
    history, said = trained(6, kept(path))
    assert said == list(range(stop + 1, 7))
    assert history == trained(6)[0]
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_report_loses_no_epoch(tmp_path: Path) -> None:
    def stop(_: Figures) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Line(), 6, 2, stop, kept(tmp_path / "line.checkpoint"))
    history, said = trained(6, kept(tmp_path / "line.checkpoint"))
    assert said == [2, 3, 4, 5, 6]
    assert history == trained(6)[0]


def test_a_checkpoint_of_another_job_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "line.checkpoint"
    trained(1, kept(path))
    with pytest.raises(DataError, match=r"another job: job.settings.rate is 0.1 in it and 0.2 here"):
        trained(2, kept(path, rate=0.2))


@pytest.mark.parametrize("place", [0, 5, 30, 60, 100, 150, -1])
def test_a_damaged_checkpoint_is_refused(tmp_path: Path, place: int) -> None:
    path = tmp_path / "line.checkpoint"
    trained(2, kept(path))
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(DataError, match=r"(damaged|not a checkpoint of this release).*\n.*Delete the file"):
        trained(3, kept(path))


@pytest.mark.parametrize("size", [0, 10, 200, -1])
def test_a_cut_checkpoint_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "line.checkpoint"
    trained(2, kept(path))
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(DataError, match=str(path)):
        trained(3, kept(path))
