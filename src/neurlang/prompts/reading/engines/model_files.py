"""Model files: the place of the shipped ones, and the reader of whole files."""

from __future__ import annotations

from pathlib import Path

from neurlang.errors import ModelError
from neurlang.prompts.reading.checksum import is_damaged_onnx

ONNX = ".onnx"
LARGEST_MODEL = 256 << 20  # bytes; the shipped model has 2 MB
SHIPPED_MODEL = Path(__file__).parents[3] / "weights" / "prompts.safetensors"
ADVICE = "Train one with `nl train --data training_data.jsonl`, or name another with --model."


def read_model(path: Path) -> bytes:
    """A model file's bytes. Raises ModelError if it cannot be read, is too large, or .onnx and damaged."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MODEL:
            raise ModelError(
                f"Model file too large: {path} has {size} bytes, at most {LARGEST_MODEL} are read"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Model file not readable: {path} ({error.strerror})\n{ADVICE}") from error
    if path.suffix == ONNX and is_damaged_onnx(data):
        raise ModelError(f"Model file damaged: {path} does not match its checksum\n{ADVICE}")
    return data
