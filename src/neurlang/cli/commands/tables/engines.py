"""`nl engines`: the inference engines, with their size and speed on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.cli.output import show_json

if TYPE_CHECKING:
    from neurlang.reports import EngineFields

COLUMNS = ("Engine", "Format", "Size", "GPU", "Latency", "Best for")


def command(
    json_output: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Show what can evaluate the model: formats, installed size, and measured time for a prompt.

    Example: nl engines
    """
    from neurlang import reports
    from neurlang.prompts.reading import ENGINES, measured

    report = reports.engines_report([measured(kind) for kind in ENGINES])
    if json_output:
        show_json(report)
        return
    rows = [COLUMNS, *map(_row, report["engines"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"Latency: median over the example prompts of at most {report['longest']} tokens, one at a time.")


def _row(fields: EngineFields) -> tuple[str, ...]:
    latency = "not installed" if fields["latency_us"] is None else f"{fields['latency_us']:.0f} µs"
    size = (
        "" if fields["bytes"] is None else "in the base" if fields["package"] is None else _megabytes(fields)
    )
    best_for = "; ".join(part for part in (fields["best_for"], fields["note"], fields["remedy"]) if part)
    return fields["name"], ", ".join(fields["formats"]), size, fields["gpu"], latency, best_for


def _megabytes(fields: EngineFields) -> str:
    return f"+{(fields['bytes'] or 0) / 1e6:.0f} MB"
