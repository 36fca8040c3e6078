"""Calls, returns, jumps, the special registers, traps."""

from __future__ import annotations

import pytest

from neurlang.programs.ir import OPS, REGISTERS, Instruction, Kind, Program, Target, assemble
from neurlang.programs.machine import MAX_CALL_DEPTH, Trap, TrapKind, run

PURE = {"alu", "alui", "muldiv", "load", "store", "branch", "call", "ret", "jump"}
PURE |= {"fpu", "bits", "mov", "trap", "nop", "halt"}


def r0(text: str, **registers: int) -> int:
    outcome = run(assemble(text), dict(registers))
    assert outcome.trap is None
    return outcome.result


def trap_of(text: str, **options: int) -> Trap:
    outcome = run(assemble(text), **options)
    assert outcome.trap is not None
    return outcome.trap


@pytest.mark.parametrize("end", ["", "halt", "ret", "jump end", "b end", "mov r1, end\njump r1"])
def test_a_program_ends_in_any_of_these_ways(end: str) -> None:
    assert r0(f"mov r0, 7\n{end}\nend:") == 7


def test_an_empty_program_ends_at_once() -> None:
    outcome = run(Program(()))
    assert (outcome.result, outcome.executed, outcome.trap) == (0, 0, None)


def test_nested_calls_need_no_saving_of_lr() -> None:
    assert (
        r0("call f\naddi r0, r0, 1\nhalt\nf: call g\naddi r0, r0, 10\nret\ng: addi r0, r0, 100\nret") == 111
    )


def test_call_and_jump_through_registers() -> None:
    assert r0("mov r1, f\ncall r1\naddi r0, r0, 1\nmov r2, out\njump r2\nf: mov r0, 5\nret\nout: nop") == 6


def test_call_mirrors_the_return_address_in_lr() -> None:
    assert r0("nop\ncall f\nf: mov r0, lr") == 2


def test_ret_takes_the_hidden_stack_not_lr() -> None:
    assert r0("call f\nmov r0, 1\nhalt\nf: mov lr, 99\nret") == 1


def test_recursion() -> None:
    text = """
        b start
    fact:
        bgt r0, 1, more
        mov r0, 1
        ret
    more:
        subi sp, sp, 8
        store.d r0, [sp]
        subi r0, r0, 1
        call fact
        load.d r1, [sp]
        addi sp, sp, 8
        mul r0, r0, r1
        ret
    start:
        call fact
    """
    assert r0(text, r0=10) == 3628800


def test_the_return_stack_is_bounded() -> None:
    text = "f: addi r0, r0, 1\ncall f"
    trap = trap_of(text)
    assert trap.kind is TrapKind.STACK
    assert trap.registers["r0"] == MAX_CALL_DEPTH + 1
    exactly = f"mov r1, {MAX_CALL_DEPTH}\nf: subi r1, r1, 1\nbeqz r1, out\ncall f\nout: call g\nhalt\ng: halt"
    assert run(assemble(exactly)).trap is None


@pytest.mark.parametrize("op", ["jump", "call"])
@pytest.mark.parametrize("index", [3, 4, 1 << 32, (1 << 64) - 1])
def test_an_index_outside_the_code_traps(op: str, index: int) -> None:
    outcome = run(assemble(f"{op} r1"), {"r1": index})
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.trap.index) == (TrapKind.INVALID, 0)
    assert outcome.trap.message == f"no instruction {index}: the program has 1"


def test_pc_reads_the_index_of_the_reader() -> None:
    assert r0("nop\nnop\nmov r0, pc") == 2
    assert r0("nop\naddi r0, pc, 10") == 11


def test_zero_reads_zero_whatever_is_written() -> None:
    assert r0("mov zero, 5\nadd zero, r1, 9\nload.d zero, [8]\nmov r0, zero") == 0
    assert run(assemble("mov zero, 5")).registers["zero"] == 0


@pytest.mark.parametrize("register", [r.name for r in REGISTERS if r.name not in ("pc", "zero")])
def test_every_other_register_keeps_what_is_written(register: str) -> None:
    assert run(assemble(f"mov {register}, 77")).registers[register] == 77


def test_the_entry_is_where_it_starts() -> None:
    assert r0(".entry main\nmov r0, 1\nhalt\nmain: mov r0, 2") == 2


NAMES = ["SYSCALL", "BREAKPOINT", "BOUNDS", "CAPABILITY", "TAINT", "DIVZERO", "INVALID", "USER"]


@pytest.mark.parametrize(("number", "name"), [*enumerate(NAMES), (8, "USER"), (255, "USER"), (-1, "USER")])
def test_trap_numbers(number: int, name: str) -> None:
    trap = trap_of(f"nop\n\ntrap {number}")
    assert (trap.kind.name, trap.number, trap.index, trap.line) == (name, number, 1, 3)
    assert trap.instruction == f"trap {number}"


def test_the_names_of_all_traps() -> None:
    assert [kind.name for kind in TrapKind] == [*NAMES, "STACK", "FUEL", "PERMISSION", "DEADLOCK", "LIMIT"]


def plain_instruction(opcode: int, mode: int) -> Instruction:
    zeros = {Kind.LABEL: Target(0), Kind.CALLABLE: Target(1), Kind.IMMEDIATE: 1, Kind.EXTENSION: 1}
    places = OPS[opcode].modes[mode].signature.operands
    return Instruction(opcode, mode, tuple(zeros.get(place.kind, REGISTERS[1]) for place in places))


def test_every_pure_op_has_a_meaning() -> None:
    for opcode, mode in ((op.number, mode) for op in OPS for mode in range(len(op.modes)) if op.name in PURE):
        outcome = run(Program((plain_instruction(opcode, mode),)), {"r1": 1}, max_instructions=100)
        assert outcome.trap is None or outcome.trap.kind is not TrapKind.INVALID, (opcode, mode)
