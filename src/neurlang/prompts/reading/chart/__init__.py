"""Requests inside requests: the chart over a text's stretches.

The network says of each stretch whether it is one complete request where it stands (`stretch_head`). A stretch that
reads as a request is replaced by its value, in every way, until the text is one request (`trees`, `passages`).
"""

from neurlang.prompts.reading.chart.stretch_head import (
    BESIDE,
    FEATURES,
    HIDDEN,
    NEAR,
    STRETCH_SHAPES,
    VIEWS,
    StretchHead,
    stretch_head_of,
    stretches_file,
)
from neurlang.prompts.reading.chart.stretches import core_of, stretches_of
from neurlang.prompts.reading.chart.trees import RequestTree, trees_of

__all__ = [
    "BESIDE",
    "FEATURES",
    "HIDDEN",
    "NEAR",
    "STRETCH_SHAPES",
    "VIEWS",
    "RequestTree",
    "StretchHead",
    "core_of",
    "stretch_head_of",
    "stretches_file",
    "stretches_of",
    "trees_of",
]
