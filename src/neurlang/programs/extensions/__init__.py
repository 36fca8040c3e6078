"""Extensions, which `ext.call` calls: the registry, and the pieces from which users make their own.

The reference page is loaded on first use: only `nl resolve --markdown` needs it.
"""

from typing import TYPE_CHECKING

from neurlang.faces import later
from neurlang.programs.extensions.extension import Extension, Result
from neurlang.programs.extensions.handles import HANDLE_BASE
from neurlang.programs.extensions.held_values import Held, Text
from neurlang.programs.extensions.parameters import (
    Output,
    Parameter,
    Place,
    block,
    buffer,
    closed,
    data,
    freed,
    held,
    key,
    number,
    out,
    place,
    text,
    text_of,
    word,
)
from neurlang.programs.extensions.registry import (
    ENTRY_POINT_GROUP,
    Registry,
    built_in,
    installed,
    user_extensions,
)
from neurlang.programs.extensions.resolution import DEFAULT_THRESHOLD, Match

if TYPE_CHECKING:
    from neurlang.programs.extensions.reference import reference_page
else:
    __getattr__ = later(__name__, {"reference_page": "reference"})

__all__ = [
    "DEFAULT_THRESHOLD",
    "ENTRY_POINT_GROUP",
    "HANDLE_BASE",
    "Extension",
    "Held",
    "Match",
    "Output",
    "Parameter",
    "Place",
    "Registry",
    "Result",
    "Text",
    "block",
    "buffer",
    "built_in",
    "closed",
    "data",
    "freed",
    "held",
    "installed",
    "key",
    "number",
    "out",
    "place",
    "reference_page",
    "text",
    "text_of",
    "user_extensions",
    "word",
]
