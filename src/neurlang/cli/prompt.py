"""`nl prompt`: a sentence in, a verified answer out."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path  # noqa: TC003  (typer reads the annotation)
from typing import TYPE_CHECKING, Annotated, Any

import typer

from neurlang.cli.files import STANDARD_STREAM, read_text, write_file
from neurlang.cli.output import show_json
from neurlang.cli.permission_options import (
    AllowConnect,
    AllowEnvironment,
    AllowListen,
    AllowRead,
    AllowWrite,
    Seed,
    permissions_of,
)
from neurlang.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.pipeline import Answer

SCHEMA = "neurlang.prompt/1"
REFUSED, FAILED = 3, 1
USAGE = 2
LARGEST_INPUT = 64 << 20  # bytes of a batch file


def command(
    text: Annotated[
        str | None, typer.Argument(help="What to compute; - reads it from standard input.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Answer every line of a file; - is standard input.")
    ] = None,
    show_asm: Annotated[bool, typer.Option("--show-asm", help="Print the program too.")] = False,
    model: Annotated[Path | None, typer.Option(help="A model file; the one that ships if absent.")] = None,
    engine: Annotated[str, typer.Option(help="What evaluates the model: auto, native, ort.")] = "auto",
    max_retries: Annotated[int, typer.Option(min=0, max=100, help="Further programs to try.")] = 3,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the program to a .nl or .nlb file.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON, one object a prompt.")] = False,
    allow_read: AllowRead = None,
    allow_write: AllowWrite = None,
    allow_connect: AllowConnect = None,
    allow_listen: AllowListen = None,
    allow_env: AllowEnvironment = None,
    seed: Seed = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Say how the prompt was understood.")
    ] = False,
) -> None:
    """Answer a prompt with a program that was run and verified.

    Example: nl prompt "factorial of 10"

    Its program reaches nothing outside but the console, unless a flag allows it.
    Exit codes: 0 answered, 1 error, 2 usage, 3 refused.
    """
    if (text is None) == (batch is None):
        raise UsageError('Give one prompt, or --batch FILE. For example: nl prompt "factorial of 10"')
    if batch is not None and (output is not None or show_asm):
        raise UsageError("--output and --show-asm are for a single prompt, not for --batch")
    from neurlang.pipeline import answer, answer_many
    from neurlang.prompts.reading import open_engine
    from neurlang.prompts.synthesis import default_host

    opened = open_engine(model, engine)
    host = replace(
        default_host(),
        permissions=permissions_of(allow_read, allow_write, allow_connect, allow_listen, allow_env),
        seed=seed,
    )
    if batch is not None:
        for each in answer_many(_lines(batch), opened, max_retries, host):
            _show_line(_input_used(each) if batch == STANDARD_STREAM else each, json_output)
        return
    prompt = read_text(STANDARD_STREAM, LARGEST_INPUT) if text == "-" else text or ""
    result = answer(prompt.strip("\r\n"), opened, max_retries, host)
    if text == "-":
        result = _input_used(result)
    if output is not None and result.program is not None:
        _write_program(output, result.program)
    if json_output:
        show_json(SCHEMA, fields_of(result))
    else:
        _show(result, show_asm=show_asm, verbose=verbose)
    raise typer.Exit(exit_code(result))


def _input_used(result: Answer) -> Answer:
    """Say why there is no line to read where the prompt itself came by standard input."""
    if result.intent != "READ_LINE" or result.error is None:
        return result
    return replace(result, error=f"{result.error}: the prompt itself was read from it")


def exit_code(result: Answer) -> int:
    """0 answered, 1 error, 3 refused."""
    if result.refused:
        return REFUSED
    return FAILED if result.error is not None else 0


def fields_of(result: Answer) -> dict[str, Any]:
    """The answer as JSON fields of schema neurlang.prompt/1."""
    return {
        "text": result.text,
        "value": result.value,
        "output": result.output,
        "refused": result.refused,
        "verified": result.verified,
        "intent": result.intent,
        "operands": list(result.operands),
        "plan": result.plan,
        "program": result.program,
        "instructions": result.instructions,
        "confidence": round(result.confidence, 4),
        "error": result.error,
        "kind": result.kind,
    }


def shown_value(result: Answer) -> str:
    """The answer as people read it: a number with the shortest digits that read back, or the text."""
    if result.output is not None:
        return result.output
    if isinstance(result.value, float):
        digits = repr(result.value)
        return digits[:-2] if digits.endswith(".0") else digits
    return str(result.value)


def _show(result: Answer, *, show_asm: bool, verbose: bool) -> None:
    if result.error is not None:
        prefix = "" if result.refused else "Error: "
        print(f"{prefix}{result.error}", file=sys.stderr)
        return
    if show_asm:
        print(result.program)
    print(shown_value(result))
    note = f"verified: {result.plan}, {result.instructions:,} instructions"
    if verbose:
        note += f"\nunderstood: {result.intent} of {', '.join(map(repr, result.operands))}"
        note += f", confidence {result.confidence:.3f}"
    print(note, file=sys.stderr)


def _show_line(result: Answer, json_output: bool) -> None:
    if json_output:
        show_json(SCHEMA, fields_of(result))
    elif result.error is not None:
        word = "refused" if result.refused else "error"
        print(f"{result.text}\t{word}: {result.error.splitlines()[0]}")
    else:
        print(f"{result.text}\t{shown_value(result)}")


def _lines(batch: Path) -> Iterator[str]:
    yield from read_text(batch, LARGEST_INPUT).splitlines()


def _write_program(path: Path, text: str) -> None:
    if path.suffix == ".nlb":
        from neurlang.programs.ir import assemble, encode

        write_file(path, encode(assemble(text, str(path))))
    else:
        write_file(path, text.encode())
