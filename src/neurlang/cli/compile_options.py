"""Which options of `nl compile` mean something for what is compiled: the others are refused, not ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOR_PROGRAMS = ("--format", "--memory", "--max-instr")
FOR_FORMULAS = ("--dtype", "--emit", "--name", "--target", "--fma")
FOR_EXECUTABLES = ("--memory", "--max-instr")
FOR_MACHINE_CODE = ("--target", "--fma")
MACHINE_CODE = ("llvm", "asm")
"""What `--emit` gives that depends on the machine; the other forms are text for a compiler."""


def refuse_for_program(given: Mapping[str, object], form: str) -> None:
    """Refuse options of formulas, and of executables where another form is made. Raises UsageError."""
    _refuse(given, FOR_FORMULAS, "for formulas, not for programs (.nl, .nlb)")
    if form != "elf":
        _refuse(
            given,
            FOR_EXECUTABLES,
            f"for executables (--format elf); a '{form}' file is told when it is called",
        )


def refuse_for_formula(given: Mapping[str, object], kind: str | None) -> None:
    """Refuse options of programs, and of machine code where text of that kind is made. Raises UsageError."""
    _refuse(given, FOR_PROGRAMS, "for programs (.nl, .nlb), not for formulas")
    if kind is not None:
        _refuse(given, ("--json",), "for a summary or a library; a formula's text is no JSON")
    if kind is not None and kind not in MACHINE_CODE:
        _refuse(given, FOR_MACHINE_CODE, f"for machine code; '{kind}' is the same for every machine")


def _refuse(given: Mapping[str, object], options: Iterable[str], why: str) -> None:
    found = next((option for option in options if given.get(option) is not None), None)
    if found is not None:
        raise UsageError(f"{found} is {why}.")
