"""The place of the file with the functions that a data file or a model knows besides ours. Every prompt asks for it."""

from __future__ import annotations

from pathlib import Path


def functions_file(beside: Path) -> Path:
    """As `model.functions.json` of `model.onnx`."""
    return beside.with_suffix(".functions.json")
