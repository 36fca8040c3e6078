"""A row of the tables of paraphrases, and its pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from neurlang.prompts.reading.literals.number_vocabulary import SMALL, TENS

_SPELLED = "|".join((*SMALL, *TENS, "a dozen"))
NUMERAL = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?![.,]?\d|\s?%|\s?percent)|{_SPELLED})"
SIGNS = frozenset(",;.:=")
_WITHIN = r"[^;?!]+?"  # a part of a text within one sentence
_WITHOUT_COMMA = r"[^,;?!]+?"
_END = r"(?=[\s.?!]*$)"
_GOES_ON = (
    r"(?!\s+(?:when|if|after|of|from|by|over|once|in|between|upon|on|you|i|we|squared|cubed|than|for)\b)"
)
_VALUE = r"(?=\s+(?!and\b|then\b|again\b)\S)"
_ELEMENT = re.compile(
    r"(?P<option>\[[^\]]*\])|(?P<choice>\([^)]*\))|(?P<operand>[A-C])(?!\w)|(?P<number>[NMQK])(?!\w)"
    r"|(?P<mark>[\^$!&])|(?P<sign>,)|(?P<word>[^\s,$!&]+)"
)
_BESIDE_WORD = r"(?:(?<!\w)|\s+)"


@dataclass(frozen=True, slots=True)
class Row:
    """Words that people use, and common words of the same meaning.

    In a pattern, (a|b) is either of these words, and [a|b] either of them or nothing. A, B and C are parts of the text,
    C without commas. N and K are numbers, M is several of one (`5s`), and Q is a percentage. ^ is the beginning of the
    text, $ its end. ! says that no `of`, `when` or the like follows, & that something follows. `said` has {A}, {B},
    {C}, {N} and {K} in their places.
    """

    pattern: str
    said: str


def pattern_of(row: Row) -> re.Pattern[str]:
    """The pattern of a row as a regular expression."""
    return _compiled(row.pattern)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces: list[str] = []
    glue = ""  # between an element and the one before it
    for element in _ELEMENT.finditer(pattern):
        if mark := element["mark"]:
            pieces.append({"^": r"(?<!\S)(?P<START>)", "$": _END, "!": _GOES_ON, "&": _VALUE}[mark])
            continue
        has_signs = element["sign"] is not None or not SIGNS.isdisjoint(
            element["option"] or element["choice"] or ""
        )
        before = r"\s*" if has_signs else glue
        if element["option"]:
            pieces.append(f"(?:{before}{_choice(element['option'])})?")
            glue = r"\s*" if has_signs else glue or _BESIDE_WORD
        else:
            pieces.append(before + _required(element))
            glue = r"\s*" if has_signs else r"\s+"
    return re.compile(r"(?:(?<![\w'])|(?=[,;.]))" + "".join(pieces) + r"(?![\w'%])", re.IGNORECASE)


def _required(element: re.Match[str]) -> str:
    if operand := element["operand"]:
        return rf"(?P<{operand}>{_WITHOUT_COMMA if operand == 'C' else _WITHIN})"
    if element["sign"]:
        return ","
    if element["number"] == "M":
        return r"(?P<N>\d+)'?s"
    if element["number"] == "Q":
        return r"(?P<N>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)"
    if element["number"]:
        return rf"(?P<{element['number']}>{NUMERAL})"
    return _choice(element["choice"]) if element["choice"] else re.escape(element["word"])


def _choice(text: str) -> str:
    words = sorted((each.strip() for each in text[1:-1].split("|")), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, each.split())) for each in words) + ")"
