"""The steps of a network for `code`, and the weights that they point to, in blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neurlang.prompts.reading.evaluation.architecture import WIDTH
from neurlang.prompts.reading.evaluation.code import FIELDS, TILE, Kind
from neurlang.prompts.reading.evaluation.layers import Affine, Floats, Head, Layers

Steps = NDArray[np.int64]

FIRST, SECOND, SINGLE = range(3)  # the buffers: two for layers with a row for each token, one for single rows
ALIGNMENT = 64  # bytes
FLOAT = 4  # bytes


@dataclass(frozen=True, slots=True)
class Place:
    """A matrix in a buffer, from a byte on; its width is a multiple of TILE."""

    buffer: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class Result:
    """Where the outputs of a head or of a series are among the floats of the single rows."""

    place: slice
    shape: tuple[int, ...] | None  # of a series, whose last axis may be longer than the outputs
    outputs: int

    def of(self, singles: Floats) -> Floats:
        """The outputs for one text, [1, …, outputs]; `singles` is [1, floats]."""
        found = singles[:, self.place]
        return found if self.shape is None else found.reshape(self.shape)[..., : self.outputs]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the buffers, multiples of ALIGNMENT: of a row of the widest layer, its ends, and all single rows."""

    row: int
    ends: int
    singles: int


class Planner:
    """Collects steps and the arrays that they point to, and how large the buffers must be."""

    def __init__(self) -> None:
        self.kept: list[Floats] = []
        self.widest = 0  # floats of a layer's row
        self.single_bytes = 0
        self._steps: list[tuple[int, ...]] = []

    def taken(self) -> Steps:
        """The steps since the last call."""
        found = np.array(self._steps, dtype=np.int64).reshape(-1, len(FIELDS))
        self._steps = []
        return found

    def sizes(self) -> Sizes:
        """How large the buffers must be for all steps so far."""
        bits = self.widest // 8
        return Sizes(_aligned(FLOAT * self.widest + bits), _aligned(2 * bits), self.single_bytes)

    def add_convolutions(self, layers: Layers) -> Place:
        """All layers with a row for each token; returns the place of the last."""
        first, *others = layers.convolutions
        place = self._layer(FIRST, len(first.bias))
        self._add(
            Kind.LOOKUP,
            target=place,
            weights=self._keep(_padded(layers.table())),
            bias=self._keep(_padded(first.bias)),
            relu=1,
        )
        for convolution in others:
            target = self._layer(SECOND if place.buffer == FIRST else FIRST, len(convolution.bias))
            self._add_product(place, convolution, target, taps=WIDTH, relu=1)
            place = target
        return place

    def add_maximum(self, place: Place) -> Place:
        """The maximum over the rows of a layer; returns the place of the features."""
        features = self._single(place.width)
        self._add(Kind.MAXIMUM, source=place, target=features)
        return features

    def add_head(self, heads: Sequence[Head], features: Place) -> Result:
        """A head, or a series; a series of linear layers is one product."""
        outputs = len(heads[0].output.bias)
        if len(heads) == 1:
            place = self._single(outputs)
            self._add_to(heads[0], features, place)
            return Result(_floats(place, outputs), None, outputs)
        if all(head.hidden is None for head in heads):
            together = Affine(
                np.concatenate([head.output.weight for head in heads], axis=1),
                np.concatenate([head.output.bias for head in heads]),
            )
            place = self._single(len(together.bias))
            self._add_product(features, together, place)
            return Result(_floats(place, len(together.bias)), (1, len(heads), outputs), outputs)
        width = _up(outputs)
        place = self._single(width * len(heads))
        for number, head in enumerate(heads):
            part = replace(place, at=place.at + FLOAT * width * number, width=width)
            self._add_to(head, features, part)
        return Result(_floats(place, place.width), (1, len(heads), width), outputs)

    def _add_to(self, head: Head, features: Place, target: Place) -> None:
        """The layers of one head."""
        source = features
        if head.hidden is not None:
            source = self._single(len(head.hidden.bias))
            self._add_product(features, head.hidden, source, relu=1)
        self._add_product(source, head.output, target)

    def _add_product(
        self, source: Place, layer: Affine, target: Place, *, taps: int = 1, relu: int = 0
    ) -> None:
        weights = self._keep(_blocks(layer.weight, taps))
        bias = self._keep(_padded(layer.bias))
        self._add(Kind.PRODUCT, source, target, taps=taps, weights=weights, bias=bias, relu=relu)

    def _add(
        self,
        kind: Kind,
        source: Place | None = None,
        target: Place = Place(SINGLE, 0, 0),
        *,
        taps: int = 1,
        weights: int = 0,
        bias: int = 0,
        relu: int = 0,
    ) -> None:
        from_ = source or target
        single = int(target.buffer == SINGLE)
        self._steps.append((
            kind,
            *(from_.buffer, from_.at, from_.width),
            *(taps, weights, bias),
            *(target.buffer, target.at, target.width),
            *(relu, single),
        ))  # fmt: skip

    def _layer(self, buffer: int, width: int) -> Place:
        """The whole of a buffer for a layer of a width."""
        self.widest = max(self.widest, _up(width))
        return Place(buffer, 0, _up(width))

    def _single(self, width: int) -> Place:
        """A new place for a single row, with the bits behind it."""
        place = Place(SINGLE, self.single_bytes, _up(width))
        self.single_bytes += _aligned(FLOAT * place.width + 3 * place.width // 8)
        return place

    def _keep(self, values: Floats) -> int:
        """The address of an aligned copy, which lives as long as `kept`."""
        room = np.empty(values.size + ALIGNMENT // FLOAT, dtype=np.float32)
        first = -address_of(room) % ALIGNMENT // FLOAT
        copy = room[first : first + values.size]
        copy[:] = values.ravel()
        self.kept.append(copy)
        return address_of(copy)


def _floats(place: Place, count: int) -> slice:
    """The first floats of a single row, as a slice of all single rows."""
    return slice(place.at // FLOAT, place.at // FLOAT + count)


def address_of(array: NDArray[np.generic]) -> int:
    """Where an array lies in memory."""
    found: int = array.__array_interface__["data"][0]
    return found


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _up(width: int) -> int:
    return -(-width // TILE) * TILE


def _padded(values: Floats) -> Floats:
    """The values with zeros behind them, up to a multiple of TILE in the last axis."""
    extra = _up(values.shape[-1]) - values.shape[-1]
    return np.pad(values, [(0, 0)] * (values.ndim - 1) + [(0, extra)])


def _blocks(weight: Floats, taps: int) -> Floats:
    """A weight of [taps · inputs, outputs] as [tiles, taps, blocks, TILE, TILE]: blocks of TILE inputs and outputs."""
    inputs = weight.shape[0] // taps
    wide = _padded(weight.reshape(taps, inputs, -1))
    full = np.pad(wide, [(0, 0), (0, _up(inputs) - inputs), (0, 0)])
    parts = full.reshape(taps, -1, TILE, full.shape[-1] // TILE, TILE)
    return np.ascontiguousarray(parts.transpose(3, 0, 1, 2, 4))
