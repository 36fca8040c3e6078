"""The continuation of a value so far: `, then square it`, `, minus 5`, ` and multiply by 2`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from neurlang.prompts.reading.notation import Apply, Kind, Level, Listing, NotationError, Tree
from neurlang.prompts.reading.phrases.frames import BY_FIRST_WORD, SEQUEL_BY_WORD
from neurlang.prompts.reading.phrases.index import ENDINGS, INFIX, OPENINGS, POSTFIX, QUESTIONS, SEQUEL_WORDS
from neurlang.prompts.reading.phrases.rounding import Rounding

SEQUEL_OPENINGS = frozenset(("what is", "calculate", "find", "compute", "what's", "please"))
"""The openings that may stand before a continuation too."""


class Sequels(Rounding):
    """Operations on the value so far, called `it`."""

    def _sequel(self, tree: Tree) -> Tree:
        """The value so far with its continuation: `, then square it`, `, minus 5`, ` and multiply by 2`."""
        self._count()
        separated = False
        while True:
            found = SEQUEL_WORDS.find(self.tokens, self.at)
            if found is not None:
                self.at = found[1]
            elif self.token.kind is Kind.SIGN and self.token.text in (",", ";", "."):
                self.at += 1
            else:
                break
            separated = True
        if not separated and not self._repeats(tree):
            raise self.unexpected()
        while (found := OPENINGS.find(self.tokens, self.at)) is not None and found[0] in SEQUEL_OPENINGS:
            self.at = found[1]
        self._it = tree
        error: NotationError | None = None
        start = self._state()
        for attempt in self._continuations(tree):
            self._restore(start)
            try:
                result = attempt()
                if not _holds(result, tree):
                    raise self.unexpected()
                state = self._state()
                if self._ends_here():
                    self._restore(state)
                    return result
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
        raise error or self.unexpected()

    def _ends_here(self) -> bool:
        """Whether a sequel may end here: at the end, or before another one."""
        return (
            self._at_end()
            or SEQUEL_WORDS.find(self.tokens, self.at) is not None
            or self.token.text in (",", ";", ".", "rounded", "in", "as", "to")
        )

    def _continuations(self, tree: Tree) -> list[Callable[[], Tree]]:
        if self._repeats(tree):
            return [partial(self._repeated, tree)]
        word = self._first_word()
        questions = [self._question] if QUESTIONS.find(self.tokens, self.at) is not None else []
        return [
            *(partial(self._framed, each) for each in SEQUEL_BY_WORD.get(word, ())),
            *questions,
            *(partial(self._framed, each) for each in BY_FIRST_WORD.get(word, ())),
            partial(self._continued, tree),
            self._value,
        ]

    def _repeats(self, tree: Tree) -> bool:
        """Whether the last operation is repeated: `divide 100 by 4 and then by 5`."""
        repeatable = isinstance(tree, Apply) and tree.operation in ("multiply", "divide", "add", "subtract")
        return repeatable and self._is_word("by") and self._begins_value(self.at + 1)

    def _repeated(self, tree: Tree) -> Tree:
        assert isinstance(tree, Apply)
        self.at += 1
        return self._spoken(tree.operation, (tree, self.expression(Level.PART)), ())

    def _continued(self, tree: Tree) -> Tree:
        """The tree with the operators that follow; they take the whole tree as left side."""
        if INFIX.find(self.tokens, self.at) is None and self.operator() is None:
            found = POSTFIX.find(self.tokens, self.at)
            if found is None:
                raise self.unexpected()
            return self.postfixed(tree)
        step = self.step(tree, Level.COMPARISON)
        if step is None:
            raise self.unexpected()
        while (further := self.step(step, Level.OR)) is not None:
            step = further
        return step

    def _at_end(self) -> bool:
        at = self.at
        while True:
            token = self.tokens[at]
            if token.kind is Kind.END:
                return True
            if token.text in ("?", ".", "!", "=", ",", ";") and token.kind is Kind.SIGN:
                at += 1
                continue
            for words in ENDINGS:
                here = tuple(each.text for each in self.tokens[at : at + len(words)])
                if here == words and all(
                    each.kind is Kind.WORD for each in self.tokens[at : at + len(words)]
                ):
                    at += len(words)
                    break
            else:
                return False


def _holds(tree: Tree, part: Tree) -> bool:
    """Whether a tree is another one or contains it."""
    if tree is part:
        return True
    children: tuple[Tree, ...] = ()
    if isinstance(tree, Apply):
        children = tree.arguments
    elif isinstance(tree, Listing):
        children = tree.elements
    return any(_holds(child, part) for child in children)
