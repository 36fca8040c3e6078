"""Signs that have more than one meaning: `%`, `|`, `=` and `:`; a value directly after another; dates."""

from __future__ import annotations

from collections.abc import Sequence

from neurlang.prompts.reading.notation.cursor import Cursor
from neurlang.prompts.reading.notation.table import CONSTANTS, FUNCTION_OF_NAME, OPERATOR_OF_SIGN, Operator
from neurlang.prompts.reading.notation.token import Kind, Token

# The number of digits of the three numerals of a date.
DATES = frozenset(((4, 2, 2), (4, 1, 1), (4, 1, 2), (4, 2, 1), (2, 2, 4), (1, 1, 4), (1, 2, 4), (2, 1, 4)))


class SignReader(Cursor):
    """Decides what the current sign means at its place."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        super().__init__(tokens, choices)
        self._bars = 0  # open absolute values

    def operator(self) -> Operator | None:
        """The row of the current operator, or None. The operator is not consumed."""
        token = self.token
        if token.kind is Kind.SIGN and token.text == "|" and self._bars:
            return None
        if token.kind is Kind.SIGN and token.text == "=" and self._ends_at(self.at + 1):
            return None  # 5 + 3 =
        if token.kind is Kind.SIGN and token.text == ":" and self._is_time():
            raise self.fail("this looks like a time of day, and I cannot compute with times")
        if token.kind is Kind.SIGN or (token.kind is Kind.WORD and token.text in ("mod", "xor")):
            return OPERATOR_OF_SIGN.get(token.text)
        return None

    def _is_time(self) -> bool:
        """Whether the current colon stands between an hour and minutes: 7:30, 02:05."""
        before, colon, behind = self.tokens[self.at - 1], self.token, self.tokens[self.at + 1]
        glued = colon.glued and behind.glued
        return glued and len(before.text) <= 2 and len(behind.text) == 2 and behind.text.isdecimal()

    def _multiplies(self) -> bool:
        """Whether a value follows without a sign: 2(3 + 4), (2)(3), 3π."""
        token, before = self.token, self.tokens[self.at - 1]
        closes = before.kind is Kind.SIGN and before.text in (")", "raised", "!")
        if token.kind is Kind.SIGN and token.text in ("(", "√", "∛"):
            return token.glued or closes
        if token.kind is Kind.NUMBER:
            return token.glued and closes
        if token.kind is not Kind.WORD or not (token.glued or closes):
            return False
        return token.text in CONSTANTS or (token.text in FUNCTION_OF_NAME and self._is_sign(self.at + 1, "("))

    def _is_percent_sign(self) -> bool:
        """Whether the current % is a percentage, not the remainder of two operands.

        Before a sign, spaces decide: `10 % -3` is a remainder, `10% - 3` a difference, `10%-3` could be either.
        """
        percent, follows = self.token, self.tokens[self.at + 1]
        if follows.kind is Kind.SIGN and follows.text in ("-", "+"):
            behind = self.tokens[self.at + 2]
            own = not follows.glued and behind.glued  # the sign belongs to the number after it
            if own and not percent.glued:
                return False
            if own or (follows.glued and behind.glued and not self._is_sum_of_percentages()):
                return self.choose() == 1
            return True
        if follows.kind is Kind.NUMBER:
            return False
        if follows.kind is Kind.WORD:
            named = follows.text in FUNCTION_OF_NAME and follows.text not in ("mod", "xor")
            calls = named and self._is_sign(self.at + 2, "(")
            return not (follows.text in CONSTANTS or calls)
        if follows.kind is Kind.SIGN and follows.text == "|" and not self._bars:
            bars = sum(token.kind is Kind.SIGN and token.text == "|" for token in self.tokens[self.at :])
            return bars < 2  # two bars: an absolute value follows
        return not (follows.kind is Kind.SIGN and follows.text in ("(", "√", "∛", "[", "~"))

    def _is_sum_of_percentages(self) -> bool:
        """Whether a percentage follows the sign: 5%-3%."""
        return self.tokens[self.at + 2].kind is Kind.NUMBER and self._is_sign(self.at + 3, "%")

    def refuse_dates(self) -> None:
        """Raise NotationError if three numerals without spaces look like a date: 2024-05-06, 3/4/2024."""
        for at in range(len(self.tokens) - 4):
            first, sign, second, again, third = self.tokens[at : at + 5]
            if sign.text != again.text or sign.text not in ("-", "/") or second.kind is not Kind.NUMBER:
                continue
            lengths = tuple(len(each.text) for each in (first, second, third))
            glued = all(each.glued for each in (sign, second, again, third))
            numerals = all(each.text.isdecimal() for each in (first, second, third))
            if glued and numerals and lengths in DATES:
                raise self.fail("this looks like a date, and I cannot compute with dates", first)
