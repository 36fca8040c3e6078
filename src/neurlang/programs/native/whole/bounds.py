"""Bounds on what LLVM is given to optimise: its time grows faster than a program's length."""

from __future__ import annotations

from neurlang.errors import NativeCodeError
from neurlang.programs.ir import Program, Register

MOST_OPTIMISED = 4_000
"""Instructions of a program."""

MOST_WAYS = 40_000
"""Pairs of an indirect jump and a possible target."""

MOST_TEXT = 800_000
"""Characters of a module, for a million of which LLVM takes one to three seconds."""


class GivenUpError(NativeCodeError):
    """A program was not translated within the bounds; the message says which."""


class OutOfTimeError(GivenUpError):
    """A program was not translated within the wall-clock limit, because the machine was busy with other things."""


def refuse_large_shapes(program: Program) -> None:
    """Raise GivenUpError for a program that LLVM is unlikely to optimise in time."""
    count = len(program.instructions)
    if count > MOST_OPTIMISED:
        raise GivenUpError(f"it has {count} instructions; up to {MOST_OPTIMISED} are optimised")
    indirect = sum(
        instruction.op.name in ("call", "jump") and isinstance(instruction.operands[0], Register)
        for instruction in program.instructions
    )
    if indirect * count > MOST_WAYS:
        raise GivenUpError(f"it has {indirect} indirect jumps to {count} places")


def refuse_long_text(text: str) -> None:
    """Raise GivenUpError for a module that LLVM is unlikely to optimise in time."""
    if len(text) > MOST_TEXT:
        raise GivenUpError(f"its text for LLVM has {len(text)} characters; up to {MOST_TEXT} are optimised")
