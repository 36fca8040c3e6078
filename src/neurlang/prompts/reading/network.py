"""The seed's multi-head network, evaluated with NumPy, which the base install has.

Layers (`training.model` has the same in PyTorch): embedding 261 × 64; three convolutions of width 3, padded by one,
64 → 64 → 128 → 256, each with a ReLU, the first two with batch normalisation; the maximum over positions; then heads.
Batch normalisation is folded into the convolutions when weights are loaded, and the first convolution into a table
look-up of the embedding.

The texts of a batch stand end to end with one zero row between them. That is the padding by one of each convolution,
so the logits of a text depend only on its own tokens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import ModelError
from neurlang.prompts.reading.blas_threads import one_thread
from neurlang.prompts.reading.slots import BINS, SLOTS
from neurlang.prompts.reading.tokens import PAD, VOCABULARY, Tokens

Floats = NDArray[np.float32]

INTENTS = 54
COUNTS = 5  # 0 to 4 operands
SCOPES = 3  # see `scope`
WIDTH = 3
HEADS = (
    "intent",
    "count",
    "scope",
)  # of two layers each; the first layers are evaluated as one matrix product
BATCH_NORM_EPSILON = 1e-5  # PyTorch's default, used by the trainer

# The shape of every tensor of a model file, by its name; both are those of the PyTorch state dict.
SHAPES: dict[str, tuple[int, ...]] = {
    "embedding.weight": (VOCABULARY, 64),
    "convolution1.weight": (64, 64, WIDTH),
    "convolution1.bias": (64,),
    "normalisation1.weight": (64,),
    "normalisation1.bias": (64,),
    "normalisation1.running_mean": (64,),
    "normalisation1.running_var": (64,),
    "convolution2.weight": (128, 64, WIDTH),
    "convolution2.bias": (128,),
    "normalisation2.weight": (128,),
    "normalisation2.bias": (128,),
    "normalisation2.running_mean": (128,),
    "normalisation2.running_var": (128,),
    "convolution3.weight": (256, 128, WIDTH),
    "convolution3.bias": (256,),
    "intent.0.weight": (128, 256),
    "intent.0.bias": (128,),
    "intent.2.weight": (INTENTS, 128),
    "intent.2.bias": (INTENTS,),
    "count.0.weight": (64, 256),
    "count.0.bias": (64,),
    "count.2.weight": (COUNTS, 64),
    "count.2.bias": (COUNTS,),
    **{
        name: shape
        for slot in range(SLOTS)
        for name, shape in {
            f"operands.{slot}.0.weight": (128, 256),
            f"operands.{slot}.0.bias": (128,),
            f"operands.{slot}.2.weight": (BINS, 128),
            f"operands.{slot}.2.bias": (BINS,),
            f"signs.{slot}.weight": (2, 256),
            f"signs.{slot}.bias": (2,),
        }.items()
    },
    "scope.0.weight": (64, 256),
    "scope.0.bias": (64,),
    "scope.2.weight": (SCOPES, 64),
    "scope.2.bias": (SCOPES,),
}


@dataclass(frozen=True, slots=True)
class Logits:
    """The heads' outputs for a batch, float32, before any softmax; the first axis is the text."""

    intent: Floats  # [batch, 54]
    count: Floats  # [batch, 5]
    operands: Floats | OperandScores  # [batch, 4, 256]
    signs: Floats  # [batch, 4, 2]; the second means negative
    scope: Floats  # [batch, 3]


class OperandScores:
    """The operand heads' outputs for one text, [1, 4, 256]; a head is evaluated when its scores are first needed.

    Most requests have one or two operands, and these heads have most of the weights. It is indexed like the array.
    """

    def __init__(self, pooled: Floats, layers: Sequence[tuple[Floats, Floats]]) -> None:
        self._pooled = pooled
        self._layers = layers

    def __getitem__(self, place: tuple[int, int]) -> Floats:
        """The scores of a text's slot, float32[256]."""
        row, slot = place
        (inner, inner_bias), (outer, outer_bias) = self._layers
        hidden = np.maximum(self._pooled[row] @ inner[slot] + inner_bias[slot, 0], 0.0)
        scores: Floats = hidden @ outer[slot] + outer_bias[slot, 0]
        return scores

    def __array__(self, dtype: object = None, copy: bool | None = None) -> Floats:
        return np.stack([self[0, slot] for slot in range(SLOTS)])[None]


