"""Model files: .safetensors for the native engine, .onnx for ONNX Runtime, .pt (a state dict) to continue training."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from neurlang.errors import ModelError
from neurlang.prompts.reading import (
    ADVICE,
    CHECKSUM_KEY,
    OUTPUTS,
    PAD,
    SHAPES,
    STRETCH_SHAPES,
    check_tensors,
    checksum_of,
    read_model,
)
from neurlang.prompts.training.model import MultiHeadModel
from neurlang.prompts.training.model_formats import check_model_format
from neurlang.result_files import write_file

OPSET = 18
LARGEST_DIFFERENCE = 1e-3  # between PyTorch's logits and ONNX Runtime's, on the texts of the check


def save_model(model: MultiHeadModel, path: Path) -> None:
    """Write a model in the format of the file's suffix. Raises UsageError if there is no such format."""
    check_model_format(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="neurlang-") as folder:
        made = Path(folder) / f"model{path.suffix}"
        WRITERS[path.suffix](model, made)
        write_file(path, made.read_bytes())


def save_stretch_head(head: torch.nn.Sequential, path: Path) -> None:
    """Write the head for stretches as safetensors, with its checksum."""
    from safetensors.torch import save

    state = {
        name: tensor.contiguous() for name, tensor in head.state_dict().items() if name in STRETCH_SHAPES
    }
    write_file(path, save(state, metadata={CHECKSUM_KEY: checksum_of(save(state))}))


def load_model(path: Path) -> MultiHeadModel:
    """Read a .pt state dict (tensors only, never code) or .safetensors. Raises ModelError for anything else."""
    if not path.is_file():
        raise ModelError(f"Model file not found: {path}\n{ADVICE}")
    state = _read_state(path)
    check_tensors({name: tensor.numpy() for name, tensor in state.items()}, str(path))
    model = MultiHeadModel()
    model.load_state_dict({name: state[name] for name in SHAPES}, strict=False)
    model.eval()
    return model


def _read_state(path: Path) -> dict[str, torch.Tensor]:
    if path.suffix == ".safetensors":
        from safetensors import SafetensorError
        from safetensors.torch import load

        try:
            return load(read_model(path))
        except SafetensorError as error:
            raise ModelError(f"Model file damaged: {path} is not a safetensors file ({error})") from error
    if path.suffix != ".pt":
        raise ModelError(f"{path}: a model to export is a .pt or .safetensors file")
    read_model(path)  # bounds the size
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many classes for a damaged archive
        raise ModelError(f"Model file damaged: {path} is not a PyTorch state dict ({error})") from error
    if not isinstance(state, dict) or not all(isinstance(each, torch.Tensor) for each in state.values()):
        raise ModelError(f"Model file damaged: {path} does not hold a state dict of tensors")
    return state


def _write_safetensors(model: MultiHeadModel, path: Path) -> None:
    from safetensors.torch import save

    state = {name: tensor.contiguous() for name, tensor in model.state_dict().items() if name in SHAPES}
    path.write_bytes(save(state, metadata={CHECKSUM_KEY: checksum_of(save(state))}))


def _write_pt(model: MultiHeadModel, path: Path) -> None:
    torch.save({name: tensor for name, tensor in model.state_dict().items() if name in SHAPES}, path)


def _write_onnx(model: MultiHeadModel, path: Path) -> None:
    import onnx
    import onnxslim

    model.eval()
    tokens = torch.full((2, 16), PAD, dtype=torch.int64)
    tokens[:, :12] = 65
    exported = torch.onnx.export(
        model,
        (tokens,),
        input_names=["tokens"],
        output_names=list(OUTPUTS),
        dynamic_shapes=({0: torch.export.Dim("batch"), 1: torch.export.Dim("length")},),
        opset_version=OPSET,
        dynamo=True,
        verbose=False,
    )
    assert exported is not None  # only a call without dynamo returns None
    optimised = onnxslim.slim(exported.model_proto)
    onnx.checker.check_model(optimised)
    onnx.save(optimised, path)
    _check_onnx(model, path)


def _check_onnx(model: MultiHeadModel, path: Path) -> None:
    """Compare ONNX Runtime's logits with PyTorch's, if it is installed. Raises ModelError if they differ."""
    try:
        import onnxruntime
    except ImportError:
        return
    generator = np.random.default_rng(0)
    tokens = generator.integers(0, PAD, size=(4, 40))
    tokens[1, 20:] = PAD
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    found = session.run(list(OUTPUTS), {"tokens": tokens})
    with torch.inference_mode():
        wanted = model(torch.from_numpy(tokens))
    worst = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(found, wanted, strict=True))
    if worst > LARGEST_DIFFERENCE:
        raise ModelError(f"The exported ONNX model differs from PyTorch's by {worst:.2g} in a logit")


WRITERS: dict[str, Callable[[MultiHeadModel, Path], None]] = {
    ".safetensors": _write_safetensors,
    ".onnx": _write_onnx,
    ".pt": _write_pt,
}
