"""Phrases to trees: the grammar of notation with words between, before, after and around its operands.

Words between operands have the level of their signs. The phrase of a function takes the nearest operand. A frame
(`divide … by …`) takes the operands inside it. The reading fails at a word that no rule takes.

Each class of the grammar extends the one before it by one concept, in its own file: `backtracking`, `value_starts`,
`gatherings`, `operands`, `operators`, `clauses`, `rounding`, `sequels`, and the whole text here.
"""

from __future__ import annotations

from collections.abc import Iterator

from neurlang.prompts.reading.notation import Apply, NotationError, Tree
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.frames import BY_FIRST_WORD
from neurlang.prompts.reading.phrases.index import INFIX, OPENINGS, QUESTIONS
from neurlang.prompts.reading.phrases.sequels import Sequels

YES_NO_OPERATIONS = frozenset((*table.RELATIONS.values(), "not", "all", "unequal"))


class PhraseParser(Sequels):
    """Parses the tokens of a text with words."""

    def whole(self) -> Tree:
        """The tree of all tokens. Raises NotationError."""
        self.refuse_dates()
        if not self._texts.isdisjoint(("both", "each")) and not self._texts.isdisjoint(table.POSTFIX):
            raise self.fail("I don't know what is to be changed: one value or both")  # `both 3 and 4 squared`
        error: NotationError | None = None
        for start in self._beginnings():
            self.at, self.places, self._it, self.base, self.units = start, 0, None, "", []
            self._nesting = self._bars = self._gathered = 0
            self._compares = False
            self.openings = start
            try:
                tree = self._request()
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
                continue
            return tree
        raise error or self.fail("a value is missing here")

    def _beginnings(self) -> Iterator[int]:
        """Where the request may begin: after all openings, or at an opening that is a verb (`take 5 from 20`)."""
        starts = [0]
        at = 0
        while True:
            found = OPENINGS.find(self.tokens, at)
            if found is not None:
                at = found[1]
            elif self.tokens[at].text in (",", ".", ":", "=", "!") and at + 1 < len(self.tokens):
                at += 1
            else:
                break
            starts.append(at)
        verbs = [
            start
            for start in starts[:-1]
            if self.tokens[start].text in BY_FIRST_WORD or QUESTIONS.find(self.tokens, start) is not None
        ]
        return reversed([*verbs, starts[-1]])

    def _request(self) -> Tree:
        for tree in self._clauses():
            state = self._state()
            try:
                return self._rest(tree)
            except NotationError as error:
                last = error
                self._restore(state)
        raise last

    def _rest(self, tree: Tree) -> Tree:
        """The sequels of a value up to the end."""
        while True:
            tree = self._tail(tree)
            if self._at_end():
                self.at = len(self.tokens) - 1
                return tree
            goes_on = INFIX.find(self.tokens, self.at) is not None or self.operator() is not None
            tree = self._continued(tree) if goes_on and not _answers_yes_no(tree) else self._sequel(tree)


def _answers_yes_no(tree: Tree) -> bool:
    """Whether a tree answers a question by 1 or 0."""
    return isinstance(tree, Apply) and (
        tree.operation in YES_NO_OPERATIONS or tree.operation.startswith("is ")
    )
