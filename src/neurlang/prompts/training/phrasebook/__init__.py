"""The phrasebook: texts that people type, in plain text files, and the reader of their notation.

Folders: `requests` has phrases by family, `out_of_scope` texts to be refused, `words` lists of words. The pages beside
them have sequels, compositions, courtesies, endings and incomplete pieces. `docs/training.md` describes the notation;
`pages` reads it.
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
