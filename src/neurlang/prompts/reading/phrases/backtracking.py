"""Trying one reading after another: saved states, the limit of steps, and checks of the current words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from neurlang.prompts.reading.notation import Apply, Kind, Listing, Parser, Quantity, Token, Tree
from neurlang.prompts.reading.notation.trees import changed

NOTHING: Mapping[int, Tree] = MappingProxyType({})
MOST_STEPS = 3000  # for one text; a text that takes more is refused
ALL = -1  # among spoken words: the place of all arguments, as a list


class Backtracking(Parser):
    """A parser of words that can go back. An operation keeps in `spoken` the words that asked for it."""

    def __init__(
        self, tokens: Sequence[Token], choices: Sequence[int] = (), computed: Mapping[int, Tree] = NOTHING
    ) -> None:
        super().__init__(tokens, choices)
        self.computed = computed  # values that stand in the place of numbers, by where their tokens begin
        self.base = ""  # the notation that the text wants the result in
        self.units: list[str] = []
        self.openings = 0
        self._texts = frozenset(token.text for token in tokens)
        self._it: Tree | None = None
        self._steps = 0
        self._gathered = 0  # gatherings in one another
        self._behind_and = False  # the item of a gathering that begins here is behind an `and`
        self._raises = False  # `to the power of` belongs to the frame here
        self._compares = False  # `less than` is a relation here, not a difference

    def _state(self) -> tuple[int, int, int, int, bool, str, int, int]:
        return (
            self.at, self.places, self._nesting, self._bars, self._compares, self.base, len(self.units), self._gathered,
        )  # fmt: skip

    def _restore(self, state: tuple[int, int, int, int, bool, str, int, int]) -> None:
        self.at, self.places, self._nesting, self._bars, self._compares, self.base, units, self._gathered = (
            state
        )
        del self.units[units:]

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise self.fail("this is too long to be read")

    def _steps_left(self) -> int:
        """How many steps are left."""
        return MOST_STEPS - self._steps

    def _refuse_bare_part(self, operation: str) -> None:
        """Refuse a part in words just behind a running value (`, take away a fifth`): it may be a part of the value."""
        said = self.tokens[self.at - 1]
        is_part = said.form == "fraction" and isinstance(said.value, Fraction) and said.text[:1].isalpha()
        if is_part and self._it is not None and operation in ("add", "subtract"):
            raise self.fail(f"{said.text} of what? Say, for example: {said.text} of it", said)

    # Words

    def _is_word(self, word: str) -> bool:
        return self.token.kind is Kind.WORD and self.token.text == word

    def _word(self, word: str) -> bool:
        if self._is_word(word):
            self.at += 1
            return True
        return False

    def _phrase(self, start: int, end: int) -> str:
        """The words from one token to another."""
        return " ".join(token.text for token in self.tokens[start:end])

    def _spoken(self, operation: str, arguments: tuple[Tree, ...], words: Sequence[str | int]) -> Tree:
        """An operation that words asked for; `words` has them with the places of the arguments."""
        said = tuple(words)
        if operation in ("add", "subtract") and len(arguments) == 2:
            return changed(operation, *arguments, said)
        if operation == "absolute difference":
            return Apply("absolute", (Apply("subtract", arguments, said),))
        if operation == "reciprocal":
            return Apply("divide", (Quantity(1), *arguments))
        if operation == "sum" and len(arguments) == 1 and isinstance(arguments[0], Listing):
            parts = arguments[0].elements
            if len(parts) == 2:
                return changed("add", *parts, tuple(ALL if piece == 0 else piece for piece in said))
        return Apply(operation, arguments, said)
