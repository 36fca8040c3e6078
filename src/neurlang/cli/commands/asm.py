"""`nl asm`: text form to binary form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from neurlang import reports
from neurlang.cli.files import STANDARD_STREAM, read_text, write_file
from neurlang.cli.output import show_error, show_json
from neurlang.cli.program_files import user_extensions
from neurlang.cli.watching import changes
from neurlang.errors import AssemblyError, NeurlangError, UsageError


def command(
    file: Annotated[Path, typer.Argument(help="A .nl file; - for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The .nlb file to write; next to FILE if absent; - for standard output."
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Assemble again whenever FILE changes, until interrupted.")
    ] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Assemble a .nl text into a .nlb binary.

    Example: nl asm examples/factorial.nl -o factorial.nlb
    """
    target = _target(file, output)
    if json_output and target == STANDARD_STREAM:
        raise UsageError("--json and -o - both use standard output; name a file with -o")
    if not watch:
        _assemble(file, target, json_output=json_output)
        return
    if file == STANDARD_STREAM:
        raise UsageError("--watch needs a file; standard input does not change")
    for _ in changes(file):
        # While the text is being edited, errors are shown and do not end the watching.
        try:
            _assemble(file, target, json_output=json_output)
        except NeurlangError as error:
            show_error(error, located=isinstance(error, AssemblyError), as_json=json_output)
        sys.stdout.flush()


def _assemble(file: Path, target: Path, *, json_output: bool) -> None:
    from neurlang.programs.ir import MAX_SOURCE, assemble, encode

    name = "<stdin>" if file == STANDARD_STREAM else str(file)
    program = assemble(read_text(file, MAX_SOURCE), name, user_extensions)
    content = encode(program)
    write_file(target, content)
    if target == STANDARD_STREAM:
        return
    if json_output:
        show_json(reports.asm_report(file, target, program, len(content)))
        return
    print(f"{target}: {len(program.instructions):,} instructions, {len(program.data):,} bytes of data")


def _target(file: Path, output: Path | None) -> Path:
    """The file to write. Raises UsageError if it would be the source, or cannot be derived."""
    if output is None and file == STANDARD_STREAM:
        raise UsageError("standard input has no name; name the output with -o")
    target = output or file.with_suffix(".nlb")
    if target != STANDARD_STREAM and target.exists() and file.exists() and target.samefile(file):
        raise UsageError(f"{target} would overwrite its own source; name another output with -o")
    return target
