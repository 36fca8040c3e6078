"""Kernels as LLVM IR: a function of one element, with one instruction per node, in the DAG's order."""

from __future__ import annotations

import math
import struct

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr.dag import (
    Expr,
    constant,
    make,
    number_of,
    postorder,
    rebuild,
    substitute,
    with_args,
)
from neurlang.kernels.expr.kernel import DType, Kernel
from neurlang.kernels.expr.reading.text import expansion

TYPES = {"f32": "float", "f64": "double"}


def lower_power(base: Expr, exponent: int) -> Expr:
    """`powi` as multiplications, in the order that the op table defines."""
    result: Expr | None = None
    factor, rest = base, abs(exponent)
    while rest:
        if rest & 1:
            result = factor if result is None else make("mul", result, factor)
        rest >>= 1
        if rest:
            factor = make("mul", factor, factor)
    if result is None:
        return constant(1.0)
    return make("div", constant(1.0), result) if exponent < 0 else result


def expand(roots: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The expressions with `powi` and the ops whose code is `expand` replaced by their expansions."""

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        if node.op.name == "powi":
            return lower_power(args[0], int(number_of(node.args[1])))
        meaning = expansion(node.op.name) if node.op.code == "expand" else None
        if meaning is None:
            return with_args(node, args)
        return substitute(meaning, dict(zip("abc", args, strict=False)))

    return rebuild(roots, change)


def print_llvm(kernel: Kernel) -> str:
    """The kernel as LLVM IR; several outputs are returned as a struct.

    Raises:
        FormulaError: the kernel reduces.

    """
    if kernel.reduction is not None:
        message = f"LLVM IR is printed for one element, but '{kernel.reduction}' runs over all"
        raise FormulaError(f"{message}; print without it.")
    return _LlvmWriter(kernel).text()


def llvm_constant(value: float, dtype: DType) -> str:
    """A constant of LLVM IR: the bits of the binary64 number, first rounded to f32 if that is the type."""
    if dtype == "f32":
        with np.errstate(over="ignore"):
            value = float(np.float32(value))
    bits = 0x7FF8000000000000 if math.isnan(value) else struct.unpack("<Q", struct.pack("<d", value))[0]
    return f"0x{bits:016X}"


class _LlvmWriter:
    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.type = TYPES[kernel.dtype]
        self.outputs = expand(kernel.outputs)
        self.values: dict[Expr, str] = {}
        self.lines: list[str] = []
        self.declared: dict[str, None] = {}
        for node in postorder(self.outputs):
            self.values[node] = self._value(node)

    def text(self) -> str:
        parameters = ", ".join(f"{self.type} {_name('%', name)}" for name in self.kernel.names)
        kinds = [self._type(output) for output in self.outputs]
        result = kinds[0] if len(kinds) == 1 else f"{{ {', '.join(kinds)} }}"
        head = f"define {result} {_name('@', self.kernel.name)}({parameters}) {{"
        declarations = [f"declare {signature}" for signature in sorted(self.declared)]
        return "\n".join([head, *self.lines, *self._return(result, kinds), "}", *declarations, ""])

    def _return(self, result: str, kinds: list[str]) -> list[str]:
        texts = [self.values[output] for output in self.outputs]
        if len(texts) == 1:
            return [f"  ret {result} {texts[0]}"]
        lines, last = [], "undef"
        for place, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
            lines.append(f"  %r.{place} = insertvalue {result} {last}, {kind} {text}, {place}")
            last = f"%r.{place}"
        return [*lines, f"  ret {result} {last}"]

    def _type(self, node: Expr) -> str:
        return self.type if node.kind == "r" else "i1"

    def _value(self, node: Expr) -> str:
        match node.op.name:
            case "var":
                return _name("%", str(node.value))
            case "const":
                return llvm_constant(number_of(node), self.kernel.dtype)
            case "true" | "false":
                return node.op.name
        name = f"%v.{len(self.lines)}"
        self.lines.append(f"  {name} = {self._instruction(node)}")
        return name

    def _instruction(self, node: Expr) -> str:
        args = [self.values[arg] for arg in node.args]
        code = node.op.code
        if code == "select":
            return f"select i1 {args[0]}, {self.type} {args[1]}, {self.type} {args[2]}"
        if code == "not":
            return f"xor i1 {args[0]}, true"
        if code == "library" or code.startswith("llvm."):
            return self._call(node, args)
        kind = self._type(node.args[0])
        return f"{code} {kind} {', '.join(args)}"

    def _call(self, node: Expr, args: list[str]) -> str:
        if node.op.code == "library":
            callee = f"{node.op.spelt('c')}{'f' if self.kernel.dtype == 'f32' else ''}"
        else:
            callee = f"{node.op.code}.{self.kernel.dtype}"
        self.declared[f"{self.type} @{callee}({', '.join([self.type] * len(args))})"] = None
        return f"call {self.type} @{callee}({', '.join(f'{self.type} {arg}' for arg in args)})"


def _name(mark: str, name: str) -> str:
    """An LLVM name, quoted if needed, so any input name is allowed."""
    escaped = "".join(
        chr(byte) if (chr(byte).isalnum() and byte < 128) or byte == 95 else rf"\{byte:02X}"
        for byte in name.encode()
    )
    return f'{mark}"{escaped}"' if escaped != name else f"{mark}{name}"
