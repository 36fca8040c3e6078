"""Examples as tensors: tokens, padded to the longest text of a batch, and a label for each head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from neurlang.prompts.reading import PAD, tokens_of_text
from neurlang.prompts.training.examples import Example

if TYPE_CHECKING:
    from torch import Tensor

IGNORED = -100  # the label that PyTorch's cross entropy leaves out
BUCKET = 8  # texts are sorted by length in steps of so many tokens, so that padding is little and order still random


@dataclass(frozen=True, slots=True)
class Labels:
    """What the heads should say, int64; IGNORED if a head has nothing to learn from an example."""

    intent: Tensor  # [n]
    count: Tensor  # [n]
    operands: Tensor  # [n, 4]
    signs: Tensor  # [n, 4]
    scope: Tensor  # [n]

    def at(self, rows: Tensor) -> Labels:
        """The labels of some rows."""
        return Labels(
            self.intent[rows], self.count[rows], self.operands[rows], self.signs[rows], self.scope[rows]
        )

    def to(self, device: torch.device) -> Labels:
        """The same labels on a device."""
        return Labels(
            self.intent.to(device),
            self.count.to(device),
            self.operands.to(device),
            self.signs.to(device),
            self.scope.to(device),
        )


@dataclass(frozen=True, slots=True)
class Dataset:
    """Token sequences, int64, and their labels."""

    tokens: tuple[Tensor, ...]
    labels: Labels

    def __len__(self) -> int:
        return len(self.tokens)

    def padded(self, rows: Tensor) -> Tensor:
        """Tokens of some rows, int64[rows, longest], padded at the end."""
        chosen = [self.tokens[int(row)] for row in rows]
        return torch.nn.utils.rnn.pad_sequence(chosen, batch_first=True, padding_value=PAD)

    def batch(self, rows: Tensor, device: torch.device) -> tuple[Tensor, Labels]:
        """Padded tokens and labels of some rows, on a device."""
        return self.padded(rows).to(device), self.labels.at(rows).to(device)

    def batches(self, size: int, generator: torch.Generator | None = None) -> Iterator[Tensor]:
        """The rows of each batch: texts of similar length together, in random order if there is a generator."""
        count = len(self)
        order = torch.arange(count) if generator is None else torch.randperm(count, generator=generator)
        lengths = torch.tensor([len(self.tokens[int(row)]) // BUCKET for row in order])
        order = order[torch.argsort(lengths, stable=True)]
        chunks = list(torch.split(order, size))
        if generator is None:
            yield from chunks
            return
        for index in torch.randperm(len(chunks), generator=generator):
            yield chunks[int(index)]


def make_dataset(examples: Sequence[Example]) -> Dataset:
    """The tokens and labels of examples."""
    return Dataset(
        tokens=tuple(torch.from_numpy(tokens_of_text(example.text)).long() for example in examples),
        labels=Labels(
            intent=torch.tensor([IGNORED if each.intent is None else each.intent for each in examples]),
            count=torch.tensor([IGNORED if each.intent is None else each.operand_count for each in examples]),
            operands=torch.tensor([_if_answered(each, each.slots) for each in examples]),
            signs=torch.tensor([_if_answered(each, each.signs) for each in examples]),
            scope=torch.tensor([each.scope for each in examples]),
        ),
    )


def _if_answered(example: Example, labels: tuple[int, ...]) -> list[int]:
    return [IGNORED] * len(labels) if example.intent is None else list(labels)
