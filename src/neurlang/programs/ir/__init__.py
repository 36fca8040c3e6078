"""The register language: op table, programs as immutable values, assembler, printer, binary form."""

from neurlang.programs.ir.assembler import MAX_SOURCE, assemble
from neurlang.programs.ir.assembly_tokens import tokenize, unescape
from neurlang.programs.ir.binary import MAX_FILE, decode, encode, encode_instructions
from neurlang.programs.ir.checking import check
from neurlang.programs.ir.diagnostics import Line, Token, did_you_mean, quoted
from neurlang.programs.ir.extension_numbers import (
    EXTENSION_NAMES,
    EXTENSION_NUMBERS,
    FIRST_USER_EXTENSION,
    MAX_EXTENSION,
)
from neurlang.programs.ir.intrinsics import INTRINSICS, Intrinsic
from neurlang.programs.ir.operands import Kind, Operand, Signature
from neurlang.programs.ir.ops import NAMES_TARGETS, OPS, Mode, Op
from neurlang.programs.ir.printer import print_instruction, print_program
from neurlang.programs.ir.program import (
    DATA_BASE,
    Description,
    Instruction,
    OperandValue,
    Program,
    Symbol,
    Target,
    in_order,
    retargeted,
)
from neurlang.programs.ir.reference import ReferenceRow, reference_page, reference_rows
from neurlang.programs.ir.registers import BY_NAME, REGISTERS, Register

__all__ = [
    "BY_NAME",
    "DATA_BASE",
    "EXTENSION_NAMES",
    "EXTENSION_NUMBERS",
    "FIRST_USER_EXTENSION",
    "INTRINSICS",
    "MAX_EXTENSION",
    "MAX_FILE",
    "MAX_SOURCE",
    "NAMES_TARGETS",
    "OPS",
    "REGISTERS",
    "Description",
    "Instruction",
    "Intrinsic",
    "Kind",
    "Line",
    "Mode",
    "Op",
    "Operand",
    "OperandValue",
    "Program",
    "ReferenceRow",
    "Register",
    "Signature",
    "Symbol",
    "Target",
    "Token",
    "assemble",
    "check",
    "decode",
    "did_you_mean",
    "encode",
    "encode_instructions",
    "in_order",
    "print_instruction",
    "print_program",
    "quoted",
    "reference_page",
    "reference_rows",
    "retargeted",
    "tokenize",
    "unescape",
]
