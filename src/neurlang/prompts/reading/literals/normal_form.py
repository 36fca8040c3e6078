"""The normal form of a prompt: the typed text with plain signs; quoted texts stay as they are.

Outside quotation marks: Unicode NFKC (UAX 15), typographic signs as their ASCII counterparts, no control or
format characters, runs of white space as one space, none at the ends, lower case. Inside them nothing
changes. The marks themselves become straight.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from neurlang.prompts.reading.literals.typography import FRACTIONS, INVISIBLE, QUOTES, RAISED_DIGITS, SIGNS

_STRAIGHT = str.maketrans(QUOTES)
# İ alone has a lower case of two characters; spans need one for one.
_PLAIN = str.maketrans(SIGNS | FRACTIONS | {"√": " sqrt ", "İ": "I"})
_RAISED = f"{RAISED_DIGITS}⁺⁻"
_RAISED_TO_PLAIN = str.maketrans(_RAISED, "0123456789+-")
_RAISED_RUN = re.compile(f"[{_RAISED}]+")
# `2½` is two and a half, not 21/2.
_BESIDE_FRACTION = re.compile("(?<=[0-9])(?=[{0}])|(?<=[{0}])(?=[0-9])".format("".join(FRACTIONS)))
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_SPACES = re.compile(r"\s+")

# A double quote opens a quotation unless a digit precedes it (12" is twelve inches). A single quote opens only where a
# word may begin and closes only where one may end; apostrophes may stand between. Each scan stops where the next could
# begin, so the time is linear. Raised digits and fractions count as the digits that they become.
_DIGITS = "0-9" + "".join(FRACTIONS) + RAISED_DIGITS
_QUOTED = re.compile(
    rf"""
    (?<![{_DIGITS}\\])"((?:[^"\\]|\\.)*+)"
  | (?<![\w\\])'((?:[^'\\]|\\.|(?<=\w)'(?=\w))*+)'(?![\w^{_RAISED}])
    """,
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([nt\"'\\])")
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted text: its value with escapes replaced, and its span, which includes the marks."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A prompt in normal form; `cased` is the same text, character by character, before lower-casing."""

    text: str
    cased: str
    quotations: tuple[Quotation, ...]


def quotations_of(prompt: str) -> tuple[tuple[int, int, str], ...]:
    """The quoted texts of a prompt as typed: start and end, which include the marks, and value."""
    straight = prompt if prompt.isascii() else prompt.translate(_STRAIGHT)
    if '"' not in straight and "'" not in straight:
        return ()
    return tuple(
        (match.start(), match.end(), _unescape(prompt[slice(*match.span(match.lastindex or 0))]))
        for match in _QUOTED.finditer(straight)
    )


def normalise(prompt: str) -> NormalForm:
    """The normal form of any text; never raises, takes time linear in the length."""
    straight = prompt if prompt.isascii() else prompt.translate(_STRAIGHT)
    if '"' in straight or "'" in straight:
        matches = tuple(_QUOTED.finditer(straight))
        if matches:
            return _with_quotations(prompt, matches)
    cased = fold(straight).strip()
    return NormalForm(cased.lower(), cased, ())


def fold(text: str) -> str:
    """The plain form of unquoted text: normalised, except for the case and the white space at the ends."""
    if text.isascii() and text.isprintable():  # most prompts; their only white space is the space
        return _SPACES.sub(" ", text) if "  " in text else text
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = _BESIDE_FRACTION.sub(" ", text.translate(_STRAIGHT))
        text = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_RAISED_TO_PLAIN), text)
        text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    return _SPACES.sub(" ", text)


def _with_quotations(prompt: str, matches: tuple[re.Match[str], ...]) -> NormalForm:
    cased: list[str] = []
    lowered: list[str] = []
    quotations: list[Quotation] = []
    position = length = 0
    for match in matches:
        between = fold(prompt[position : match.start()])
        between = between.lstrip() if position == 0 else between
        first, last = match.span(match.lastindex or 0)
        mark = match[0][0]
        quoted = mark + prompt[first:last] + mark
        cased += (between, quoted)
        lowered += (between.lower(), quoted)
        start = length + len(between)
        length = start + len(quoted)
        quotations.append(Quotation(_unescape(prompt[first:last]), start, length))
        position = match.end()
    rest = fold(prompt[position:]).rstrip()
    return NormalForm("".join(lowered) + rest.lower(), "".join(cased) + rest, tuple(quotations))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED[match[1]], text) if "\\" in text else text
