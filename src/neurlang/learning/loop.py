"""The loop of training: it runs epochs until the loss stops falling, and continues from a checkpoint.

A `Learner` hides the model and its library; the loop sees its figures and its bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar


class Report(Protocol):
    """Figures of one epoch: a frozen dataclass, so that a checkpoint can keep them."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def epoch(self) -> int:
        """Its number; the first is 1."""

    @property
    def validation_loss(self) -> float:
        """The loss on the examples held out, by which epochs are compared."""


R = TypeVar("R", bound=Report)
R_co = TypeVar("R_co", bound=Report, covariant=True)


class Learner(Protocol[R_co]):
    """A model that learns, with its data, optimiser and random generators."""

    def epoch(self, number: int, store: Callable[[], None], /) -> R_co:
        """Learn from every training example once, then evaluate the examples held out.

        It may call `store` between two batches, to have its `state` kept with its place in the epoch.
        """
        ...

    def weights(self) -> bytes:
        """The model as it is now."""
        ...

    def state(self) -> bytes:
        """Everything that what follows depends on: weights, optimiser, schedule, random generators, the place."""
        ...

    def restore(self, state: bytes) -> None:
        """Go back to a state. Raises DataError if the bytes are not one."""
        ...


@dataclass(frozen=True, slots=True)
class History(Generic[R]):
    """The epochs of a run so far, and the weights of the best one; before the first epoch, the initial weights."""

    reports: tuple[R, ...]
    weights: bytes

    @property
    def best(self) -> R:
        """The first epoch with the lowest validation loss."""
        return min(self.reports, key=lambda each: each.validation_loss)


class Checkpoint(Protocol[R]):
    """The place where a run is stored."""

    def read(self) -> tuple[History[R], bytes] | None:
        """The history and the learner's state that were stored last; None at the start."""
        ...

    def write(self, history: History[R], state: bytes) -> None:
        """Store this in place of what was stored before."""
        ...


def run(
    learner: Learner[R],
    epochs: int,
    patience: int,
    report: Callable[[R], None],
    checkpoint: Checkpoint[R] | None = None,
    *,
    resume: bool = True,
) -> History[R]:
    """Train for `epochs`, or until `patience` epochs in a row were not better than the best; return the history.

    A run that was stopped and started again from its checkpoint returns the same history, except for the seconds, as an
    uninterrupted one. Only epochs of this run are reported. Without `resume` an earlier checkpoint is replaced.
    """
    kept = checkpoint.read() if checkpoint and resume else None
    if kept:
        history, state = kept
        learner.restore(state)
    else:
        history = History((), learner.weights())

    def store() -> None:
        if checkpoint:
            checkpoint.write(history, learner.state())

    while not _is_over(history, epochs, patience):
        history = _followed(history, learner.epoch(len(history.reports) + 1, store), learner)
        store()
        report(history.reports[-1])
    return history


def _followed(history: History[R], latest: R, learner: Learner[R]) -> History[R]:
    longer = History((*history.reports, latest), history.weights)
    return History(longer.reports, learner.weights()) if longer.best is latest else longer


def _is_over(history: History[R], epochs: int, patience: int) -> bool:
    done = len(history.reports)
    return done >= epochs or (done > 0 and done - history.best.epoch >= patience)
