"""Showing how a function is compiled: its SSA form as written, after the passes, and its assembly."""

from __future__ import annotations

from neurlang.errors import UsageError
from neurlang.programs.stdlib.building import code_text
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.lowering.statements import lower
from neurlang.programs.stdlib.reading.library import Library
from neurlang.programs.stdlib.ssa import print_ssa

SHOWN = ("lowered", "ssa", "asm")
"""The stages that can be shown: SSA form as written, SSA form after all passes, assembly."""


def show(library: Library, name: str, stage: str, *, naive: bool = False) -> str:
    """A stage of a function as text. Raises UsageError if there is no such function or stage."""
    if stage not in SHOWN:
        raise UsageError(f"There is no stage '{stage}'; there are {', '.join(SHOWN)}.")
    function = library.find(name)
    if stage == "lowered":
        return print_ssa(lower(function, library.callees(function.module)))
    compiler = Compiler(library, naive)
    if stage == "ssa":
        return print_ssa(compiler.compiled(function).ssa)
    return code_text(compiler.lines(function), function.module.text.splitlines())
