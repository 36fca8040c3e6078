"""Whole programs in optimised code: registers, memory, trap, message and fuel are the interpreter's."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_program_cases import (
    EDGES,
    MEMORY,
    PURE,
    compare,
    difference,
    looping_program,
    random_program,
    random_registers,
    recursive_program,
    seeds,
)

from example_counts import mostly_slow
from neurlang.errors import UsageError
from neurlang.programs.ir import (
    BY_NAME,
    OPS,
    REGISTERS,
    Instruction,
    Kind,
    Mode,
    Op,
    Program,
    Target,
    assemble,
)
from neurlang.programs.machine import MAX_CALL_DEPTH, TrapKind, run
from neurlang.programs.native import compile_whole
from neurlang.programs.native.whole.whole_program import refuse_outside_ops

REPOSITORY = Path(__file__).parents[4]
LOOPS = sorted((REPOSITORY / "src/neurlang/benchmarks/programs/loops").glob("*.nl"))
EXAMPLES = sorted((REPOSITORY / "examples").glob("*.nl"))
ARGUMENTS: dict[str | int, int] = {"r0": 6, "r1": 3}
R0, R1, R2 = (BY_NAME[name] for name in ("r0", "r1", "r2"))

RECURSION = """\
    call deeper
    halt
deeper:
    addi r1, r1, 1
    beqz r0, bottom
    subi r0, r0, 1
    call deeper
    addi r2, r2, 1
bottom:
    {bottom}
    ret
