"""The end of a request: `rounded to 2 decimal places`, `to the nearest 10`, `in hex`."""

from __future__ import annotations

from neurlang.prompts.reading.notation import Apply, Kind, Quantity, Tree
from neurlang.prompts.reading.phrases.clauses import Clauses
from neurlang.prompts.reading.phrases.index import NEAREST_UNITS, RESULT_BASES
from neurlang.prompts.reading.phrases.result_words import BASE_NUMBERS


class Rounding(Clauses):
    """The wanted accuracy and notation of a result."""

    def _tail(self, tree: Tree) -> Tree:
        """The tree with the rounding that follows; a base such as `in hex` is kept in `base`."""
        while True:
            start = self._state()
            rounded = self._rounded(tree)
            if rounded is None:
                self._restore(start)
                if not self._in_base():
                    self._restore(start)
                    return tree
                continue
            tree = rounded

    def _rounded(self, tree: Tree) -> Tree | None:
        if self.token.text == ",":
            self.at += 1
        rounds = self._word("rounded") or self._word("round")
        if rounds and self._word("up") and not self._is_word("to"):
            return Apply("round up", (tree,))
        if rounds and self._word("down") and not self._is_word("to"):
            return Apply("round down", (tree,))
        if self._word("off") and not rounds:
            return None
        if not self._word("to"):
            return Apply("round", (tree,)) if rounds else None
        self._word("the")
        if self._word("nearest"):
            return self._nearest(tree)
        if self.token.kind is not Kind.NUMBER:
            return None
        places = self.quantity(self.token)
        self.at += 1
        self._word("decimal")
        if not any(
            self._word(word) for word in ("places", "place", "decimals", "digits", "points", "d.p", "dp")
        ):
            return None
        return Apply("round", (tree, places))

    def _nearest(self, tree: Tree) -> Tree | None:
        found = NEAREST_UNITS.find(self.tokens, self.at)
        if found is not None:
            self.at = found[1]
            unit = int(str(found[0]))
            if unit < 0:
                return Apply("round", (tree, Quantity(-unit)))
            return Apply("nearest", (tree, Quantity(unit))) if unit > 1 else Apply("round", (tree,))
        if self.token.kind is not Kind.NUMBER:
            return None
        token = self.token
        self.at += 1
        if token.form in ("ordinal", "fraction"):
            return None
        return Apply("nearest", (tree, self.quantity(token)))

    def _in_base(self) -> bool:
        self._word("converted")
        if not any(self._word(word) for word in ("in", "as", "to", "into")):
            return False
        self._word("a")
        if self._word("base") and not self.base and self.token.value in BASE_NUMBERS:
            self.base = BASE_NUMBERS[int(self.token.value)]
            self.at += 1
            return True
        found = RESULT_BASES.find(self.tokens, self.at)
        if found is None or self.base:
            return False
        self.at = found[1]
        self._word("number")
        self.base = str(found[0])
        return True
