"""The phrasebook: what people say, in text files that need no knowledge of Python, and the reader of their notation.

Folders: `requests` holds phrases by family, `out_of_scope` what is to be refused, `words` lists of words. The pages
beside them hold what continues a request, goes around it, or is left of it. `docs/training.md` describes the
notation; `pages` reads it.
"""

from neurlang.prompts.training.phrasebook.marks import alternatives, shown
from neurlang.prompts.training.phrasebook.pages import (
    FOLDER,
    Line,
    Page,
    Section,
    entries_of,
    lines_of,
    parse_page,
    read_page,
    words_of,
)

__all__ = [
    "FOLDER",
    "Line",
    "Page",
    "Section",
    "alternatives",
    "entries_of",
    "lines_of",
    "parse_page",
    "read_page",
    "shown",
    "words_of",
]
