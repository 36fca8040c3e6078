"""Proofs that compiled code equals its source; planted faults are found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from compiled import library

from neurlang.programs.stdlib import Compiler
from neurlang.programs.stdlib.proving.proof import Proof, is_provable, prove

if TYPE_CHECKING:
    from neurlang.programs.ir import Instruction, Program

pytest.importorskip("z3")

TEXT = """
def middle(a: i64, b: i64, c: i64) -> i64:
    return max(min(a, b), min(max(a, b), c))
def rounded(n: i64) -> i64:
    return (n >> 3) * 3 + (n & 15) * 7
def mixed(a: u64, b: u64) -> u64:
    return rotl(a ^ b >> 3, 5) + popcount(a & b) * 9 + (clz(b) << 2)
def chosen(a: u64, b: u64) -> bool:
    return a > 5 and (b < a or b == 9) and a * 8 != b
def checked(a: i64, b: i64) -> i64:
    assert a != b
    return trunc_div(a, 4) - trunc_mod(b, 5)
def total(n: u64) -> u64:
    result = 0
    while n:
        result += n & 1
        n >>= 1
    return result
def of_memory(p: ptr_u64) -> u64:
    return p[0]
"""
SOURCE = library(TEXT)


def proof_of(name: str, program: Program | None = None) -> Proof:
    function = SOURCE.find(name)
    return prove(SOURCE, function, None, program or Compiler(SOURCE).program(function))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["middle", "rounded", "mixed", "chosen", "checked"])
def test_is_proved_for_all_inputs(name: str) -> None:
    proof = proof_of(name)
    assert proof.is_proved, proof.why
    assert proof.bound is None


def test_a_loop_is_proved_to_a_bound() -> None:
    proof = proof_of("total")
    assert proof.is_proved, proof.why
    assert proof.bound is not None


def test_memory_is_not_proved() -> None:
    assert is_provable(SOURCE.find("middle"))
    assert not is_provable(SOURCE.find("of_memory"))


def faults(program: Program) -> list[Program]:
    """The program with one operand changed, at each place where one is an immediate, or one instruction left out."""
    found = []
    for place, instruction in enumerate(program.instructions):
        for slot, operand in enumerate(instruction.operands):
            if isinstance(operand, int) and instruction.op.name != "trap":
                operands = (*instruction.operands[:slot], operand + 1, *instruction.operands[slot + 1 :])
                found.append(_with(program, place, replace(instruction, operands=operands)))
        if instruction.op.name == "branch" and len(instruction.operands) == 3:
            other = instruction.mode + (1 if instruction.mode % 2 else -1)
            found.append(_with(program, place, replace(instruction, mode=other)))
    return found


def _with(program: Program, place: int, instruction: Instruction) -> Program:
    code = (*program.instructions[:place], instruction, *program.instructions[place + 1 :])
    return replace(program, instructions=code)


@pytest.mark.slow
def test_twenty_planted_faults_are_found() -> None:
    planted = [
        (name, fault)
        for name in ("rounded", "mixed", "chosen", "total")
        for fault in faults(Compiler(SOURCE).program(SOURCE.find(name)))
    ]
    assert len(planted) >= 20
    missed = [(name, fault) for name, fault in planted if proof_of(name, fault).is_proved]
    assert missed == []
