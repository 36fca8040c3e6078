"""The formats of model files, known without PyTorch."""

from __future__ import annotations

from pathlib import Path

from neurlang.errors import UsageError

MODEL_FORMATS = (".safetensors", ".onnx", ".pt")
# Packages beyond PyTorch that writing a format needs.
WRITER_PACKAGES = {".onnx": ("onnx", "onnxscript", "onnxslim")}


def check_model_format(path: Path) -> None:
    """Refuse a file whose suffix is not a format that can be written. Raises UsageError."""
    if path.suffix not in MODEL_FORMATS:
        raise UsageError(f"Unknown model format '{path.suffix}': choose from {', '.join(MODEL_FORMATS)}")
