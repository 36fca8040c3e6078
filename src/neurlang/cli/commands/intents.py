"""`nl intents`: what a prompt can ask for, with an example each."""

from __future__ import annotations

from typing import Annotated

import typer

from neurlang.cli.output import show_json

LISTED = 3  # signs of one intent that a line has room for; --json has all


def command(
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what a prompt can ask for, with its signs and an example each.

    Example: nl intents
    """
    from neurlang import reports
    from neurlang.prompts.reading import INTENTS, signs_of

    if json_output:
        show_json(reports.intents_report((intent, signs_of(intent.name)) for intent in INTENTS))
        return
    for intent in INTENTS:
        signs = " ".join(signs_of(intent.name)[:LISTED])
        print(f"{intent.number:2}  {intent.name:<13} {signs:<22} {intent.example:<40} {intent.summary}")
