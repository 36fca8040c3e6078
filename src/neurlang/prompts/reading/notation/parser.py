"""Notation to trees: precedence climbing over the table (Pratt 1973). Every error has its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from neurlang.prompts.reading.notation.cursor import shown
from neurlang.prompts.reading.notation.signs import SignReader
from neurlang.prompts.reading.notation.table import CONSTANTS, FUNCTION_OF_NAME, PREFIX_SIGNS, Function, Level
from neurlang.prompts.reading.notation.token import Kind, NotationError, Token
from neurlang.prompts.reading.notation.trees import (
    Apply,
    Constant,
    Listing,
    Quantity,
    Quoted,
    Tree,
    changed,
    depth,
)

DEEPEST = 60  # brackets, signs or operations nested in one another
CLOSING = {"(": ")", "[": "]", "{": "}"}
DIVISIONS = frozenset(("divide", "remainder", "whole quotient"))
COMPARISONS = frozenset(("less", "at most", "greater", "at least", "equal", "unequal"))


class Parser(SignReader):
    """Parses the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        super().__init__(tokens, choices)
        self._nesting = 0

    def whole(self) -> Tree:
        """The tree of all tokens. Raises NotationError."""
        self.refuse_dates()
        tree = self.expression(Level.COMPARISON)
        if self.token.kind is not Kind.END:
            raise self.unexpected()
        if depth(tree) > DEEPEST:
            raise NotationError("too many operations are nested", 0)
        return tree

    def expression(self, level: Level) -> Tree:
        """An expression whose operators bind at least as tightly as `level`."""
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise self.fail(f"more than {DEEPEST} brackets or signs are nested")
        left = self.unary(level)
        while True:
            step = self.step(left, level)
            if step is None:
                break
            left = step
        self._nesting -= 1
        return left

    def step(self, left: Tree, level: Level) -> Tree | None:
        """`left` with the operator that follows and its right side; None if none follows at this level."""
        row = self.operator()
        if row is None:
            if level <= Level.PRODUCT and self._multiplies():
                return Apply("multiply", (left, self.unary(Level.POWER)))
            return None
        if row.level < level:
            return None
        if row.level is Level.COMPARISON:
            return self._comparison(left)
        token = self.token
        self.at += 1
        if row.operation == "add" and self._is_sign(self.at, "..."):
            return self._series(left)
        self._need_operand(token)
        right = self.expression(Level.SIGN if row.right else Level(row.level + 1))
        if row.operation in DIVISIONS and self._multiplies() and self.choose() == 1:
            while self._multiplies():  # 6/2(1 + 2) as 6/(2(1 + 2)), the second reading
                right = Apply("multiply", (right, self.unary(Level.POWER)))
        return self.combined(row.operation, left, right, token)

    def _comparison(self, left: Tree) -> Tree:
        """One comparison, or a chain: 1 < 2 <= 3 is 1 < 2 and 2 <= 3."""
        parts: list[Tree] = []
        while (row := self.operator()) is not None and row.level is Level.COMPARISON:
            token = self.token
            self.at += 1
            self._need_operand(token)
            right = self.expression(Level.OR)
            parts.append(self.combined(row.operation, left, right, token))
            left = right
        return parts[0] if len(parts) == 1 else Apply("all", tuple(parts))

    def _series(self, left: Tree) -> Tree:
        """`1 + 2 + ... + 20`, the sum of a range; the current token is the dots."""
        self.at += 1
        terms = _terms(left)
        by_one = len(terms) > 1 and all(after - before == 1 for before, after in pairwise(terms))
        if not by_one or not self._is_sign(self.at, "+"):
            raise self.fail("I know sums with dots only as in 1 + 2 + ... + 20")
        self.at += 1
        return Apply("sum of range", (Quantity(terms[0]), self.expression(Level.PRODUCT)))

    def combined(self, operation: str, left: Tree, right: Tree, token: Token) -> Tree:
        """The tree of an operator; some operations depend on the operands."""
        if operation in COMPARISONS:
            return Apply(operation, (left, right))
        left, right = (self._number(side, token) for side in (left, right))
        if operation == "shift right" and isinstance(left, Apply) and left.operation == "negate":
            operation = ("shift right signed", "shift right")[self.choose()]
        return changed(operation, left, right)

    def _number(self, side: Tree, token: Token) -> Tree:
        """The operand of an operator on numbers; square brackets around one value only group."""
        if isinstance(side, Listing) and len(side.elements) == 1:
            return side.elements[0]
        if isinstance(side, Listing | Quoted):
            kind = "lists" if isinstance(side, Listing) else "texts"
            raise self.fail(f"{shown(token)} works on numbers, not on {kind}", token)
        return side

    # Values

    def unary(self, level: Level) -> Tree:
        """An operand with the signs before it, and with its power."""
        token = self.token
        if token.kind is Kind.SIGN and token.text in PREFIX_SIGNS:
            self.at += 1
            self._need_operand(token)
            if token.text in "√∛":
                return self._power(self._rooted(token))
            operand = self.expression(Level.SIGN)
            if token.text == "~":
                return Apply(("bits not", "minus one less")[self.choose()], (operand,))
            return operand if token.text == "+" else Apply("negate", (operand,))
        return self._power(self.postfixed(self.primary()))

    def _rooted(self, token: Token) -> Tree:
        """The operand of √ or ∛, which bind tighter than a power; another root or a sign may follow."""
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise self.fail(f"more than {DEEPEST} brackets or signs are nested")
        inner = self.token
        if inner.kind is Kind.SIGN and inner.text in ("√", "∛", "-", "+"):
            self.at += 1
            self._need_operand(inner)
            operand = self._rooted(inner)
        else:
            operand = self.postfixed(self.primary())
        self._nesting -= 1
        name = PREFIX_SIGNS[token.text]
        return operand if name == "plus" else Apply(name, (operand,))

    def _power(self, base: Tree) -> Tree:
        row = self.operator()
        if row is None or row.level is not Level.POWER:
            return base
        token = self.token
        self.at += 1
        self._need_operand(token)
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise self.fail(f"more than {DEEPEST} brackets or signs are nested")
        exponent = self.unary(Level.SIGN)
        self._nesting -= 1
        return self.combined("power", base, exponent, token)

    def postfixed(self, tree: Tree) -> Tree:
        """A value with the signs after it: `!`, `%`, raised numbers."""
        while self.token.kind is Kind.SIGN:
            token = self.token
            if token.text == "!" and not self._is_sign(self.at + 1, "="):
                self.at += 1
                if self._is_sign(self.at, "!"):
                    raise self.fail(
                        "!! is a double factorial for some, a factorial twice for others: use brackets"
                    )
                tree = Apply("factorial", (tree,))
            elif token.text == "%" and self._is_percent_sign():
                self.at += 1
                tree = Apply("percent", (tree,))
            elif token.text == "raised":
                self.at += 1
                assert isinstance(token.value, int)
                tree = Apply("power", (tree, Quantity(token.value)))
            elif token.text == "°":
                raise self.fail("I cannot compute with degrees", token)
            else:
                break
        return tree

    def primary(self) -> Tree:
        """A number, a text, a constant, a call, or a value in brackets."""
        token = self.token
        match token.kind:
            case Kind.NUMBER:
                self.at += 1
                return self.quantity(token)
            case Kind.TEXT:
                self.at += 1
                return Quoted(str(token.value))
            case Kind.SIGN if token.text in CLOSING:
                return self._bracketed(token)
            case Kind.SIGN if token.text == "|":
                return self._absolute(token)
            case Kind.SIGN if token.text in "$€£" and self.tokens[self.at + 1].kind is Kind.NUMBER:
                self.at += 2
                self.note_unit(token.text)
                return self.quantity(self.tokens[self.at - 1])
            case Kind.WORD if token.text in CONSTANTS:
                self.at += 1
                return Constant(token.text, CONSTANTS[token.text])
            case Kind.WORD if token.text in FUNCTION_OF_NAME and self._is_sign(self.at + 1, "("):
                return self._call(token)
        raise self.unexpected()

    def quantity(self, token: Token) -> Tree:
        """The tree of a number's token."""
        if token.form == "ordinal":
            raise self.fail(f"'{token.text}' is an ordinal, not a value", token)
        assert token.value is not None
        assert not isinstance(token.value, str)
        return Quantity(token.value)

    def note_unit(self, unit: str) -> None:
        """Called with each currency sign. Notation has no other units, so nothing is done here."""

    # Brackets and calls

    def arguments(self, closing: str, opening: Token) -> tuple[Tree, ...]:
        """Values that commas separate. The closing bracket is consumed."""
        if self._is_sign(self.at, closing):
            raise self.fail("these brackets are empty", opening)
        bars, self._bars = self._bars, 0
        values = [self.expression(Level.COMPARISON)]
        while self.next_is(",", ";"):
            self.at += 1
            values.append(self.expression(Level.COMPARISON))
        if not self._is_sign(self.at, closing):
            raise self._not_closed(opening, closing)
        self._bars = bars
        self.at += 1
        return tuple(values)

    def _bracketed(self, opening: Token) -> Tree:
        self.at += 1
        values = self.arguments(CLOSING[opening.text], opening)
        if opening.text == "(":
            if len(values) > 1:
                raise self.fail("a comma separates arguments, but there is no function here", opening)
            return values[0]
        return Listing(values)

    def _absolute(self, bar: Token) -> Tree:
        self.at += 1
        if self._is_sign(self.at, "|"):
            follows = self.tokens[self.at + 1]
            if follows.kind is Kind.END or (follows.kind is Kind.SIGN and follows.text not in "([{|-+√∛"):
                raise self.fail("there is no value between these bars", bar)
        self._bars += 1
        inner = self.expression(Level.COMPARISON)
        self._bars -= 1
        if not self._is_sign(self.at, "|"):
            raise self._not_closed(bar, "|")
        self.at += 1
        return Apply("absolute", (inner,))

    def _call(self, name: Token) -> Tree:
        opening = self.tokens[self.at + 1]
        self.at += 2
        return self.called(FUNCTION_OF_NAME[name.text], self.arguments(")", opening), name)

    def called(self, row: Function, values: tuple[Tree, ...], name: Token) -> Tree:
        """A function's tree. Raises NotationError for a wrong number of arguments."""
        is_list = len(values) == 1 and isinstance(values[0], Listing)
        count = len(values[0].elements) if is_list and isinstance(values[0], Listing) else len(values)
        if is_list and row.most <= 2:
            raise self.fail(f"{name.text} works on numbers, not on lists", name)
        if not row.least <= count <= row.most or (
            not is_list and any(isinstance(each, Listing) for each in values)
        ):
            wanted = f"{row.least}" if row.least == row.most else f"{row.least} to {row.most}"
            raise self.fail(f"{name.text} takes {wanted} arguments, but {count} are here", name)
        if row.most > 3 and not is_list:
            return (
                Apply(row.operation, (Listing(values),)) if len(values) > 1 else Apply(row.operation, values)
            )
        return Apply(row.operation, values)


def _terms(tree: Tree) -> tuple[int, ...]:
    """The numbers of a written sum of whole numbers; empty for any other tree."""
    if isinstance(tree, Quantity):
        return (tree.value,) if isinstance(tree.value, int) else ()
    if not isinstance(tree, Apply) or tree.operation != "add" or len(tree.arguments) != 2:
        return ()
    before, last = (_terms(argument) for argument in tree.arguments)
    return (*before, *last) if before and len(last) == 1 else ()
