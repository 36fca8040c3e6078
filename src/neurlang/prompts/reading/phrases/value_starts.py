"""Where a value may begin: at a number, a bracket, a determiner, a function or a phrase that takes an operand."""

from __future__ import annotations

from neurlang.prompts.reading.notation import Kind
from neurlang.prompts.reading.notation.table import FUNCTION_OF_NAME
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.backtracking import Backtracking
from neurlang.prompts.reading.phrases.index import GATHERINGS, PREFIX, PRONOUNS


class ValueStarts(Backtracking):
    """Looks ahead for a value without consuming tokens."""

    def _begins_value(self, at: int) -> bool:
        """Whether a value may begin at a token."""
        at = min(at, len(self.tokens) - 1)
        token = self.tokens[at]
        if token.kind in (Kind.NUMBER, Kind.TEXT):
            return True
        if token.kind is Kind.SIGN:
            return token.text in "([{|-+√∛$€£~"
        if token.kind is Kind.END:
            return False
        if (
            token.text in table.DETERMINERS
            or self._is_noun(at)
            or (token.text == "result" and self.tokens[at + 1].text == "of")
            or token.text in ("minus", "negative", "pi", "π", "τ", "tau")
        ):
            return True
        if self._it is not None and PRONOUNS.find(self.tokens, at) is not None:
            return True
        if self._is_function(at):
            return True
        return any(index.find(self.tokens, at) is not None for index in (GATHERINGS, PREFIX))

    def _is_noun(self, at: int) -> bool:
        """Whether the token is a noun that belongs to the number or list after it: `the number 5`."""
        follows = self.tokens[min(at + 1, len(self.tokens) - 1)]
        begins = follows.kind is Kind.NUMBER or follows.text in ("[", "{", "-")
        return self.tokens[at].text in table.NOUNS and begins

    def _is_call(self) -> bool:
        """Whether the current word names a function of notation."""
        return self.token.text in FUNCTION_OF_NAME

    def _is_function(self, at: int) -> bool:
        """Whether a function of notation is called at a token."""
        return self.tokens[at].text in FUNCTION_OF_NAME and self.tokens[at + 1].text == "("
