"""The layers of a network, ready for evaluation: folded, as right factors of products, float32.

Batch normalisation is folded into the convolutions. Every evaluator and the ONNX export start from these layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import ModelError
from neurlang.prompts.reading.blas_threads import one_thread
from neurlang.prompts.reading.evaluation.architecture import (
    WIDTH,
    Architecture,
    HeadShape,
    architecture_of,
    layers_of_head,
)
from neurlang.prompts.reading.tokens import PAD

Floats = NDArray[np.float32]

BATCH_NORM_EPSILON = 1e-5  # PyTorch's default, used by the trainer


@dataclass(frozen=True, slots=True)
class Affine:
    """A product with a weight of [inputs, outputs], and a bias."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """A head on the features; the hidden layer, if there is one, ends with a ReLU."""

    hidden: Affine | None
    output: Affine


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers in order. A convolution has a weight of [3 · inputs, outputs], for each place with its two neighbours.

    Each convolution ends with a ReLU. The embedding of PAD is 0.
    """

    embedding: Floats  # [vocabulary, inputs]
    convolutions: tuple[Affine, ...]
    heads: Mapping[str, tuple[Head, ...]]  # a series, or one

    def table(self) -> Floats:
        """The first convolution as a table of [3, vocabulary, outputs].

        It has what a token adds to the outputs behind, at and before its place.
        """
        kernel = self.convolutions[0].weight.reshape(WIDTH, -1, len(self.convolutions[0].bias))
        with one_thread():
            return np.stack([self.embedding @ tap for tap in kernel])


def layers_of(tensors: Mapping[str, Floats], origin: str) -> Layers:
    """The layers of a weights file. Raises ModelError, which names the first wrong tensor."""
    architecture = check_tensors(tensors, origin)
    weights = {name: tensors[name].astype(np.float32) for name in architecture.shapes()}
    convolutions = [
        _folded(weights, number, is_normalised=each.is_normalised)
        for number, each in enumerate(architecture.convolutions, 1)
    ]
    if not all(np.isfinite(part).all() for each in convolutions for part in (each.weight, each.bias)):
        raise ModelError(f"{origin}: not a Neurlang model: a batch normalisation has no finite scale")
    embedding = weights["embedding.weight"].copy()
    embedding[PAD] = 0.0
    heads = {
        head.name: tuple(_head(weights, architecture, head, member) for member in head.members)
        for head in architecture.heads
    }
    return Layers(embedding, tuple(convolutions), heads)


def check_tensors(tensors: Mapping[str, Floats], origin: str) -> Architecture:
    """The architecture of a weights file. Raises ModelError, which names the first wrong tensor."""
    architecture = architecture_of({name: tuple(each.shape) for name, each in tensors.items()}, origin)
    for name in architecture.shapes():
        if tensors[name].dtype.kind != "f":
            raise ModelError(f"{origin}: tensor '{name}' holds {tensors[name].dtype}, not real numbers")
        if not np.isfinite(tensors[name]).all():
            raise ModelError(f"{origin}: tensor '{name}' holds NaN or infinity")
    return architecture


def _folded(weights: Mapping[str, Floats], number: int, *, is_normalised: bool) -> Affine:
    """A convolution that includes its batch normalisation (Jacob et al. 2018, eq. 14)."""
    kernel, bias = weights[f"convolution{number}.weight"], weights[f"convolution{number}.bias"]
    if not is_normalised:
        return Affine(_as_matrix(kernel), bias)
    name = f"normalisation{number}"
    with np.errstate(invalid="ignore", divide="ignore"):  # the caller refuses what is not finite
        scale = weights[f"{name}.weight"] / np.sqrt(weights[f"{name}.running_var"] + BATCH_NORM_EPSILON)
        bias = (bias - weights[f"{name}.running_mean"]) * scale + weights[f"{name}.bias"]
        return Affine(_as_matrix(kernel * scale[:, None, None]), bias.astype(np.float32))


def _head(weights: Mapping[str, Floats], architecture: Architecture, head: HeadShape, member: str) -> Head:
    names = [name for name, _ in layers_of_head(member, architecture.features, head)]
    *hidden, output = [_linear(weights, name) for name in names]
    return Head(hidden[0] if hidden else None, output)


def _linear(weights: Mapping[str, Floats], layer: str) -> Affine:
    return Affine(np.ascontiguousarray(weights[f"{layer}.weight"].T), weights[f"{layer}.bias"])


def _as_matrix(kernel: Floats) -> Floats:
    """[width · inputs, outputs]: a convolution's kernel as the right factor of a matrix product."""
    return np.ascontiguousarray(kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]))