"""


def is_pure(program: Program) -> bool:
    try:
        refuse_outside_ops(program)
    except UsageError:
        return False
    return True


@pytest.mark.parametrize("path", mostly_slow(LOOPS, quick=4), ids=lambda path: path.stem)
def test_loops_at_every_fuel(path: Path) -> None:
    program = assemble(path.read_text(), path.name)
    whole = compile_whole(program, 1 << 18, use_cache=False)
    for fuel in (*range(1, 120), 1000, 100_000):
        assert compare(program, whole, ARGUMENTS, fuel) is None, fuel


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_at_every_fuel(path: Path) -> None:
    program = assemble(path.read_text(), path.name)
    if not is_pure(program):
        pytest.skip("it needs the host")
    whole = compile_whole(program, 1 << 18, use_cache=False)
    for fuel in (*range(1, 60), 1000, 100_000):
        assert compare(program, whole, ARGUMENTS, fuel) is None, fuel


MODES = [(op, mode) for op in OPS if op.name in PURE and op.name != "trap" for mode in op.modes]


@pytest.mark.parametrize(
    ("op", "mode"), mostly_slow(MODES, quick=8), ids=lambda row: getattr(row, "full_name", "")
)
def test_every_op_at_edge_operands(op: Op, mode: Mode) -> None:
    places = mode.signature.operands
    registers = iter(REGISTERS[:4])
    # Offsets of loads and stores are immediates; 3 makes them unaligned.
    operands = tuple(
        Target(1)
        if place.kind in (Kind.LABEL, Kind.CALLABLE)
        else 3
        if place.kind is Kind.IMMEDIATE
        else next(registers)
        for place in places
    )
    program = Program((Instruction(op.number, op.modes.index(mode), operands),), 0, bytes(range(64)))
    whole = compile_whole(program, MEMORY, use_cache=False)
    for a in EDGES:
        for b in EDGES:
            registers_set = {"r0": a ^ b, "r1": a, "r2": b, "r3": a ^ -1}
            assert compare(program, whole, registers_set, 9) is None, (a, b)


@pytest.mark.parametrize("number", mostly_slow(range(9), quick=3))
def test_every_trap_by_number(number: int) -> None:
    program = assemble(f"addi r0, r0, 2\ntrap {number}\naddi r0, r0, 3")
    assert compare(program, compile_whole(program, use_cache=False), {}, 9) is None


@pytest.mark.parametrize("seed", seeds(40))
def test_random_programs_at_every_fuel(seed: int) -> None:
    program = random_program(seed, indirect=seed % 3 == 0)
    whole = compile_whole(program, MEMORY, use_cache=False)
    for fuel in (*range(1, 40), 2000):
        assert compare(program, whole, random_registers(seed + fuel), fuel) is None, fuel


STACKS = (MEMORY, MEMORY - 4, MEMORY + 8, 0, 8, 64, 100, 200, 4200, -8, 1 << 63)


@pytest.mark.parametrize("seed", seeds(40))
def test_recursion_with_frames_inside_and_outside_memory(seed: int) -> None:
    program = assemble(recursive_program(seed))
    whole = compile_whole(program, MEMORY, use_cache=False)
    for sp in STACKS:
        for fuel in (17, 61, 150, 151, 3000):
            registers: dict[str | int, int] = {"sp": sp, "r0": 8, "r4": MEMORY, "r5": 64}
            assert compare(program, whole, registers, fuel) is None, (sp, fuel)


@pytest.mark.parametrize("seed", seeds(40))
def test_loops_inside_partly_outside_and_around_memory(seed: int) -> None:
    program = assemble(looping_program(seed))
    whole = compile_whole(program, MEMORY, use_cache=False)
    for start in (0, 20, 3000, MEMORY - 3000, MEMORY - 60, MEMORY - 21, MEMORY, -8, -60, 1 << 63):
        for fuel in (20, 21, 150, 2000):
            registers: dict[str | int, int] = {"r1": start, "r2": start ^ 64, "r3": 30}
            assert compare(program, whole, registers, fuel) is None, (start, fuel)


@pytest.mark.parametrize("size", mostly_slow(range(9), quick=3))
def test_the_smallest_memories(size: int) -> None:
    program = assemble("load.w r1, [r0]\nstore.d r1, [r0]\nload.b r2, [r0 + 1]\nhalt")
    whole = compile_whole(program, size, use_cache=False)
    for address in (0, 1, size, size - 1, size - 4, size - 8, -1):
        assert compare(program, whole, {"r0": address}, 9) is None, address


@pytest.mark.parametrize("bottom", mostly_slow(["nop", "trap 7", "halt", "load.d r3, [r4 - 1]"], quick=2))
@pytest.mark.parametrize(
    "depth",
    [
        *(0, 1, 3, 1000, MAX_CALL_DEPTH),
        *(pytest.param(depth, marks=pytest.mark.slow) for depth in (MAX_CALL_DEPTH - 2, MAX_CALL_DEPTH - 1)),
    ],
)
def test_recursion_to_the_last_return_address(bottom: str, depth: int) -> None:
    program = assemble(RECURSION.format(bottom=bottom))
    whole = compile_whole(program)
    assert compare(program, whole, {"r0": depth}, 1_000_000) is None


@pytest.mark.slow
def test_fuel_that_ends_deep_in_a_recursion() -> None:
    program = assemble(RECURSION.format(bottom="nop"))
    whole = compile_whole(program)
    for fuel in (50_000, 50_001, 50_002, 50_003, 50_004, 90_000, 90_001, 90_002):
        assert compare(program, whole, {"r0": 11_000}, fuel) is None, fuel


def test_a_run_without_bound_has_its_own_thread_and_the_same_outcome() -> None:
    program = assemble(RECURSION.format(bottom="nop"))
    assert compare(program, compile_whole(program), {"r0": 5000}, 0) is None


def test_preloaded_memory_is_seen() -> None:
    program = assemble("load.d r0, [r1]\nhalt")
    preload = {0x100: b"\x07\x01"}
    expected = run(program, {"r1": 0x100}, preload=preload)
    found = compile_whole(program, use_cache=False).run({"r1": 0x100}, preload=preload)
    assert difference(expected, found) is None
    assert found.result == 0x107


def test_a_program_that_needs_the_host_is_refused_by_name() -> None:
    program = assemble("mov r0, 1\nio.print r0, 5\nhalt", "greet.nl")
    with pytest.raises(UsageError, match=r"greet\.nl:2: 'io\.print' needs the host"):
        compile_whole(program)


def test_arguments_are_checked_as_the_interpreter_checks_them() -> None:
    whole = compile_whole(assemble("halt"), use_cache=False)
    with pytest.raises(UsageError, match="unknown register"):
        whole.run({"r77": 1})
    with pytest.raises(UsageError, match="bound on instructions is -1"):
        whole.run(max_instructions=-1)


def test_the_trap_kinds_of_a_division() -> None:
    outcome = compile_whole(assemble("div r0, r1, r2"), use_cache=False).run({"r1": 3})
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.DIVZERO
