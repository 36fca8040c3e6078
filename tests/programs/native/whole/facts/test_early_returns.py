"""Which calls a caller can take to their return itself, and what they cost."""

from __future__ import annotations

import pytest

from neurlang.programs.flow import procedures_of
from neurlang.programs.ir import assemble
from neurlang.programs.native.whole.facts.early_returns import EarlyReturn, early_return
from neurlang.programs.native.whole.facts.fuel_regions import charges_of, checkpoints

ENTRY = 2


def found(text: str) -> EarlyReturn | None:
    """The early return of the procedure behind `call` and `halt`."""
    program = assemble(f"call again\nhalt\nagain:\n{text}")
    procedures = procedures_of(program)
    assert procedures is not None
    return early_return(program, procedures[ENTRY])


def test_the_base_case_of_a_recursion() -> None:
    early = found("bltu r0, 2, done\nsubi r0, r0, 1\ncall again\ndone: mov r1, 7\nret")
    assert early == EarlyReturn(2, 2, when_taken=True, way=(5,), cost=3, changed=frozenset())


def test_a_question_that_is_asked_the_other_way_round() -> None:
    early = found("mov r5, r0\nbgeu r5, 2, deep\nadd r1, r1, lr\nb over\nover: ret\ndeep: call again\nret")
    assert early == EarlyReturn(2, 3, when_taken=False, way=(4,), cost=5, changed=frozenset((5,)))


@pytest.mark.parametrize(
    "text",
    [
        "call again\nret",
        "mov r0, 1\nret",
        "bltu r0, 2, done\ncall again\nret\ndone: halt",
        "bltu r0, 2, done\ncall again\nret\ndone: trap 9",
        "bltu r0, 2, done\ncall again\nret\ndone: div r0, r0, r1\nret",
        "bltu r0, 2, done\ncall again\nret\ndone: load.d r0, [sp]\nret",
        "bltu r0, 2, done\ncall again\nret\ndone: fadd r0, r0, r0\nret",
        "load.d r1, [sp]\nbltu r1, 2, done\ncall again\ndone: ret",
        "bltu r0, 2, done\ncall again\nret\ndone: beqz r1, over\nmov r0, 1\nover: ret",
        "bltu r0, 2, done\ncall again\nret\ndone: beqz r1, end\nret\nend:",
        "bltu r0, 2, done\ncall again\nret\ndone: subi r0, r0, 1\nb done",
        "bltu r0, 2, done\ncall again\nret\ndone: " + "mov r1, r0\n" * 12 + "ret",
        "bltu r0, 2, end\ncall again\nret\nend:",
    ],
    ids=lambda text: text.replace("\n", "; "),
)
def test_what_is_no_early_return(text: str) -> None:
    assert found(text) is None


def test_what_follows_a_call_is_paid_for_before_it_but_where_a_jump_leads_there_too() -> None:
    program = assemble(
        "call again\nhalt\nagain: mov r1, 1\ncall other\nmov r2, 2\ncall other\nmov r3, 3\nmov r4, 4\n"
        "beqz r0, again\nret\nother: call none\nover: subi r0, r0, 1\nbnez r0, over\nret\nnone: ret"
    )
    procedures = procedures_of(program)
    assert procedures is not None
    stride = len(program.instructions) + 1
    charges = charges_of(procedures[2], stride)
    assert charges.begins == {2: 7, 4: 0, 6: 0, 9: 1}
    assert charges.ahead == {2: 5, 4: 3, 6: 0, 9: 0}
    assert charges_of(procedures[10], stride).begins == {10: 1, 11: 2, 13: 1}


def test_fuel_is_checked_at_the_entry_at_loops_and_where_calls_return() -> None:
    program = assemble(
        "call again\nhalt\nagain: bltu r0, 2, done\nsubi r0, r0, 1\ncall again\nsubi r0, r0, 1\ncall again\ndone: ret"
    )
    procedures = procedures_of(program)
    assert procedures is not None
    procedure = procedures[2]
    charges = charges_of(procedure, len(program.instructions) + 1)
    (whole,) = checkpoints(procedure, charges, {3: 2, 5: 2})
    # 1 + (2 + 2 of both blocks that call) + 2 + 2 of the early returns + 1
    assert whole.heads == {2: 10}
    assert whole.returns == {3: 3, 5: 1}
    (apart,) = checkpoints(procedure, charges, {})
    assert apart.heads == {2: 5}
    assert apart.returns == {3: 0, 5: 1}
    outer, inner = checkpoints(procedure, charges, {3: 2, 5: 2}, 2)
    assert outer.heads == {2: 1 + 4 + 10 + 10 + 1}
    assert (inner.heads, outer.returns) == ({}, {})
