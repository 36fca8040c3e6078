"""Networks of our kind beside the seed's."""

from __future__ import annotations

from dataclasses import replace

from neurlang.prompts.reading import SEED, Architecture, HeadShape
from neurlang.prompts.reading.evaluation.architecture import Convolution

LIGHT = Architecture(
    32,
    (Convolution(64, False), Convolution(64, True)),
    (
        HeadShape("intent", 0, 54),
        HeadShape("count", 0, 5),
        HeadShape("operands", 0, 256, 4),
        HeadShape("signs", 0, 2, 4),
        HeadShape("scope", 0, 3),
    ),
)
WITH_MORE_HEADS = replace(
    SEED,
    heads=(
        *SEED.heads,
        HeadShape("library", 100, 700),
        HeadShape("places", 30, 7, 3),
        HeadShape("stretch", 0, 1),
    ),
)
