"""`nl call`: call a function of the standard library, with a verified result."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from neurlang.cli.output import show_json


def command(
    name: Annotated[str, typer.Argument(help="A function of the library; `nl intents` lists them.")],
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="Its operands: numbers, texts, and lists as [5, 3, 9, 1].", show_default=False),
    ] = None,
    show_asm: Annotated[bool, typer.Option("--show-asm", help="Print the program too.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Call a function of the standard library; the program was run and verified.

    Example: nl call count_primes 20

    The length of a list and memory for results are not given. If a list is all that a function takes, its elements may
    stand one by one, as in nl call sort 5 3 9 1.

    After -- everything is an operand. Exit codes: 0 answered, 1 error, 2 usage or operands outside the domain.
    """
    from neurlang import reports
    from neurlang.pipeline import call_with_words
    from neurlang.prompts.reading import text_of_value

    called = call_with_words(name, arguments or [])
    if json_output:
        show_json(reports.call_report(called))
        return
    if show_asm:
        print(called.program)
    print(text_of_value(called.value), flush=True)  # before the note: the output may be closed
    print(f"verified: {called.plan}, {called.instructions:,} instructions", file=sys.stderr)
