"""The reference is derived from the tables, and the page in docs is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurlang.errors import UsageError
from neurlang.programs.ir import INTRINSICS, OPS, REGISTERS, reference_page, reference_rows
from neurlang.programs.ir.ops import ALIASES
from neurlang.programs.machine import TrapKind, machine_page
from neurlang.programs.testing import annotation_page

PAGE = Path(__file__).parents[3] / "docs" / "language.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page() + machine_page() + annotation_page(), (
        "run `nl spec --markdown > docs/language.md`"
    )


def test_every_trap_and_register_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{kind.name}` |" in page for kind in TrapKind)
    assert all(f"| `{register.name}` |" in page for register in REGISTERS)


def test_every_mode_alias_and_intrinsic_has_a_row() -> None:
    assert len(reference_rows()) == sum(len(op.modes) for op in OPS) + len(ALIASES) + len(INTRINSICS)


@pytest.mark.parametrize(
    ("name", "count"), [("branch", 13), ("ADD", 1), ("alu.add", 1), ("beqz", 1), ("@gcd", 1)]
)
def test_rows_are_found_by_opcode_and_mnemonic(name: str, count: int) -> None:
    assert len(reference_rows(name)) == count


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="no op or mnemonic is called 'bramch'; did you mean 'branch'"):
        reference_rows("bramch")
