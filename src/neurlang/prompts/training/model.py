"""The seed's multi-head model in PyTorch, or another of its kind: the layers that `reading.evaluation` evaluates.

Embedding 261 × 64; convolutions of width 3, padded by one: 64 → 64 and 64 → 128 with batch normalisation and ReLU,
128 → 256 with ReLU; the maximum over positions. Heads: intent 256 → 128 → 54, count 256 → 64 → 5, four operand heads
256 → 128 → 256, four sign heads 256 → 2, and the scope head 256 → 64 → 3, which says whether to answer.

Padding is zeroed before every convolution and before the maximum, so the logits of a text do not depend on the length
to which it is padded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from neurlang.prompts.reading import PAD, SEED, VOCABULARY, Architecture, HeadShape

if TYPE_CHECKING:
    from torch import Tensor

DROPOUT = 0.2  # on the pooled features, in training only


class MultiHeadModel(nn.Module):
    """Token ids int64[batch, length] to the logits of each head, in the order of the architecture.

    Those of the seed's architecture are intent, count, operands, signs, scope.
    """

    def __init__(self, architecture: Architecture = SEED) -> None:
        super().__init__()
        self.architecture = architecture
        self.embedding = nn.Embedding(VOCABULARY, architecture.embedding)
        inputs = architecture.embedding
        for number, each in enumerate(architecture.convolutions, 1):
            self.add_module(f"convolution{number}", nn.Conv1d(inputs, each.outputs, 3, padding=1))
            if each.is_normalised:
                self.add_module(f"normalisation{number}", nn.BatchNorm1d(each.outputs))
            inputs = each.outputs
        self.dropout = nn.Dropout(DROPOUT)
        for head in architecture.heads:
            self.add_module(head.name, _series(head, inputs) if head.count else _head(head, inputs))

    def forward(self, tokens: Tensor) -> tuple[Tensor, ...]:
        """Logits of each head, [batch, outputs], or of each series, [batch, heads, outputs]."""
        # After a ReLU no value is below zero, so zeroed padding never exceeds the maximum of a text.
        features = self.dropout(self.places(tokens).amax(dim=2))
        return tuple(self._logits(head, features) for head in self.architecture.heads)

    def places(self, tokens: Tensor) -> Tensor:
        """What the encoder finds at each place, [batch, features, length]; zeros at padding."""
        present = (tokens != PAD).unsqueeze(1).to(self.embedding.weight.dtype)
        layer: Tensor = self.embedding(tokens).transpose(1, 2) * present
        for number, each in enumerate(self.architecture.convolutions, 1):
            layer = self.get_submodule(f"convolution{number}")(layer)
            if each.is_normalised:
                layer = self.get_submodule(f"normalisation{number}")(layer)
            layer = torch.relu(layer) * present
        return layer

    def _logits(self, head: HeadShape, features: Tensor) -> Tensor:
        part = self.get_submodule(head.name)
        if isinstance(part, nn.ModuleList):
            return torch.stack([each(features) for each in part], dim=1)
        logits: Tensor = part(features)
        return logits


def _series(head: HeadShape, inputs: int) -> nn.ModuleList:
    return nn.ModuleList(_head(head, inputs) for _ in range(head.count))


def _head(head: HeadShape, inputs: int) -> nn.Module:
    if not head.hidden:
        return nn.Linear(inputs, head.outputs)
    return nn.Sequential(nn.Linear(inputs, head.hidden), nn.ReLU(), nn.Linear(head.hidden, head.outputs))
