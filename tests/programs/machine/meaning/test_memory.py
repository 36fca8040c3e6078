"""Loads and stores against `struct`, at every edge of the sandbox."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.ir import DATA_BASE, assemble
from neurlang.programs.machine import TrapKind, run

MASK = (1 << 64) - 1
SIZE = 64
LOADS = {"b": "<B", "h": "<H", "w": "<I", "d": "<Q", "sb": "<b", "sh": "<h", "sw": "<i"}
STORES = {"b": "<B", "h": "<H", "w": "<I", "d": "<Q"}
values = st.integers(0, MASK)


@pytest.mark.parametrize(("name", "layout"), LOADS.items())
def test_loads_agree_with_struct(name: str, layout: str) -> None:
    program = assemble(f"store.d r1, [r2]\nload.{name} r0, [r2]")

    @settings(max_examples=examples(50))
    @given(values, st.integers(0, SIZE - 8))
    def agrees(value: int, address: int) -> None:
        outcome = run(program, {"r1": value, "r2": address}, memory_size=SIZE)
        (wanted,) = struct.unpack_from(layout, struct.pack("<Q", value))
        assert outcome.registers["r0"] == wanted & MASK

    agrees()


@pytest.mark.parametrize(("name", "layout"), STORES.items())
def test_stores_change_their_bytes_and_no_others(name: str, layout: str) -> None:
    width = struct.calcsize(layout)
    fill = "\n".join(f"store.d r3, [{address}]" for address in range(0, SIZE, 8))
    program = assemble(f"{fill}\nstore.{name} r1, [r2]")

    @settings(max_examples=examples(50))
    @given(values, st.integers(0, SIZE - width))
    def changes(value: int, address: int) -> None:
        outcome = run(program, {"r1": value, "r2": address, "r3": MASK}, memory_size=SIZE)
        wanted = bytearray(b"\xff" * SIZE)
        struct.pack_into(layout, wanted, address, value & ((1 << 8 * width) - 1))
        assert outcome.memory == wanted

    changes()


@pytest.mark.parametrize(
    "instruction", [f"load.{name} r0" for name in LOADS] + [f"store.{name} r0" for name in STORES]
)
def test_the_edges_of_the_sandbox(instruction: str) -> None:
    layouts = LOADS if instruction.startswith("load") else STORES
    width = struct.calcsize(layouts[instruction.split(".")[1].split()[0]])
    program = assemble(f"{instruction}, [r1]")
    for address in (0, SIZE - width):
        assert run(program, {"r1": address}, memory_size=SIZE).trap is None
    for address in (SIZE - width + 1, SIZE, SIZE + 1, 1 << 63, MASK, MASK - width + 1):
        outcome = run(program, {"r1": address, "r0": MASK}, memory_size=SIZE)
        assert outcome.trap is not None
        assert outcome.trap.kind is TrapKind.BOUNDS
        assert outcome.memory == bytes(SIZE)
        assert outcome.registers["r0"] == MASK
        assert f"at {address:#x} outside the memory of 0x40 bytes" in outcome.trap.message


@pytest.mark.parametrize(("base", "offset"), [(10, -2), (MASK, 9), ((1 << 63) + 8, -(1 << 63))])
def test_base_and_offset_wrap(base: int, offset: int) -> None:
    outcome = run(
        assemble(f"load.b r0, [r1 + {offset}]".replace("+ -", "- ")), {"r1": base}, memory_size=SIZE
    )
    assert outcome.trap is None


def test_no_memory_at_all_is_possible() -> None:
    outcome = run(assemble("load.b r0, [0]"), memory_size=0)
    assert outcome.trap is not None
    assert outcome.trap.kind is TrapKind.BOUNDS
    assert outcome.registers["sp"] == 0


def test_the_data_section_lies_at_its_base() -> None:
    outcome = run(assemble('mov r1, text\nload.w r0, [r1]\n.data\ntext: .ascii "abcd"'))
    assert outcome.registers["r1"] == DATA_BASE
    assert outcome.registers["r0"] == int.from_bytes(b"abcd", "little")
    assert outcome.memory[DATA_BASE : DATA_BASE + 4] == b"abcd"


def test_a_store_to_the_data_section_leaves_the_program_alone() -> None:
    program = assemble("store.b zero, [x]\n.data\nx: .byte 5")
    assert run(program).memory[DATA_BASE] == 0
    assert program.data == b"\5"
