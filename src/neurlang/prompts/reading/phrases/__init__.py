"""The fixed phrases of English arithmetic: the grammar of notation with words in it reads them as trees."""

from neurlang.prompts.reading.phrases.parser import PhraseParser
from neurlang.prompts.reading.phrases.table import KNOWN_UNITS, NEGATIONS
from neurlang.prompts.reading.phrases.words import TABLE_WORDS, is_wordy, mended, one_edit, prepared

__all__ = [
    "KNOWN_UNITS",
    "NEGATIONS",
    "TABLE_WORDS",
    "PhraseParser",
    "is_wordy",
    "mended",
    "one_edit",
    "prepared",
]
