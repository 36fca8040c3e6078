"""The loss of all heads together, and the figures of a model over a data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn.functional import cross_entropy

from neurlang.prompts.reading import Scope
from neurlang.prompts.training.dataset import IGNORED, Dataset, Labels
from neurlang.prompts.training.model import MultiHeadModel

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class LossWeights:
    """The weight of each head's cross entropy. The first four are the seed's; the scope counts like the intent."""

    intent: float = 1.0
    count: float = 0.5
    operand: float = 0.5
    sign: float = 0.3
    scope: float = 1.0


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


TotalSums = tuple[float, ...]  # of the losses, of batches, then right and known: of the intent, of the scope
NOTHING: TotalSums = (0.0, 0, 0, 0, 0, 0)


class Totals:
    """Running sums over the batches of an epoch."""

    def __init__(self, sums: TotalSums = NOTHING) -> None:
        self._loss, self._batches, *counts = sums
        self._intent, self._scope = counts[:2], counts[2:]

    @property
    def sums(self) -> TotalSums:
        """The sums so far, from which `Totals` continues."""
        return (self._loss, self._batches, *self._intent, *self._scope)

    def add(self, loss: Tensor, outputs: Sequence[Tensor], labels: Labels) -> None:
        """Add a batch."""
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
        """The mean over batches."""
        return self._loss / max(1, self._batches)

    @property
    def intent(self) -> float:
        """The accuracy of the intent head, over examples with a label for it."""
        return self._intent[0] / max(1, self._intent[1])

    @property
    def scope(self) -> float:
        """The accuracy of the scope head."""
        return self._scope[0] / max(1, self._scope[1])


def evaluate(model: MultiHeadModel, dataset: Dataset, batch_size: int, weights: LossWeights) -> Totals:
    """Loss and accuracies over a data set, without learning."""
    model.eval()
    device = model.embedding.weight.device
    totals = Totals()
    with torch.inference_mode():
        for rows in dataset.batches(batch_size):
            tokens, labels = dataset.batch(rows, device)
            outputs = model(tokens)
            totals.add(weighted_loss(outputs, labels, weights), outputs, labels)
    return totals


def confusion_of_scope(model: MultiHeadModel, dataset: Dataset, batch_size: int) -> list[list[int]]:
    """A table in the order of `Scope`: rows are what texts ask for, columns what the network says."""
    table = [[0] * len(Scope) for _ in Scope]
    model.eval()
    with torch.inference_mode():
        for rows in dataset.batches(batch_size):
            said = model(dataset.padded(rows))[4].argmax(dim=1)
            for wanted, found in zip(dataset.labels.scope[rows].tolist(), said.tolist(), strict=True):
                table[wanted][found] += 1
    return table
