"""`check` refuses what executors take for granted, and accepts what the assembler makes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from program_strategies import programs

from neurlang.errors import UsageError
from neurlang.programs.ir import (
    DATA_BASE,
    REGISTERS,
    Description,
    Instruction,
    Program,
    Register,
    Symbol,
    Target,
    assemble,
    check,
    encode,
)

R0, R1 = REGISTERS[0], REGISTERS[1]
PC = next(register for register in REGISTERS if register.name == "pc")
GOOD = assemble("a: mov r0, 5\nb a\n.data\nd: .byte 1")


@given(programs())
def test_what_the_strategy_makes_is_accepted(program: Program) -> None:
    check(program)


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (replace(GOOD, entry=3), "the entry is instruction 3"),
        (replace(GOOD, entry=-1), "the entry is instruction -1"),
        (replace(GOOD, lines=(1,)), "1 source lines for 2 instructions"),
        (Program((Instruction(33, 0),)), "unknown opcode 0x21"),
        (Program((Instruction(-1, 0),)), "unknown opcode"),
        (Program((Instruction(0, 10, (R0, R0, R0)),)), "alu has no mode 10"),
        (Program((Instruction(0, 0, (R0, R0)),)), "alu.add with 2 operands"),
        (Program((Instruction(0, 0, (R0, R0, 5)),)), "5 cannot be rs2"),
        (Program((Instruction(0, 0, (PC, R0, R1)),)), "cannot be rd"),
        (Program((Instruction(0, 0, (Register(40, "r40"), R0, R1)),)), "cannot be rd"),
        (Program((Instruction(0, 0, (Register(1, "r0"), R0, R1)),)), "cannot be rd"),
        (Program((Instruction(1, 0, (R0, R0, 1 << 63)),)), "cannot be imm"),
        (Program((Instruction(1, 0, (R0, R0, R1)),)), "cannot be imm"),
        (Program((Instruction(6, 0, (Target(2),)),)), "cannot be label"),
        (Program((Instruction(6, 0, (Target(-1),)),)), "cannot be label"),
        (Program((Instruction(6, 0, (0,)),)), "cannot be label"),
        (Program((Instruction(0x20, 0, (R0, -1)),)), "cannot be extension"),
        (Program((Instruction(0x20, 0, (R0, 1, R0, R0, R0, R0, R0)),)), "ext.call with 7 operands"),
        (Program((Instruction(0x1C, 0, (R0, Description("x"))),)), "cannot be rs/imm/label"),
        (replace(GOOD, symbols=(Symbol("a b", 0, True),)), "is not a label"),
        (replace(GOOD, symbols=(Symbol(".L0", 0, True),)), "is not a label"),
        (replace(GOOD, symbols=(Symbol("a", 3, True),)), "is not a label"),
        (replace(GOOD, symbols=(Symbol("d", DATA_BASE + 2, False),)), "is not a label"),
        (replace(GOOD, symbols=GOOD.symbols[::-1]), "out of the order"),
        (replace(GOOD, symbols=(GOOD.symbols[0],) * 2), "appears twice"),
        (replace(GOOD, data=bytes((1 << 23) + 1)), "too many"),
    ],
)
def test_what_is_refused(program: Program, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check(program)
    with pytest.raises(UsageError, match=message):
        encode(program)


def test_the_end_of_the_program_is_a_target() -> None:
    check(assemble("b end\nend:"))
