"""The architecture of a network: its layers and heads with their sizes, and the tensors of its weights file.

The seed's `MultiHeadModel` is one architecture. A file may have others of the same kind: its tensors say how wide the
embedding is, which convolutions and which heads there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neurlang.errors import ModelError
from neurlang.prompts.reading.slots import BINS, SLOTS
from neurlang.prompts.reading.tokens import VOCABULARY

INTENTS = 54
COUNTS = 5  # 0 to 4 operands
SCOPES = 3  # see `scope`
WIDTH = 3  # of each convolution, padded by one
MOST_CONVOLUTIONS = 8
WIDEST = 4096  # of a layer; those of the seed have at most 256

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Convolution:
    """A convolution of width 3 and its ReLU, with or without a batch normalisation between them."""

    outputs: int
    is_normalised: bool


@dataclass(frozen=True, slots=True)
class HeadShape:
    """A head with one layer, or with two if it has hidden units; a series has `count` of them, numbered from 0."""

    name: str
    hidden: int  # 0 without a hidden layer
    outputs: int
    count: int = 0  # 0 for a single head, which has no number

    @property
    def members(self) -> tuple[str, ...]:
        """The names of the heads of a series, or of the single head."""
        return tuple(f"{self.name}.{number}" for number in range(self.count)) if self.count else (self.name,)


@dataclass(frozen=True, slots=True)
class Architecture:
    """What a network is made of; the last convolution's maximum over positions is what the heads see."""

    embedding: int
    convolutions: tuple[Convolution, ...]
    heads: tuple[HeadShape, ...]

    @property
    def features(self) -> int:
        """The inputs of each head."""
        return self.convolutions[-1].outputs

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every tensor of a weights file, by its name; both are those of the PyTorch state dict."""
        return dict(self._shapes())

    def _shapes(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        yield "embedding.weight", (VOCABULARY, self.embedding)
        inputs = self.embedding
        for number, each in enumerate(self.convolutions, 1):
            yield f"convolution{number}.weight", (each.outputs, inputs, WIDTH)
            yield f"convolution{number}.bias", (each.outputs,)
            if each.is_normalised:
                for part in ("weight", "bias", "running_mean", "running_var"):
                    yield f"normalisation{number}.{part}", (each.outputs,)
            inputs = each.outputs
        for head in self.heads:
            for member in head.members:
                yield from _shapes_of_head(member, self.features, head)


def _shapes_of_head(member: str, inputs: int, head: HeadShape) -> Iterator[tuple[str, tuple[int, ...]]]:
    for layer, (left, right) in layers_of_head(member, inputs, head):
        yield f"{layer}.weight", (right, left)
        yield f"{layer}.bias", (right,)


def layers_of_head(member: str, inputs: int, head: HeadShape) -> Iterator[tuple[str, tuple[int, int]]]:
    """The linear layers of a head, each with its inputs and outputs. Number 1 is the ReLU between two."""
    if head.hidden:
        yield f"{member}.0", (inputs, head.hidden)
        yield f"{member}.2", (head.hidden, head.outputs)
    else:
        yield member, (inputs, head.outputs)


SEED = Architecture(
    embedding=64,
    convolutions=(Convolution(64, True), Convolution(128, True), Convolution(256, False)),
    heads=(
        #         name       hidden  outputs  count
        HeadShape("intent", 128, INTENTS),
        HeadShape("count", 64, COUNTS),
        HeadShape("operands", 128, BINS, SLOTS),
        HeadShape("signs", 0, 2, SLOTS),
        HeadShape("scope", 64, SCOPES),
    ),
)
"""The seed's network, with the scope head beside its own."""

NEEDED = {head.name: (head.outputs, head.count) for head in SEED.heads}
"""Outputs and count of the heads that every network must have; it may have more."""

_HEAD = re.compile(r"(?P<name>[a-z_]+)(?P<numbers>(?:\.\d{1,4}){0,2})\.(?:weight|bias)")


