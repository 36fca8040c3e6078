"""The network's logits, and its evaluation with NumPy: the reference for every engine, used where no native code runs.

The texts of a batch stand end to end with one zero row between them. That is the padding by one of each convolution,
so the logits of a text depend only on its own tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neurlang.prompts.reading.blas_threads import one_thread
from neurlang.prompts.reading.evaluation.architecture import NEEDED, WIDTH
from neurlang.prompts.reading.evaluation.layers import Affine, Floats, Head, Layers
from neurlang.prompts.reading.slots import SLOTS
from neurlang.prompts.reading.tokens import PAD, Tokens


@dataclass(frozen=True, slots=True)
class Logits:
    """The heads' outputs for a batch, float32, before any softmax; the first axis is the text."""

    intent: Floats  # [batch, 54]
    count: Floats  # [batch, 5]
    operands: Floats | OperandScores  # [batch, 4, 256]
    signs: Floats  # [batch, 4, 2]; the second means negative
    scope: Floats  # [batch, 3]
    others: Mapping[str, Floats] = field(default_factory=dict)  # of further heads of the model


class OperandScores:
    """The operand heads' outputs for one text, [1, 4, 256]; a head is evaluated when its scores are first needed.

    Most requests have one or two operands, and these heads have most of the weights. It is indexed like the array.
    """

    def __init__(self, scores_of: Callable[[int], Floats]) -> None:
        self._scores_of = scores_of
        self._known: dict[int, Floats] = {}

    def __getitem__(self, place: tuple[int, int]) -> Floats:
        """The scores of a text's slot, float32[256]."""
        row, slot = place
        if row != 0:
            raise IndexError("these are the scores of one text")
        if slot not in self._known:
            self._known[slot] = self._scores_of(slot)
        return self._known[slot]

    def __array__(self, dtype: object = None, copy: bool | None = None) -> Floats:
        return np.stack([self[0, slot] for slot in range(SLOTS)])[None]


def check_batch(batch: Sequence[Tokens]) -> None:
    """Refuse a batch that is empty or has an empty text. Raises ValueError."""
    if not batch or min(map(len, batch)) == 0:
        raise ValueError("the network reads texts of one token or more")


class Network:
    """Weights ready for evaluation. Immutable once made; threads may share it."""

    def __init__(self, layers: Layers) -> None:
        self._table = layers.table()
        self._convolutions = layers.convolutions
        self._heads = layers.heads

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits of each text. A PAD token anywhere counts as the zeros after the end of the text.

        Raises ValueError if the batch or one of its texts is empty.
        """
        check_batch(batch)
        with one_thread():
            pooled = self._encode(batch)
            found = {name: _of_series(heads, pooled) for name, heads in self._heads.items()}
        needed = {name: found.pop(name) for name in NEEDED}
        return Logits(**needed, others=found)

    def places(self, tokens: Tokens) -> Floats:
        """[length, features]: what the encoder finds at each place of a text, before the maximum."""
        check_batch([tokens])
        with one_thread():
            return self._features(tokens.astype(np.intp))

    def _encode(self, batch: Sequence[Tokens]) -> Floats:
        """[batch, features]: the encoder's features, after the maximum over positions."""
        row, starts = _end_to_end(batch)
        # After a ReLU every value is at least 0, so the zeros in the gaps never exceed the maximum of a text.
        pooled: Floats = np.maximum.reduceat(self._features(row), starts, axis=0)
        return pooled

    def _features(self, row: NDArray[np.intp]) -> Floats:
        gaps = np.flatnonzero(row == PAD)
        before, at, after = self._table
        layer = at[row]
        layer[1:] += before[row[:-1]]
        layer[:-1] += after[row[1:]]
        layer = _activate(layer, self._convolutions[0].bias, gaps)
        for convolution in self._convolutions[1:]:
            layer = _activate(_windows(layer) @ convolution.weight, convolution.bias, gaps)
        return layer


def _of_series(heads: Sequence[Head], pooled: Floats) -> Floats:
    """The outputs of a head, [batch, outputs], or of a series, [batch, heads, outputs]."""
    outputs = [_of_head(head, pooled) for head in heads]
    return np.stack(outputs, axis=1) if len(outputs) > 1 else outputs[0]


def _of_head(head: Head, pooled: Floats) -> Floats:
    if head.hidden is None:
        return _product(pooled, head.output)
    return _product(np.maximum(_product(pooled, head.hidden), 0.0), head.output)


def _product(inputs: Floats, layer: Affine) -> Floats:
    found: Floats = inputs @ layer.weight + layer.bias
    return found


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
