"""`nl spec`: print the op table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.output import show_json
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from neurlang.programs.ir import ReferenceRow


def command(
    op: Annotated[str | None, typer.Argument(help="An opcode, mnemonic or intrinsic; all if absent.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the reference page.")] = False,
) -> None:
    """Show the operations: number, mnemonics, operands, meaning.

    Example: nl spec branch
    """
    from neurlang.programs.ir import reference_page, reference_rows

    if markdown:
        if op is not None or json_output:
            raise UsageError("--markdown prints the whole page; leave out OP and --json")
        from neurlang.programs.machine import machine_page
        from neurlang.programs.testing import annotation_page

        print(reference_page() + machine_page() + annotation_page(), end="")
        return
    rows = reference_rows(op)
    if json_output:
        show_json(reports.spec_report(rows))
        return
    _show_table(rows)


def _show_table(rows: tuple[ReferenceRow, ...]) -> None:
    cells = [
        (
            "" if row.number is None else f"0x{row.number:02X}",
            " ".join(row.mnemonics),
            row.operands,
            row.summary,
        )
        for row in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    for row in cells:
        print(
            "  ".join(
                [*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]
            ).rstrip()
        )
