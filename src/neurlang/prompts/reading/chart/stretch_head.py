"""The head that says whether a stretch of a text is one complete request, in its context.

It stands on the encoder of the network. It sees nine views of a stretch: the maximum over its places, over all places
before and behind it, and over the nearest places before and behind it; a place before it, its first and last place, and
a place behind it. Constituency parsers score spans like this (Stern et al. 2017; Kitaev and Klein 2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import ModelError
from neurlang.prompts.reading.blas_threads import one_thread
from neurlang.prompts.reading.engines import read_tensors

Floats = NDArray[np.float32]

FEATURES = 256  # of the encoder, at each place
VIEWS = 9  # see the module
HIDDEN = 128
NEAR = 8  # places before and behind a stretch
BESIDE = 4  # so far is a place outside, which sees the seven tokens around it
STRETCH_SHAPES: dict[str, tuple[int, ...]] = {
    "0.weight": (HIDDEN, FEATURES * VIEWS),
    "0.bias": (HIDDEN,),
    "2.weight": (1, HIDDEN),
    "2.bias": (1,),
}


class StretchHead:
    """The head's weights, ready for evaluation."""

    def __init__(self, tensors: Mapping[str, Floats], origin: str) -> None:
        for name, shape in STRETCH_SHAPES.items():
            if name not in tensors or tuple(tensors[name].shape) != shape:
                raise ModelError(
                    f"{origin}: not the head for stretches: tensor '{name}' must have shape {shape}"
                )
        inner = tensors["0.weight"].astype(np.float32).reshape(HIDDEN, VIEWS, FEATURES)
        self._views = [np.ascontiguousarray(inner[:, view].T) for view in range(VIEWS)]
        self._bias = tensors["0.bias"].astype(np.float32)
        self._outer = tensors["2.weight"][0].astype(np.float32)
        self._outer_bias = float(tensors["2.bias"][0])

    def probabilities(self, places: Floats, stretches: Sequence[tuple[int, int]]) -> Floats:
        """How likely each stretch is a complete request where it stands.

        `places` is the encoder's output; a stretch is its first place and the place behind it.
        """
        within = np.stack([places[first:end].max(axis=0) for first, end in stretches])
        firsts, ends = np.array(stretches).T
        with one_thread():
            # Only the first view depends on both ends of a stretch. The others are multiplied once for each place.
            before, behind = self._borders(places)
            hidden = within @ self._views[0] + before[firsts] + behind[ends] + self._bias
            logits = np.maximum(hidden, 0.0) @ self._outer + self._outer_bias
        found: Floats = 1.0 / (1.0 + np.exp(-logits))
        return found

    def _borders(self, places: Floats) -> tuple[Floats, Floats]:
        """[places + 1, HIDDEN] each: what a stretch adds that begins at a place, and one that ends before it."""
        count = len(places)
        padded = np.concatenate(
            [np.zeros((NEAR, FEATURES), np.float32), places, np.zeros((NEAR, FEATURES), np.float32)]
        )
        nothing = padded[:1]
        windows = np.lib.stride_tricks.sliding_window_view(padded, NEAR, axis=0)[: count + NEAR + 1].max(
            axis=-1
        )
        begins = (
            (np.concatenate([nothing, np.maximum.accumulate(places)]), 1),
            (windows[: count + 1], 3),
            (padded[NEAR - BESIDE : NEAR - BESIDE + count + 1], 5),
            (padded[NEAR : NEAR + count + 1], 6),
        )
        finishes = (
            (np.concatenate([np.maximum.accumulate(places[::-1])[::-1], nothing]), 2),
            (windows[NEAR : NEAR + count + 1], 4),
            (padded[NEAR - 1 : NEAR + count], 7),
            (padded[NEAR - 1 + BESIDE : NEAR + BESIDE + count], 8),
        )
        return self._summed(begins), self._summed(finishes)

    def _summed(self, parts: Sequence[tuple[Floats, int]]) -> Floats:
        """[rows, HIDDEN]: what several views add, each multiplied with its weights."""
        found: Floats = np.sum([each @ self._views[view] for each, view in parts], axis=0)
        return found


def stretches_file(model: Path) -> Path:
    """The file with the head for stretches that belongs to a model."""
    return model.parent / f"{model.stem}.stretches.safetensors"


@lru_cache(maxsize=8)
def stretch_head_of(model: Path) -> StretchHead | None:
    """The head that belongs to a model; None if it has none. Raises ModelError if its file is damaged."""
    path = stretches_file(model)
    if not path.is_file():
        return None
    return StretchHead(read_tensors(path), str(path))
