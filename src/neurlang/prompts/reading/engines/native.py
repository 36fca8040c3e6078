"""The engine `native`: our own evaluator, which the base install has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.checksum import carried_checksum, checksum_of
from neurlang.prompts.reading.engines.model_files import ADVICE, read_model
from neurlang.prompts.reading.network import Floats, Logits, Network
from neurlang.prompts.reading.tokens import Tokens


class NativeEngine:
    """Our own evaluator over safetensors; needs NumPy only."""

    name = "native"

    def __init__(self, model: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load

        self.model = model
        try:
            data = read_model(model)
            tensors = load(data)
        except (SafetensorError, ValueError, KeyError) as error:
            raise ModelError(
                f"Model file damaged: {model} is not a safetensors file ({error})\n{ADVICE}"
            ) from error
        if carried_checksum(data) not in (None, checksum_of(data)):
            raise ModelError(
                f"Model file damaged: {model} does not match the checksum in its header\n{ADVICE}"
            )
        self._network = Network(tensors, str(model))

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch."""
        return self._network.evaluate(batch)

    def places(self, tokens: Tokens) -> Floats:
        """The encoder's features at each place of a text."""
        return self._network.places(tokens)
