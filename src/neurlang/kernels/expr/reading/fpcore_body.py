"""Bodies of FPCore: expressions in a scope of names, converted on an explicit stack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import KIND_NAMES, Expr, constant, make, substitute, truth, variable
from neurlang.kernels.expr.matching import match
from neurlang.kernels.expr.ops import BY_NAME, OPS
from neurlang.kernels.expr.reading.function_names import FPCORE_CONSTANTS
from neurlang.kernels.expr.reading.sexpr import Datum
from neurlang.kernels.expr.reading.source import Source, nearest
from neurlang.kernels.expr.reading.text import derived, expansion

Scope = dict[str, Expr]

OPERATORS = {str(entry.spelt("fpcore")): entry.name for entry in OPS if entry.is_in("fpcore")}
COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
DERIVED_NAMES = ("fdim", "isnan", "isinf", "isfinite", "signbit")
BINDING = ("let", "let*")
REFUSED = {
    "while": "loops", "while*": "loops", "for": "loops", "for*": "loops",
    "tensor": "tensors", "tensor*": "tensors",
    "array": "arrays", "ref": "arrays", "dim": "arrays", "size": "arrays",
}  # fmt: skip
NUMBER = re.compile(
    r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
    r"|0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?\d+)?)"
)
KNOWN = (*OPERATORS, *COMPARISONS, *DERIVED_NAMES, *BINDING, "if", "cast", "!", "digits")
EXPRESSIBLE = {
    "powi": make("pow", variable("a"), variable("b"))
}  # ops for `:neurlang-op` that have no expansion in the table


def check_precision(source: Source, properties: Sequence[Datum], own: Datum | None) -> None:
    """Refuse a `:precision` other than the core's own.

    Raises:
        FormulaError: a part of the core has its own precision; kernels have one element type.

    """
    for key, value in pairwise(properties):
        if key.text == ":precision" and value.text != (own.text if own is not None else "binary64"):
            message = f"mixed precision is not supported: this part is {value.text}"
            raise source.error(value.start, value.end, message)


def number(text: str) -> float | None:
    """The binary64 number nearest to an FPCore literal (decimal, rational, hexadecimal), or None."""
    if not NUMBER.fullmatch(text):
        return None
    if "x" in text.lower():
        return float.fromhex(text)
    if "/" not in text:
        return float(text)
    above, below = text.split("/")
    return float(Fraction(int(above), int(below))) if int(below) else None


class BodyReader:
    """Converts bodies of one core; `precision` is the core's own, for `!` and `cast`."""

    def __init__(self, source: Source, precision: Datum | None) -> None:
        self.source = source
        self.precision = precision
        self.results: list[Expr] = []
        self.work: list[tuple[str, Datum, Scope, int]] = []

    def read(self, body: Datum, names: Sequence[str]) -> Expr:
        """The expression of a body whose free names are arguments.

        Raises:
            FormulaError: an unknown or refused operator, an unknown name, wrong arguments.

        """
        self.work.append(("read", body, {name: variable(name) for name in names}, 0))
        steps = {"read": self._read, "apply": self._apply, "let": self._let, "let*": self._let_star}
        while self.work:
            step, datum, scope, place = self.work.pop()
            steps[step](datum, scope, place)
        return self.results.pop()

    def _later(self, step: str, datum: Datum, scope: Scope, place: int = 0) -> None:
        self.work.append((step, datum, scope, place))

    def _read(self, datum: Datum, scope: Scope, place: int) -> None:
        if datum.kind != "list":
            self.results.append(self._leaf(datum, scope))
            return
        head = datum.head
        if head in BINDING:
            self._check_bindings(datum)
            self._later(head, datum, dict(scope))
            if head == "let":
                self._read_all([binding.items[1] for binding in datum.items[1].items], scope)
        elif head in ("!", "cast"):
            if len(datum.items) < 2:
                raise self._error(datum, f"'{head}' needs an expression")
            check_precision(self.source, datum.items[1:-1], self.precision)
            self._later("apply", datum, scope)
            self._later("read", datum.items[-1], scope)
        elif head == "digits":
            self.results.append(self._digits(datum))
        else:
            self._check_operator(datum)
            self._later("apply", datum, scope)
            self._read_all(datum.items[1:], scope)

    def _read_all(self, data: Sequence[Datum], scope: Scope) -> None:
        for datum in reversed(data):
            self._later("read", datum, scope)

    def _leaf(self, datum: Datum, scope: Scope) -> Expr:
        text = datum.text
        if datum.kind == "symbol" and text in scope:
            return scope[text]
        value = number(text) if datum.kind == "symbol" else None
        if value is None:
            value = FPCORE_CONSTANTS.get(text)
        if value is not None:
            return constant(value)
        if text in ("TRUE", "FALSE"):
            return truth(text == "TRUE")
        raise self._error(datum, f"unknown name '{text}'", nearest(text, (*scope, *FPCORE_CONSTANTS)))

    def _digits(self, datum: Datum) -> Expr:
        parts = [item.text for item in datum.items[1:]]
        if len(parts) != 3 or not all(re.fullmatch(r"[+-]?\d+", part) for part in parts):
            raise self._error(datum, "'digits' takes three integers: mantissa, exponent, base")
        mantissa, exponent, base = map(int, parts)
        return constant(float(Fraction(mantissa) * Fraction(base) ** exponent))

    # Bindings

    def _check_bindings(self, datum: Datum) -> None:
        if len(datum.items) != 3 or datum.items[1].kind != "list":
            raise self._error(datum, f"'{datum.head}' is ({datum.head} ([name value] …) body)")
        for binding in datum.items[1].items:
            if len(binding.items) != 2 or binding.items[0].kind != "symbol":
                raise self._error(binding, "a binding is [name value]")

    def _let(self, datum: Datum, scope: Scope, place: int) -> None:
        bindings = datum.items[1].items
        values = self.results[len(self.results) - len(bindings) :]
        del self.results[len(self.results) - len(bindings) :]
        inner = scope | {item.items[0].text: value for item, value in zip(bindings, values, strict=True)}
        self._later("read", datum.items[2], inner)

    def _let_star(self, datum: Datum, scope: Scope, place: int) -> None:
        """Bind the value that was read last (of the binding before `place`), then read the next binding or the body."""
        bindings = datum.items[1].items
        if place > 0:
            scope[bindings[place - 1].items[0].text] = self.results.pop()
        if place == len(bindings):
            self._later("read", datum.items[2], scope)
            return
        self._later("let*", datum, scope, place + 1)
        self._later("read", bindings[place].items[1], scope)

    # Operators

    def _check_operator(self, datum: Datum) -> None:
        if not datum.items:
            raise self._error(datum, "an empty list is not an expression")
        first, head = datum.items[0], datum.head
        if head in REFUSED:
            message = f"'{head}' is not supported: kernels have no {REFUSED[head]}"
            raise self.source.error(first.start, first.end, message)
        if head not in KNOWN:
            shown = head or self.source.text[first.start : first.end][:20]
            message = f"unknown operator '{shown}'"
            raise self.source.error(first.start, first.end, message, nearest(shown, KNOWN))

    def _apply(self, datum: Datum, scope: Scope, place: int) -> None:
        head = datum.head
        if head in ("!", "cast"):
            self.results.append(self._annotated(datum, self.results.pop()))
            return
        count = len(datum.items) - 1
        args = self.results[len(self.results) - count :]
        del self.results[len(self.results) - count :]
        self.results.append(self._applied(datum, head, args))

    def _annotated(self, datum: Datum, value: Expr) -> Expr:
        for key, wanted in pairwise(datum.items[1:-1]):
            if key.text != ":neurlang-op":
                continue
            pattern = (
                EXPRESSIBLE.get(wanted.text) or (wanted.text in BY_NAME and expansion(wanted.text)) or None
            )
            bindings = match(pattern, value) if pattern is not None else None
            if bindings is None:
                raise self._error(wanted, f"the expression is not what '{wanted.text}' means")
            arity = BY_NAME[wanted.text].arity
            return self._make(datum, wanted.text, [bindings[letter] for letter in "abc"[:arity]])
        return value

    def _applied(self, datum: Datum, head: str, args: list[Expr]) -> Expr:
        if head == "if":
            return self._choice(datum, args)
        if head in COMPARISONS:
            pairs = combinations(args, 2) if head == "!=" else pairwise(args)
            tests = [self._make(datum, COMPARISONS[head], list(pair)) for pair in pairs]
            return self._joined(datum, "and", tests)
        if head in ("and", "or"):
            return self._joined(datum, head, args)
        if head in DERIVED_NAMES:
            return self._derived(datum, head, args)
        name = "neg" if head == "-" and len(args) == 1 else "sub" if head == "-" else OPERATORS[head]
        return self._make(datum, name, args)

    def _choice(self, datum: Datum, args: list[Expr]) -> Expr:
        if len(args) == 3 and all(arg.kind == "b" for arg in args):
            condition, yes, no = args
            return make("or", make("and", condition, yes), make("and", make("not", condition), no))
        return self._make(datum, "select", args)

    def _joined(self, datum: Datum, name: str, tests: list[Expr]) -> Expr:
        if not tests:
            return truth(name == "and")
        for place, test in enumerate(tests):
            if test.kind != "b":
                raise self._wrong_kind(datum, place, name, "b", test)
        result = tests[0]
        for test in tests[1:]:
            result = make(name, result, test)
        return result

    def _derived(self, datum: Datum, head: str, args: list[Expr]) -> Expr:
        arity = 2 if head == "fdim" else 1
        if len(args) != arity:
            raise self._error(datum, f"'{head}' takes {arity} arguments, found {len(args)}")
        for place, arg in enumerate(args):
            if arg.kind != "r":
                raise self._wrong_kind(datum, place, head, "r", arg)
        return substitute(derived(head), dict(zip("ab", args, strict=False)))

    def _make(self, datum: Datum, name: str, args: list[Expr]) -> Expr:
        entry = BY_NAME[name]
        if len(args) != entry.arity:
            plural = "" if entry.arity == 1 else "s"
            raise self._error(
                datum, f"'{datum.head}' takes {entry.arity} argument{plural}, found {len(args)}"
            )
        for place, (arg, kind) in enumerate(zip(args, entry.arg_kinds, strict=True)):
            if arg.kind != kind:
                raise self._wrong_kind(datum, place, datum.head, kind, arg)
        return make(name, *args)

    def _wrong_kind(self, datum: Datum, place: int, name: str, wanted: str, found: Expr) -> FormulaError:
        item = datum.items[min(place + 1, len(datum.items) - 1)]
        message = f"'{name}' takes {KIND_NAMES[wanted]} here, found {KIND_NAMES[found.kind]}"
        return self._error(item, message)

    def _error(self, datum: Datum, message: str, hint: str = "") -> FormulaError:
        return self.source.error(datum.start, datum.end, message, hint)
