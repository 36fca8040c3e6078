"""Notation to trees: precedence climbing over the table (Pratt 1973), every error with its place.

Where the notation has two readings, the parser asks `_choose`: the first reading is taken unless a choice was set
beforehand. `readings` parses once for every combination of choices, so that a caller can compare their values.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from neurlang.prompts.reading.notation.scanner import Kind, NotationError, Token
from neurlang.prompts.reading.notation.table import (
    CONSTANTS,
    FUNCTION_OF_NAME,
    NAMES_UNKNOWN,
    OPERATOR_OF_OPERATION,
    OPERATOR_OF_SIGN,
    PREFIX_SIGNS,
    Level,
    Operator,
)
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.prompts.reading.notation.table import Function

DEEPEST = 60  # brackets, signs or operations in one another
MOST_CHOICES = 4  # places with two readings in one text
CLOSING = {"(": ")", "[": "]", "{": "}"}
DIVISIONS = frozenset(("divide", "remainder", "whole quotient"))
COMPARISONS = frozenset(("less", "at most", "greater", "at least", "equal", "unequal"))
DATES = frozenset(((4, 2, 2), (4, 1, 1), (4, 1, 2), (4, 2, 1), (2, 2, 4), (1, 1, 4), (1, 2, 4), (2, 1, 4)))
SIGNS = {"-": "−", "*": "×", "/": "÷", "raised": "a raised number"}


class Parser:
    """Parses the tokens of one text. `choices` are the readings to take at the places with two, in order."""

    def __init__(self, tokens: Sequence[Token], choices: Sequence[int] = ()) -> None:
        self.tokens = tokens
        self.at = 0
        self.places = 0  # with two readings, met so far
        self._choices = choices
        self._nesting = 0
        self._bars = 0  # open absolute values

    # Tokens

    @property
    def token(self) -> Token:
        """The token at hand."""
        return self.tokens[self.at]

    def next_is(self, *texts: str) -> bool:
        """Whether the token at hand is one of these signs or words."""
        token = self.token
        return token.kind in (Kind.SIGN, Kind.WORD) and token.text in texts

    def fail(self, message: str, token: Token | None = None) -> NotationError:
        """The error at a token, the one at hand if absent."""
        token = token or self.token
        return NotationError(message, token.start, token.end)

    def choose(self) -> int:
        """0 or 1: which of two readings to take here."""
        place = self.places
        self.places += 1
        if place >= MOST_CHOICES:
            raise self.fail("too much here has two readings: brackets would tell")
        return self._choices[place] if place < len(self._choices) else 0

    def refuse_dates(self) -> None:
        """Raise NotationError where three glued numerals look like a date: 2024-05-06, 3/4/2024."""
        for at in range(len(self.tokens) - 4):
            first, sign, second, again, third = self.tokens[at : at + 5]
            if sign.text != again.text or sign.text not in ("-", "/") or second.kind is not Kind.NUMBER:
                continue
            lengths = tuple(len(each.text) for each in (first, second, third))
            glued = all(each.glued for each in (sign, second, again, third))
            numerals = all(each.text.isdecimal() for each in (first, second, third))
            if glued and numerals and lengths in DATES:
                raise self.fail("this looks like a date, and dates are not among what I can do", first)

    # Grammar

    def whole(self) -> Tree:
        """The tree of all tokens. Raises NotationError."""
        self.refuse_dates()
        tree = self.expression(Level.COMPARISON)
        if self.token.kind is not Kind.END:
            raise self.unexpected()
        if depth(tree) > DEEPEST:
            raise NotationError("too many operations stand in one another", 0)
        return tree

    def expression(self, level: Level) -> Tree:
        """What binds at least as tightly as a level."""
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise self.fail(f"more than {DEEPEST} brackets or signs stand in one another")
        left = self.unary(level)
        while True:
            step = self.step(left, level)
            if step is None:
                break
            left = step
        self._nesting -= 1
        return left

    def step(self, left: Tree, level: Level) -> Tree | None:
        """`left` with the operator that follows, and its right side; None where none follows at this level."""
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

    def _series(self, left: Tree) -> Tree:
        """`1 + 2 + ... + 20`, the dots at hand: the sum of a range."""
        self.at += 1
        first, second = (
            left.arguments if isinstance(left, Apply) and left.operation == "add" else (left, left)
        )
        numbers = isinstance(first, Quantity) and isinstance(second, Quantity)
        by_one = (
            isinstance(first, Quantity) and isinstance(second, Quantity) and second.value - first.value == 1
        )
        if not numbers or not by_one or not self._is_sign(self.at, "+"):
            raise self.fail("I know sums with dots only as in 1 + 2 + ... + 20")
        self.at += 1
        return Apply("sum of range", (first, self.expression(Level.PRODUCT)))

    def operator(self) -> Operator | None:
        """The row of the operator at hand, if one is; it is not consumed."""
        token = self.token
        if token.kind is Kind.SIGN and token.text == "|" and self._bars:
            return None
        if token.kind is Kind.SIGN and token.text == "=" and self._ends_at(self.at + 1):
            return None  # 5 + 3 =
        if token.kind is Kind.SIGN and token.text == ":" and self._is_time():
            raise self.fail("this looks like a time of day, and times are not among what I can do")
        if token.kind is Kind.SIGN or (token.kind is Kind.WORD and token.text in ("mod", "xor")):
            return OPERATOR_OF_SIGN.get(token.text)
        return None

    def combined(self, operation: str, left: Tree, right: Tree, token: Token) -> Tree:
        """An operator's tree, with what its operands make of it."""
        if operation in COMPARISONS:
            return Apply(operation, (left, right))
        left, right = (self._number(side, token) for side in (left, right))
        if operation == "shift right" and isinstance(left, Apply) and left.operation == "negate":
            operation = ("shift right signed", "shift right")[self.choose()]
        return changed(operation, left, right)

    def _number(self, side: Tree, token: Token) -> Tree:
        """An operand that is a number; square brackets around one value only group."""
        if isinstance(side, Listing) and len(side.elements) == 1:
            return side.elements[0]
        if isinstance(side, Listing | Quoted):
            kind = "lists" if isinstance(side, Listing) else "texts"
            raise self.fail(f"{shown(token)} works on numbers, not on {kind}", token)
        return side

    def unary(self, level: Level) -> Tree:
        """A sign or √ before its operand, or a power, or less."""
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
        """√ and ∛ bind tighter than a power, and take a root or a sign after them."""
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise self.fail(f"more than {DEEPEST} brackets or signs stand in one another")
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
            raise self.fail(f"more than {DEEPEST} brackets or signs stand in one another")
        exponent = self.unary(Level.SIGN)
        self._nesting -= 1
        return self.combined("power", base, exponent, token)

    def postfixed(self, tree: Tree) -> Tree:
        """A value with the signs behind it: `!`, `%`, raised numbers."""
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
                raise self.fail("degrees are not among what I can do", token)
            else:
                break
        return tree

    def primary(self) -> Tree:
        """A number, a constant, a call, or what stands in brackets."""
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
            raise self.fail(f"'{token.text}' counts, it is not a value here", token)
        assert token.value is not None
        assert not isinstance(token.value, str)
        return Quantity(token.value)

    def arguments(self, closing: str, opening: Token) -> tuple[Tree, ...]:
        """Values that commas separate, up to the closing bracket, which is consumed."""
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
                raise self.fail(
                    "a comma separates the arguments of a function, and no function stands here", opening
                )
            return values[0]
        return Listing(values)

    def _absolute(self, bar: Token) -> Tree:
        self.at += 1
        if self._is_sign(self.at, "|"):
            follows = self.tokens[self.at + 1]
            if follows.kind is Kind.END or (follows.kind is Kind.SIGN and follows.text not in "([{|-+√∛"):
                raise self.fail("nothing stands between these bars", bar)
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
        """A function's tree. Raises NotationError where it takes another number of arguments."""
        is_list = len(values) == 1 and isinstance(values[0], Listing)
        count = len(values[0].elements) if is_list and isinstance(values[0], Listing) else len(values)
        if is_list and row.most <= 2:
            raise self.fail(f"{name.text} works on numbers, not on lists", name)
        if not row.least <= count <= row.most or (
            not is_list and any(isinstance(each, Listing) for each in values)
        ):
            wanted = f"{row.least}" if row.least == row.most else f"{row.least} to {row.most}"
            raise self.fail(f"{name.text} takes {wanted} arguments, {count} stand here", name)
        if row.most > 3 and not is_list:
            return (
                Apply(row.operation, (Listing(values),)) if len(values) > 1 else Apply(row.operation, values)
            )
        return Apply(row.operation, values)

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

    # Implicit multiplication

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

    # Errors

    def unexpected(self) -> NotationError:
        """What is wrong with the token at hand."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind is Kind.END:
            if before is None:
                return self.fail("nothing stands here")
            return self.fail(f"a number is missing after {shown(before)}", before)
        if token.kind is Kind.SIGN and token.text in (")", "]", "}"):
            return self.fail(f"{token.text} closes a bracket that was not opened")
        if token.kind is Kind.SIGN and token.text in OPERATOR_OF_SIGN:
            return self.fail(f"a number is missing before {shown(token)}")
        if token.kind is Kind.WORD and token.text in NAMES_UNKNOWN:
            return self.fail(f"{token.text} is not among what I can do")
        if token.kind is Kind.WORD:
            return self.fail(f'I don\'t know "{token.text}" here')
        if token.kind is Kind.NUMBER and before is not None and before.kind is Kind.NUMBER:
            return self.fail(f"between {before.text} and {token.text} no operation stands")
        return self.fail(f"{shown(token)} makes no sense here")

    def _need_operand(self, sign: Token) -> None:
        token = self.token
        closes = token.kind is Kind.SIGN and token.text in (")", "]", "}", ",", ";")
        if token.kind is Kind.END or closes:
            raise self.fail(f"a number is missing after {shown(sign)}", sign)

    def _not_closed(self, opening: Token, closing: str) -> NotationError:
        if self.token.kind is Kind.END:
            return self.fail(f"{opening.text} is not closed: {closing} is missing", opening)
        return self.unexpected()

    def _ends_at(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind is Kind.END or (token.kind is Kind.SIGN and token.text in ("?", ".", "!"))

    def _is_time(self) -> bool:
        """Whether the colon at hand stands between an hour and minutes: 7:30, 02:05."""
        before, colon, behind = self.tokens[self.at - 1], self.token, self.tokens[self.at + 1]
        glued = colon.glued and behind.glued
        return glued and len(before.text) <= 2 and len(behind.text) == 2 and behind.text.isdecimal()

    # Percent

    def _is_sign(self, at: int, *texts: str) -> bool:
        token = self.tokens[min(at, len(self.tokens) - 1)]
        return token.kind is Kind.SIGN and token.text in texts

    def _is_percent_sign(self) -> bool:
        """Whether the % at hand is a percentage, not the remainder between two operands.

        Before a sign the spaces tell: `10 % -3` is a remainder, `10% - 3` a difference, `10%-3` could be both.
        """
        percent, follows = self.token, self.tokens[self.at + 1]
        if follows.kind is Kind.SIGN and follows.text in ("-", "+"):
            behind = self.tokens[self.at + 2]
            own = not follows.glued and behind.glued  # the sign of the number behind it
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
        """Whether a percentage follows the sign too: 5%-3%."""
        return self.tokens[self.at + 2].kind is Kind.NUMBER and self._is_sign(self.at + 3, "%")


def shown(token: Token) -> str:
    """A token as messages name it."""
    return SIGNS.get(token.text, token.text) if token.kind is Kind.SIGN else token.text


def combinations(places: int) -> Iterator[tuple[int, ...]]:
    """Every way to choose at that many places, the likelier readings first."""
    return product((0, 1), repeat=min(places, MOST_CHOICES))


def without_spoken(tree: Tree) -> Tree:
    """The tree without the words that asked for it, to compare readings."""
    if isinstance(tree, Apply):
        return replace(tree, arguments=tuple(map(without_spoken, tree.arguments)), spoken=())
    if isinstance(tree, Listing):
        return Listing(tuple(map(without_spoken, tree.elements)))
    return tree


__all__ = ["DEEPEST", "OPERATOR_OF_OPERATION", "Parser", "combinations", "shown", "without_spoken"]