def check_tensors(tensors: Mapping[str, Floats], origin: str) -> None:
    """Refuse weights that do not fit this network. Raises ModelError, which names the first wrong tensor."""
    for name, shape in SHAPES.items():
        if name not in tensors:
            raise ModelError(f"{origin}: not a Neurlang model: tensor '{name}' is missing")
        tensor = tensors[name]
        if tuple(tensor.shape) != shape:
            raise ModelError(f"{origin}: tensor '{name}' has shape {tuple(tensor.shape)}, expected {shape}")
        if not np.isfinite(tensor).all():
            raise ModelError(f"{origin}: tensor '{name}' holds NaN or infinity")


class Network:
    """Weights ready for evaluation. Immutable once made; threads may share it."""

    def __init__(self, tensors: Mapping[str, Floats], origin: str = "weights") -> None:
        check_tensors(tensors, origin)
        weights = {name: tensors[name].astype(np.float32) for name in SHAPES}
        kernel1, self._bias1 = _fold_normalisation(weights, 1)
        # [width, vocabulary, 64]: what a token adds to the outputs before, at and after its place.
        self._table1 = np.stack([weights["embedding.weight"] @ kernel1[:, :, tap].T for tap in range(WIDTH)])
        self._table1[:, PAD] = 0.0
        kernel2, self._bias2 = _fold_normalisation(weights, 2)
        self._kernel2 = _as_matrix(kernel2)
        self._kernel3 = _as_matrix(weights["convolution3.weight"])
        self._bias3 = weights["convolution3.bias"]
        hidden = [_linear(weights, f"{head}.0") for head in HEADS]
        self._hidden = np.concatenate([weight for weight, _ in hidden], axis=1)
        self._hidden_bias = np.concatenate([bias for _, bias in hidden])
        ends = np.cumsum([len(bias) for _, bias in hidden]).tolist()
        self._places = [slice(end - len(bias), end) for end, (_, bias) in zip(ends, hidden, strict=True)]
        self._output = [_linear(weights, f"{head}.2") for head in HEADS]
        # The four operand heads have one shape, so one product evaluates all. Biases are [4, 1, …], for any batch.
        slots = range(SLOTS)
        layers = [[_linear(weights, f"operands.{slot}.{layer}") for slot in slots] for layer in (0, 2)]
        self._operands = [
            (np.stack([weight for weight, _ in layer]), np.stack([bias for _, bias in layer])[:, None])
            for layer in layers
        ]
        signs = [_linear(weights, f"signs.{slot}") for slot in slots]
        self._signs = np.concatenate([weight for weight, _ in signs], axis=1)
        self._signs_bias = np.concatenate([bias for _, bias in signs])

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits of each text. A PAD token anywhere counts as the zeros after the end of the text.

        Raises ValueError if the batch or one of its texts is empty.
        """
        if not batch or min(len(tokens) for tokens in batch) == 0:
            raise ValueError("the network reads texts of one token or more")
        with one_thread():
            return self._logits(batch)

    def _logits(self, batch: Sequence[Tokens]) -> Logits:
        pooled = self._encode(batch)
        hidden = np.maximum(pooled @ self._hidden + self._hidden_bias, 0.0)
        intent, count, scope = (
            hidden[:, place] @ weight + bias
            for place, (weight, bias) in zip(self._places, self._output, strict=True)
        )
        signs = (pooled @ self._signs + self._signs_bias).reshape(-1, SLOTS, 2)
        if len(batch) == 1:
            return Logits(intent, count, OperandScores(pooled, self._operands), signs, scope)
        (inner, inner_bias), (outer, outer_bias) = self._operands
        operands = np.maximum(pooled @ inner + inner_bias, 0.0) @ outer + outer_bias
        return Logits(intent, count, operands.transpose(1, 0, 2), signs, scope)

    def places(self, tokens: Tokens) -> Floats:
        """[length, 256]: the encoder's features at each place of a text, before the maximum."""
        with one_thread():
            return self._features(*_end_to_end([tokens])[:1])

    def _encode(self, batch: Sequence[Tokens]) -> Floats:
        """[batch, 256]: the encoder's features, after the maximum over positions."""
        row, starts = _end_to_end(batch)
        layer = self._features(row)
        # After a ReLU every value is at least 0, so the zeros in the gaps never exceed the maximum of a text.
        if len(batch) == 1:
            pooled: Floats = layer.max(axis=0, keepdims=True)
            return pooled
        return np.maximum.reduceat(layer, starts, axis=0)

    def _features(self, row: NDArray[np.intp]) -> Floats:
        gaps = np.flatnonzero(row == PAD)
        before, at, after = self._table1
        layer = at[row]
        layer[1:] += before[row[:-1]]
        layer[:-1] += after[row[1:]]
        layer = _activate(layer, self._bias1, gaps)
        layer = _activate(_windows(layer) @ self._kernel2, self._bias2, gaps)
        return _activate(_windows(layer) @ self._kernel3, self._bias3, gaps)


