"""What every engine does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from neurlang.prompts.reading.network import Logits
    from neurlang.prompts.reading.tokens import Tokens


class Engine(Protocol):
    """Evaluates the network for a batch of token sequences."""

    name: str
    model: Path

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch. Raises ValueError for an empty batch or text."""
        ...
