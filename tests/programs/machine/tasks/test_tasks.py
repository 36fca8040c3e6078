"""Tasks and channels: order, waiting, ends, traps, deadlock, limits; atomics among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_cases import outcome, trap, value

from example_counts import examples
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Clock, TrapKind, run, signed

if TYPE_CHECKING:
    from neurlang.programs.machine import Code, State


def test_a_task_gets_a_copy_of_the_registers_and_its_argument() -> None:
    assert value("mov r5, 10\nspawn r1, f, 7\nmov r5, 99\njoin r0, r1\nhalt\nf: add r0, r0, r5\nret") == 17


def test_an_argument_left_out_is_r0() -> None:
    assert value("mov r0, 3\nspawn r1, f\nmov r0, 9\njoin r0, r1\nhalt\nf: addi r0, r0, 1") == 4


def test_a_task_has_its_own_return_stack_and_shares_memory() -> None:
    text = (
        "spawn r1, f\njoin r1\nload.d r0, [0x800]\nhalt\n"
        "f: call g\nhalt\ng: mov r2, 5\nstore.d r2, [0x800]\nret"
    )
    assert value(text) == 5


def test_the_end_of_the_main_task_is_the_end() -> None:
    assert value("spawn r1, f\nmov r0, 1\nhalt\nf: b f") == 1


def test_a_task_may_be_joined_again_and_late() -> None:
    assert value("spawn r1, f, 4\nyield\njoin r2, r1\njoin r3, r1\nadd r0, r2, r3\nhalt\nf: halt") == 8


@pytest.mark.parametrize("task", [0, 1, 99])
def test_joining_a_number_that_is_not_a_task_traps(task: int) -> None:
    kind = TrapKind.DEADLOCK if task == 0 else TrapKind.INVALID
    assert trap(f"mov r1, {task}\njoin r0, r1")[0] is kind


def test_yield_takes_turns() -> None:
    note = "load.d r7, [0x800]\nshl r7, r7, 4\nor r7, r7, r0\nstore.d r7, [0x800]\n"
    text = (
        "spawn r1, f, 1\nspawn r2, f, 2\njoin r1\njoin r2\nload.d r0, [0x800]\nhalt\n"
        f"f: mov r6, 3\nl: {note}yield\nsubi r6, r6, 1\nbnez r6, l"
    )
    assert value(text) == 0x121212


def test_a_task_that_spins_lets_the_others_run() -> None:
    text = (
        "mov r1, 0x800\nmov r2, 1\nspawn r3, f\nw: load.d r0, [r1]\nbeqz r0, w\nhalt\n"
        "f: atomic.xchg r4, r1, r2"
    )
    assert value(text) == 1


@pytest.mark.parametrize(("after", "asked"), [(0, True), (1 << 15, True), (1 << 40, False)])
def test_an_executor_is_used_once_enough_instructions_have_run(after: int, *, asked: bool) -> None:
    calls = []

    class Leaves:
        """An executor that leaves every step to the interpreter."""

        def __init__(self, _: Code) -> None:
            self.after = after

        def __call__(
            self, _: State, index: int, fuel: int, paid: int, floor: int = 0
        ) -> tuple[int, int, int]:
            assert fuel >= floor
            calls.append(fuel)
            return index, fuel, paid

    text = "spawn r1, f, 20000\njoin r0, r1\nhalt\nf: subi r0, r0, 1\nbnez r0, f\nmov r0, 7"
    result = run(assemble(text), executor=Leaves, max_instructions=1_000_000)
    assert (result.result, result.executed) == (7, 40_004)
    assert bool(calls) is asked
    assert all(fuel <= 1_000_000 - after for fuel in calls)


def test_channels_are_first_in_first_out() -> None:
    text = (
        "chan.create r1\nspawn r2, f\nmov r3, 5\nl: send r1, r3\nsubi r3, r3, 1\nbnez r3, l\nchan.close r1\n"
        "join r0, r2\nhalt\nf: mov r0, 0\ng: recv r5, r1\nbeq r5, -1, e\n"
        "mul r0, r0, 10\nadd r0, r0, r5\nb g\ne: halt"
    )
    assert value(text) == 54321


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chan.create r1\nchan.close r1\nrecv r0, r1", -1),
        ("chan.create r1\nsend r1, 7\nchan.close r1\nrecv r0, r1", 7),
        ("chan.create r1\nsend r1, 7\nchan.close r1\nrecv r2, r1\nrecv r0, r1", -1),
        ("chan.create r1\nchan.close r1\nchan.close r1\nmov r0, 3", 3),
    ],
)
def test_a_closed_channel_is_drained_then_returns_minus_one(text: str, expected: int) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "chan.create r1\nchan.close r1\nsend r1, 1",
        "chan.create r1\nsend r1, 1\nchan.close r1\nsend r1, 1",
        "send r1, 1",
        "mov r1, 5\nrecv r0, r1",
        "mov r1, -1\nchan.close r1",
    ],
)
def test_invalid_uses_of_channels_trap(text: str) -> None:
    assert trap(text)[0] is TrapKind.INVALID


def test_closing_wakes_all_waiting_tasks() -> None:
    text = (
        "chan.create r1\nspawn r2, f\nspawn r3, f\nyield\nchan.close r1\njoin r4, r2\njoin r5, r3\n"
        "add r0, r4, r5\nhalt\nf: recv r0, r1"
    )
    assert value(text) == -2


def test_a_deadlock_lists_each_task_and_what_it_waits_for() -> None:
    kind, message = trap("chan.create r1\nspawn r2, f\njoin r0, r2\nf: recv r0, r1")
    assert kind is TrapKind.DEADLOCK
    assert message.splitlines() == [
        "every task waits",
        "    the main task at instruction 2 waits for task 1 to end",
        "    task 1 at instruction 3 waits for a value on channel 1",
    ]


def test_a_trap_surfaces_at_the_join_only() -> None:
    ended = outcome("spawn r1, f\nyield\nmov r5, 1\njoin r0, r1\nhalt\nf: div r0, r0, r6")
    assert ended.trap is not None
    assert (ended.trap.kind, ended.trap.index) == (TrapKind.DIVZERO, 3)
    assert ended.trap.message == "task 1 trapped at instruction 5: division by zero"
    assert ended.registers["r5"] == 1


def test_a_trap_that_nobody_joins_is_reported() -> None:
    ended = outcome("spawn r1, f\nyield\nhalt\nf: trap 9")
    assert (ended.trap, ended.unjoined) == (None, ("USER: task 1 trapped at instruction 3: trap 9",))


def test_limits_of_tasks_and_values() -> None:
    three = "spawn r1, f\nspawn r1, f\nspawn r1, f\nmov r0, 1\nhalt\nf: yield\nb f"
    assert value(three, tasks=3) == 1
    assert trap(three, tasks=2)[0] is TrapKind.LIMIT
    two = "chan.create r1\nsend r1, 1\nsend r1, 2\nmov r0, 1"
    assert value(two, queued=2) == 1
    assert trap(two, queued=1)[0] is TrapKind.LIMIT
    assert value("chan.create r1\nsend r1, 1\nrecv r2, r1\nsend r1, 2\nmov r0, 1", queued=1) == 1


def test_fuel_is_shared_and_its_end_ends_the_run() -> None:
    ended = outcome("spawn r1, f\njoin r1\nf: b f", fuel=1000)
    assert ended.trap is not None
    assert (ended.trap.kind, ended.executed) == (TrapKind.FUEL, 999), "the join that waits never ran"


def test_waiting_costs_no_fuel() -> None:
    text = "chan.create r1\nspawn r2, f\nrecv r0, r1\nhalt\nf: yield\nyield\nsend r1, 4"
    assert outcome(text).executed == 7


def test_sleep_lets_others_run_in_the_order_of_time() -> None:
    slept: list[float] = []
    clock = Clock(now=lambda: 5.0, monotonic=lambda: 1_000_000_000, sleep=slept.append)
    text = (
        "spawn r1, f, 30\nspawn r2, f, 10\njoin r1\njoin r2\nload.d r0, [0x800]\nhalt\n"
        "f: time.sleep r0\nload.d r3, [0x800]\nmul r3, r3, 100\nadd r3, r3, r0\nstore.d r3, [0x800]"
    )
    assert value(text, clock=clock) == 1030
    assert slept[0] == pytest.approx(0.01)


OPERATIONS = {
    "add": lambda a, b: a + b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "min": min,
    "max": max,
    "xchg": lambda _, b: b,
}
WORD = st.integers(-(1 << 63), (1 << 63) - 1)


@settings(max_examples=examples(30))
@given(st.sampled_from(sorted(OPERATIONS)), WORD, WORD)
def test_atomics_return_the_old_value_and_write_the_new(name: str, old: int, operand: int) -> None:
    program = assemble(f"store.d r1, [0x800]\nmov r3, 0x800\natomic.{name} r0, r3, r2\nload.d r4, [0x800]")
    ended = run(program, {"r1": old, "r2": operand})
    new = OPERATIONS[name](old, operand) % (1 << 64)
    assert (ended.result, ended.registers["r4"]) == (old, new)


@pytest.mark.parametrize(("expected", "stored"), [(5, 9), (6, 5)])
def test_compare_and_swap(expected: int, stored: int) -> None:
    text = "mov r1, 0x800\nmov r2, 5\nstore.d r2, [r1]\nmov r3, 9\nmov r4, {}\natomic.cas r4, r1, r3\n"
    assert value(text.format(expected) + "load.d r0, [r1]") == stored
    assert value(text.format(expected) + "mov r0, r4") == 5


@pytest.mark.parametrize("address", [1, 4, 0x807, (1 << 20) - 4, 1 << 20, -8])
def test_atomics_need_aligned_addresses_in_the_sandbox(address: int) -> None:
    assert trap(f"mov r1, {address}\natomic.add r0, r1, r2")[0] is TrapKind.BOUNDS


def test_fences_and_clocks() -> None:
    clock = Clock(now=lambda: 12.9, monotonic=lambda: 77, sleep=lambda _: None)
    assert value("fence\nfence.acquire\nfence.release\nfence.acqrel\ntime.now r0", clock=clock) == 12
    assert value("time.monotonic r0", clock=clock) == 77
    assert trap("mov r1, -1\ntime.sleep r1", clock=clock)[0] is TrapKind.INVALID


def test_a_seed_makes_random_values_reproducible() -> None:
    text = "rand.u64 r0\nrand.bytes 0x800, 8\nload.d r1, [0x800]\nxor r0, r0, r1"
    assert value(text, seed=7) == value(text, seed=7) != value(text, seed=8)
    assert value(text) != value(text)
    assert signed(1) == 1
