"""The interface of all engines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from neurlang.prompts.reading.evaluation.layers import Floats
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.tokens import Tokens


class Engine(Protocol):
    """Evaluates the network for a batch of token sequences."""

    name: str
    model: Path

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch. Raises ValueError for an empty batch or text."""
        ...


@runtime_checkable
class SeesPlaces(Protocol):
    """An engine that also shows what the encoder finds at each place of a text."""

    def places(self, tokens: Tokens) -> Floats:
        """The encoder's features, float32[length, 256]."""
        ...
