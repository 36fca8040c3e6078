"""What Python's operators and functions are in SSA, by type; and what to write for those that are not there."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from neurlang.programs.stdlib.ssa import Type

BITWISE: Mapping[type, str] = {ast.BitAnd: "alu.and", ast.BitOr: "alu.or", ast.BitXor: "alu.xor"}

_WRAPPING: Mapping[type, str] = {ast.Add: "alu.add", ast.Sub: "alu.sub", ast.Mult: "muldiv.mul", **BITWISE}

ARITHMETIC: Mapping[Type, Mapping[type, str]] = {
    Type.U64: {**_WRAPPING, ast.FloorDiv: "muldiv.div", ast.Mod: "muldiv.mod"},
    Type.I64: {**_WRAPPING, ast.FloorDiv: "floor.div", ast.Mod: "floor.mod"},
}

FLOATS: Mapping[type, str] = {
    ast.Add: "fpu.fadd",
    ast.Sub: "fpu.fsub",
    ast.Mult: "fpu.fmul",
    ast.Div: "fpu.fdiv",
}

SHIFTS: Mapping[type, Mapping[Type, str]] = {
    ast.LShift: {Type.U64: "alu.shl", Type.I64: "alu.shl"},
    ast.RShift: {Type.U64: "alu.shr", Type.I64: "alu.sar"},
}

TESTS: Mapping[type, tuple[str, str, str]] = {
    # of i64, of the rest, of f64
    ast.Eq: ("eq", "eq", "fpu.fcmpeq"),
    ast.NotEq: ("ne", "ne", "fpu.fcmpne"),
    ast.Lt: ("lt", "ltu", "fpu.fcmplt"),
    ast.LtE: ("le", "leu", "fpu.fcmple"),
    ast.Gt: ("gt", "gtu", "fpu.fcmpgt"),
    ast.GtE: ("ge", "geu", "fpu.fcmpge"),
}

MACHINE_FUNCTIONS: Mapping[str, tuple[str, tuple[Type, ...], Type]] = {
    # name: operation, parameters, result
    "popcount": ("bits.popcount", (Type.U64,), Type.U64),
    "clz": ("bits.clz", (Type.U64,), Type.U64),
    "ctz": ("bits.ctz", (Type.U64,), Type.U64),
    "bswap": ("bits.bswap", (Type.U64,), Type.U64),
    "rotl": ("alu.rotl", (Type.U64, Type.U64), Type.U64),
    "rotr": ("alu.rotr", (Type.U64, Type.U64), Type.U64),
    "mulhu": ("muldiv.mulhu", (Type.U64, Type.U64), Type.U64),
    "mulh": ("muldiv.mulh", (Type.I64, Type.I64), Type.I64),
    "trunc_div": ("muldiv.sdiv", (Type.I64, Type.I64), Type.I64),
    "trunc_mod": ("muldiv.smod", (Type.I64, Type.I64), Type.I64),
    "sqrt": ("fpu.fsqrt", (Type.F64,), Type.F64),
    "floor": ("fpu.ffloor", (Type.F64,), Type.F64),
    "ceil": ("fpu.fceil", (Type.F64,), Type.F64),
    "trunc": ("fpu.ftrunc", (Type.F64,), Type.F64),
    "round_even": ("fpu.fround", (Type.F64,), Type.F64),
    "fma": ("fpu.fma", (Type.F64, Type.F64, Type.F64), Type.F64),
    "float_bits": ("mov", (Type.F64,), Type.U64),
    "float_from_bits": ("mov", (Type.U64,), Type.F64),
}
"""The functions of `types`; `mov` keeps the bits."""

NOT_THERE: Mapping[type, tuple[str, str]] = {
    ast.Pow: ("`**`", "write a loop, or call power"),
    ast.Div: ("`/` of whole numbers", "write `//`, or cast to f64"),
    ast.MatMult: ("`@`", "write a loop"),
    ast.List: ("a list", "take a pointer as a parameter"),
    ast.Tuple: ("a tuple as a value", "use one variable for each"),
    ast.Dict: ("a dict", "see the collections of the library"),
    ast.Set: ("a set", "see the collections of the library"),
    ast.ListComp: ("a comprehension", "write a loop that writes to a pointer"),
    ast.GeneratorExp: ("a generator", "write a loop"),
    ast.Lambda: ("a lambda", "write a function with def"),
    ast.NamedExpr: ("`:=`", "assign in a statement of its own"),
    ast.JoinedStr: ("a text", "write bytes to a ptr_u8"),
    ast.Constant: ("this constant", "use whole numbers, doubles, True and False; ord('a') for a character"),
    ast.Attribute: ("an attribute", "import the name itself"),
    ast.Call: ("this call", "call a function by its name, with arguments by place"),
    ast.For: ("this loop", "write `for i in range(…)` or `while`"),
    ast.Try: ("`try`", "test before, and return early"),
    ast.With: ("`with`", "leave it out"),
    ast.Raise: ("`raise`", "write `assert`"),
    ast.Global: ("`global`", "pass the value as a parameter"),
    ast.Import: ("an import in a function", "import at the top of the source"),
    ast.ImportFrom: ("an import in a function", "import at the top of the source"),
    ast.FunctionDef: ("a function in a function", "define it beside this one"),
    ast.ClassDef: ("a class", "use pointers to arrays"),
    ast.Delete: ("`del`", "leave it out"),
    ast.Match: ("`match`", "write if and elif"),
}
