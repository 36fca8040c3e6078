"""What follows a request, with the value of the request in the place of the pronoun: `then halve it`."""

from __future__ import annotations

import re

from neurlang.prompts.reading.phrases.table import OPENINGS

_LINK = re.compile(
    r"(?:\s*[,;.]|\s+(?:and|then|next|finally|now|afterwards|after that|lastly)\b)+\s*", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"\b(?:it|that|this|the result|that result|this result|the answer|the outcome|the number|that number|the value|"
    r"that value|what you get|what i get|what is left|what remains|the rest|what you have|what i have)\b",
    re.IGNORECASE,
)
_OPENINGS = sorted(OPENINGS, key=len, reverse=True)
_AROUND = " ,.:;!"


def sequel_of(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Where the sequel of a request in a text begins, and the place of its pronoun.

    None if another word than an opening is before the request, or if the sequel has no pronoun or several.
    """
    if not only_opens(text[:start].lower()):
        return None
    link = _LINK.match(text, end)
    if link is None:
        return None
    pronouns = list(_PRONOUN.finditer(text, link.end()))
    return (link.end(), *pronouns[0].span()) if len(pronouns) == 1 else None


def only_opens(text: str) -> bool:
    """Whether a text has only openings: `please, calculate`."""
    rest = text.strip(_AROUND)
    while rest:
        opening = next((each for each in _OPENINGS if re.match(rf"{re.escape(each)}\b", rest)), None)
        if opening is None:
            return False
        rest = rest[len(opening) :].strip(_AROUND)
    return True
