"""Model files: .safetensors and .pt (a state dict) for training, `native` and `torch`; .onnx for `ort` and `tract`."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import torch

from neurlang.errors import ModelError
from neurlang.prompts.reading import (
    ADVICE,
    CHECKSUM_KEY,
    STRETCH_SHAPES,
    check_tensors,
    checksum_of,
    read_state,
    read_tensors,
)
from neurlang.prompts.training.functions.learner import FunctionModel
from neurlang.prompts.training.model import MultiHeadModel
from neurlang.prompts.training.model_formats import check_model_format
from neurlang.prompts.training.onnx_export import ExportOptions, export_onnx
from neurlang.result_files import write_file


def save_model(model: MultiHeadModel, path: Path) -> None:
    """Write a model in the format of the file's suffix. Raises UsageError if there is no such format."""
    check_model_format(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, WRITERS[path.suffix](model))


def save_stretch_head(head: torch.nn.Sequential, path: Path) -> None:
    """Write the head for stretches as safetensors, with its checksum."""
    from safetensors.torch import save

    state = {
        name: tensor.contiguous() for name, tensor in head.state_dict().items() if name in STRETCH_SHAPES
    }
    write_file(path, save(state, metadata={CHECKSUM_KEY: checksum_of(save(state))}))


def save_function_head(head: FunctionModel, path: Path) -> None:
    """Write the head for functions as safetensors in half precision, with its checksum."""
    from safetensors.torch import save

    state = {
        "table": head.table.weight.detach().half().contiguous(),
        "weight": head.output.weight.detach().half().contiguous(),
        "bias": head.output.bias.detach().float().contiguous(),
    }
    write_file(path, save(state, metadata={CHECKSUM_KEY: checksum_of(save(state))}))


def load_model(path: Path) -> MultiHeadModel:
    """Read a .pt state dict (tensors only, never code) or .safetensors. Raises ModelError for anything else."""
    if not path.is_file():
        raise ModelError(f"Model file not found: {path}\n{ADVICE}")
    if path.suffix not in READERS:
        raise ModelError(f"{path}: a model to export is a .pt or .safetensors file")
    tensors = READERS[path.suffix](path)
    architecture = check_tensors(tensors, str(path))
    model = MultiHeadModel(architecture)
    state = {name: torch.from_numpy(tensors[name].copy()) for name in architecture.shapes()}
    model.load_state_dict(state, strict=False)
    model.eval()
    return model


READERS = {".pt": read_state, ".safetensors": read_tensors}


def _state_of(model: MultiHeadModel) -> dict[str, torch.Tensor]:
    state = model.state_dict()
    return {name: each.contiguous() for name, each in state.items() if name in model.architecture.shapes()}


def _as_safetensors(model: MultiHeadModel) -> bytes:
    from safetensors.torch import save

    state = _state_of(model)
    return bytes(save(state, metadata={CHECKSUM_KEY: checksum_of(save(state))}))


def _as_pt(model: MultiHeadModel) -> bytes:
    content = io.BytesIO()
    torch.save(_state_of(model), content)
    return content.getvalue()


def _as_onnx(model: MultiHeadModel) -> bytes:
    return export_onnx(model, ExportOptions()).data


WRITERS: dict[str, Callable[[MultiHeadModel], bytes]] = {
    ".safetensors": _as_safetensors,
    ".onnx": _as_onnx,
    ".pt": _as_pt,
}
