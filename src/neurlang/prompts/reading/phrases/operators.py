"""Words between operands, each with the level of its sign: `3 plus 4`, `6 divided by 2`, `2 to the 3rd`."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.prompts.reading.notation import Apply, Kind, Level, Listing, Parser, Quantity, Tree
from neurlang.prompts.reading.notation.trees import is_part, is_percentage
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.backtracking import ALL
from neurlang.prompts.reading.phrases.index import INFIX, PARTS
from neurlang.prompts.reading.phrases.operands import Operands

BITWISE = frozenset(("and", "or", "xor", "shift left", "shift right"))
COMPARED = frozenset(("more", "less", "fewer"))
LOOSE_AT_END = frozenset(("multiply", "divide", "product", "sum", "mean", "maximum", "minimum"))
"""Operations whose last number may belong to `more than` and the like instead."""
GATHERED = frozenset(("add", "subtract", "greatest divisor", "least multiple"))
COUNTED_BITS = frozenset(("bit", "bits", "place", "places", "position", "positions"))


class WordOperators(Operands):
    """The steps of precedence climbing, with words as operators."""

    def step(self, left: Tree, level: Level) -> Tree | None:
        """As for notation, with words of the tables as operators."""
        self._count()
        part = PARTS.find(self.tokens, self.at)
        tight = part is not None and level <= Level.PART and is_part(left)
        if (
            tight
            and part is not None
            and (part[0] in ("part", "decrease by part") or is_percentage(left))
            and self._begins_value(part[1])
        ):
            return self._part(left, str(part[0]), part[1])
        found = INFIX.find(self.tokens, self.at)
        if found is not None:
            return self._infix(left, found, level)
        if (
            self._is_word("and")
            and level <= Level.AND
            and _is_bitwise(left)
            and self._begins_value(self.at + 1)
        ):
            self.at += 1
            return Apply("and", (left, self.expression(Level.SHIFT)))
        if level <= Level.POWER and not self._raises and (raised := self._raised(left)) is not None:
            return raised
        return super().step(left, level)

    def _infix(self, left: Tree, found: tuple[object, int], level: Level) -> Tree | None:
        row, behind = found
        assert isinstance(row, table.Infix)
        if (
            row.level < level
            or (row.swapped and self._compares)
            or (self._raises and row.operation == "power")
        ):
            return None
        if row.operation == "remainder" and not self._begins_value(behind):
            return None
        start = self.at
        self.at = behind
        word = self.tokens[start]
        if word.text == "x" and word.glued and not self.token.glued and self.token.text in ("+", "-"):
            raise self.fail("x is an unknown here, and I cannot solve equations", word)  # 2x + 3
        if self._word("itself"):
            right = left
        else:
            self._need_operand(self.tokens[behind - 1])
            right = self._nested(row, self._right_side(row))
            self._refuse_bare_part(row.operation)
        self._refuse_unclear_percentages(row, word.text, left, right)
        if row.level is Level.SHIFT and self.token.text in COUNTED_BITS:
            self.at += 1
        said = f" {self._phrase(start, behind)} "
        if not row.swapped:
            return self._spoken(row.operation, (left, right), (0, said, 1))

        def swapped(count: Tree) -> Tree:
            return self._spoken(row.operation, (right, count), (1, said, 0))

        compares = word.text in COMPARED
        if (
            compares
            and self.tokens[start - 1].form == "fraction"
            and self.tokens[start - 1].text[:1].isalpha()
        ):
            raise self.fail("a part of what? Say, for example: 50 plus a fifth of 50", self.tokens[start - 1])
        within = _with_last(left, swapped) if compares else None
        if within is None:
            return swapped(left)
        spells_one = self.tokens[start - 1].text == "one"  # `4 times one less than 11`
        return within if spells_one or self.choose() == 1 else swapped(left)

    def _refuse_unclear_percentages(self, row: table.Infix, word: str, left: Tree, right: Tree) -> None:
        """`5 percent over 100` may be a quotient or 105; `100 less than 5 percent` changes nothing that is known."""
        over = word == "over" and is_percentage(left)
        taken = row.swapped and row.operation == "subtract" and is_percentage(right)
        if (over or taken) and not (is_percentage(left) and is_percentage(right)):
            raise self.fail("a percentage of what? Write `p% of a`, `a + p%` or `a - p%`")

    def _nested(self, row: table.Infix, right: Tree) -> Tree:
        """The right side of a swapped phrase, which may contain another one: 5 more than `10 less than 20`."""
        found = INFIX.find(self.tokens, self.at)
        if not row.swapped or found is None:
            return right
        follows = found[0]
        assert isinstance(follows, table.Infix)
        if not follows.swapped or follows.level is not row.level:
            return right
        return self._infix(right, found, row.level) or right

    def _right_side(self, row: table.Infix) -> Tree:
        """The operand after words; notation there is one value (`6 divided by 2/3`)."""
        fraction = self._glued_fraction()
        if fraction is not None:
            return fraction
        start = self._state()
        tree = self.expression(
            Level(min(row.level + 1, Level.POWER)) if row.level < Level.POWER else Level.SIGN
        )
        sign = self.operator()
        if (
            sign is None
            or sign.level > row.level
            or not isinstance(tree, Quantity)
            or self.token.kind is not Kind.SIGN
        ):
            return tree
        if self.choose() == 0:
            return tree
        places = self.places
        self._restore(start)
        self.places = places
        return Parser.expression(self, Level.SUM if sign.level >= Level.SUM else sign.level)

    def _glued_fraction(self) -> Tree | None:
        """`2/3` without spaces after words, as one value; else None."""
        first, slash, second, behind = (
            self.tokens[min(self.at + offset, len(self.tokens) - 1)] for offset in range(4)
        )
        glued = slash.glued and second.glued and slash.text == "/"
        numbers = isinstance(first.value, int) and isinstance(second.value, int)
        if not glued or not numbers or (behind.kind is Kind.SIGN and behind.text not in ",.?)!="):
            return None
        self.at += 3
        return Apply("divide", (self.quantity(first), self.quantity(second)))

    def _raised(self, base: Tree) -> Tree | None:
        """`to the 3rd`, `to the 5th power`, `to the 10`, `to the minus 2`."""
        if not self._is_word("to") or self.tokens[self.at + 1].text != "the":
            return None
        token = self.tokens[min(self.at + 2, len(self.tokens) - 1)]
        if token.text in ("minus", "negative", "-") or (
            token.kind is Kind.NUMBER and token.form != "ordinal"
        ):
            self.at += 2
            return Apply("power", (base, self.expression(Level.SIGN)))
        if token.kind is not Kind.NUMBER or not isinstance(token.value, int):
            return None
        self.at += 3
        self._word("power")
        return Apply("power", (base, Quantity(token.value)))


def _with_last(tree: Tree, change: Callable[[Tree], Tree]) -> Tree | None:
    """A product or a gathering with its last number changed: 4 times `one less than 11`; None for other trees."""
    if not isinstance(tree, Apply) or not tree.spoken:
        return None
    gathers = ALL in tree.spoken and tree.operation in GATHERED  # `the sum of 3 and 5 less than 20`
    if not gathers and tree.operation not in LOOSE_AT_END:
        return None
    *others, last = tree.arguments
    if isinstance(last, Listing) and not others and isinstance(last.elements[-1], Quantity):
        elements = (*last.elements[:-1], change(last.elements[-1]))
        return Apply(tree.operation, (Listing(elements),), tree.spoken)
    if others and isinstance(last, Quantity):
        return Apply(tree.operation, (*others, change(last)), tree.spoken)
    return None


def _is_bitwise(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.operation in BITWISE
