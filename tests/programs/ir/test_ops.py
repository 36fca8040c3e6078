"""The op table is complete, free of contradictions, and has room in the binary form."""

from __future__ import annotations

import pytest

from neurlang.errors import AssemblyError
from neurlang.programs.ir import OPS, REGISTERS, Kind, assemble
from neurlang.programs.ir.ops import ALIASES, MNEMONICS

MODES = [mode for op in OPS for mode in op.modes]


def test_there_are_33_opcodes_in_order() -> None:
    assert [op.number for op in OPS] == list(range(33))


def test_modes_and_registers_fit_their_fields() -> None:
    for op in OPS:
        for number, mode in enumerate(op.modes):
            # Higher modes have bits where immediates are counted, so they have none.
            kinds = {operand.kind for operand in mode.signature.operands}
            assert number < (16 * 32 if kinds <= {Kind.DESTINATION, Kind.REGISTER} else 16)
    assert len(REGISTERS) <= 32


def test_a_mnemonic_means_one_thing() -> None:
    mnemonics = [mnemonic for mode in MODES for mnemonic in mode.mnemonics] + [
        alias.mnemonic for alias in ALIASES
    ]
    assert len(mnemonics) == len(set(mnemonics))


def test_every_mode_has_a_dotted_form() -> None:
    for mode in MODES:
        assert mode.full_name in mode.mnemonics
        assert MNEMONICS[mode.full_name][0].modes[MNEMONICS[mode.full_name][1]] is mode, mode.full_name


def test_signatures_are_readable_without_doubt() -> None:
    for mode in MODES:
        operands = mode.signature.operands
        defaults = [operand for operand in operands if operand.default is not None]
        # The number of missing values tells which are missing: they are filled in from the first place on.
        assert len(defaults) <= (2 if mode.full_name.startswith("net.setopt.") else 1), mode.full_name
        registers_only = all(operand.kind in (Kind.ARGUMENT, Kind.REGISTER) for operand in operands[5:])
        assert registers_only, (
            f"{mode.full_name}: the binary form marks immediates in the first five operands"
        )


SPELLINGS = [
    ("add r1, r2, r3", "ALU.ADD R1, R2, R3"),
    ("add r1, r2, 3", "addi r1, r2, 3"),
    ("add r1, r2, 3", "alui.add r1, r2, 3"),
    ("shl r1, r2, 3", "slli r1, r2, 3"),
    ("sra r1, r2, r3", "alu.sar r1, r2, r3"),
    ("mul r1, r2, r3", "muldiv.Mul r1, r2, r3"),
    ("rem r1, r2, 3", "mod r1, r2, 3"),
    ("load.d r1, [r2]", "load.Double r1, [r2 + 0]"),
    ("lb r1, 4(sp)", "load.b r1, [sp + 4]"),
    ("load.d r1, [r2 - 8]", "ld r1, -8(r2)"),
    ("sd r1, 8(r2)", "store.d r1, [r2 + 8]"),
    ("b 0", "branch.always 0"),
    ("jmp 0", "br 0"),
    ("beqz r1, 0", "beq r1, zero, 0"),
    ("bnez r1, 0", "branch.ne r1, x0, 0"),
    ("syscall", "trap 0"),
    ("bkpt", "trap 1"),
    ("break", "trap 1"),
    ("hlt", "halt"),
    ("return", "ret"),
    ("li r0, 5", "move r0, 5"),
    ("mov a5, ret", "mov r5, r0"),
    ("cap.new r1, r2, 8", "cap.new r1, r2, 8, 7"),
    ("join r2", "join zero, r2"),
    ("spawn r1, 0", "spawn r1, 0, r0"),
    ("fence", "fence.seqcst"),
    ("taint r1", "taint r1, 1"),
    ("untaint r1", "sanitize r1"),
    ("file.close r3", "file.close zero, r3"),
    ("net.close r3", "net.close zero, r3"),
    ("io.print r1, 5", "io.print zero, r1, 5"),
    ("send r1, r2", "chan.send r1, r2"),
    ("recv r1, r2", "chan.recv r1, r2"),
    ("fpu.add r1, r2, r3", "fpu.fadd r1, r2, r3"),
    ("ext.call r0, sha256, r1, r2, r3", "ext.call r0, 1, r1, r2, r3"),
    ("ext.call r0, http_free, r1", "ext.call r0, http_response_free, r1"),
    ("net.setopt.nodelay r1, 1", "net.setopt.nodelay zero, r1, 1"),
    ("mov r0, 0x1_0", "mov r0, 16"),
    ("mov r0, 0b101", "mov r0, 5"),
    ("mov r0, 'A'", "mov r0, 65"),
    (r"mov r0, '\n'", "mov r0, 10"),
    ("mov r0, ';' ; comment", "mov r0, 59"),
    ("mov r0, 0xffffffffffffffff", "mov r0, -1"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_the_same_instruction(one: str, other: str) -> None:
    assert assemble(one) == assemble(other)


@pytest.mark.parametrize(
    "text", ["alui.addi r0, r0, 1", "addi r0, r0, r1", "fpu.fadd r0, r1, 2", "lw r0, r1"]
)
def test_what_is_no_spelling_is_refused(text: str) -> None:
    with pytest.raises(AssemblyError):
        assemble(text)
