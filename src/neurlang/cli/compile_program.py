"""`nl compile FILE.nl`: compile a pure program to an executable, a shared object with a C header, or raw code."""

from __future__ import annotations

from pathlib import Path

from neurlang import reports
from neurlang.cli.files import keep_apart
from neurlang.cli.output import show_json
from neurlang.cli.program_files import load_program
from neurlang.errors import UsageError
from neurlang.programs.native import Settings, write_standalone

SUFFIXES = (".nl", ".nlb")
FORMS_OF_SUFFIXES = {".so": "so", ".bin": "raw"}


def form_of(output: Path | None, form: str | None) -> str:
    """The output format: the requested one, or the one that the suffix of the file names."""
    return form or FORMS_OF_SUFFIXES.get("" if output is None else output.suffix, "elf")


def compile_program(
    path: Path, output: Path | None, form: str | None, settings: Settings, *, as_json: bool
) -> None:
    """Compile a program file and say what was written."""
    if output is None:
        raise UsageError("A program needs -o: nl compile FILE.nl -o prog [--format elf|so|raw]")
    chosen = form_of(output, form)
    keep_apart(path, (output, output.with_suffix(".h")) if chosen == "so" else (output,))
    files = write_standalone(load_program(path), output, chosen, settings)
    if as_json:
        show_json(reports.compile_program_report(chosen, files))
        return
    print(f"Wrote {' and '.join(map(str, files))}.")
