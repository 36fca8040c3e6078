"""Operands of a formula's text, with their positions, type-checked as they are combined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, constant, make, substitute, truth, variable, variables
from neurlang.kernels.expr.kernel import REDUCTIONS, Reduction
from neurlang.kernels.expr.ops import BY_NAME
from neurlang.kernels.expr.reading.formula_tokens import Token
from neurlang.kernels.expr.reading.function_names import (
    C_CONSTANTS,
    CONSTANTS,
    DERIVED,
    FUNCTIONS,
    function_name,
)
from neurlang.kernels.expr.reading.source import Source, nearest

CONSTANT_NAMES = CONSTANTS | C_CONSTANTS
TRUTHS = {"True": True, "true": True, "TRUE": True, "False": False, "false": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Operand:
    """A value while parsing: its position, the kind of literal it is (if any), and the reduction around it."""

    exprs: tuple[Expr, ...]
    start: int
    end: int
    literal: str = ""
    reduction: Reduction | None = None


class Values:
    """The names of one text, and the operations on its operands; errors point into the text.

    `inputs` fixes the names of the inputs; None accepts any. `definition` returns the formula of a derived function.
    """

    def __init__(
        self, source: Source, inputs: tuple[str, ...] | None, definition: Callable[[str], Expr]
    ) -> None:
        self.source = source
        self.inputs = inputs
        self.definition = definition
        self.met: dict[str, None] = {}
        self.named: dict[str, Operand] = {}

    def input_names(self) -> tuple[str, ...]:
        """The given inputs, or else the names that the text uses, in order."""
        return tuple(self.met) if self.inputs is None else self.inputs

    def error(self, token: Token, message: str, hint: str = "") -> FormulaError:
        """An error at a token."""
        return self.source.error(token.start, token.end, message, hint)

    def unknown_function(self, token: Token) -> FormulaError:
        """The error for a call of an unknown function, with the nearest known name."""
        known = [*FUNCTIONS, *DERIVED, *REDUCTIONS]
        return self.error(
            token, f"unknown function '{token.text}'", nearest(token.text.rpartition(".")[2], known)
        )

    def called(self, token: Token, args: list[Operand]) -> Operand:
        """The result of calling the function that the token names."""
        written = token.text
        if written in REDUCTIONS and (written in ("sum", "mean", "dot") or len(args) == 1):
            return self._reduced(token, args)
        name = function_name(written)
        if name is None:
            raise self.unknown_function(token)
        if name in BY_NAME:
            return self.made(name, token, args)
        definition = self.definition(name)
        arity = 1 + max(place for place, letter in enumerate("abc") if letter in variables((definition,)))
        self._check_arity(written, arity, token, args)
        self._refuse_reductions(args)
        values = {letter: arg.exprs[0] for letter, arg in zip("abc", args, strict=False)}
        for arg in args:
            if arg.exprs[0].kind != "r":
                raise self.source.error(arg.start, arg.end, f"'{written}' takes numbers, found a truth value")
        return Operand((substitute(definition, values),), token.start, args[-1].end)

    def _reduced(self, token: Token, args: list[Operand]) -> Operand:
        self._check_arity(token.text, 2 if token.text == "dot" else 1, token, args)
        self._refuse_reductions(args)
        exprs = tuple(arg.exprs[0] for arg in args)
        return Operand(exprs, token.start, args[-1].end, "", token.text)  # type: ignore[arg-type]

    def made(self, name: str, token: Token, args: list[Operand]) -> Operand:
        """An op applied to operands, whose kinds are checked; a prefix `+` returns its operand unchanged."""
        self._refuse_reductions(args)
        start, end = min(token.start, args[0].start), args[-1].end
        if name == "+":
            return Operand(args[0].exprs, start, end)
        entry = BY_NAME[name]
        self._check_arity(name, entry.arity, token, args)
        for arg, kind in zip(args, entry.arg_kinds, strict=True):
            if arg.exprs[0].kind != kind:
                wanted, found = (
                    ("a number", "a truth value") if kind == "r" else ("a truth value", "a number")
                )
                raise self.source.error(
                    arg.start, arg.end, f"'{token.text}' takes {wanted} here, found {found}",
                    "" if kind == "r" else "compare it: x != 0",
                )  # fmt: skip
        try:
            return Operand((make(name, *(arg.exprs[0] for arg in args)),), start, end)
        except FormulaError as error:
            raise self.source.error(args[-1].start, args[-1].end, str(error)) from None

    def _check_arity(self, name: str, arity: int, token: Token, args: list[Operand]) -> None:
        if len(args) != arity:
            plural = "" if arity == 1 else "s"
            raise self.error(token, f"'{name}' takes {arity} argument{plural}, found {len(args)}")

    def _refuse_reductions(self, args: list[Operand]) -> None:
        for arg in args:
            if arg.reduction is not None:
                raise self.source.error(
                    arg.start, arg.end, f"'{arg.reduction}' is a reduction: it must be the outermost step"
                )

    def named_value(self, token: Token) -> Operand:
        """The value of a name: a named value, a constant or an input."""
        if token.text in self.named:
            value = self.named[token.text]
            return Operand(value.exprs, token.start, token.end, "", value.reduction)
        leaf = self._name_value(token)
        return Operand((leaf,), token.start, token.end, "float" if leaf.op.name == "const" else "")

    def _name_value(self, token: Token) -> Expr:
        is_input = self.inputs is not None and token.text in self.inputs
        if not is_input and token.text in TRUTHS:
            return truth(TRUTHS[token.text])
        if not is_input and token.text in CONSTANT_NAMES:
            return constant(CONSTANT_NAMES[token.text])
        if not is_input and self.inputs is not None:
            known = [*self.inputs, *self.named, *CONSTANT_NAMES]
            raise self.error(
                token, f"unknown name '{token.text}'", nearest(token.text.rpartition(".")[2], known)
            )
        if "." in token.text:
            raise self.error(token, f"unknown name '{token.text}'", nearest(token.text, CONSTANT_NAMES))
        self.met[token.text] = None
        return variable(token.text)
