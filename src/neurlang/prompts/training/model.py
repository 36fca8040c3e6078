"""The seed's multi-head model in PyTorch: the layers that `reading.network` evaluates.

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

from neurlang.prompts.reading import BINS, COUNTS, INTENT_COUNT, PAD, SCOPES, SLOTS, VOCABULARY

if TYPE_CHECKING:
    from torch import Tensor

DROPOUT = 0.2  # on the pooled features, in training only


class MultiHeadModel(nn.Module):
    """Token ids int64[batch, length] to (intent, count, operands, signs, scope) logits."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, 64)
        self.convolution1 = nn.Conv1d(64, 64, 3, padding=1)
        self.normalisation1 = nn.BatchNorm1d(64)
        self.convolution2 = nn.Conv1d(64, 128, 3, padding=1)
        self.normalisation2 = nn.BatchNorm1d(128)
        self.convolution3 = nn.Conv1d(128, 256, 3, padding=1)
        self.dropout = nn.Dropout(DROPOUT)
        self.intent = _two_layers(128, INTENT_COUNT)
        self.count = _two_layers(64, COUNTS)
        self.operands = nn.ModuleList(_two_layers(128, BINS) for _ in range(SLOTS))
        self.signs = nn.ModuleList(nn.Linear(256, 2) for _ in range(SLOTS))
        self.scope = _two_layers(64, SCOPES)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Logits of each head: [batch, 54], [batch, 5], [batch, 4, 256], [batch, 4, 2], [batch, 3]."""
        present = (tokens != PAD).unsqueeze(1).to(self.embedding.weight.dtype)
        layer = self.embedding(tokens).transpose(1, 2) * present
        layer = torch.relu(self.normalisation1(self.convolution1(layer))) * present
        layer = torch.relu(self.normalisation2(self.convolution2(layer))) * present
        layer = torch.relu(self.convolution3(layer)) * present
        # After a ReLU no value is below zero, so zeroed padding never exceeds the maximum of a text.
        features = self.dropout(layer.amax(dim=2))
        operands = torch.stack([head(features) for head in self.operands], dim=1)
        signs = torch.stack([head(features) for head in self.signs], dim=1)
        return self.intent(features), self.count(features), operands, signs, self.scope(features)


def _two_layers(hidden: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(256, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
