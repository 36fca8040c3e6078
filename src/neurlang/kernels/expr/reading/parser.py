"""The formula parser: Dijkstra's shunting yard on explicit stacks, so nesting may be thousands deep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, constant, number_of
from neurlang.kernels.expr.kernel import REDUCTIONS, Reduction
from neurlang.kernels.expr.reading.formula_tokens import Token, number_value, tokenize
from neurlang.kernels.expr.reading.function_names import function_name
from neurlang.kernels.expr.reading.operands import Operand, Values
from neurlang.kernels.expr.reading.source import Source

BINARY: dict[str, tuple[int, str]] = {
    # sign   level  op        a higher level binds tighter
    "||":    (2, "or"),
    "&&":    (3, "and"),
    "==":    (5, "eq"), "!=": (5, "ne"), "<": (5, "lt"), "<=": (5, "le"), ">": (5, "gt"), ">=": (5, "ge"),
    "+":     (7, "add"), "-": (7, "sub"),
    "*":     (8, "mul"), "/": (8, "div"),
    "**":    (10, "pow"),
}  # fmt: skip
PREFIX: dict[str, tuple[int, str]] = {"not": (4, "not"), "-": (9, "neg"), "+": (9, "+"), "!": (9, "not")}
CHOICE_LEVEL, COMPARISON_LEVEL, POWER_LEVEL = 1, 5, 10

UNSUPPORTED_SIGNS = {
    "%": "write fmod(a, b), or a - b*floor(a/b)",
    "^": "write a**b or pow(a, b)",
    "&": "write && or and",
    "|": "write || or or",
    "~": "write ! or not",
    "@": "write dot(a, b)",
}
DECLARATIONS = frozenset({"const", "double", "float", "auto", "highp", "mediump", "bool", "int"})


@dataclass(slots=True)
class Pending:
    """An operator, parenthesis or call that waits for its operands.

    `kind` is `prefix`, `binary`, `(`, `call`, or `?` and `:` for the two halves of a choice.
    """

    kind: str
    text: str
    token: Token
    level: int = 0
    arguments: list[Operand] = field(default_factory=list)


class Parser:
    """Parses one text; create a new parser for each."""

    def __init__(
        self, source: Source, inputs: tuple[str, ...] | None, definition: Callable[[str], Expr]
    ) -> None:
        self.source = source
        self.values = Values(source, inputs, definition)
        self.tokens = tokenize(source)
        self.place = 0
        self.operands: list[Operand] = []
        self.pending: list[Pending] = []

    def read(self) -> tuple[tuple[Expr, ...], Reduction | None]:
        """Outputs and reduction of the whole text."""
        outputs: list[Operand] = []
        while self._skip_separators().kind != "end":
            if outputs:
                raise self.values.error(self.tokens[self.place], "nothing may follow the outputs")
            target = self._assignment_target()
            if target is None:
                outputs = self._outputs()
            else:
                self.values.named[target.text] = self._expression()
                self._end_of_statement()
        if not outputs:
            raise self.values.error(self.tokens[-1], "a formula is missing")
        return self._results(outputs)

    def _skip_separators(self) -> Token:
        while self.tokens[self.place].text in ("\n", ";") and self.tokens[self.place].kind == "sign":
            self.place += 1
        return self.tokens[self.place]

    def _assignment_target(self) -> Token | None:
        start = self.place
        while self.tokens[self.place].text in DECLARATIONS:
            self.place += 1
        name, sign = self.tokens[self.place], self.tokens[min(self.place + 1, len(self.tokens) - 1)]
        if name.kind == "name" and sign.text == "=":
            self.place += 2
            return name
        if self.place > start:
            raise self.values.error(name, "a declaration needs a name and '='")
        if name.text == "return":
            self.place += 1
        return None

    def _outputs(self) -> list[Operand]:
        outputs = [self._expression()]
        while self.tokens[self.place].text == ",":
            self.place += 1
            outputs.append(self._expression())
        self._end_of_statement()
        return outputs

    def _end_of_statement(self) -> None:
        token = self.tokens[self.place]
        if token.kind != "end" and token.text not in ("\n", ";"):
            raise self._unexpected(token)

    def _results(self, outputs: list[Operand]) -> tuple[tuple[Expr, ...], Reduction | None]:
        first = outputs[0]
        for other in outputs[1:]:
            if other.reduction != first.reduction or first.reduction == "dot":
                raise self.source.error(
                    other.start, other.end, "outputs must all have the same single reduction"
                )
        return tuple(expr for output in outputs for expr in output.exprs), first.reduction

    def _expression(self) -> Operand:
        base = len(self.pending)
        while True:
            self._operand(base)
            if not self._operator(base):
                return self.operands.pop()

    def _operand(self, base: int) -> None:
        """Read prefix signs, opening parentheses and calls, up to and including one plain operand."""
        while True:
            token = self.tokens[self.place]
            self.place += 1
            if token.kind == "number":
                kind = "int" if token.text.isdigit() else "float"
                self._push(Operand((constant(number_value(token.text)),), token.start, token.end, kind))
                return
            if token.kind == "name":
                if self.tokens[self.place].text == "(" and token.text not in self.values.named:
                    self._open_call(token)
                    continue
                self._push(self.values.named_value(token))
                return
            if token.text in PREFIX and token.kind == "sign":
                level, name = PREFIX[token.text]
                self.pending.append(Pending("prefix", name, token, level))
            elif token.text == "(":
                self.pending.append(Pending("(", "(", token))
            elif token.text != "\n" or len(self.pending) == base == 0:
                raise self._unexpected(token)

    def _operator(self, base: int) -> bool:
        """After an operand: close parentheses and calls, then read an operator; False if the expression ends."""
        while True:
            token = self.tokens[self.place]
            if token.text == ")" and self._reduce_to_open(base):
                self.place += 1
                self._close(token)
                continue
            if token.text == "," and self._reduce_to_open(base):
                return self._next_argument(token)
            if token.text == "\n" and any(item.kind in ("(", "call") for item in self.pending[base:]):
                self.place += 1
                continue
            if token.text == "?" and token.kind == "sign":
                self._reduce(base, CHOICE_LEVEL + 1)
                self.pending.append(Pending("?", "?", token, 0))
                self.place += 1
                return True
            if token.text == ":":
                return self._else_branch(base, token)
            if token.text in BINARY and token.kind == "sign":
                self._binary(base, token)
                return True
            return self._finish(base, token)

    def _finish(self, base: int, token: Token) -> bool:
        if token.kind == "name" or token.kind == "number" or token.text == "(":
            raise self.values.error(token, f"an operator is missing before '{token.text}'")
        if token.text in UNSUPPORTED_SIGNS:
            raise self._unexpected(token)
        self._reduce(base, 0)
        if len(self.pending) > base:
            waiting = self.pending[-1]
            missing = "':'" if waiting.kind == "?" else "')'"
            raise self.values.error(waiting.token, f"{missing} is missing for this '{waiting.token.text}'")
        return False

    def _binary(self, base: int, token: Token) -> None:
        level, name = BINARY[token.text]
        self._reduce(base, level + 1 if level == POWER_LEVEL else level)
        if level == COMPARISON_LEVEL and self._is_comparison(self.operands[-1]):
            raise self.values.error(token, "comparisons do not chain", "write a < b && b < c")
        self.pending.append(Pending("binary", name, token, level))
        self.place += 1

    def _is_comparison(self, operand: Operand) -> bool:
        # A parenthesised comparison is a value of its own, and its operand starts at the parenthesis.
        is_bare = self.source.text[operand.start] != "("
        return is_bare and operand.exprs[0].op.is_comparison

    def _else_branch(self, base: int, token: Token) -> bool:
        self._reduce(base, CHOICE_LEVEL)
        if len(self.pending) <= base or self.pending[-1].kind != "?":
            raise self._unexpected(token)
        waiting = self.pending.pop()
        self.pending.append(Pending(":", "select", waiting.token, CHOICE_LEVEL))
        self.place += 1
        return True

    def _reduce_to_open(self, base: int) -> bool:
        """Apply the pending operators inside the innermost parenthesis; False if this expression has none open."""
        if not any(item.kind in ("(", "call") for item in self.pending[base:]):
            return False
        self._reduce(base, 0)
        if self.pending[-1].kind == "?":
            raise self.values.error(self.pending[-1].token, "':' is missing for this '?'")
        return True

    def _reduce(self, base: int, level: int) -> None:
        while len(self.pending) > base and self.pending[-1].kind in ("prefix", "binary", ":"):
            if self.pending[-1].level < level:
                return
            self._apply(self.pending.pop())

    def _apply(self, operator: Pending) -> None:
        last = self.operands.pop()
        if operator.kind == "prefix":
            self._push(self._prefixed(operator, last))
            return
        middle = self.operands.pop()
        args = [self.operands.pop(), middle, last] if operator.kind == ":" else [middle, last]
        name = "powi" if operator.text == "pow" and last.literal == "int" else operator.text
        self._push(self.values.made(name, operator.token, args))

    def _prefixed(self, operator: Pending, value: Operand) -> Operand:
        if operator.text == "neg" and value.literal:
            number = constant(-number_of(value.exprs[0]))
            return Operand((number,), operator.token.start, value.end, value.literal)
        if operator.text == "+":
            return self.values.made("+", operator.token, [value])
        return self.values.made(operator.text, operator.token, [value])

    def _open_call(self, token: Token) -> None:
        if token.text not in REDUCTIONS and function_name(token.text) is None:
            raise self.values.unknown_function(token)
        self.place += 1
        self.pending.append(Pending("call", token.text, token))

    def _next_argument(self, token: Token) -> bool:
        call = self.pending[-1]
        if call.kind != "call":
            raise self.values.error(token, "a ',' inside a parenthesis that is not a call")
        call.arguments.append(self.operands.pop())
        self.place += 1
        return True

    def _close(self, token: Token) -> None:
        opened, value = self.pending.pop(), self.operands.pop()
        if opened.kind == "(":
            self._push(Operand(value.exprs, opened.token.start, token.end, "", value.reduction))
            return
        result = self.values.called(opened.token, [*opened.arguments, value])
        self._push(Operand(result.exprs, opened.token.start, token.end, "", result.reduction))

    def _push(self, operand: Operand) -> None:
        self.operands.append(operand)

    def _unexpected(self, token: Token) -> FormulaError:
        if token.kind == "end" or token.text == "\n":
            return self.values.error(token, "the formula ends where a value is expected")
        return self.values.error(token, f"unexpected '{token.text}'", UNSUPPORTED_SIGNS.get(token.text, ""))
