"""In-scope phrasings: the ways in which people ask for each intent, and texts rendered from them.

`PHRASES` and `SEQUELS` have phrases by intent, `COMPOSED` requests for several operations, `COURTESIES` words around a
request. `render` makes a text of a phrase, with the values that the reader must find in it. `draw` picks a phrase; its
weights keep lines with many alternatives from displacing the others.
"""

from neurlang.prompts.training.phrasing.catalogue import PHRASES, SEQUELS, draw, spare_numbers
from neurlang.prompts.training.phrasing.compositions import COMPOSED
from neurlang.prompts.training.phrasing.courtesies import COURTESIES, Courtesy
from neurlang.prompts.training.phrasing.forms import QUOTED
from neurlang.prompts.training.phrasing.people import fillers_of
from neurlang.prompts.training.phrasing.phrase import Composition, Field, Mood, Operand, Phrase, fields_of
from neurlang.prompts.training.phrasing.render import NEAT, USUAL, Carelessness, Rendered, render

__all__ = [
    "COMPOSED",
    "COURTESIES",
    "NEAT",
    "PHRASES",
    "QUOTED",
    "SEQUELS",
    "USUAL",
    "Carelessness",
    "Composition",
    "Courtesy",
    "Field",
    "Mood",
    "Operand",
    "Phrase",
    "Rendered",
    "draw",
    "fields_of",
    "fillers_of",
    "render",
    "spare_numbers",
]
