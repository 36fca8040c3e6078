"""Reading a written plan: `NAME(operand, …)`, where an operand is a number, a text, a list, or such a call itself.

A name is an intent of the table, or else a function of the library; small and capital letters are the same. With its
module, a name is always the function's: `GCD` is the intent, `MATH.GCD` the function.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import MeaningError, UsageError
from neurlang.programs.ir import did_you_mean
from neurlang.programs.stdlib import functions_named, names_like
from neurlang.prompts.reading.intents import INTENTS, ResultKind, intent_named, is_intent
from neurlang.prompts.reading.meanings import BITS, SMALLEST
from neurlang.prompts.reading.plan import Leaf, Node, Operation, Plan, fold, operation
from neurlang.prompts.reading.written.calls import library_operation
from neurlang.prompts.reading.written.tokens import Token, error_at, number_of, text_of_literal, tokens_of
from neurlang.prompts.reading.written.values import list_of

DEEPEST = 100
"""Calls within calls."""


def read_plan(text: str) -> Plan:
    """The plan that a text is.

    Raises PlanSyntaxError if it is not one, and MeaningError if an operation has no meaning for its operands.
    """
    reader = _Reader(text, list(tokens_of(text)))
    root = reader.operand(0)
    end = reader.next()
    if end.kind != "end":
        raise error_at(text, end.start, "the plan ends before this")
    if not isinstance(root, Operation):
        raise error_at(text, 0, "a plan is a call, as COUNT_PRIMES(20)")
    return Plan(root, root.intent, root.arguments)


def operation_named(name: str, arguments: tuple[Node, ...]) -> Operation:
    """The operation of that name. Raises UsageError if there is none, MeaningError if the arguments do not fit."""
    for argument in arguments:
        if isinstance(argument, Operation) and argument.variant.result is ResultKind.PRINTED:
            raise MeaningError("what is printed cannot be worked on further")
    known = name.upper()
    if is_intent(known):
        return (
            fold(known, arguments)
            if intent_named(known).folds and len(arguments) > 2
            else operation(known, *arguments)
        )
    return library_operation(functions_named(name), arguments)


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of a plan from left to right."""

    text: str
    tokens: list[Token]
    place: int = 0

    def next(self) -> Token:
        """The next token, which is then behind."""
        self.place += 1
        return self.tokens[self.place - 1]

    def operand(self, depth: int) -> Node:
        """A number, a text, a list, or a call."""
        token = self.next()
        match token.kind:
            case "number":
                return Leaf(self._number(token))
            case "text":
                found = text_of_literal(token.text)
                if found is None:
                    raise self._error(token, "this text has an escape that does not exist")
                return Leaf(found)
            case "name":
                return self._call(token, depth)
            case "sign" if token.text == "[":
                return Leaf(self._list())
        wanted = "a number, a text in quotes, a list, or a call is expected here"
        raise self._error(token, f"{wanted}, not {_told(token)}")

    def _call(self, name: Token, depth: int) -> Operation:
        opening = self.next()
        if opening.text != "(":
            raise self._error(
                opening, f"'(' is expected after {name.text}, not {_told(opening)}; texts stand in quotes"
            )
        if depth == DEEPEST:
            raise self._error(name, f"calls are nested more than {DEEPEST} deep")
        if not is_intent(name.text.upper()):
            self._check_name(name)
        arguments: list[Node] = []
        while not self._is_closed(")", is_first=not arguments):
            arguments.append(self.operand(depth + 1))
        return operation_named(name.text, tuple(arguments))

    def _check_name(self, name: Token) -> None:
        try:
            functions_named(name.text)
        except UsageError:
            known = [*(each.name for each in INTENTS), *(each.upper() for each in names_like())]
            hint = did_you_mean(name.text.upper(), known) or "`nl intents` lists all"
            raise self._error(name, f"there is no operation '{name.text}'; {hint}") from None

    def _is_closed(self, bracket: str, *, is_first: bool) -> bool:
        """Whether the bracket closes here; if it does not, the comma before the next part is behind."""
        token = self.next()
        if token.text == bracket and token.kind == "sign":
            return True
        if is_first:
            self.place -= 1
            return False
        if token.text == "," and token.kind == "sign":
            return False
        raise self._error(token, f"',' or '{bracket}' is expected here, not {_told(token)}")

    def _list(self) -> tuple[int, ...] | tuple[float, ...]:
        numbers: list[int | float] = []
        while not self._is_closed("]", is_first=not numbers):
            token = self.next()
            if token.kind != "number":
                raise self._error(token, f"a number is expected in a list, not {_told(token)}")
            numbers.append(self._number(token))
        return list_of(numbers)

    def _number(self, token: Token) -> int | float:
        try:
            number = number_of(token.text)
        except OverflowError:
            number = None
        if number is None:
            raise self._error(token, f"this number is outside {SMALLEST} to {BITS}")
        return number

    def _error(self, token: Token, message: str) -> Exception:
        return error_at(self.text, token.start, message)


def _told(token: Token) -> str:
    return "the end" if token.kind == "end" else f"'{token.text[:40]}'"
