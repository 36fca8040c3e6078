"""The place in the tokens of one text, the choices made there, and what is wrong where nothing fits.

Where the notation has two readings, the parser asks `choose`: the first reading is taken unless a choice was set
beforehand. Whoever parses once for each of the `combinations` can compare the readings' values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from neurlang.prompts.reading.notation.table import NAMES_UNKNOWN, OPERATOR_OF_SIGN
from neurlang.prompts.reading.notation.token import Kind, NotationError, Token

MOST_CHOICES = 4  # places with two readings in one text
SIGNS = {"-": "−", "*": "×", "/": "÷", "raised": "a raised number"}


class Cursor:
    """Stands at a token of one text. `choices` are the readings to take at the places with two, in order."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        self.tokens = tokens
        self.at = 0
        self.places = 0  # with two readings, met so far
        self._choices = choices

    @property
    def token(self) -> Token:
        """The token at hand."""
        return self.tokens[self.at]

    def next_is(self, *texts: str) -> bool:
        """Whether the token at hand is one of these signs or words."""
        token = self.token
        return token.kind in (Kind.SIGN, Kind.WORD) and token.text in texts

    def _is_sign(self, at: int, *texts: str) -> bool:
        token = self.tokens[min(at, len(self.tokens) - 1)]
        return token.kind is Kind.SIGN and token.text in texts

    def _ends_at(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind is Kind.END or (token.kind is Kind.SIGN and token.text in ("?", ".", "!"))

    def choose(self) -> int:
        """0 or 1: which of two readings to take here."""
        place = self.places
        self.places += 1
        if place >= MOST_CHOICES:
            raise self.fail("too much here has two readings: brackets would tell")
        return self._choices[place] if place < len(self._choices) else 0

    def fail(self, message: str, token: Token | None = None) -> NotationError:
        """The error at a token, the one at hand if absent."""
        token = token or self.token
        return NotationError(message, token.start, token.end)

    def unexpected(self) -> NotationError:
        """What is wrong with the token at hand."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind is Kind.END:
            if before is None:
                return self.fail("nothing stands here")
            return self.fail(f"a number is missing after {shown(before)}", before)
        if token.kind is Kind.SIGN and token.text in (")", "]", "}"):
            return self.fail(f"{token.text} closes a bracket that was not opened")
        if token.kind is Kind.SIGN and token.text in OPERATOR_OF_SIGN:
            return self.fail(f"a number is missing before {shown(token)}")
        if token.kind is Kind.WORD and token.text in NAMES_UNKNOWN:
            return self.fail(f"{token.text} is not among what I can do")
        if token.kind is Kind.WORD:
            return self.fail(f'I don\'t know "{token.text}" here')
        if token.kind is Kind.NUMBER and before is not None and before.kind is Kind.NUMBER:
            return self.fail(f"between {before.text} and {token.text} no operation stands")
        return self.fail(f"{shown(token)} makes no sense here")

    def _need_operand(self, sign: Token) -> None:
        token = self.token
        closes = token.kind is Kind.SIGN and token.text in (")", "]", "}", ",", ";")
        if token.kind is Kind.END or closes:
            raise self.fail(f"a number is missing after {shown(sign)}", sign)

    def _not_closed(self, opening: Token, closing: str) -> NotationError:
        if self.token.kind is Kind.END:
            return self.fail(f"{opening.text} is not closed: {closing} is missing", opening)
        return self.unexpected()


def shown(token: Token) -> str:
    """A token as messages name it."""
    return SIGNS.get(token.text, token.text) if token.kind is Kind.SIGN else token.text


def combinations(places: int) -> Iterator[tuple[int, ...]]:
    """Every way to choose at that many places, the likelier readings first."""
    return product((0, 1), repeat=min(places, MOST_CHOICES))
