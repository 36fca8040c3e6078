"""The engine `ort`: ONNX Runtime, which the extra `ort` installs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.engines.batches import check_outputs, logits_of, padded
from neurlang.prompts.reading.engines.model_files import ADVICE, read_model
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.tokens import Tokens

PROVIDERS = (
    "CUDAExecutionProvider",
    "TensorrtExecutionProvider",
    "CoreMLExecutionProvider",
    "CPUExecutionProvider",
)
"""In the order in which they are tried; those that the installed ONNX Runtime lacks are left out."""

NOT_SPINNING = ("session.intra_op.allow_spinning", "session.inter_op.allow_spinning")
"""A spinning thread takes the time of other threads while it waits for work."""


class OrtEngine:
    """ONNX Runtime over .onnx: one session with one thread, as a text is too short for several."""

    name = "ort"

    def __init__(self, model: Path) -> None:
        import onnxruntime

        self.model = model
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        for setting in NOT_SPINNING:
            options.add_session_config_entry(setting, "0")
        options.log_severity_level = 4  # fatal only: errors are raised, so the log need not repeat them
        there = onnxruntime.get_available_providers()
        data = read_model(model)
        try:
            self._session = onnxruntime.InferenceSession(
                data,
                options,
                providers=[name for name in PROVIDERS if name in there],
                enable_fallback=0,  # it would print on standard output; within the list, ONNX Runtime goes on by itself
            )
            inputs = self._session.get_inputs()
        except Exception as error:  # onnxruntime raises its own classes, whose only common base is Exception
            raise ModelError(
                f"Model file damaged: {model} is not a readable ONNX file ({error})\n{ADVICE}"
            ) from error
        check_outputs(model, {each.name: each.shape for each in self._session.get_outputs()})
        if [(each.name, each.type, len(each.shape)) for each in inputs] != [("tokens", "tensor(int64)", 2)]:
            raise ModelError(f"{model}: not a Neurlang model: its input is not a matrix of tokens, int64")
        self._names = [each.name for each in self._session.get_outputs()]

    @property
    def providers(self) -> tuple[str, ...]:
        """The execution providers that the session uses."""
        return tuple(self._session.get_providers())

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch, padded to the longest."""
        found = self._session.run(self._names, {"tokens": padded(batch)})
        return logits_of(dict(zip(self._names, found, strict=True)))
