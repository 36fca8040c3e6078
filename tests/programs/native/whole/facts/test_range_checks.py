"""Shared bounds checks: which accesses share one, and that programs trap as the interpreter says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.flow import block_ends
from neurlang.programs.ir import assemble
from neurlang.programs.machine import run
from neurlang.programs.native import compile_whole
from neurlang.programs.native.whole.facts.range_checks import SharedRange, shared_ranges

SIZE = 1 << 12


def ranges_of(text: str) -> tuple[SharedRange, ...]:
    program = assemble(text)
    return shared_ranges(program, 0, block_ends(program)[0])


def test_accesses_from_one_register_share_a_range() -> None:
    (found,) = ranges_of("load.d r1, [r3 - 512]\nload.w r2, [r3 + 8]\nstore.b r1, [r3]")
    assert found == SharedRange(3, -512, 524, frozenset({0, 1, 2}))


def test_a_register_that_moves_by_a_constant_is_followed() -> None:
    (found,) = ranges_of(
        "store.d r1, [sp]\nsubi sp, sp, 16\nmov r4, sp\nstore.d r1, [r4 + 8]\naddi sp, sp, 4\nload.b r2, [sp]"
    )
    assert (found.low, found.extent, found.accesses) == (-12, 20, frozenset({0, 3, 5}))


@pytest.mark.parametrize(
    "text",
    [
        "load.d r1, [r3]\nload.d r2, [r4 + 8]",  # two registers
        "load.d r1, [r3]",
        "load.d r3, [r3]\nload.d r2, [r3]",  # the second from what was loaded
        "load.d r1, [r3]\nadd r3, r3, r5\nload.d r2, [r3 + 8]",  # from what nobody knows
        "load.d r1, [r3]\nstore.d r1, [r3]",  # the same place: LLVM sees that by itself
        "load.d r1, [zero + 8]\nload.d r2, [zero + 16]",
    ],
)
def test_others_do_not(text: str) -> None:
    assert ranges_of(text) == ()


ACCESSES = st.tuples(
    st.sampled_from(["load.b", "load.d", "store.w", "store.d"]),
    st.integers(-40, 40),
    st.integers(-24, 24),
)
NEAR_AN_END = st.one_of(
    st.integers(0, 96), st.integers(SIZE - 96, SIZE + 96), st.integers(2**64 - 96, 2**64 - 1), st.just(2**63)
)


@given(st.lists(ACCESSES, min_size=2, max_size=5), NEAR_AN_END, st.integers(0, 40))
@settings(max_examples=examples(60), deadline=None)
def test_traps_are_the_interpreters(accesses: list[tuple[str, int, int]], base: int, fuel: int) -> None:
    """In a loop, so that the check of every round is run, at every distance from both ends of the memory."""
    lines = ["mov r5, 3", "again:"]
    for name, offset, step in accesses:
        lines += [f"{name} r2, [r3 + {offset}]", f"addi r3, r3, {step}"]
    lines += ["addi r2, r2, 7", "subi r5, r5, 1", "bnez r5, again"]
    program = assemble("\n".join(lines))
    whole = compile_whole(program, SIZE, use_cache=False)
    for bound in (0, fuel):
        expected = run(program, {"r3": base}, memory_size=SIZE, max_instructions=bound)
        found = whole.run({"r3": base}, max_instructions=bound)
        assert found == expected
