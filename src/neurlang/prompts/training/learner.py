"""The prompt reader as a `Learner` of the training loop: AdamW with a one-cycle rate."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import torch

from neurlang.learning import TorchRun
from neurlang.prompts.reading import SEED
from neurlang.prompts.training.dataset import Dataset
from neurlang.prompts.training.loss import (
    NOTHING,
    LossWeights,
    Totals,
    TotalSums,
    evaluate,
    weighted_loss,
)
from neurlang.prompts.training.model import MultiHeadModel
from neurlang.prompts.training.runs.light_network import LIGHT

if TYPE_CHECKING:
    from torch import Tensor

WARM_UP = 0.2  # the part of the cycle in which the rate rises
# With few steps the peak of the cycle must not fall on a step, or PyTorch divides by zero (as a fifth of 5 steps).
FEW_STEPS, WARM_UP_OF_FEW_STEPS = 50, 0.45

STORE_EVERY = 100  # batches: some seconds on a processor, and a checkpoint takes some hundredths of a second


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train; the defaults are the seed's."""

    epochs: int = 20
    batch_size: int = 256
    learning_rate: float = 0.001  # at the peak of the cycle
    weight_decay: float = 0.01
    train_ratio: float = 0.9
    patience: int = 5  # epochs without a better validation loss
    seed: int = 42
    weights: LossWeights = field(default_factory=LossWeights)
    device: str = "cpu"
    mixed_precision: bool = False  # layers compute in bfloat16
    light: bool = False  # the small network


@dataclass(frozen=True, slots=True)
class EpochReport:
    """Figures of one epoch. An accuracy is a fraction of the examples that have a label for the head."""

    epoch: int
    train_loss: float
    train_accuracy: float  # of the intent head
    validation_loss: float
    validation_accuracy: float  # of the intent head
    scope_accuracy: float  # validation
    seconds: float


@dataclass(slots=True)
class Place:
    """Where a learner is in its epoch."""

    order: Tensor | None = (
        None  # the state of the generator of the order as the epoch began; None between epochs
    )
    batches: int = 0  # done in this epoch
    sums: TotalSums = NOTHING


@dataclass(frozen=True, slots=True)
class PromptLearner:
    """A `Learner` of the loop. After every batch it calls `progress` with the batches done and their number.

    After every `store_every` batches of an epoch it has its state stored.
    """

    torch_run: TorchRun[MultiHeadModel]
    training: Dataset
    validation: Dataset
    config: TrainConfig
    progress: Callable[[int, int], None]
    store_every: int = STORE_EVERY
    place: Place = field(default_factory=Place)

    def epoch(self, number: int, store: Callable[[], None]) -> EpochReport:
        """Learn from every training example once, then evaluate the examples held out."""
        started = time.monotonic()
        learned = self._learn((number - 1) * steps_of(self.training, self.config), store)
        checked = evaluate(self.torch_run.model, self.validation, self.config.batch_size, self.config.weights)
        return EpochReport(
            number,
            learned.loss,
            learned.intent,
            checked.loss,
            checked.intent,
            checked.scope,
            time.monotonic() - started,
        )

    def _learn(self, steps_before: int, store: Callable[[], None]) -> Totals:
        place, generator = self.place, self.torch_run.generator
        if place.order is None:
            place.order = generator.get_state()
        totals = Totals(place.sums)
        self.torch_run.model.train()
        steps = steps_of(self.training, self.config) * self.config.epochs
        batches = self.training.batches(self.config.batch_size, generator)
        for rows in islice(batches, place.batches, None):
            self._step(rows, totals)
            place.batches += 1
            place.sums = totals.sums
            if place.batches % self.store_every == 0:
                store()
            self.progress(steps_before + place.batches, steps)
        place.order, place.batches, place.sums = None, 0, NOTHING
        return totals

    def _step(self, rows: Tensor, totals: Totals) -> None:
        """Learn from a batch."""
        state = self.torch_run
        device = torch.device(self.config.device)
        tokens, labels = self.training.batch(rows, device)
        with torch.autocast(device.type, torch.bfloat16, enabled=self.config.mixed_precision):
            outputs = state.model(tokens)
        loss = weighted_loss([each.float() for each in outputs], labels, self.config.weights)
        state.optimiser.zero_grad()
        torch.autograd.backward(loss)  # loss.backward has no type annotations
        state.optimiser.step()
        state.schedule.step()
        totals.add(loss, outputs, labels)

    def weights(self) -> bytes:
        """The model as it is now."""
        return self.torch_run.weights()

    def state(self) -> bytes:
        """All that what follows depends on."""
        place = self.place
        return self.torch_run.state(start=place.order, batches=place.batches, sums=list(place.sums))

    def restore(self, state: bytes) -> None:
        """Go back to a state. Raises DataError if the bytes are not one."""
        self.torch_run.restore(state, self._go_to)

    def _go_to(self, found: dict[str, Any]) -> None:
        place = self.place
        place.order, place.batches, place.sums = found["start"], found["batches"], tuple(found["sums"])
        if place.order is not None:
            self.torch_run.generator.set_state(place.order)  # the order of the epoch is drawn again


def steps_of(training: Dataset, config: TrainConfig) -> int:
    """The number of batches in an epoch."""
    return -(-len(training) // config.batch_size)


def start(training: Dataset, config: TrainConfig) -> TorchRun[MultiHeadModel]:
    """A model with random weights, and its optimiser, by the seed; PyTorch's random generator is seeded too."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    model = MultiHeadModel(LIGHT if config.light else SEED).to(config.device)
    optimiser = torch.optim.AdamW(model.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    schedule = one_cycle(optimiser, config.learning_rate, config.epochs, steps_of(training, config))
    return TorchRun(model, optimiser, schedule, generator)


def one_cycle(
    optimiser: torch.optim.Optimizer, learning_rate: float, epochs: int, steps: int
) -> torch.optim.lr_scheduler.OneCycleLR:
    """The schedule of a training with so many steps an epoch: up to the learning rate, then down to almost 0."""
    return torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        learning_rate,
        epochs=epochs,
        steps_per_epoch=steps,
        pct_start=WARM_UP if steps * epochs >= FEW_STEPS else WARM_UP_OF_FEW_STEPS,
    )
