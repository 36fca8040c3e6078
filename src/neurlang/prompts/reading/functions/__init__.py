"""Requests for functions of the library, in words: read where the phrases, the network and the chart refuse a text.

`read_function(text, …)` finds the values of a text, asks a head of its own for the likeliest functions, and compares the
text with the known phrasings of each. A reading must account for every word and every value.
"""

from neurlang.prompts.reading.functions.head import FEATURES, WIDTH, features_of
from neurlang.prompts.reading.functions.items import Item, items_of
from neurlang.prompts.reading.functions.phrasings import (
    PHRASINGS_FILE,
    Target,
    head_file,
    phrasing_of,
    targets,
    written_phrasing,
)
from neurlang.prompts.reading.functions.reading import (
    SCORES_THEMSELVES,
    Candidate,
    FunctionReading,
    candidates_of,
    likeliest_share,
    read_function,
)

__all__ = [
    "FEATURES",
    "PHRASINGS_FILE",
    "SCORES_THEMSELVES",
    "Candidate",
        "WIDTH",
    "FunctionReading",
    "Item",
    "Target",
    "candidates_of",
    "features_of",
    "head_file",
    "items_of",
    "likeliest_share",
    "phrasing_of",
    "read_function",
    "targets",
    "written_phrasing",
]
