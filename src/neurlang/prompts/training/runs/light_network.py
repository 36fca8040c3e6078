"""The small variant of the network, for `nl train --light`: about a tenth of the seed's model."""

from __future__ import annotations

from neurlang.prompts.reading import SEED, Architecture, Convolution, HeadShape

EMBEDDING, FEATURES = 32, 64
# Four heads from 64 features to 256 bins would have 66,560 parameters; through 16 units they have 21,568.
OPERAND_UNITS = 16


def _light(head: HeadShape) -> HeadShape:
    """The head with the same outputs, straight from the features where that is small."""
    return HeadShape(head.name, OPERAND_UNITS if head.name == "operands" else 0, head.outputs, head.count)


LIGHT = Architecture(
    embedding=EMBEDDING,
    convolutions=(Convolution(FEATURES, is_normalised=True), Convolution(FEATURES, is_normalised=False)),
    heads=tuple(map(_light, SEED.heads)),
)
