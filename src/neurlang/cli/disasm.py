"""`nl disasm`: binary form to text form."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (typer reads the annotation)
from typing import Annotated

import typer

from neurlang.cli.files import STANDARD_STREAM, read_bytes, write_file
from neurlang.cli.output import show_json


def command(
    file: Annotated[Path, typer.Argument(help="A .nlb file; - for standard input.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The .nl file to write; standard output if absent.")
    ] = STANDARD_STREAM,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the text and its facts as JSON.")
    ] = False,
) -> None:
    """Print a .nlb binary as text that assembles to the same program.

    Example: nl disasm factorial.nlb
    """
    from neurlang.programs.ir import MAX_FILE, decode, print_program

    program = decode(read_bytes(file, MAX_FILE), str(file))
    text = print_program(program)
    if output != STANDARD_STREAM:
        write_file(output, text.encode())
    if json_output:
        facts = {"input": str(file), "instructions": len(program.instructions), "entry": program.entry}
        show_json("neurlang.disasm/1", {**facts, "data_bytes": len(program.data), "text": text})
    elif output == STANDARD_STREAM:
        print(text, end="")
