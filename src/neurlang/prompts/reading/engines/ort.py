"""The engine `ort`: ONNX Runtime, which the extra `ort` installs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from neurlang.errors import ModelError
from neurlang.prompts.reading.engines.model_files import ADVICE, read_model
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.tokens import PAD, Tokens

OUTPUTS = ("intent", "count", "operands", "signs", "scope")  # of an ONNX file: the fields of Logits


class OrtEngine:
    """ONNX Runtime over .onnx, on the CPU: one session, one thread (a text is too short for several)."""

    name = "ort"

    def __init__(self, model: Path) -> None:
        import onnxruntime

        self.model = model
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # fatal only: errors are raised, so the log need not repeat them
        try:
            self._session = onnxruntime.InferenceSession(
                read_model(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own classes, whose only common base is Exception
            raise ModelError(
                f"Model file damaged: {model} is not a readable ONNX file ({error})\n{ADVICE}"
            ) from error
        names = [output.name for output in self._session.get_outputs()]
        if names != list(OUTPUTS):
            raise ModelError(f"{model}: not a Neurlang model: outputs are {names}, expected {list(OUTPUTS)}")

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch, padded to the longest."""
        if not batch or min(len(tokens) for tokens in batch) == 0:
            raise ValueError("the network reads texts of one token or more")
        padded = np.full((len(batch), max(len(tokens) for tokens in batch)), PAD, dtype=np.int64)
        for row, tokens in zip(padded, batch, strict=True):
            row[: len(tokens)] = tokens
        return Logits(*self._session.run(list(OUTPUTS), {"tokens": padded}))