def architecture_of(shapes: Shapes, origin: str) -> Architecture:
    """The architecture of tensors of these shapes. Raises ModelError, which names the first that does not fit."""
    try:
        found = Architecture(_embedding(shapes), tuple(_convolutions(shapes)), tuple(_heads(shapes)))
    except KeyError as error:
        raise ModelError(f"{origin}: not a Neurlang model: tensor '{error.args[0]}' is missing") from None
    except IndexError:
        raise ModelError(f"{origin}: not a Neurlang model: a tensor has too few dimensions") from None
    _check_sizes(found, origin)
    for name, shape in found.shapes().items():
        if name not in shapes:
            raise ModelError(f"{origin}: not a Neurlang model: tensor '{name}' is missing")
        if shapes[name] != shape:
            raise ModelError(f"{origin}: tensor '{name}' has shape {shapes[name]}, expected {shape}")
    return found


def _embedding(shapes: Shapes) -> int:
    return shapes["embedding.weight"][1]


def _convolutions(shapes: Shapes) -> Iterator[Convolution]:
    numbers = range(1, MOST_CONVOLUTIONS + 2)
    last = next(
        number
        for number in numbers
        if f"convolution{number + 1}.weight" not in shapes or number > MOST_CONVOLUTIONS
    )
    for number in range(1, last + 1):
        outputs = shapes[f"convolution{number}.weight"][0]
        yield Convolution(outputs, f"normalisation{number}.weight" in shapes)


def _heads(shapes: Shapes) -> Iterator[HeadShape]:
    """The heads, first those that every network must have."""
    names = _names_of_heads(shapes)
    for name in (*NEEDED, *sorted(names - NEEDED.keys())):
        count = NEEDED[name][1] if name in NEEDED else _count(name, shapes)
        member = f"{name}.0" if count else name
        if _is_deep(member, shapes):
            hidden = shapes[f"{member}.0.weight"][0]
            yield HeadShape(name, hidden, shapes[f"{member}.2.weight"][0], count)
        else:
            yield HeadShape(name, 0, shapes[f"{member}.weight"][0], count)


def _is_deep(member: str, shapes: Shapes) -> bool:
    """Whether a head has two layers; like the seed's if there is nothing of it."""
    layers = {key.removeprefix(f"{member}.") for key in shapes if key.startswith(f"{member}.")}
    if layers & {"weight", "bias"}:
        return False
    return bool(layers) or any(member in head.members and head.hidden for head in SEED.heads)


def _names_of_heads(names: Iterable[str]) -> set[str]:
    found = {match["name"] for match in map(_HEAD.fullmatch, names) if match}
    return found - {"embedding"}


def _count(name: str, shapes: Shapes) -> int:
    """How many heads a series has; 0 for a single head. A single head of two layers has those of number 0 and 2."""
    numbers = {key.split(".")[1] for key in shapes if key.startswith(f"{name}.") and key.count(".") > 1}
    return 0 if not numbers or numbers == {"0", "2"} else len(numbers)


def _check_sizes(found: Architecture, origin: str) -> None:
    """Refuse layers that no code of ours would take, before the shapes are compared."""
    sizes: Sequence[int] = [
        found.embedding,
        *(each.outputs for each in found.convolutions),
        *(size for head in found.heads for size in (head.hidden or 1, head.outputs)),
    ]
    if not all(0 < size <= WIDEST for size in sizes):
        raise ModelError(f"{origin}: not a Neurlang model: a layer has no outputs, or more than {WIDEST}")
    if len(found.convolutions) > MOST_CONVOLUTIONS:
        raise ModelError(f"{origin}: not a Neurlang model: more than {MOST_CONVOLUTIONS} convolutions")
    for head in found.heads:
        if NEEDED.get(head.name, (head.outputs, head.count)) != (head.outputs, head.count):
            wanted = NEEDED[head.name][0]
            raise ModelError(f"{origin}: head '{head.name}' has {head.outputs} outputs, expected {wanted}")
