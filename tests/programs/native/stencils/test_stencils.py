"""Stencils and the patcher: what they are made of, what is refused, what the readable twin says."""

from __future__ import annotations

import ctypes
from array import array
from dataclasses import replace

import llvmlite.binding as llvm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_program_cases import MEMORY, random_program

from example_counts import examples
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import Program, assemble
from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native import Lowered, NativeProgram, loaded_table, lower, why_no_stencils
from neurlang.programs.native.stencils import parts
from neurlang.programs.native.stencils.first_tier import RefusedRowsError, stop_of
from neurlang.programs.native.stencils.frame import COLUMNS, SLOT_BYTES, Column, Stop
from neurlang.programs.native.stencils.lowering import DEPTH
from neurlang.programs.native.stencils.objects import CPU, compiled
from neurlang.programs.native.stencils.operations import NUMBER_OF, OPERATIONS, instrumented
from neurlang.programs.native.stencils.part_text import PartText, declarations
from neurlang.programs.native.stencils.patcher_twin import RefusedRowError, patched
from neurlang.programs.native.stencils.table import FLAGS_AT, RECORD_BYTES, build, stencil_table

pytestmark = pytest.mark.skipif(why_no_stencils() is not None, reason=why_no_stencils() or "")

LOOP = "mov r1, 0\nagain: add r1, r1, r0\nsubi r0, r0, 1\nbnez r0, again\nmov r0, r1\nhalt"


def lowered(program: Program, *, marks: bool = False) -> Lowered:
    return lower(program, block_ends(program), loaded_table()[0], marks=marks)


def native(text: str, size: int = MEMORY) -> NativeProgram:
    made = NativeProgram(lowered(assemble(text), marks=True), bytearray(size))
    made.set_start([0] * 16, 1000)
    return made


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, 1 << 40), st.booleans())
def test_the_patcher_writes_what_its_twin_writes(seed: int, marks: bool) -> None:
    program = random_program(seed)
    rows = lowered(program, marks=marks)
    made = NativeProgram(rows, bytearray(MEMORY))
    size = made.patch()
    place = made._place
    assert place is not None
    twin = patched(rows.rows, loaded_table()[0], place.execute_at, len(program.instructions), rows.slots)
    start = twin.offsets[0]
    assert size == start + len(twin.code)
    for address in (place.write_at, place.execute_at):
        assert ctypes.string_at(address, len(twin.head)) == twin.head
        assert ctypes.string_at(address + start, len(twin.code)) == twin.code
    assert tuple(made.offsets) == twin.offsets
    assert not twin.table or tuple(made._table) == twin.table


CHANGES = {
    "an unknown record": (Column.RECORD, 1 << 30),
    "a negative record": (Column.RECORD, -1),
    "the landing": (Column.RECORD, 0),
    "the finish": (Column.RECORD, 1),
    "a slot behind the file": (Column.A, 8 << 20),
    "a negative slot": (Column.B, -8),
    "a slot between two": (Column.C, 4),
    "an instruction behind the end": (Column.STATUS, 0x01FF_FFFF),
    "a negative stop": (Column.STATUS, -1),
}


