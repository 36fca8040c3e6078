"""Which options of `nl compile` apply to which input and output: the others are refused, not ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neurlang.errors import UsageError

FOR_PROGRAMS = ("--format", "--memory", "--max-instr")
FOR_FORMULAS = ("--dtype", "--emit", "--name", "--target", "--fma")
FOR_EXECUTABLES = ("--memory", "--max-instr")
FOR_MACHINE_CODE = ("--target", "--fma")
MACHINE_CODE = ("llvm", "asm")
"""The outputs of `--emit` that depend on the machine; the others are text for a compiler."""


def refuse_for_program(given: Mapping[str, object], form: str) -> None:
    """Refuse options for formulas, and options for executables if the output is another form. Raises UsageError."""
    _refuse(given, FOR_FORMULAS, "for formulas, not for programs (.nl, .nlb)")
    if form != "elf":
        _refuse(
            given,
            FOR_EXECUTABLES,
            f"for executables (--format elf); callers of a '{form}' file pass these when they call it",
        )


def refuse_for_formula(given: Mapping[str, object], kind: str | None) -> None:
    """Refuse options for programs, and options for machine code if the output is text. Raises UsageError."""
    _refuse(given, FOR_PROGRAMS, "for programs (.nl, .nlb), not for formulas")
    if kind is not None:
        _refuse(given, ("--json",), "for a summary or a library; a formula's text is not JSON")
    if kind is not None and kind not in MACHINE_CODE:
        _refuse(given, FOR_MACHINE_CODE, f"for machine code; '{kind}' is the same for every machine")


def _refuse(given: Mapping[str, object], options: Iterable[str], why: str) -> None:
    found = next((option for option in options if given.get(option) is not None), None)
    if found is not None:
        raise UsageError(f"{found} is {why}.")
