"""The place in the tokens of one text, the choices made so far, and the error of a token that does not fit.

If the notation has two readings, the parser calls `choose`, which takes the first reading unless the caller chose the
second. A caller that parses once for each of the `combinations` can compare the values of the readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from neurlang.prompts.reading.notation.table import OPERATOR_OF_SIGN, UNSUPPORTED_FUNCTIONS
from neurlang.prompts.reading.notation.token import Kind, NotationError, Token

MOST_CHOICES = 4  # places with two readings in one text
SIGNS = {"-": "−", "*": "×", "/": "÷", "raised": "a raised number"}


class Cursor:
    """Stands at a token of one text. `choices` says, for each place with two readings in order, which one to take."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        self.tokens = tokens
        self.at = 0
        self.places = 0  # places with two readings so far
        self._choices = choices

    @property
    def token(self) -> Token:
        """The current token."""
        return self.tokens[self.at]

    def next_is(self, *texts: str) -> bool:
        """Whether the current token is one of these signs or words."""
        token = self.token
        return token.kind in (Kind.SIGN, Kind.WORD) and token.text in texts

    def _is_sign(self, at: int, *texts: str) -> bool:
        token = self.tokens[min(at, len(self.tokens) - 1)]
        return token.kind is Kind.SIGN and token.text in texts

    def _ends_at(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind is Kind.END or (token.kind is Kind.SIGN and token.text in ("?", ".", "!"))

    def choose(self) -> int:
        """Which of two readings to take here: 0 or 1."""
        place = self.places
        self.places += 1
        if place >= MOST_CHOICES:
            raise self.fail("too many places have two readings: use brackets")
        return self._choices[place] if place < len(self._choices) else 0

    def fail(self, message: str, token: Token | None = None) -> NotationError:
        """The error at a token; by default at the current one."""
        token = token or self.token
        return NotationError(message, token.start, token.end)

    def unexpected(self) -> NotationError:
        """The error of a current token that does not fit."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind is Kind.END:
            if before is None:
                return self.fail("a value is missing here")
            return self.fail(f"a number is missing after {shown(before)}", before)
        if token.kind is Kind.SIGN and token.text in (")", "]", "}"):
            return self.fail(f"{token.text} closes a bracket that was not opened")
        if token.kind is Kind.SIGN and token.text in OPERATOR_OF_SIGN:
            return self.fail(f"a number is missing before {shown(token)}")
        if token.kind is Kind.WORD and token.text in UNSUPPORTED_FUNCTIONS:
            return self.fail(f"I cannot compute {token.text}")
        if token.kind is Kind.WORD:
            return self.fail(f'I don\'t know "{token.text}" here')
        if token.kind is Kind.NUMBER and before is not None and before.kind is Kind.NUMBER:
            return self.fail(f"there is no operation between {before.text} and {token.text}")
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
    """A token as messages show it."""
    return SIGNS.get(token.text, token.text) if token.kind is Kind.SIGN else token.text


def combinations(places: int) -> Iterator[tuple[int, ...]]:
    """Every combination of choices at that many places, the likelier readings first."""
    return product((0, 1), repeat=min(places, MOST_CHOICES))
