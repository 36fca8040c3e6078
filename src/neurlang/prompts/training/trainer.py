"""The trainer: weighted multi-head loss, AdamW with a one-cycle rate, early stopping on held-out examples."""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch
from torch.nn.functional import cross_entropy

from neurlang.errors import DataError
from neurlang.prompts.reading import Scope
from neurlang.prompts.training.dataset import IGNORED, Dataset, Labels, make_dataset
from neurlang.prompts.training.model import MultiHeadModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from torch import Tensor

    from neurlang.prompts.training.examples import Example

WARM_UP = 0.2  # the part of the cycle in which the rate grows
# With few steps the cycle's corner must not fall on a step: PyTorch then divides by zero (5 steps, a fifth of them).
FEW_STEPS, WARM_UP_OF_FEW_STEPS = 50, 0.45
FEWEST_EXAMPLES = 20  # fewer cannot be split into training and validation


@dataclass(frozen=True, slots=True)
class LossWeights:
    """What each head's cross entropy counts. The first four are the seed's; the scope decides as the intent does."""

    intent: float = 1.0
    count: float = 0.5
    operand: float = 0.5
    sign: float = 0.3
    scope: float = 1.0


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
    """Figures of one epoch. Accuracies are fractions of the examples that the head has a label for."""

    epoch: int
    train_loss: float
    train_accuracy: float  # of the intent head
    validation_loss: float
    validation_accuracy: float  # of the intent head
    scope_accuracy: float  # validation
    seconds: float


@dataclass(frozen=True, slots=True)
class Trained:
    """The best model of a run, in evaluation mode, with the figures of every epoch."""

    model: MultiHeadModel
    reports: tuple[EpochReport, ...]
    best: EpochReport
    train_count: int
    validation_count: int


def train(
    examples: Sequence[Example],
    config: TrainConfig,
    report: Callable[[EpochReport], None] = lambda _: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Trained:
    """Train on a seeded split of the examples; gives the model of the epoch with the lowest validation loss.

    Deterministic for a seed and a number of threads. Raises DataError where there are too few examples.
    """
    if len(examples) < FEWEST_EXAMPLES:
        raise DataError(
            f"{len(examples)} examples are too few to train on; at least {FEWEST_EXAMPLES} are needed"
        )
    torch.manual_seed(config.seed)
    training, validation = split(examples, config)
    generator = torch.Generator().manual_seed(config.seed)
    model = MultiHeadModel()
    optimiser = torch.optim.AdamW(model.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    steps = -(-len(training) // config.batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        config.learning_rate,
        epochs=config.epochs,
        steps_per_epoch=steps,
        pct_start=WARM_UP if steps * config.epochs >= FEW_STEPS else WARM_UP_OF_FEW_STEPS,
    )
    reports: list[EpochReport] = []
    best_state = copy.deepcopy(model.state_dict())
    for epoch in range(1, config.epochs + 1):
        started = time.monotonic()
        model.train()
        totals = _Totals()
        for index, rows in enumerate(training.batches(config.batch_size, generator)):
            labels = training.labels.at(rows)
            outputs = model(training.padded(rows))
            loss = weighted_loss(outputs, labels, config.weights)
            optimiser.zero_grad()
            torch.autograd.backward(loss)  # loss.backward has no type annotations
            optimiser.step()
            schedule.step()
            totals.add(loss, outputs, labels)
            progress((epoch - 1) * steps + index + 1, config.epochs * steps)
        checked = evaluate(model, validation, config)
        reports.append(
            EpochReport(
                epoch,
                totals.loss,
                totals.intent,
                checked.loss,
                checked.intent,
                checked.scope,
                time.monotonic() - started,
            )
        )
        report(reports[-1])
        best = min(reports, key=lambda each: each.validation_loss)
        if best is reports[-1]:
            best_state = copy.deepcopy(model.state_dict())
        if epoch - best.epoch >= config.patience:
            break
    model.load_state_dict(best_state)
    model.eval()
    return Trained(model, tuple(reports), best, len(training), len(validation))


def split(examples: Sequence[Example], config: TrainConfig) -> tuple[Dataset, Dataset]:
    """Training and validation examples, by a seeded shuffle; the same text never stands in both."""
    texts = sorted({example.text for example in examples})
    order = torch.randperm(len(texts), generator=torch.Generator().manual_seed(config.seed))
    chosen = {texts[int(index)] for index in order[: max(1, round(len(texts) * config.train_ratio))]}
    training = [example for example in examples if example.text in chosen]
    validation = [example for example in examples if example.text not in chosen]
    if not validation:
        raise DataError("no example is left to validate on; lower the training ratio")
    return make_dataset(training), make_dataset(validation)


def weighted_loss(outputs: Sequence[Tensor], labels: Labels, weights: LossWeights) -> Tensor:
    """The weighted sum of the heads' cross entropies; heads without a label in the batch add nothing."""
    intent, count, operands, signs, scope = outputs
    return (
        weights.intent * _entropy(intent, labels.intent)
        + weights.count * _entropy(count, labels.count)
        + weights.operand * _entropy(operands.flatten(0, 1), labels.operands.flatten())
        + weights.sign * _entropy(signs.flatten(0, 1), labels.signs.flatten())
        + weights.scope * _entropy(scope, labels.scope)
    )


def _entropy(logits: Tensor, labels: Tensor) -> Tensor:
    known = (labels != IGNORED).sum().clamp(min=1)
    return cross_entropy(logits, labels, ignore_index=IGNORED, reduction="sum") / known


class _Totals:
    """Running sums over the batches of an epoch."""

    def __init__(self) -> None:
        self._loss = 0.0
        self._batches = 0
        self._intent = [0, 0]
        self._scope = [0, 0]

    def add(self, loss: Tensor, outputs: Sequence[Tensor], labels: Labels) -> None:
        self._loss += float(loss.detach())
        self._batches += 1
        for tally, logits, wanted in (
            (self._intent, outputs[0], labels.intent),
            (self._scope, outputs[4], labels.scope),
        ):
            known = wanted != IGNORED
            tally[0] += int((logits.argmax(dim=1) == wanted)[known].sum())
            tally[1] += int(known.sum())

    @property
    def loss(self) -> float:
        return self._loss / max(1, self._batches)

    @property
    def intent(self) -> float:
        return self._intent[0] / max(1, self._intent[1])

    @property
    def scope(self) -> float:
        return self._scope[0] / max(1, self._scope[1])


def evaluate(model: MultiHeadModel, dataset: Dataset, config: TrainConfig) -> _Totals:
    """Loss and accuracies over a data set, without learning."""
    model.eval()
    totals = _Totals()
    with torch.inference_mode():
        for rows in dataset.batches(config.batch_size):
            labels = dataset.labels.at(rows)
            outputs = model(dataset.padded(rows))
            totals.add(weighted_loss(outputs, labels, config.weights), outputs, labels)
    return totals


def confusion_of_scope(model: MultiHeadModel, dataset: Dataset, config: TrainConfig) -> list[list[int]]:
    """Rows: what the text asks for; columns: what the network says, in the order of `Scope`."""
    table = [[0] * len(Scope) for _ in Scope]
    model.eval()
    with torch.inference_mode():
        for rows in dataset.batches(config.batch_size):
            said = model(dataset.padded(rows))[4].argmax(dim=1)
            for wanted, found in zip(dataset.labels.scope[rows].tolist(), said.tolist(), strict=True):
                table[wanted][found] += 1
    return table
