"""Rounds of loops that are checked together: which loops have them, and what becomes of their blocks."""

from __future__ import annotations

import pytest

from neurlang.programs.flow import procedures_of
from neurlang.programs.ir import assemble
from neurlang.programs.native.whole.facts.loop_unrolling import (
    MAX_UNROLLED,
    MOST_COPIES,
    checked_by_rounds,
    unrolled,
)

LOOP = """\
    mov r3, 9
again:
    load.d r4, [r1]
    {middle}
    store.d r4, [r1 + 8]
    addi r1, r1, {step}
    subi r3, r3, 1
    bnez r3, again
    halt
"""


def test_a_loop_is_checked_before_its_round_and_kept_for_those_that_fail() -> None:
    program = assemble(LOOP.format(middle="nop", step=8))
    stride = len(program.instructions) + 1
    ((_, procedure),) = (procedures_of(program) or {}).items()
    found, rounds = unrolled(program, procedure)
    ((head, (shared,)),) = rounds.items()
    assert head == 1
    assert found.ends[head] == head  # nothing but the check
    assert found.successors[head] == (head + stride, head + (MOST_COPIES + 1) * stride)
    assert (shared.register, shared.low, shared.extent) == (1, 0, 8 * (MOST_COPIES + 1))
    copies = {copy * stride: frozenset({1, 3}) for copy in range(1, MOST_COPIES + 1)}
    assert checked_by_rounds(rounds, stride) == copies


@pytest.mark.parametrize(
    "text",
    [
        LOOP.format(middle="add r1, r1, r5", step=8),  # by what nobody knows
        LOOP.format(middle="nop", step=1 << 30),
        LOOP.format(middle="nop", step=8).replace(
            "store.d r4, [r1 + 8]", "nop"
        ),  # one access: it does not pay
        LOOP.format(middle="\n".join(["nop"] * 60), step=8),  # too long for copies
    ],
)
def test_others_are_not(text: str) -> None:
    program = assemble(text)
    ((_, procedure),) = (procedures_of(program) or {}).items()
    assert not unrolled(program, procedure)[1]


def test_a_loop_too_long_to_be_repeated_stays_as_it_is() -> None:
    body = "\n".join(["addi r1, r1, 1"] * MAX_UNROLLED)
    program = assemble(f"l: {body}\nsubi r0, r0, 1\nbnez r0, l\nhalt")
    ((_, procedure),) = (procedures_of(program) or {}).items()
    assert unrolled(program, procedure) == (procedure, {})
