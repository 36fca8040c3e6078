"""The engine `tract`: a small inference library without dependencies, which the extra `tract` installs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from neurlang.errors import ModelError
from neurlang.prompts.reading.engines.batches import OUTPUTS, check_outputs, logits_of, padded
from neurlang.prompts.reading.engines.model_files import ADVICE, SHIPPED_MODEL, read_model
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.tokens import Tokens


class TractEngine:
    """Tract over .onnx, on the CPU, with one thread.

    The sizes of a batch stay symbols of its model. It does not tell the names of outputs, so their order counts, and
    further heads are left out.
    """

    name = "tract"

    def __init__(self, model: Path) -> None:
        import tract

        self.model = model
        read_model(model)  # bounds the size; tract itself takes only a path
        if model != SHIPPED_MODEL.with_suffix(".onnx"):
            try_elsewhere(model)
        try:
            typed: Any = tract.onnx().load(model).into_model()
            shapes = [[_size(dim) for dim in fact.dims()] for fact in typed.output_facts()]
            self._runnable = typed.into_runnable()
        except Exception as error:  # tract raises its own class and those of ctypes
            raise ModelError(
                f"Model file damaged: {model} is not a readable ONNX file ({_first_line(error)})\n{ADVICE}"
            ) from error
        check_outputs(model, dict(zip(OUTPUTS, shapes, strict=False)))

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch, padded to the longest."""
        found = self._runnable.run([padded(batch)])
        return logits_of({name: each.to_numpy() for name, each in zip(OUTPUTS, found, strict=False)})


TRIAL = """
import sys, numpy, tract
runnable = tract.onnx().load(sys.argv[1]).into_model().into_runnable()
for shape in ((1, 1), (2, 3)):
    [each.to_numpy() for each in runnable.run([numpy.full(shape, 97, dtype=numpy.int64)])]
"""
LONGEST_TRIAL = 120.0  # seconds; it takes a fraction of one


def try_elsewhere(model: Path) -> None:
    """Load and run a model in another process: tract ends its process if a file is damaged in some ways.

    Raises ModelError if that process does not end well.
    """
    command = [sys.executable, "-P", "-c", TRIAL, str(model.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_TRIAL, check=False)
    except subprocess.TimeoutExpired:
        raise ModelError(f"Model file damaged: tract does not end with {model}\n{ADVICE}") from None
    if done.returncode != 0:
        raise ModelError(f"Model file damaged: tract cannot evaluate {model}\n{ADVICE}")


def _size(dim: object) -> object:
    """A size as a number if it is one."""
    text = str(dim)
    return int(text) if text.isdigit() else text


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