def _fold_normalisation(weights: Mapping[str, Floats], layer: int) -> tuple[Floats, Floats]:
    """Kernel and bias of a convolution that include its batch normalisation (Jacob et al. 2018, eq. 14)."""
    name = f"normalisation{layer}"
    deviation = np.sqrt(weights[f"{name}.running_var"] + BATCH_NORM_EPSILON)
    scale = weights[f"{name}.weight"] / deviation
    kernel = weights[f"convolution{layer}.weight"] * scale[:, None, None]
    bias = (weights[f"convolution{layer}.bias"] - weights[f"{name}.running_mean"]) * scale
    return kernel, (bias + weights[f"{name}.bias"]).astype(np.float32)


def _linear(weights: Mapping[str, Floats], layer: str) -> tuple[Floats, Floats]:
    """A linear layer as the right factor of a matrix product, and its bias."""
    return np.ascontiguousarray(weights[f"{layer}.weight"].T), weights[f"{layer}.bias"]


def _as_matrix(kernel: Floats) -> Floats:
    """[width · inputs, outputs]: a convolution's kernel as the right factor of a matrix product."""
    return np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]))


def _end_to_end(batch: Sequence[Tokens]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All texts in one row, with a PAD between two, and the index of the first token of each."""
    if len(batch) == 1:
        return batch[0].astype(np.intp), np.zeros(1, dtype=np.intp)
    lengths = np.array([len(tokens) + 1 for tokens in batch])
    row = np.full(lengths.sum() - 1, PAD, dtype=np.intp)
    starts = np.cumsum(lengths) - lengths
    for start, tokens in zip(starts, batch, strict=True):
        row[start : start + len(tokens)] = tokens
    return row, starts


def _windows(layer: Floats) -> Floats:
    """[positions, 3 · channels]: each position with its two neighbours, zeros beyond the ends."""
    positions, channels = layer.shape
    windows = np.empty((positions, WIDTH, channels), dtype=np.float32)
    windows[0, 0] = 0.0
    windows[1:, 0] = layer[:-1]
    windows[:, 1] = layer
    windows[:-1, 2] = layer[1:]
    windows[-1, 2] = 0.0
    return windows.reshape(positions, WIDTH * channels)


def _activate(layer: Floats, bias: Floats, gaps: NDArray[np.intp]) -> Floats:
    """ReLU of layer + bias, with zeros in the gaps between texts. Works in place."""
    layer += bias
    np.maximum(layer, 0.0, out=layer)
    if gaps.size:
        layer[gaps] = 0.0
    return layer
