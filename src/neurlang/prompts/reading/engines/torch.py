"""The engine `torch`: PyTorch, which the extra `torch` installs."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch

from neurlang.errors import ModelError
from neurlang.printable import printable
from neurlang.prompts.reading.engines.batches import logits_of, padded
from neurlang.prompts.reading.engines.folded_model import FoldedModel, logits_by_name
from neurlang.prompts.reading.engines.model_files import read_model
from neurlang.prompts.reading.engines.safetensors_files import read_tensors
from neurlang.prompts.reading.evaluation.layers import Floats, layers_of
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.tokens import Tokens


class TorchEngine:
    """PyTorch over .safetensors and .pt, on CUDA if it is there, else with one thread of the CPU."""

    name = "torch"

    def __init__(self, model: Path) -> None:
        self.model = model
        tensors = read_state(model) if model.suffix == ".pt" else read_tensors(model)
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._network = FoldedModel(layers_of(tensors, str(model))).eval().to(self._device)

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch, padded to the longest."""
        tokens = torch.from_numpy(padded(batch)).to(self._device)
        with torch.inference_mode(), one_thread():
            found = logits_by_name(self._network, tokens)
            return logits_of({name: each.cpu().numpy() for name, each in found.items()})


def read_state(path: Path) -> Mapping[str, Floats]:
    """The tensors of a .pt state dict; tensors only, never code. Raises ModelError for anything else."""
    read_model(path)  # bounds the size
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many classes for a damaged archive
        raise ModelError(
            f"Model file damaged: {path} is not a PyTorch state dict ({_reason(error)})"
        ) from error
    if not isinstance(state, dict) or not all(isinstance(each, torch.Tensor) for each in state.values()):
        raise ModelError(f"Model file damaged: {path} does not hold a state dict of tensors")
    return {str(name): _as_array(each) for name, each in state.items()}


def _reason(error: Exception) -> str:
    """Why, in a few words: PyTorch's own advise to run what the file holds."""
    if isinstance(error, pickle.UnpicklingError | LookupError | EOFError):
        return "it holds more than tensors, or no tensors"
    return printable(str(error).partition("\n")[0].partition(". ")[0]) or type(error).__name__


def _as_array(tensor: torch.Tensor) -> Floats:
    """The tensor as an array; NumPy has no bfloat16."""
    dense = tensor.detach().to_dense()
    found: Floats = (dense.float() if dense.is_floating_point() else dense).numpy()
    return found


@contextmanager
def one_thread() -> Iterator[None]:
    """In this context PyTorch uses one thread: a text is too short for several, which would wait for each other."""
    before = torch.get_num_threads()
    if before == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
