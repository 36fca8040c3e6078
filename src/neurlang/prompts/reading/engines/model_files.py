"""Model files: the place of the shipped ones, and the reader of whole files."""

from __future__ import annotations

from pathlib import Path

from neurlang.errors import ModelError

LARGEST_MODEL = 256 << 20  # bytes; the shipped model has 2 MB
SHIPPED_MODEL = Path(__file__).parents[3] / "weights" / "prompts.safetensors"
ADVICE = "Train one with `nl train --data training_data.jsonl`, or name another with --model."


def read_model(path: Path) -> bytes:
    """A model file's bytes. Raises ModelError if it cannot be read or is larger than any model of ours."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MODEL:
            raise ModelError(
                f"Model file too large: {path} has {size} bytes, at most {LARGEST_MODEL} are read"
            )
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"Model file not readable: {path} ({error.strerror})\n{ADVICE}") from error
