"""From a prompt to its tokens: numbers, texts, signs and words, each with its place in the typed text.

The text is folded character by character (case, wide and typographic signs), so a place in it is the same place in
the prompt. Quoted texts are data: they are not split into words and signs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from neurlang.prompts.reading.literals.normal_form import quotations_of
from neurlang.prompts.reading.literals.typography import FRACTIONS, INVISIBLE, QUOTES, RAISED_DIGITS, SIGNS
from neurlang.prompts.reading.notation.numerals import NUMERALS, Commas, read_written
from neurlang.prompts.reading.notation.table import FUNCTION_OF_NAME, OPERATOR_OF_SIGN
from neurlang.prompts.reading.notation.token import Kind, Token

_FOLDED = str.maketrans(SIGNS | QUOTES | {"İ": "I", "∣": "|", "⩽": "≤", "⩾": "≥", "％": "%", "⁒": "%"})
_RAISED_TO_PLAIN = str.maketrans(f"{RAISED_DIGITS}⁻", "0123456789-")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Signs of several characters come before those of one.
_SIGNS = sorted({sign for sign in OPERATOR_OF_SIGN if not sign.isalpha()}, key=len, reverse=True)
_SIGN = "|".join(map(re.escape, ("...", *(sign for sign in _SIGNS if len(sign) > 1))))
_TOKEN = re.compile(
    rf"""
    (?P<space>[\s\x00-\x08\x0e-\x1b\x7f]+)
  | (?P<number>{NUMERALS})
  | (?P<fraction>[{"".join(FRACTIONS)}])
  | (?P<raised>⁻?[{RAISED_DIGITS}]+)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*(?!\w)|[^\W\d]\w*)
  | (?P<sign>{_SIGN}|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BEHIND_VALUE = re.compile(r"(?:[0-9)\]|!%²³]|0x[0-9a-f]+)\s*\Z")
BETWEEN = frozenset(("mod", "xor", "x"))  # names of functions that are operators too
LONGEST_NAME = 32
LONGEST_RAISED = 4  # characters of a raised number
_TIMES = re.compile(
    r"(?<=[0-9)])(?!(?<=(?<![0-9a-z_.])0)x[0-9a-f])\s*x\s*(?=[0-9(.|])|(?<=[0-9)!%|²³])\s+x\s+(?=[-+√π0-9(.|])"
)
_CALL = re.compile(r"([^\W\d]\w*)\s?\(\Z")


def fold_signs(prompt: str) -> str:
    """The prompt in lower case with plain signs; each character stays at its place."""
    text = prompt.translate(_FOLDED) if not prompt.isascii() else prompt
    if not text.isascii():
        text = "".join(_plain(character) for character in text)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(_lower(character) for character in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character.isascii() or character in FRACTIONS or character in RAISED_DIGITS or character == "⁻":
        return character
    if character.isspace() or _INVISIBLE.match(character):
        return character if character.isspace() else " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def scan(prompt: str, commas: Commas = Commas.BY_RULE) -> list[Token]:
    """The tokens of a prompt, and an END after them. Never raises; linear except for the length of numerals."""
    text = fold_signs(prompt)
    times = {match.start() + match[0].index("x") for match in _TIMES.finditer(text)} if "x" in text else set()
    separating = _separated(text, commas)
    tokens: list[Token] = []
    position = 0
    for start, end, value in (*quotations_of(prompt), (len(text), len(text), "")):
        plain = _Plain(prompt, text, times, separating, commas)
        _scan_plain(plain, position, start, tokens)
        if end > start:
            tokens.append(Token(Kind.TEXT, text[start:end], start, end, value, _is_glued(tokens, start)))
        position = end
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _is_glued(tokens: list[Token], start: int) -> bool:
    return bool(tokens) and tokens[-1].end == start


@dataclass(frozen=True, slots=True)
class _Plain:
    """A prompt to be scanned: as typed and folded, with the places where x is a sign and where commas separate."""

    prompt: str
    text: str
    times: set[int]
    separating: list[bool]
    commas: Commas


def _scan_plain(plain: _Plain, position: int, end: int, tokens: list[Token]) -> None:
    while position < end:
        match = _TOKEN.match(plain.text, position, end)
        assert match is not None  # the last alternative takes any character
        position = match.end()
        if match.lastgroup != "space":
            token = _token(plain, match, end, _is_glued(tokens, match.start()))
            tokens.append(token)
            position = token.end


def _token(plain: _Plain, match: re.Match[str], end: int, glued: bool) -> Token:
    start, stop = match.span()
    if start in plain.times:
        return Token(Kind.SIGN, "*", start, start + 1, glued=glued)
    if match.lastgroup == "number":
        number = read_written(
            plain.prompt, plain.text, start, end, separates=plain.separating[start], commas=plain.commas
        )
        return (
            replace(number, glued=glued) if number else Token(Kind.WORD, match[0], start, stop, glued=glued)
        )
    if match.lastgroup == "fraction":
        return Token(Kind.NUMBER, match[0], start, stop, Fraction(FRACTIONS[match[0]]), glued, "fraction")
    if match.lastgroup == "raised":
        digits = match[0].translate(_RAISED_TO_PLAIN)
        value = int(digits) if len(digits) <= LONGEST_RAISED else None
        kind = Kind.SIGN if value is not None else Kind.WORD
        return Token(kind, "raised" if value is not None else match[0], start, stop, value, glued)
    kind = Kind.WORD if match.lastgroup == "word" else Kind.SIGN
    return Token(kind, match[0], start, stop, glued=glued)


def _separated(text: str, commas: Commas) -> list[bool]:
    """For each place, whether a comma there separates values: arguments of a call or elements of a list."""
    flags = [commas is Commas.SEPARATE] * (len(text) + 1)
    if "," not in text:
        return flags
    opened: list[tuple[int, bool]] = []
    for index, character in enumerate(text):
        if character in "([{":
            opened.append((index, character != "(" or _takes_several(text, index)))
        elif character in ")]}" and opened:
            start, separates = opened.pop()
            if separates and ", " not in text[start:index] and not any(each for _, each in opened):
                flags[start:index] = [True] * (index - start)
    return flags


def _takes_several(text: str, index: int) -> bool:
    match = _CALL.search(text, max(0, index - LONGEST_NAME), index + 1)
    if match is None or (match[1] in BETWEEN and _BEHIND_VALUE.search(text, 0, match.start())):
        return False
    row = FUNCTION_OF_NAME.get(match[1])
    return row is None or row.most > 1
