"""`nl intents`: list what a prompt can ask for, each with an example, and the functions of the library."""

from __future__ import annotations

from typing import Annotated

import typer

from neurlang.cli.output import show_json

LISTED = 3  # how many signs of an intent fit on a line; --json has all


def command(
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what a prompt can ask for, each with its signs and an example; then what `nl call` and `--plan` can call.

    Example: nl intents
    """
    from neurlang import reports
    from neurlang.prompts.reading import INTENTS, library_intents, signs_of

    if json_output:
        every = (*INTENTS, *library_intents())
        show_json(reports.intents_report((intent, signs_of(intent.name)) for intent in every))
        return
    for intent in INTENTS:
        signs = " ".join(signs_of(intent.name)[:LISTED])
        print(f"{intent.number:2}  {intent.name:<13} {signs:<22} {intent.example:<40} {intent.summary}")
    print("\nFunctions of the library, for `nl call NAME OPERANDS` and `nl prompt --plan`:")
    for intent in library_intents():
        print(f"{intent.number:3}  {intent.example:<44} {intent.summary}")