@pytest.mark.parametrize("column, value", CHANGES.values(), ids=CHANGES)
def test_rows_that_do_not_fit_are_refused_by_both(column: Column, value: int) -> None:
    whole = lowered(assemble(LOOP))
    for row in range(len(whole.rows) // COLUMNS):
        rows = array("i", whole.rows)
        rows[row * COLUMNS + column] = value
        assert refused(whole, rows) == (row, row)


def refused(whole: Lowered, rows: array[int]) -> tuple[int, int]:
    with pytest.raises(RefusedRowsError) as found:
        NativeProgram(replace(whole, rows=rows), bytearray(MEMORY)).patch()
    with pytest.raises(RefusedRowError) as by_twin:
        patched(rows, loaded_table()[0], 0, len(whole.starts) - 1, whole.slots)
    return found.value.row, by_twin.value.index


def test_a_jump_must_go_to_the_head_of_a_block() -> None:
    whole = lowered(assemble(LOOP))
    jump = next(row for row in range(len(whole.rows) // COLUMNS) if whole.rows[row * COLUMNS + Column.TARGET])
    for target in (0, whole.starts[1], -1, 1 << 20):
        rows = array("i", whole.rows)
        rows[jump * COLUMNS + Column.TARGET] = target
        if target != 0:  # the first row is a head too
            assert refused(whole, rows) == (jump, jump)


def test_a_block_costs_something_and_the_last_row_ends() -> None:
    whole = lowered(assemble(LOOP))
    rows = array("i", whole.rows)
    rows[Column.NUMBER] = 0
    assert refused(whole, rows) == (0, 0)
    rows = array("i", whole.rows[:-COLUMNS])
    assert refused(whole, rows) == (len(rows) // COLUMNS, len(rows) // COLUMNS)


@pytest.mark.slow
def test_no_stencil_touches_the_native_stack() -> None:
    """A stencil that spilled to the stack would write over its caller's frame."""
    texts = []
    for operation in (*OPERATIONS, *map(instrumented, OPERATIONS)):
        for step in operation.steps:
            text = PartText({hole: choice.first for hole, choice in step.uses.items()})
            step.write(text, step.argument)
            if step.write not in parts.ENDS:
                text.go("CONT")
            texts.append(text.function(f"part{len(texts)}"))
    module = llvm.parse_assembly(declarations() + "\n".join(texts))
    target = llvm.Target.from_triple(llvm.get_process_triple())
    machine = target.create_target_machine(cpu=CPU, opt=2, reloc="static", codemodel="small")
    passes = llvm.create_new_module_pass_manager()
    passes.add_always_inliner_pass()
    passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=0)))
    assembly = machine.emit_assembly(module)
    used = [
        line for line in assembly.splitlines() if "%rsp" in line or "push" in line or "pop" in line.split()
    ]
    assert not used


@pytest.mark.parametrize("register", ["r1", "r12"])  # the hottest, which is pinned, and one that is not
@pytest.mark.parametrize("value", [-1, MAX_CALL_DEPTH + 1, 1 << 30])
@pytest.mark.parametrize("last", ["call again", "ret"])
def test_rows_that_write_the_count_of_return_addresses_stay_within_their_stack(
    register: str, value: int, last: str
) -> None:
    """No program's operand is that slot; rows that no lowering makes may write it, and leave at its next use."""
    hot = "add r1, r1, r1\n" * 30
    program = assemble(f"{hot}mov {register}, {value}\n{last}\nagain: call again")
    whole = lowered(program)
    table, rows, depth = loaded_table()[0], array("i", whole.rows), whole.slot_of[DEPTH]
    (written,) = [
        row
        for row in range(0, len(rows), COLUMNS)
        if rows[row + Column.NUMBER] == value and rows[row + Column.C] == whole.slot_of[int(register[1:])] * 8
    ]
    rows[written + Column.RECORD] = table.record_of(NUMBER_OF["mov.number"], 0, 0, depth)
    rows[written + Column.C] = depth * SLOT_BYTES
    made = NativeProgram(replace(whole, rows=rows), bytearray(MEMORY))
    made.set_start([0] * 16, 1000)
    stop, index = stop_of(made.run_again())
    assert (stop, index) == (Stop.END if last == "ret" else Stop.STEP, 31)


def test_a_part_that_cannot_be_placed_is_refused() -> None:
    text = PartText({})
    text.line("call void @elsewhere()")
    text.go("CONT")
    with pytest.raises(ValueError, match="elsewhere"):
        compiled([text.function("part0")], declarations() + "\ndeclare void @elsewhere()")


@pytest.mark.slow
def test_building_again_gives_the_same_bytes() -> None:
    assert build() == stencil_table().records
    assert build(hidden=True) == stencil_table(hidden=True).records


def test_instrumented_stencils_have_the_same_numbers_and_flags() -> None:
    plain, hidden = stencil_table(), stencil_table(hidden=True)
    assert plain.bases == hidden.bases
    assert plain.record_count == hidden.record_count
    kept = 1 | 2 | 4 | 8 | 32  # all but whether it may leave
    for record in range(0, plain.record_count, 97):
        at = record * RECORD_BYTES + FLAGS_AT
        assert plain.records[at] & kept == hidden.records[at] & kept


def test_a_run_again_finds_the_memory_as_it_was() -> None:
    made = native(
        "load.d r0, [0x100]\nmov r1, 0xffd\nstore.d r0, [0x100]\nstore.d r1, [r1]\n"
        "load.d r2, [r1]\naddi r3, r0, 1\nstore.d r3, [0x100]\nmov r4, 1\natomic.add r5, r1, r4\nhalt",
        1 << 14,
    )
    for _ in range(3):
        stop, _ = stop_of(made.run_again())
        assert stop is Stop.STEP  # the atomic op is not aligned
        assert (made.register(0), made.register(2)) == (0, 0xFFD)
    made.reset()
    assert not any(made.memory)


def test_more_programs_than_slots_of_code() -> None:
    programs = [native(f"mov r0, {number}\nhalt") for number in range(150)]
    for _ in range(2):
        for number, made in enumerate(programs):
            assert stop_of(made.run_again())[0] is Stop.END
            assert made.register(0) == number


def test_a_program_too_long_for_a_slot_has_memory_of_its_own() -> None:
    made = native("addi r0, r0, 1\n" * 900 + "halt")
    made.run_again()
    assert made.register(0) == 900
