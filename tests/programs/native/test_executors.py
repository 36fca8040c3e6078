"""The choice between interpreter, stencils and optimised code: always the same outcome, never silent."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import llvmlite.binding as llvm
import pytest
from whole_program_cases import difference

from example_counts import mostly_slow
from neurlang.disk_cache import CacheWarning
from neurlang.errors import NativeCodeError, UsageError
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import Program, assemble
from neurlang.programs.machine import DEFAULT_MEMORY, Host, Limits, Outcome, TrapKind, decode, run
from neurlang.programs.native import (
    NativeCodeWarning,
    NativeProgram,
    compile_whole,
    loaded_table,
    lower,
    run_native,
    run_optimised,
    run_program,
    tiers,
    why_no_stencils,
)
from neurlang.programs.native.stencils import code_memory
from neurlang.programs.native.stencils.first_tier import stop_of
from neurlang.programs.native.stencils.frame import STALE, Stop
from neurlang.programs.native.whole import second_tier

if TYPE_CHECKING:
    from collections.abc import Callable


def slow_addition(number: int) -> NativeProgram:
    """A program that counts to a number in r0."""
    program = assemble(f"again: bgeu r0, {number}, done\naddi r0, r0, 1\njmp again\ndone: halt")
    lowered = lower(program, block_ends(program), loaded_table()[0], marks=True)
    made = NativeProgram(lowered, bytearray(64))
    made.set_start([0] * 16, 1000)
    return made


REPOSITORY = Path(__file__).parents[3]
LOOPS = sorted((REPOSITORY / "src/neurlang/benchmarks/programs/loops").glob("*.nl"))
COUNT = "again: addi r1, r1, 1\nbltu r1, r0, again\nmov r0, r1\nhalt"
RUNS = {"native": run_native, "by choice": run_program, "optimised": run_optimised}

needs_stencils = pytest.mark.skipif(why_no_stencils() is not None, reason=why_no_stencils() or "")


def loop(path: Path) -> Program:
    return assemble(path.read_text(encoding="utf-8"), path.name)


@needs_stencils
@pytest.mark.parametrize("path", mostly_slow(LOOPS, quick=5), ids=lambda path: path.stem)
def test_loops_at_every_fuel(path: Path) -> None:
    program = loop(path)
    for fuel in (*range(1, 60), 1000, 30_000):
        expected = run(program, {"r0": 6, "r1": 3}, memory_size=1 << 18, max_instructions=fuel)
        found = run_native(program, {"r0": 6, "r1": 3}, memory_size=1 << 18, max_instructions=fuel)
        assert difference(expected, found) is None, fuel


@pytest.mark.parametrize("execute", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("fuel", [0, 1, 199, 200, 201, 19_999, 20_000, 20_001, 250_000])
def test_fuel_is_counted_alike(execute: Callable[..., Outcome], fuel: int) -> None:
    program = assemble(COUNT)
    expected = run(program, {"r0": 100_000}, max_instructions=fuel)
    assert difference(expected, execute(program, {"r0": 100_000}, max_instructions=fuel)) is None


LONG = "\n".join(
    [
        "mov r3, 8",
        "again:",
        *["addi r0, r0, 1"] * 5000,
        "load.d r2, [r3]",
        *["add r1, r1, r0"] * 4000,
        "shl r3, r3, 3",
        "bltu r0, 25000, again",
    ]
)
"""It runs a stretch without a jump again and again, which is longer than a block, until an access traps within it."""


@pytest.mark.parametrize("execute", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("fuel", [4095, 4096, 4097, 4098, 5003, 8192, 8193, 9005, 9006, 13_100, 100_000])
def test_long_stretches_are_paid_in_blocks_by_every_executor(
    execute: Callable[..., Outcome], fuel: int
) -> None:
    program = assemble(LONG)
    expected = run(program, memory_size=4096, max_instructions=fuel)
    assert difference(expected, execute(program, memory_size=4096, max_instructions=fuel)) is None
    assert expected.trap is not None
    wanted = TrapKind.BOUNDS if fuel == 100_000 else TrapKind.FUEL
    assert (expected.trap.kind, expected.executed <= fuel) == (wanted, True)


@needs_stencils
def test_more_instructions_than_a_slice() -> None:
    outcome = run_native(assemble(COUNT), {"r0": 20_000_000}, max_instructions=0)
    assert (outcome.result, outcome.executed) == (20_000_000, 40_000_002)
    bounded = run_native(assemble(COUNT), {"r0": 20_000_000}, max_instructions=17_000_001)
    assert bounded.trap is not None
    assert (bounded.trap.kind, bounded.executed) == (TrapKind.FUEL, 17_000_000)


@needs_stencils
def test_deep_recursion_ends_in_a_trap_of_the_stack() -> None:
    program = assemble("addi r0, r0, 1\ncall 0\nret")
    expected = run(program)
    assert difference(expected, run_native(program)) is None
    assert expected.trap is not None
    assert expected.trap.kind is TrapKind.STACK


@needs_stencils
@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 4096])
def test_memories_of_every_size(size: int) -> None:
    for address in (0, 1, size - 8, size - 7, size - 1, size):
        for op in ("load.b r0, [r1]", "load.d r0, [r1]", "store.h r1, [r1]", "load.sw r0, [r1]"):
            program = assemble(f"{op}\nhalt")
            expected = run(program, {"r1": address}, memory_size=size)
            found = run_native(program, {"r1": address}, memory_size=size)
            assert difference(expected, found) is None


@needs_stencils
def test_a_nan_is_the_one_that_the_language_has() -> None:
    text = "mov r1, 0x7ff8000000000001\nfadd r0, r1, r1\nfdiv r2, r3, r3\nfsqrt r4, r5\nfabs r6, r1\nhalt"
    outcome = run_native(assemble(text), {"r5": -1 << 60})
    assert {outcome.registers[name] for name in ("r0", "r2", "r4", "r6")} == {0x7FF8 << 48}
    assert outcome.registers["r1"] == 0x7FF8_0000_0000_0001


@needs_stencils
def test_what_leads_outside_is_done_in_between(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = '.data\ntext: .ascii "x"\n.text\nmov r1, 300\nagain: io.print text, 1\nsubi r1, r1, 1\nbnez r1, again\nhalt'
    for execute in (run_native, run_program):
        outcome = execute(assemble(text), host=Host())
        assert (outcome.trap, outcome.executed) == (None, 902)
        assert capsysbinary.readouterr().out == b"x" * 300


@needs_stencils
def test_strict_capabilities_are_the_interpreters() -> None:
    program = assemble("load.b r0, [r1]\nhalt")
    outcome = run_native(program, host=Host(strict_capabilities=True))
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.CAPABILITY


def test_a_long_run_is_optimised_for_the_next_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    loaded_table()
    monkeypatch.setattr(tiers, "LONG", 100_000)
    program = assemble(COUNT)
    first = run_program(program, {"r0": 100_000})
    compile_whole(assemble("halt"))  # which comes after what the process was told before
    assert second_tier.is_stored(program, DEFAULT_MEMORY)
    monkeypatch.setattr(tiers, "_FallbackExecutor", None)  # stencils are not asked any more
    assert difference(first, run_program(program, {"r0": 100_000})) is None


@needs_stencils
def test_with_a_bound_of_time_code_that_cannot_be_stopped_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    program = assemble(COUNT)
    whole = compile_whole(program)
    monkeypatch.setattr(tiers, "run_optimised", None)
    loaded_table()
    bounded = Host(limits=Limits(seconds=600.0))
    found = run_program(program, {"r0": 100_000}, host=bounded)
    assert difference(whole.run({"r0": 100_000}), found) is None


def test_what_is_not_pure_cannot_be_optimised_as_a_whole() -> None:
    with pytest.raises(UsageError, match="needs the host"):
        run_optimised(assemble("io.print 0, 1\nhalt"))


def test_a_system_without_executable_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError(1, "Operation not permitted")

    code_memory.CODE_MEMORY.forget()
    monkeypatch.setattr(os, "memfd_create", forbidden, raising=False)
    loaded_table.cache_clear()
    program = assemble(
        COUNT.replace("addi r1, r1, 1", "addi r1, r1, 1\nnop")
    )  # not optimised by another test
    with pytest.raises(NativeCodeError, match="no memory for code"):
        run_native(program)
    with pytest.warns(NativeCodeWarning, match="The interpreter runs"):
        outcome = run_program(program, {"r0": 30_000})
    assert outcome.result == 30_000


@needs_stencils
def test_asking_for_stencils_takes_no_slot() -> None:
    before = code_memory.CODE_MEMORY.place(1)
    for _ in range(code_memory.SLOTS):
        assert why_no_stencils() is None
    assert code_memory.CODE_MEMORY.place(1).ticket == before.ticket + 1


def test_another_machine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert "riscv64" in str(why_no_stencils())


@needs_stencils
@pytest.mark.slow
def test_damaged_stencils_are_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from neurlang.programs.native.stencils.table import stencil_table

    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path))
    stencil_table.cache_clear()
    records = stencil_table().records
    (entry,) = tmp_path.glob("*/stencils/*")
    entry.write_bytes(entry.read_bytes()[:-5] + b"wrong")
    stencil_table.cache_clear()
    with pytest.warns(CacheWarning, match="damaged"):
        assert stencil_table().records == records


@needs_stencils
def test_a_forked_process_has_code_of_its_own() -> None:
    program = assemble(COUNT)
    run_native(program, {"r0": 10})
    child = os.fork()
    if child == 0:
        outcome = run_native(program, {"r0": 1000})
        os._exit(0 if outcome.result == 1000 else 1)
    results = [run_native(program, {"r0": count}).result for count in range(1, 200)]
    assert results == list(range(1, 200))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@needs_stencils
def test_a_process_forked_while_llvm_works_for_another_thread_can_use_llvm() -> None:
    begun = threading.Event()
    text = "\n".join(f"define i64 @f{number}(i64 %x) {{ ret i64 %x }}" for number in range(20_000))

    def work() -> None:
        begun.set()
        llvm.parse_assembly(text)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    child = os.fork()
    if child == 0:
        llvm.parse_assembly("")  # would wait for ever
        os._exit(0)
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@needs_stencils
def test_code_that_another_program_took_the_place_of_is_made_again() -> None:
    made = [slow_addition(number) for number in range(code_memory.SLOTS + 1)]
    for number, native in enumerate(made):
        native.patch()
        for other in made:  # takes all slots, the one of `native` too
            other.patch()
        assert stop_of(native.run_again())[0] is Stop.END
        assert native.register(0) == number
        for other in made:
            other.patch_and_run()
        native.prepare()
        assert stop_of(native.enter(native.entry_row))[0] is Stop.END
        assert native.register(0) == number


@needs_stencils
def test_a_place_given_before_a_fork_cannot_be_claimed_after_it() -> None:
    native = slow_addition(5)
    native.patch()
    given = code_memory.CODE_MEMORY.place(1)
    code_memory.CODE_MEMORY.forget()  # as a forked child does
    native._take(given)
    before = ctypes.string_at(given.execute_at, 64)
    assert native._runner.claim(native._job_address) == STALE
    assert ctypes.string_at(given.execute_at, 64) == before
    assert stop_of(native.run_again())[0] is Stop.END
    assert native.register(0) == 5


@needs_stencils
def test_a_python_without_a_global_lock_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)
    assert "free-threaded" in str(why_no_stencils())


@needs_stencils
def test_threads_do_not_disturb_each_other() -> None:
    program, results = assemble(COUNT), {}

    def work(count: int) -> None:
        results[count] = [run_native(program, {"r0": count}).result for _ in range(20)]

    threads = [threading.Thread(target=work, args=(1000 * number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found == [count] * 20 for count, found in results.items())
    assert len(results) == 8


def test_a_long_program_is_interpreted_for_longer() -> None:
    short, long = (decode(assemble("nop\n" * count)) for count in (10, 10_000))
    assert tiers._interpreted_first(short) <= tiers.BEFORE_LOADING
    assert tiers._interpreted_first(long) == tiers.LOWERING * 10_000
