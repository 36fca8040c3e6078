"""One clause: a value, a frame around its operands (`divide … by …`), or a question (`is … prime`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from neurlang.prompts.reading.notation import (
    Apply,
    Kind,
    Level,
    Listing,
    NotationError,
    Parser,
    Quantity,
    Tree,
)
from neurlang.prompts.reading.notation.trees import is_percentage
from neurlang.prompts.reading.phrases.frames import BY_FIRST_WORD, VALUE_FIRST, Element, Pattern
from neurlang.prompts.reading.phrases.gatherings import JOINTS
from neurlang.prompts.reading.phrases.index import INFIX, PREDICATES, QUESTIONS, RELATIONS
from neurlang.prompts.reading.phrases.operators import WordOperators
from neurlang.prompts.reading.phrases.table import SENSES

RANGES = frozenset(("sum of range", "sum to"))
TRUTHS = frozenset(("equal", "divisible"))
SUMS = frozenset(("add", "subtract", "grow", "shrink"))


class Clauses(WordOperators):
    """The readings of a clause, the likeliest first."""

    def _clauses(self) -> Iterator[Tree]:
        """The readings of the current clause, the likeliest first. After each, the parser stands at its end."""
        start = self._state()
        error: NotationError | None = None
        for attempt in self._attempts():
            self._restore(start)
            try:
                tree = attempt()
            except NotationError as raised:
                error = raised if error is None or raised.start >= error.start else error
                continue
            yield tree
        raise error or self.unexpected()

    def _attempts(self) -> Iterator[Callable[[], Tree]]:
        is_question = QUESTIONS.find(self.tokens, self.at) is not None
        framed = BY_FIRST_WORD.get(self._first_word(), ())
        if is_question:
            yield self._question
        for pattern in framed:
            yield partial(self._framed, pattern)
        yield self._value
        for pattern in VALUE_FIRST:
            if pattern.may_match(self._texts):
                yield partial(self._framed, pattern)

    def _first_word(self) -> str:
        while self.token.text in ("the", "a", "an") and self.token.kind is Kind.WORD:
            self.at += 1
        return self.token.text if self.token.kind is Kind.WORD else ""

    def _value(self) -> Tree:
        return self.expression(Level.COMPARISON)

    # Questions

    def _question(self) -> Tree:
        """`is … prime`, `check whether … is greater than …`: 1 or 0."""
        found = QUESTIONS.find(self.tokens, self.at)
        assert found is not None
        self.at = found[1]
        self._compares = True
        value = self.expression(Level.OR)
        if (sign := self.operator()) is not None and sign.level is Level.COMPARISON:  # is 10 > 9
            tree = self.step(value, Level.COMPARISON)
            assert tree is not None
            self._compares = False
            return tree
        if not str(found[0]).endswith("is") and not self._word("is"):
            raise self.unexpected()
        negated = self._word("not")
        tree = self._predicate(value)
        self._compares = False
        return Apply("not", (tree,)) if negated else tree

    def _predicate(self, value: Tree) -> Tree:
        found = PREDICATES.find(self.tokens, self.at)
        relation = RELATIONS.find(self.tokens, self.at)
        if relation is not None and (found is None or relation[1] > found[1]):
            self.at = relation[1]
            other = self.expression(Level.OR)
            if relation[0] != "power of":
                return Apply(str(relation[0]), (value, other))
            if not isinstance(other, Quantity) or other.value != 2:
                raise self.fail("I can check for powers of two only")
            return Apply("is power of two", (value,))
        if found is None:
            raise self.unexpected()
        phrase = self._phrase(self.at, found[1])
        self.at = found[1]
        return Apply(str(found[0]), (value,), ("is ", 0, f" {phrase}"))

    # Frames

    def _framed(self, pattern: Pattern) -> Tree:
        operands: dict[str, Tree] = {}
        pieces: list[str] = []
        for index, element in enumerate(pattern.elements):
            start = self.at
            if element.words:
                self._words(element)
                pieces.append(self._phrase(start, self.at))
                continue
            is_last = index == len(pattern.elements) - 1
            operands[element.operand] = self._operand(element, pattern, is_last=is_last)
            pieces.append(element.operand)
            self._refuse_bare_part(pattern.operation)
        if self._it is not None:
            operands["IT"] = self._it
        if "IT" in pattern.places:  # the words for the network include the value so far
            pieces.insert(1 if pieces[0] != "A" else 0, "IT")
        arguments = tuple(operands[place] for place in pattern.places)
        spoken: list[str | int] = [
            pattern.places.index(each) if each in pattern.places else f" {each} " for each in pieces if each
        ]
        if pattern.elements[-1].manner == "~" and isinstance(arguments[-1], Listing):
            arguments = (*arguments[:-1], *arguments[-1].elements)
            spoken += [" and ", len(arguments) - 1]
        return self._spoken(self._sense(pattern.operation, arguments[-1]), arguments, spoken)

    def _sense(self, operation: str, change: Tree) -> str:
        """The operation that a frame means: `raise 60 by a quarter` has two readings, `raise 60 by 2` has one."""
        if operation not in SENSES:
            return operation
        likelier, other = SENSES[operation]
        if operation == "with part" or self._ends_with_fraction(change):
            return (likelier, other)[self.choose()]
        return other

    def _ends_with_fraction(self, tree: Tree) -> bool:
        """Whether the tree that ends here is a part of 1 in words: `a quarter`, but not `0.25` or `two and a half`."""
        last = self.tokens[self.at - 1]
        in_words = last.text[:1].isalpha() and "point" not in last.text
        return in_words and isinstance(tree, Quantity) and 0 < tree.value < 1

    def _words(self, element: Element) -> None:
        for words in element.words:
            ahead = self.tokens[self.at : self.at + len(words)]
            if tuple(each.text for each in ahead) == words and all(each.kind is Kind.WORD for each in ahead):
                self.at += len(words)
                return
        if not element.optional:
            raise self.unexpected()

    def _operand(self, element: Element, pattern: Pattern, *, is_last: bool) -> Tree:
        self._count()
        if element.manner == "*":
            if self.token.text in (",", ":"):
                self.at += 1
            joints = JOINTS.get(pattern.operation, ("and",))
            return Listing(self.items(Level.SUM, least=2, bare=True, joints=joints))
        if element.manner == "~":
            return self._range()
        if element.manner == "!":
            return self.unary(Level.SIGN)
        if element.manner == "%":  # without the `of` after it
            tree = Parser.unary(self, Level.SIGN)
            if not is_percentage(tree):
                raise self.unexpected()
            return tree
        tree = self._last(pattern) if is_last else self._first_operand(pattern)
        is_zero = isinstance(tree, Quantity) and tree.value == 0
        if element.manner == "0" and not is_zero:
            raise self.unexpected()
        return tree

    def _range(self) -> Tree:
        """Two bounds: `0-10`, `0..10` or `[0, 10]`."""
        low, joint, high = (self.tokens[min(self.at + offset, len(self.tokens) - 1)] for offset in range(3))
        if low.kind is high.kind is Kind.NUMBER and joint.text in ("-", "...", ".."):
            self.at += 3
            return Listing((self.quantity(low), self.quantity(high)))
        tree = self.primary()
        if not isinstance(tree, Listing) or len(tree.elements) != 2:
            raise self.unexpected()
        return tree

    def _first_operand(self, pattern: Pattern) -> Tree:
        """An operand with more of the frame behind it: in `raise 1 + 2 to the power 3` the power is the frame's."""
        self._raises = pattern.operation == "power"
        try:
            return self.expression(Level.OR)
        finally:
            self._raises = False

    def _last(self, pattern: Pattern) -> Tree:
        """The last operand: all that follows `than` or `equal`, in a range the nearest value, else either."""
        if ("than",) in pattern.elements[-2].words or pattern.operation in TRUTHS:
            return self.expression(Level.OR)
        if pattern.operation in RANGES:
            return self.expression(Level.PART)
        return self._last_operand(Level.PRODUCT if pattern.operation in SUMS else Level.PART)

    def _last_operand(self, level: Level) -> Tree:
        """The last operand of a frame. An operator after it may belong to either: `divide 20 by 4 plus 1`.

        Operators of the `level` belong to the operand: `add 5 to 3 times 2` is 11.
        """
        start = self._state()
        tree = self.expression(level)
        nearest = self._state()
        if INFIX.find(self.tokens, self.at) is None and self.operator() is None:
            return tree
        self._restore(start)
        wider = self.expression(Level.OR)
        if self.at == nearest[0]:
            return tree
        choice = self.choose()
        if choice == 1:
            return wider
        places = self.places
        self._restore(nearest)
        self.places = places
        return tree
