"""`nl resolve`: find the extension that a description names."""

from __future__ import annotations

from typing import Annotated

import typer

from neurlang import reports
from neurlang.cli.output import show_json
from neurlang.errors import UsageError


def command(
    text: Annotated[str | None, typer.Argument(help="What the extension does.")] = None,
    count: Annotated[int, typer.Option("-n", min=1, help="How many to show.")] = 5,
    threshold: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Show only this score or more; by default the one of ext.call."),
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page of all extensions.")] = False,
) -> None:
    """Rank the extensions by how well they match a description.

    `ext.call rd, @"TEXT"` calls the first one whose score reaches the threshold.
    Example: nl resolve "hash with sha-256"
    """
    from neurlang.programs.extensions import DEFAULT_THRESHOLD, installed, reference_page

    if markdown:
        if text is not None or json_output:
            raise UsageError("--markdown prints the whole page; leave out TEXT and --json")
        print(reference_page(), end="")
        return
    if text is None:
        raise UsageError('a description is missing, as in: nl resolve "hash with sha-256"')
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    ranking = installed().rank(text)
    chosen = next((match.extension.name for match in ranking if match.score >= least), None)
    shown = ranking[:count] if threshold is None else [m for m in ranking[:count] if m.score >= threshold]
    if json_output:
        show_json(reports.resolve_report(text, least, chosen, shown))
    else:
        for m in shown:
            print(
                f"{m.score:.3f}  {m.extension.number:>4}  {m.extension.name:<20}  {m.extension.description}"
            )
        if chosen is None:
            print(f"No extension reaches the threshold of {least:g}.")
    if chosen is None:
        raise typer.Exit(1)
