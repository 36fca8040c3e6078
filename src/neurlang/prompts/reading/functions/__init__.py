"""Requests for functions of the library, in words: read where the phrases, the network and the chart refuse a text.

`read_function(text, …)` finds the values of a text, asks a head of its own for the likeliest functions, and compares
the text with the known phrasings of each. A reading must account for every word and every value.
"""

from neurlang.prompts.reading.functions.expressions import FACTS, applied
from neurlang.prompts.reading.functions.head import (
    FUNCTION_FEATURES,
    FUNCTION_WIDTH,
    features_of,
    function_head_of,
)
from neurlang.prompts.reading.functions.items import Item, items_of
from neurlang.prompts.reading.functions.phrasings import (
    PHRASINGS_FILE,
    Target,
    function_head_file,
    phrasing_of,
    phrasing_words,
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
    "FACTS",
    "FUNCTION_FEATURES",
    "FUNCTION_WIDTH",
    "PHRASINGS_FILE",
    "SCORES_THEMSELVES",
    "Candidate",
    "FunctionReading",
    "Item",
    "Target",
    "applied",
    "candidates_of",
    "features_of",
    "forget_functions",
    "function_head_file",
    "items_of",
    "likeliest_share",
    "phrasing_of",
    "phrasing_words",
    "read_function",
    "targets",
    "written_phrasing",
]


def forget_functions() -> None:
    """Forget phrasings and heads that were read, after new ones are written."""
    for each in (targets, phrasing_words, function_head_of):
        each.cache_clear()
