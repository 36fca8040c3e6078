"""One operand with its words: `the square root of 16`, `5 squared`, `half of 20`, `minus 3`, `5 apples`."""

from __future__ import annotations

from neurlang.prompts.reading.notation import Apply, Kind, Level, Parser, Quantity, Quoted, Token, Tree
from neurlang.prompts.reading.notation.trees import is_part, is_percentage
from neurlang.prompts.reading.phrases import table
from neurlang.prompts.reading.phrases.gatherings import Gatherings
from neurlang.prompts.reading.phrases.index import INFIX, PARTS, POSTFIX, PREFIX, PRONOUNS
from neurlang.prompts.reading.phrases.words import TABLE_WORDS


class Operands(Gatherings):
    """The phrase of a function takes the nearest operand; words after an operand take all of it."""

    def primary(self) -> Tree:
        """As for notation, with phrases before operands and pronouns. Determiners are skipped."""
        self._count()
        pronoun = PRONOUNS.find(self.tokens, self.at)
        if pronoun is not None and self._it is not None:
            self.at = pronoun[1]
            return self._it
        for attempt in (self._gathering, self._ordinal, self._prefixed):
            tree = attempt()
            if tree is not None:
                return tree
        if self._is_word("its") and (self._it is None or self.tokens[self.at + 1].kind is Kind.NUMBER):
            raise self.fail('I don\'t know what "its" refers to')
        if self.token.kind is Kind.WORD and (self.token.text in table.DETERMINERS or self._is_noun(self.at)):
            self.at += 1
            return self.after_determiner()
        if (
            self._is_word("result")
            and self.tokens[self.at + 1].text == "of"
            and self._begins_value(self.at + 2)
        ):
            self.at += 2
            return self.expression(Level.SUM)  # double the result of 20 minus 5
        return super().primary()

    def after_determiner(self) -> Tree:
        """The value after a determiner."""
        if self._steps_left() <= 0:
            raise self.unexpected()
        return self.primary()

    def quantity(self, token: Token) -> Tree:
        """A number with its unit, or the value that stands in its place."""
        if token.start in self.computed:
            return self.computed[token.start]
        tree = super().quantity(token)
        assert isinstance(tree, Quantity)
        behind = self.tokens[self.at] if self.tokens[self.at - 1] is token else self.tokens[-1]
        if behind.kind is Kind.WORD and (behind.text in table.KNOWN_UNITS or behind.text not in TABLE_WORDS):
            self.at += 1
            self.units.append(behind.text)
            return Quantity(tree.value, behind.text)
        return tree

    def note_unit(self, unit: str) -> None:
        """Keep a unit, so that `$10 - €3` can be refused."""
        self.units.append(unit)

    def _ordinal(self) -> Tree | None:
        """`10th fibonacci number`, `second power of 9`."""
        token = self.token
        if token.kind is not Kind.NUMBER or token.form != "ordinal" or not isinstance(token.value, int):
            return None
        start = self.at
        self.at += 1
        if self._word("fibonacci") or self._word("fib"):
            self._word("number")
            return self._spoken("fibonacci", (Quantity(token.value),), (0, "th fibonacci number"))
        if self._word("power") and self._word("of"):
            return Apply("power", (self.unary(Level.SIGN), Quantity(token.value)))
        self.at = start
        raise self.unexpected()

    def _prefixed(self) -> Tree | None:
        found = PREFIX.find(self.tokens, self.at)
        if found is None or (
            self.tokens[found[1]].text == "(" and found[1] == self.at + 1 and self._is_call()
        ):
            return None
        row, behind = found
        assert isinstance(row, table.Prefix)
        start = self.at
        self.at = behind
        self._need_operand(self.tokens[behind - 1])
        if self._phrase(start, behind) == "double" and self._is_word("factorial"):
            raise self.fail("the double factorial is not among what I can do")
        operand = self._nearest_operand(row)
        if row.operation == "length" and not isinstance(operand, Quoted):
            raise self.fail("only texts have a length")
        return self._spoken(row.operation, (operand,), (f"{self._phrase(start, behind)} ", 0))

    def _nearest_operand(self, row: table.Prefix) -> Tree:
        """The nearest operand; notation is one value. There are two readings if the phrase would be pointless."""
        start = self._state()
        tree = self.unary(Level.SIGN)
        sign = self.operator()
        if sign is not None and self.token.kind is Kind.SIGN:
            level = Level.PRODUCT if not self.token.glued else Level.SUM
            while (step := self._sign_step(tree, level)) is not None:
                tree = step
            if self.operator() is None or self.token.kind is not Kind.SIGN or self.choose() == 0:
                return tree
            places = self.places
            self._restore(start)
            self.places = places
            return self.expression(Level.SUM)
        infix = INFIX.find(self.tokens, self.at)
        if row.pointless and infix is not None and isinstance(tree, Quantity) and self.choose() == 1:
            places = self.places
            self._restore(start)
            self.places = places
            return self.expression(Level.SUM)
        return tree

    def _sign_step(self, tree: Tree, level: Level) -> Tree | None:
        return Parser.step(self, tree, level) if self.token.kind is Kind.SIGN else None

    def unary(self, level: Level) -> Tree:
        """As for notation, with `minus` and `negative` as signs."""
        self._count()
        is_sign = self.token.kind is Kind.WORD and self.token.text in ("minus", "negative")
        if is_sign and self._begins_value(self.at + 1):
            self.at += 1
            return Apply("negate", (self.expression(Level.SIGN),))
        tree = super().unary(level)
        part = PARTS.find(self.tokens, self.at)
        if part is not None and part[0] == "part" and is_part(tree) and self._begins_value(part[1]):
            return self._part(tree, "part", part[1])  # twice half of 20
        return tree

    def postfixed(self, tree: Tree) -> Tree:
        """As for notation, with `squared`, `factorial`, `percent` and the like."""
        while not isinstance(tree, Quoted):  # what stands behind a text belongs to its length
            tree = super().postfixed(tree)
            found = POSTFIX.find(self.tokens, self.at)
            if found is None or (self.tokens[found[1]].text == "of" and found[0] != "percent"):
                return tree
            said = f" {self._phrase(self.at, found[1])}"
            self.at = found[1]
            tree = Apply(str(found[0]), (tree,), (0, said) if found[0] != "percent" else ())
        return tree

    def _part(self, left: Tree, operation: str, behind: int) -> Tree:
        start = self.at
        self.at = behind
        value = self.expression(Level.PART)
        arguments = (left, value) if operation == "part" else (value, left)
        phrase = self._phrase(start, behind)
        said = f"{'%' if is_percentage(left) else ''} {'of' if phrase == 'the' else phrase} "
        return self._spoken(operation, arguments, (arguments.index(left), said, arguments.index(value)))
