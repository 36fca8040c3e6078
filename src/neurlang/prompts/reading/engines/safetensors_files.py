"""Weights in safetensors files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.checksum import carried_checksum, checksum_of
from neurlang.prompts.reading.engines.model_files import ADVICE, read_model
from neurlang.prompts.reading.evaluation.layers import Floats


def read_tensors(model: Path) -> Mapping[str, Floats]:
    """The tensors of a file, whose checksum is compared if it has one. Raises ModelError."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    data = read_model(model)
    try:
        tensors: Mapping[str, Floats] = load(data)
        carried = carried_checksum(data)
    except (SafetensorError, ValueError, KeyError) as error:
        raise ModelError(
            f"Model file damaged: {model} is not a safetensors file ({error})\n{ADVICE}"
        ) from error
    if carried not in (None, checksum_of(data)):
        raise ModelError(f"Model file damaged: {model} does not match the checksum in its header\n{ADVICE}")
    return tensors
