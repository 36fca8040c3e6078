"""The prompt reader as a `Learner` of the training loop: AdamW with a one-cycle rate."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch

from neurlang.learning import TorchRun
from neurlang.prompts.training.dataset import Dataset
from neurlang.prompts.training.loss import LossWeights, Totals, evaluate, weighted_loss
from neurlang.prompts.training.model import MultiHeadModel

WARM_UP = 0.2  # the part of the cycle in which the rate rises
# With few steps the peak of the cycle must not fall on a step, or PyTorch divides by zero (as a fifth of 5 steps).
FEW_STEPS, WARM_UP_OF_FEW_STEPS = 50, 0.45


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


@dataclass(frozen=True, slots=True)
class PromptLearner:
    """A `Learner` of the loop. After every batch it calls `progress` with the batches done and their number."""

    torch_run: TorchRun[MultiHeadModel]
    training: Dataset
    validation: Dataset
    config: TrainConfig
    progress: Callable[[int, int], None]

    def epoch(self, number: int) -> EpochReport:
        """Learn from every training example once, then evaluate the examples held out."""
        started = time.monotonic()
        learned = self._learn((number - 1) * steps_of(self.training, self.config))
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

    def _learn(self, steps_before: int) -> Totals:
        state = self.torch_run
        state.model.train()
        totals = Totals()
        steps = steps_of(self.training, self.config) * self.config.epochs
        batches = self.training.batches(self.config.batch_size, state.generator)
        for step, rows in enumerate(batches, steps_before + 1):
            labels = self.training.labels.at(rows)
            outputs = state.model(self.training.padded(rows))
            loss = weighted_loss(outputs, labels, self.config.weights)
            state.optimiser.zero_grad()
            torch.autograd.backward(loss)  # loss.backward has no type annotations
            state.optimiser.step()
            state.schedule.step()
            totals.add(loss, outputs, labels)
            self.progress(step, steps)
        return totals

    def weights(self) -> bytes:
        """The model as it is now."""
        return self.torch_run.weights()

    def state(self) -> bytes:
        """All that later epochs depend on."""
        return self.torch_run.state()

    def restore(self, state: bytes) -> None:
        """Go back to a state. Raises DataError if the bytes are not one."""
        self.torch_run.restore(state)


def steps_of(training: Dataset, config: TrainConfig) -> int:
    """The number of batches in an epoch."""
    return -(-len(training) // config.batch_size)


def start(training: Dataset, config: TrainConfig) -> TorchRun[MultiHeadModel]:
    """A model with random weights, and its optimiser, by the seed; PyTorch's random generator is seeded too."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    model = MultiHeadModel()
    optimiser = torch.optim.AdamW(model.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    steps = steps_of(training, config)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        config.learning_rate,
        epochs=config.epochs,
        steps_per_epoch=steps,
        pct_start=WARM_UP if steps * config.epochs >= FEW_STEPS else WARM_UP_OF_FEW_STEPS,
    )
    return TorchRun(model, optimiser, schedule, generator)
