"""The network in PyTorch with folded layers and few products, for the engine `torch` and the export to ONNX.

The mask of padding is made once: the embedding of PAD has a further channel with a 1, which each convolution passes on
and by which it makes all its other outputs negative, so that the ReLU returns 0. Nothing else marks padding.

The heads take at most four products: the first layers of all heads that have two, the second layers of single heads (as
a matrix of blocks), those of a series (as one stacked product), and all heads with one layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from neurlang.prompts.reading.evaluation.architecture import WIDTH
from neurlang.prompts.reading.evaluation.layers import Affine, Floats, Head, Layers
from neurlang.prompts.reading.tokens import PAD

if TYPE_CHECKING:
    from torch import Tensor

BLOCKING = -30_000.0  # far below any sum of a trained network, and a number of float16


class FoldedModel(nn.Module):
    """Token ids int64[batch, length] to the logits of each head, in the order of the layers."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.names = tuple(layers.heads)
        self._depth = len(layers.convolutions)
        self._keep("table", _with_mask(layers.embedding))
        for number, each in enumerate(layers.convolutions):
            kernel, bias = _masked_kernel(each, is_last=number == self._depth - 1)
            self._keep(f"kernel{number}", kernel)
            self._keep(f"kernel{number}_bias", bias)
        deep = {name: heads for name, heads in layers.heads.items() if heads[0].hidden is not None}
        self._shallow = {name: heads for name, heads in layers.heads.items() if name not in deep}
        self._single = {name: heads for name, heads in deep.items() if len(heads) == 1}
        self._series = {name: heads for name, heads in deep.items() if len(heads) > 1}
        order = [head for group in (self._single, self._series) for heads in group.values() for head in heads]
        if order:
            self._keep_layer("hidden", _side_by_side([_hidden(head) for head in order]))
        if self._single:
            self._keep_layer("single", _in_blocks([heads[0].output for heads in self._single.values()]))
        for name, heads in self._series.items():
            self._keep(f"{name}_series", np.stack([head.output.weight for head in heads]))
            self._keep(f"{name}_series_bias", np.stack([head.output.bias for head in heads]))
        if self._shallow:
            outputs = [head.output for heads in self._shallow.values() for head in heads]
            self._keep_layer("shallow", _side_by_side(outputs))

    def _keep(self, name: str, values: Floats) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values, dtype=np.float32)))

    def _keep_layer(self, name: str, layer: Affine) -> None:
        self._keep(name, layer.weight.T)
        self._keep(f"{name}_bias", layer.bias)

    def _layer(self, name: str, inputs: Tensor) -> Tensor:
        return functional.linear(inputs, self.get_buffer(name), self.get_buffer(f"{name}_bias"))

    def forward(self, tokens: Tensor) -> tuple[Tensor, ...]:
        """Logits of each head, [batch, outputs], or of each series, [batch, heads, outputs]."""
        layer = functional.embedding(tokens, self.get_buffer("table")).transpose(1, 2)
        for number in range(self._depth):
            kernel, bias = self.get_buffer(f"kernel{number}"), self.get_buffer(f"kernel{number}_bias")
            layer = torch.relu(functional.conv1d(layer, kernel, bias, padding=WIDTH // 2))
        # After a ReLU no value is below zero, so zeroed padding never exceeds the maximum of a text.
        features = layer.amax(dim=2)
        found = self._deep(features) | self._of_shallow(features)
        return tuple(found[name] for name in self.names)

    def _deep(self, features: Tensor) -> dict[str, Tensor]:
        """The logits of the heads with two layers."""
        if not self._single and not self._series:
            return {}
        hidden = torch.relu(self._layer("hidden", features))
        first = sum(_width(heads) for heads in self._single.values())
        parts = torch.split(hidden, [first, *map(_width, self._series.values())], dim=1)
        found = {}
        if self._single:
            outputs = [len(heads[0].output.bias) for heads in self._single.values()]
            logits = torch.split(self._layer("single", parts[0]), outputs, dim=1)
            found = dict(zip(self._single, logits, strict=True))
        for (name, heads), part in zip(self._series.items(), parts[1:], strict=True):
            rows = part.reshape(-1, len(heads), 1, _width(heads) // len(heads))
            sums = (rows @ self.get_buffer(f"{name}_series")).squeeze(2)
            found[name] = sums + self.get_buffer(f"{name}_series_bias")
        return found

    def _of_shallow(self, features: Tensor) -> dict[str, Tensor]:
        """The logits of the heads with one layer."""
        if not self._shallow:
            return {}
        widths = [sum(len(head.output.bias) for head in heads) for heads in self._shallow.values()]
        logits = torch.split(self._layer("shallow", features), widths, dim=1)
        return {
            name: part if len(heads) == 1 else part.reshape(-1, len(heads), len(heads[0].output.bias))
            for (name, heads), part in zip(self._shallow.items(), logits, strict=True)
        }


def _with_mask(embedding: Floats) -> Floats:
    """The embedding with the channel of the mask behind the others."""
    mask = np.zeros((len(embedding), 1), dtype=np.float32)
    mask[PAD] = 1.0
    return np.concatenate([embedding, mask], axis=1)


def _masked_kernel(layer: Affine, *, is_last: bool) -> tuple[Floats, Floats]:
    """Kernel [outputs, inputs, 3] and bias of a convolution that blocks padding, and passes the mask on if not last."""
    outputs = len(layer.bias)
    kernel = layer.weight.reshape(WIDTH, -1, outputs).transpose(2, 1, 0)
    inputs = kernel.shape[1]
    masked = np.zeros((outputs + (not is_last), inputs + 1, WIDTH), dtype=np.float32)
    masked[:outputs, :inputs] = kernel
    masked[:outputs, inputs, WIDTH // 2] = BLOCKING
    masked[outputs:, inputs, WIDTH // 2] = 1.0
    return masked, np.concatenate([layer.bias, np.zeros(len(masked) - outputs, dtype=np.float32)])


def _hidden(head: Head) -> Affine:
    assert head.hidden is not None  # the caller sorted the heads
    return head.hidden


def _width(heads: Sequence[Head]) -> int:
    """The hidden units of a head or of all heads of a series."""
    return sum(len(_hidden(head).bias) for head in heads)


def _side_by_side(layers: Sequence[Affine]) -> Affine:
    """Layers of the same inputs as one."""
    return Affine(
        np.concatenate([each.weight for each in layers], axis=1),
        np.concatenate([each.bias for each in layers]),
    )


def _in_blocks(layers: Sequence[Affine]) -> Affine:
    """Layers of different inputs as one, whose weight has their weights as blocks and zeros elsewhere."""
    sizes = np.cumsum([(0, 0), *(each.weight.shape for each in layers)], axis=0).tolist()
    weight = np.zeros(sizes[-1], dtype=np.float32)
    for (top, left), each in zip(sizes, layers, strict=False):
        weight[top : top + each.weight.shape[0], left : left + each.weight.shape[1]] = each.weight
    return Affine(weight, np.concatenate([each.bias for each in layers]))


def logits_by_name(model: FoldedModel, tokens: Tensor) -> Mapping[str, Tensor]:
    """The logits of each head by its name."""
    return dict(zip(model.names, model(tokens), strict=True))
