"""The engine `native`: our own evaluator, which the base install has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neurlang.errors import NativeCodeError
from neurlang.prompts.reading.engines.safetensors_files import read_tensors
from neurlang.prompts.reading.evaluation.compiled_network import CompiledNetwork
from neurlang.prompts.reading.evaluation.layers import Floats, layers_of
from neurlang.prompts.reading.network import Logits, Network
from neurlang.prompts.reading.tokens import Tokens


class NativeEngine:
    """Our own evaluator over safetensors: machine code on one thread, or NumPy if the system runs no native code.

    `without_code` says why there is no machine code; None if there is.
    """

    name = "native"

    def __init__(self, model: Path) -> None:
        self.model = model
        self.without_code: str | None = None
        layers = layers_of(read_tensors(model), str(model))
        self._network: CompiledNetwork | Network
        try:
            self._network = CompiledNetwork(layers)
        except NativeCodeError as error:
            self.without_code = str(error)
            self._network = Network(layers)

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch."""
        return self._network.evaluate(batch)

    def places(self, tokens: Tokens) -> Floats:
        """The encoder's features at each place of a text."""
        return self._network.places(tokens)
