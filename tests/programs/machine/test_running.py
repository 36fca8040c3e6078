"""Inputs, fuel, tracing and the outcome of a run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import UsageError
from neurlang.programs.ir import REGISTERS, assemble
from neurlang.programs.machine import MAX_MEMORY, State, Trap, TrapKind, decode, run, signed

LOOP = assemble("mov r1, 1\nl: addi r0, r0, 1\nbne r0, 10, l\nmov r2, 2\nhalt")
LOOP_INSTRUCTIONS = 1 + 2 * 10 + 2


def test_the_start_state() -> None:
    outcome = run(assemble(""), memory_size=4096)
    assert outcome.registers == {register.name: 0 for register in REGISTERS} | {"sp": 4096}
    assert outcome.memory == bytearray(4096)
    assert len(run(assemble("")).memory) == 1 << 20


@pytest.mark.parametrize("name", ["r5", "a5", "R5", 5])
def test_registers_are_set_by_name_alias_or_number(name: str | int) -> None:
    assert run(assemble("mov r0, r5"), {name: -3}).result == -3


@pytest.mark.parametrize("value", [-(1 << 63), -1, 0, (1 << 64) - 1])
def test_values_are_taken_as_64_bits(value: int) -> None:
    assert run(assemble(""), {"r0": value}).registers["r0"] == value % (1 << 64)


@pytest.mark.parametrize(
    ("registers", "message"),
    [
        ({"r16": 1}, "unknown register 'r16'"),
        ({23: 1}, "unknown register '23'"),
        ({-1: 1}, "unknown register '-1'"),
        ({"pc": 1}, "register 'pc' cannot be set"),
        ({"zero": 1}, "register 'zero' cannot be set"),
        ({"r0": 1 << 64}, "does not fit in 64 bits"),
        ({"r0": -(1 << 63) - 1}, "does not fit in 64 bits"),
    ],
)
def test_senseless_inputs_are_refused(registers: dict[str | int, int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run(LOOP, registers)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"memory_size": -1}, "a memory of -1 bytes"),
        ({"memory_size": MAX_MEMORY + 1}, "are possible"),
        ({"memory_size": 0x10000}, "the data section ends at 65537"),
        ({"max_instructions": -1}, "0 or more is wanted"),
    ],
)
def test_senseless_sizes_are_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run(assemble(".data\n.byte 1"), **options)


def test_executed_counts_instructions() -> None:
    outcome = run(LOOP)
    assert (outcome.executed, outcome.trap) == (LOOP_INSTRUCTIONS, None)


def test_enough_fuel_is_enough_and_one_less_is_not() -> None:
    assert run(LOOP, max_instructions=LOOP_INSTRUCTIONS).trap is None
    outcome = run(LOOP, max_instructions=LOOP_INSTRUCTIONS - 1)
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.trap.index) == (TrapKind.FUEL, 3)
    assert outcome.registers["r2"] == 0, "a block is not entered unless all of it is paid for"
    assert outcome.executed == LOOP_INSTRUCTIONS - 2


def test_a_straight_line_is_not_begun_without_fuel_for_all_of_it() -> None:
    outcome = run(assemble("store.b sp, [0]\nmov r0, 1\nmov r0, 2"), max_instructions=2)
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.trap.index, outcome.executed) == (TrapKind.FUEL, 0, 0)
    assert outcome.trap.message == "instructions in the next block: 3; left of the bound: 2"


@pytest.mark.slow
def test_an_endless_loop_runs_out_of_fuel() -> None:
    outcome = run(assemble("l: b l"))
    assert outcome.trap is not None
    assert (outcome.trap.kind, outcome.executed) == (TrapKind.FUEL, 1_000_000)


@pytest.mark.slow
def test_without_a_bound_a_loop_longer_than_the_usual_one_ends() -> None:
    long = assemble("l: addi r0, r0, 1\nbne r0, 600000, l")
    assert run(long).trap is not None
    assert run(long, max_instructions=0).executed == 1_200_000


def test_an_indirect_jump_into_a_block_pays_for_the_rest_of_it() -> None:
    program = assemble("jump r1\nnop\nnop\nmov r0, 5")
    assert run(program, {"r1": 3}, max_instructions=2).result == 5
    assert run(program, {"r1": 2}, max_instructions=2).trap is not None
    assert run(program, {"r1": 3}).executed == 2


def test_a_trap_within_a_block_counts_the_instructions_reached() -> None:
    outcome = run(assemble("nop\ndiv r0, r0, r1\nnop\nnop"))
    assert outcome.executed == 2


def test_a_trap_is_a_value_with_place_and_registers() -> None:
    outcome = run(assemble("f: mov r1, 7\n\n  div r0, r1, r2 ; by nothing\nhalt", "x.nl"))
    assert outcome.trap == Trap(
        kind=TrapKind.DIVZERO,
        message="division by zero",
        index=1,
        instruction="div r0, r1, r2",
        line=3,
        registers={register.name: 0 for register in REGISTERS} | {"r1": 7, "sp": 1 << 20, "pc": 1},
        number=None,
    )


def test_a_trap_at_a_block_end_shows_its_labels() -> None:
    trap = run(assemble("f: nop\ncall f")).trap
    assert trap is not None
    assert (trap.kind, trap.instruction, trap.index) == (TrapKind.STACK, "call f", 1)


def test_trace_sees_each_instruction_before_it_runs() -> None:
    seen: list[tuple[int, int]] = []

    def note(index: int, state: State) -> None:
        seen.append((index, state.slots[0]))

    run(assemble("mov r0, 3\nl: subi r0, r0, 1\nbnez r0, l\nhalt"), trace=note)
    assert seen == [(0, 0), (1, 3), (2, 2), (1, 2), (2, 1), (1, 1), (2, 0), (3, 0)]


def test_decoded_code_runs_many_times_from_the_same_start() -> None:
    code = decode(assemble("store.d r0, [0]\nload.d r1, [8]\naddi r0, r0, 1\ncall f\nf: halt"))
    outcomes = [run(code, {"r0": value}) for value in (1, 2)]
    assert [outcome.result for outcome in outcomes] == [2, 3]
    assert outcomes[0].memory is not outcomes[1].memory


@given(st.integers(0, (1 << 64) - 1))
def test_signed_reads_twos_complement(value: int) -> None:
    assert -(1 << 63) <= signed(value) < 1 << 63
    assert signed(value) % (1 << 64) == value
