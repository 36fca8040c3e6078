"""The facts about procedures fit together: what one says of a block or a callee, the others know too."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from neurlang.programs.flow import procedures_of
from neurlang.programs.ir import assemble
from neurlang.programs.native.whole.facts import facts_of

LOOPS = sorted((Path(__file__).parents[5] / "src/neurlang/benchmarks/programs/loops").glob("*.nl"))


@pytest.mark.parametrize("path", LOOPS, ids=lambda path: path.stem)
def test_every_block_has_its_facts(path: Path) -> None:
    program = assemble(path.read_text("utf-8"))
    procedures = procedures_of(program)
    assert procedures is not None
    facts = facts_of(program, procedures)
    assert facts.keys() == procedures.keys()
    for entry, about in facts.items():
        blocks = about.procedure.ends.keys()
        assert about.procedure.entry == entry
        assert about.states.keys() == about.checked.keys() == about.ranges.keys() == blocks
        assert about.charges.begins.keys() == blocks
        assert len(about.checkpoints) == about.levels
        assert about.rounds.keys() <= blocks
        assert about.early_returns.keys() <= about.procedure.calls.keys()
        assert about.interfaces.keys() == {entry, *about.callees}


def test_what_a_block_checks_by_itself_was_not_checked_before() -> None:
    body = "subi sp, sp, 16\nstore.d r0, [sp]\nstore.d r0, [sp + 8]\ncall f"
    program = assemble(f"call f\nhalt\nf: bltu r0, 2, done\n{body}\ndone: ret")
    procedures = procedures_of(program)
    assert procedures is not None
    about = facts_of(program, procedures)[2]
    assert about.frames.accesses == {4, 5}
    for number, ranges in about.ranges.items():
        assert all(each.accesses.isdisjoint(about.checked[number]) for each in ranges)


def test_they_cannot_be_changed() -> None:
    program = assemble("halt")
    (about,) = facts_of(program, procedures_of(program) or {}).values()
    with pytest.raises(dataclasses.FrozenInstanceError):
        about.levels = 2  # type: ignore[misc]
