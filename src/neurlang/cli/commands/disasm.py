"""`nl disasm`: binary form to text form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.files import STANDARD_STREAM, keep_apart, read_bytes, write_file
from neurlang.cli.output import show_json

if TYPE_CHECKING:
    from neurlang.programs.ir import Program


def command(
    file: Annotated[Path, typer.Argument(help="A .nlb file; - for standard input.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The .nl file to write; standard output if absent.")
    ] = STANDARD_STREAM,
    offsets: Annotated[
        bool, typer.Option("--offsets", help="Add the offset of each instruction in the code.")
    ] = False,
    show_bytes: Annotated[bool, typer.Option("--bytes", help="Add the bytes of each instruction.")] = False,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the text and its facts as JSON.")
    ] = False,
) -> None:
    """Print a .nlb binary as text that assembles to the same program; offsets and bytes are comments.

    Example: nl disasm factorial.nlb --offsets --bytes
    """
    from neurlang.programs.ir import MAX_FILE, decode, print_program

    keep_apart(file, (output,))
    program = decode(read_bytes(file, MAX_FILE), str(file))
    text = print_program(program, _notes(program, offsets=offsets, show_bytes=show_bytes))
    if output != STANDARD_STREAM:
        write_file(output, text.encode())
    if json_output:
        show_json(reports.disasm_report(file, program, text))
    elif output == STANDARD_STREAM:
        print(text, end="")


def _notes(program: Program, *, offsets: bool, show_bytes: bool) -> list[str]:
    """A comment for each instruction: its offset in the code section, its bytes."""
    from neurlang.programs.ir import encode_instructions

    if not offsets and not show_bytes:
        return []
    notes: list[str] = []
    position = 0
    for content in encode_instructions(program):
        parts = [f"{position:#06x}"] * offsets + [content.hex(" ")] * show_bytes
        notes.append("  ".join(parts))
        position += len(content)
    return notes
