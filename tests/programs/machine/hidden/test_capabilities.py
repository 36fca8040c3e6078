"""Capabilities: which ops keep the tag, which drop it, what a capability allows and refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machine_cases import outcome, trap, value

from neurlang.programs.ir import assemble
from neurlang.programs.machine import TrapKind, run

NEW = "cap.new r1, 0x1000, 64\n"
VALID = "\ncap.query r0, r2, 5"


@pytest.mark.parametrize(("field", "expected"), [(0, 0x1000), (1, 64), (2, 7), (3, 0x1008), (4, 0), (5, 1)])
def test_the_fields_of_a_capability(field: int, expected: int) -> None:
    assert value(f"{NEW}addi r1, r1, 8\ncap.query r0, r1, {field}") == expected


@pytest.mark.parametrize("address", ["[r1 + r3]", "[r3 + r1]"])
def test_either_register_of_an_address_may_be_the_capability(address: str) -> None:
    assert value(f"{NEW}mov r3, 56\nmov r4, 5\nstore.d r4, {address}\nload.d r0, {address}") == 5
    assert trap(f"{NEW}mov r3, 57\nload.d r0, {address}")[0] is TrapKind.CAPABILITY


@pytest.mark.parametrize(("field", "expected"), [(0, 0), (1, 0), (2, 0), (3, 77), (4, 0), (5, 0)])
def test_the_fields_of_an_integer(field: int, expected: int) -> None:
    assert value(f"mov r1, 77\ncap.query r0, r1, {field}") == expected


def test_an_unknown_field_is_invalid() -> None:
    assert trap(f"{NEW}cap.query r0, r1, 6")[0] is TrapKind.INVALID


@pytest.mark.parametrize(
    "text",
    [
        "mov r2, r1",
        "add r2, r1, r3",
        "add r2, r3, r1",
        "addi r2, r1, -8",
        "sub r2, r1, r3",
        "subi r2, r1, 8",
        "store.d r1, [0x2000]\nload.d r2, [0x2000]",
        "store.d r1, [0x2000]\nstore.d r3, [0x2008]\nload.d r2, [0x2000]",
        "mov r4, 0x2000\nstore.d r3, [r4]\nmov r5, r1\natomic.xchg r6, r4, r5\nload.d r2, [r4]",
        "mov r4, 0x2000\nstore.d r1, [r4]\natomic.add r2, r4, r3",
    ],
)
def test_ops_that_keep_the_tag(text: str) -> None:
    assert value(NEW + text + VALID) == 1


@pytest.mark.parametrize(
    "text",
    [
        "mul r2, r1, 1",
        "or r2, r1, zero",
        "xor r2, r1, zero",
        "and r2, r1, r1",
        "shl r2, r1, 0",
        "sub r2, r3, r1",
        "sub r2, r1, r1",
        "add r2, r1, r1",
        "bswap r2, r1\nbswap r2, r2",
        "store.d r1, [0x2000]\nstore.b r3, [0x2007]\nload.d r2, [0x2000]",
        "store.d r1, [0x2000]\nstore.w r1, [0x2000]\nload.d r2, [0x2000]",
        "store.d r1, [0x2000]\nload.w r2, [0x2000]",
        "store.d r1, [0x2004]\nload.d r2, [0x2004]",
        "store.d r1, [0x2000]\nload.d r2, [0x2001]",
        "store.d r1, [0x2000]\nstore.d r3, [0x1ffc]\nload.d r2, [0x2000]",
        "mov r4, 0x2000\nstore.d r1, [r4]\natomic.or r5, r4, r3\nload.d r2, [r4]",
        "store.d r1, [0x2000]\nrand.bytes 0x2003, 1\nload.d r2, [0x2000]",
    ],
)
def test_ops_that_drop_the_tag(text: str) -> None:
    assert value(NEW + text + VALID) == 0


@pytest.mark.parametrize("width", ["b", "h", "w", "d"])
def test_an_access_is_within_the_capability_to_the_byte(width: str) -> None:
    last = 64 - {"b": 1, "h": 2, "w": 4, "d": 8}[width]
    for access in (f"load.{width} r2, [r1 + {{}}]", f"store.{width} r2, [r1 + {{}}]"):
        for inside in (0, last):
            assert outcome(NEW + access.format(inside)).trap is None
        for outside in (-1, last + 1, 1 << 40):
            assert trap(NEW + access.format(outside))[0] is TrapKind.CAPABILITY


@pytest.mark.parametrize(
    ("permissions", "text", "allowed"),
    [
        (1, "load.d r2, [r1]", True),
        (1, "store.d r2, [r1]", False),
        (2, "store.d r2, [r1]", True),
        (2, "load.d r2, [r1]", False),
        (4, "load.b r2, [r1]", False),
        (3, "atomic.add r2, r1, r3", True),
        (1, "atomic.add r2, r1, r3", False),
        (2, "atomic.add r2, r1, r3", False),
        (2, "rand.bytes r1, 8", True),
        (1, "rand.bytes r1, 8", False),
    ],
)
def test_permissions(permissions: int, text: str, allowed: bool) -> None:
    program = f"cap.new r1, 0x1000, 64, {permissions}\n{text}"
    if allowed:
        assert outcome(program).trap is None
    else:
        assert trap(program)[0] is TrapKind.CAPABILITY


def test_a_jump_through_a_capability_needs_execute() -> None:
    assert value("cap.new r1, 2, 8, 4\njump r1\nmov r0, 5") == 5
    assert trap("cap.new r1, 2, 8, 3\njump r1\nmov r0, 5")[0] is TrapKind.CAPABILITY
    assert trap("cap.new r1, 2, 8, 3\ncall r1\nmov r0, 5")[0] is TrapKind.CAPABILITY


@given(
    base=st.integers(0, 1 << 21),
    length=st.integers(0, 1 << 21),
    narrower=st.tuples(st.integers(0, 1 << 21), st.integers(0, 1 << 21), st.integers(0, 7)),
    permissions=st.integers(0, 7),
)
def test_a_capability_is_never_wider_than_its_parent(
    base: int, length: int, narrower: tuple[int, int, int], permissions: int
) -> None:
    program = assemble("cap.new r5, r1, r2, r3\ncap.new r6, r5, r7, r8\ncap.restrict r9, r5, r7, r8")
    registers: dict[str | int, int] = {"r1": base, "r2": length, "r3": permissions}
    _, wanted_length, wanted_permissions = narrower
    made = run(program, registers | {"r7": wanted_length, "r8": wanted_permissions})
    fits = base + length <= 1 << 20
    shrinks = wanted_length <= length and not wanted_permissions & ~permissions
    assert (made.trap is None) == (fits and shrinks)
    if made.trap is not None:
        assert made.trap.kind is TrapKind.CAPABILITY


def test_restrict_keeps_the_base_and_the_address() -> None:
    text = "addi r1, r1, 8\ncap.restrict r2, r1, 16, 1\n"
    assert value(NEW + text + "cap.query r0, r2, 0") == 0x1000
    assert value(NEW + text + "cap.query r0, r2, 3") == 0x1008
    assert trap(NEW + text + "load.d r0, [r2 + 1]")[0] is TrapKind.CAPABILITY


def test_strict_capabilities_refuse_plain_addresses() -> None:
    for text in ("load.b r0, [0x10]", "store.b r0, [sp - 8]", "atomic.add r0, r1, r2", "io.print 0x10, 1"):
        assert outcome(text, console=_Silent()).trap is None
        kind, message = trap(text, strict_capabilities=True)
        assert (kind, "--strict-caps" in message) == (TrapKind.CAPABILITY, True)
    assert value(NEW + "mov r2, 9\nstore.d r2, [r1]\nload.d r0, [r1]", strict_capabilities=True) == 9


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 100))
def test_hidden_state_changes_no_result(choices: list[int], start: int) -> None:
    ops = (
        "add r0, r0, r2",
        "mul r2, r0, 7",
        "store.h r0, [0x803]",
        "load.d r2, [0x800]",
        "sub r0, r2, r0",
        "mov r3, r0",
    )
    text = "\n".join(ops[choice] for choice in choices)
    plain = run(assemble(text), {"r0": start, "r2": 3})
    hidden = run(assemble(text + "\nhalt\ntaint r9"), {"r0": start, "r2": 3})
    assert (plain.registers, plain.memory) == (hidden.registers | {"pc": len(choices)}, hidden.memory)


class _Silent:
    def write(self, data: bytes) -> None:
        pass

    def read_line(self, size: int) -> bytes | None:
        return None
