"""Expressions in the infix notation of Python, C, GLSL and our own text, with few parentheses."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import Expr, number_of
from neurlang.kernels.expr.kernel import DType
from neurlang.kernels.expr.writing.layout import Layout

LEVELS = {
    # sign   level: a higher one binds tighter
    "||": 2, "&&": 3, "<": 5, "<=": 5, ">": 5, ">=": 5, "==": 5, "!=": 5, "+": 7, "-": 7, "*": 8, "/": 8,
}  # fmt: skip
CHOICE, COMPARISON, PREFIX, POWER, ATOM = 1, 5, 9, 10, 11

Piece = tuple[str, int]  # a printed expression and its level


def decimal(value: float, dtype: DType) -> str:
    """The shortest decimal that reads back as the value; for f32, of the value rounded to it."""
    if dtype == "f64":
        return repr(value)
    with np.errstate(over="ignore"):
        return str(np.float32(value))


def plain_constant(value: float, dtype: DType, prefix: str = "") -> str:
    """A constant for Python and text, which keep binary64 even if the kernel is f32."""
    if math.isfinite(value):
        return repr(value)
    return f"{prefix}nan" if math.isnan(value) else f"{'-' if value < 0 else ''}{prefix}inf"


def python_constant(value: float, dtype: DType) -> str:
    """A constant for Python with NumPy."""
    return plain_constant(value, dtype, "np.")


def c_constant(value: float, dtype: DType) -> str:
    """A constant for C: f32 with the suffix `f`."""
    text = decimal(value, dtype)
    if text in ("inf", "-inf", "nan"):
        return {"inf": "INFINITY", "-inf": "-INFINITY", "nan": "NAN"}[text]
    return f"{text}f" if dtype == "f32" else text


GLSL_SPECIAL = {
    ("inf", "f32"): "uintBitsToFloat(0x7F800000u)",
    ("-inf", "f32"): "uintBitsToFloat(0xFF800000u)",
    ("nan", "f32"): "uintBitsToFloat(0x7FC00000u)",
    ("inf", "f64"): "packDouble2x32(uvec2(0u, 0x7FF00000u))",
    ("-inf", "f64"): "packDouble2x32(uvec2(0u, 0xFFF00000u))",
    ("nan", "f64"): "packDouble2x32(uvec2(0u, 0x7FF80000u))",
}


def glsl_constant(value: float, dtype: DType) -> str:
    """A constant for GLSL: f64 with the suffix `lf`."""
    text = decimal(value, dtype)
    if (text, dtype) in GLSL_SPECIAL:
        return GLSL_SPECIAL[text, dtype]
    return f"{text}lf" if dtype == "f64" else text


CONSTANTS: dict[str, Callable[[float, DType], str]] = {
    "text": plain_constant,
    "python": python_constant,
    "c": c_constant,
    "glsl": glsl_constant,
}


class InfixWriter:
    """Prints the nodes of one layout; `helpers` collects ops that must be defined as functions in the output."""

    def __init__(self, layout: Layout, language: str, dtype: DType) -> None:
        self.layout = layout
        self.language = language
        self.dtype = dtype
        self.helpers: dict[str, None] = {}
        self.pieces: dict[Expr, Piece] = {}
        self.statements: list[tuple[Expr, str, str]] = []
        for node in layout.order:
            self._add(node)

    def text(self, node: Expr) -> str:
        """The node's text, not enclosed in parentheses."""
        return self.pieces[node][0]

    def _add(self, node: Expr) -> None:
        piece = self._piece(node)
        name = self.layout.named.get(node)
        if name is not None:
            self.statements.append((node, name, piece[0]))
            piece = (name, ATOM)
        self.pieces[node] = piece

    def _piece(self, node: Expr) -> Piece:
        match node.op.name:
            case "var":
                return self.layout.inputs[str(node.value)], ATOM
            case "const":
                text = CONSTANTS[self.language](number_of(node), self.dtype)
                return text, PREFIX if text.startswith("-") else ATOM
            case "true" | "false":
                return node.op.name.title() if self.language == "python" else node.op.name, ATOM
        sign = node.op.spelt(self.language)
        if sign in ("?:", "**") or sign in LEVELS or sign == "!":
            return self._signed(node, str(sign))
        return f"{self._function(node)}({', '.join(self._arguments(node))})", ATOM

    def _arguments(self, node: Expr) -> list[str]:
        if node.op.name == "powi":
            return [self.text(node.args[0]), str(int(number_of(node.args[1])))]
        return [self.text(arg) for arg in node.args]

    def _signed(self, node: Expr, sign: str) -> Piece:
        args = node.args
        if sign == "?:":
            return f"{self._at(args[0], 2)} ? {self._at(args[1], 2)} : {self._at(args[2], 2)}", CHOICE
        if sign == "**":
            return f"{self._at(args[0], ATOM)}**{int(number_of(args[1]))}", POWER
        if len(args) == 1:
            # A bare `-1.5` would be read as one literal, and `--x` is a decrement in C.
            inner = f"({self.text(args[0])})" if args[0].op.name == "const" else self._at(args[0], POWER)
            return f"{sign}{inner}", PREFIX
        level = LEVELS[sign]
        if level == COMPARISON and self.language == "python" and args[0].op.name == "const":
            # Tracing would turn `0 < x` into `x > 0`, which has the same value but is another expression.
            return f"np.{node.op.numeric.__name__}({self.text(args[0])}, {self.text(args[1])})", ATOM
        left = self._at(args[0], level + (level == COMPARISON))
        return f"{left} {sign} {self._at(args[1], level + 1)}", level

    def _at(self, node: Expr, level: int) -> str:
        text, own = self.pieces[node]
        return text if own >= level else f"({text})"

    def _function(self, node: Expr) -> str:
        name = node.op.spelt(self.language)
        if name is not None:
            return f"{name}f" if self.language == "c" and self.dtype == "f32" else name
        if not node.op.expansion and node.op.name != "powi":
            raise FormulaError(f"{self.language.upper()} has no function for '{node.op.name}'.")
        self.helpers[node.op.name] = None
        return f"nl_{node.op.name}"


def write_infix(
    outputs: Sequence[Expr], layout: Layout, language: str, dtype: DType
) -> tuple[InfixWriter, list[str]]:
    """The writer after printing, and the texts of the outputs."""
    writer = InfixWriter(layout, language, dtype)
    return writer, [writer.text(output) for output in outputs]
