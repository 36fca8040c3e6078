"""`nl prompt`: answer a sentence with a verified result."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, assert_never

import typer

from neurlang import reports
from neurlang.cli.files import STANDARD_STREAM, is_piped, read_text, write_file
from neurlang.cli.options.option_groups import with_groups
from neurlang.cli.options.permission_options import PermissionOptions, Seed
from neurlang.cli.options.time_bound import Timeout, checked_seconds
from neurlang.cli.output import show_json
from neurlang.errors import UsageError
from neurlang.pipeline import Answered, Failed, Refused
from neurlang.programs.machine import Limits

if TYPE_CHECKING:
    from neurlang.pipeline import Answer
    from neurlang.prompts.reading import Commas

# Languages whose numbers have a decimal comma (Unicode CLDR).
DECIMAL_COMMA = frozenset((
    "af", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "hy", "id",
    "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq",
    "sr", "sv", "tr", "uk", "vi"
))  # fmt: skip
EXIT_CODES = {"answered": 0, "refused": 3, "error": 1}
LARGEST_INPUT = 64 << 20  # bytes of a batch file


@with_groups
def command(
    text: Annotated[
        str | None,
        typer.Argument(help="What to compute; - or a pipe: prompts from standard input, one per line."),
    ] = None,
    *,
    plan: Annotated[
        str | None, typer.Option(help="Answer a written plan instead, such as GCD(48, COUNT_PRIMES(20)).")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Answer every line of a file; - is standard input.")
    ] = None,
    show_asm: Annotated[bool, typer.Option("--show-asm", help="Print the program too.")] = False,
    model: Annotated[Path | None, typer.Option(help="A model file; the one that ships if absent.")] = None,
    engine: Annotated[
        str, typer.Option(help="What evaluates the model: auto, native, ort, tract, torch.")
    ] = "auto",
    max_retries: Annotated[int, typer.Option(min=0, max=100, help="Further programs to try.")] = 3,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the program to a .nl or .nlb file.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print JSON, one object per prompt.")] = False,
    permissions: PermissionOptions,
    timeout: Timeout = None,
    seed: Seed = None,
    first: Annotated[
        bool, typer.Option("--first", help="Take the likeliest of several readings instead of refusing.")
    ] = False,
    locale: Annotated[
        str,
        typer.Option(help="Number format, such as en or de_DE: it decides what a comma in a number means."),
    ] = "",
    min_confidence: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, help="Refuse below this confidence; 0.9 means right nine times in ten."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Say how the prompt was understood.")
    ] = False,
) -> None:
    """Answer a prompt with a program that was run and verified.

    Example: nl prompt "factorial of 10"

    Of the outside world, its program reaches only the console, unless a flag allows more.
    Exit codes: 0 answered, 1 error, 2 usage, 3 refused. A batch ends with 0 once every line was tried, and says on
    standard error how many were not answered.
    """
    if [text, batch, plan] == [None] * 3 and is_piped():
        text = str(STANDARD_STREAM)
    if [text, batch, plan].count(None) != 2:
        raise UsageError(
            'Give one prompt, --batch FILE or --plan PLAN. For example: nl prompt "factorial of 10"'
        )
    if batch is not None and (output is not None or show_asm):
        raise UsageError("--output and --show-asm are for a single prompt, not for --batch")
    limits = Limits(seconds=checked_seconds(timeout))
    from neurlang.pipeline import answer, answer_many, answer_plan
    from neurlang.prompts.reading import open_engine
    from neurlang.prompts.synthesis import default_host

    host = replace(default_host(), permissions=permissions.permissions(), limits=limits, seed=seed)
    if plan is not None:
        result: Answer = answer_plan(plan, max_retries, host)
        _show_one(result, output, show_asm=show_asm, verbose=verbose, as_json=json_output)
    settings: dict[str, Any] = {
        "engine": open_engine(model, engine),
        "max_retries": max_retries,
        "host": host,
        "first": first,
        "commas": commas_of(locale),
        "min_confidence": min_confidence,
    }
    prompts = read_prompts(text, batch)
    if prompts.is_batch:
        if output is not None or show_asm:
            raise UsageError("--output and --show-asm are for a single prompt, not for several lines")
        _show_batch(map(prompts.explained, answer_many(prompts.lines, **settings)), as_json=json_output)
        return
    result = prompts.explained(answer(prompts.lines[0].strip("\r\n"), **settings))
    _show_one(result, output, show_asm=show_asm, verbose=verbose, as_json=json_output)


def _show_one(
    result: Answer, output: Path | None, *, show_asm: bool, verbose: bool, as_json: bool
) -> NoReturn:
    """Write the program of an answer if that is wanted, print the answer, and end with its exit code."""
    if output is not None and result.program is not None:
        _write_program(output, result.program)
    if as_json:
        show_json(reports.prompt_report(result))
    else:
        _show(result, show_asm=show_asm, verbose=verbose)
    raise typer.Exit(EXIT_CODES[outcome_of(result)])


@dataclass(frozen=True, slots=True)
class Prompts:
    """What to answer: one prompt or the lines of a batch, and whether standard input had them."""

    lines: list[str]
    is_batch: bool
    from_input: bool

    def explained(self, result: Answer) -> Answer:
        """The answer; if it failed to read a line, the error says that the prompts took all of standard input."""
        if not self.from_input or not isinstance(result, Failed) or result.intent != "READ_LINE":
            return result
        return replace(result, error=f"{result.error}: the prompt itself was read from it")


def read_prompts(text: str | None, batch: Path | None) -> Prompts:
    """The prompts of a command line. Several lines of standard input are a batch, too."""
    if batch is not None:
        return Prompts(_lines(batch), is_batch=True, from_input=batch == STANDARD_STREAM)
    if text == "-":
        lines = _lines(STANDARD_STREAM)
        return Prompts(lines, is_batch=len(lines) > 1, from_input=True)
    return Prompts([text or ""], is_batch=False, from_input=False)


def commas_of(locale: str) -> Commas:
    """What a comma in a number means in a locale. Raises UsageError for an unknown one."""
    from neurlang.prompts.reading import Commas

    if not locale or locale in ("C", "POSIX"):
        return Commas.BY_RULE
    language = re.fullmatch(r"([a-z]{2,3})(?:[_-][A-Za-z]{2,4})?(?:\.[\w-]+)?", locale)
    if language is None:
        raise UsageError(f"Unknown locale '{locale}': give a language, such as en or de_DE")
    return Commas.DECIMAL if language[1] in DECIMAL_COMMA else Commas.GROUPING


def outcome_of(result: Answer) -> str:
    """The outcome of a prompt in a word: a key of `EXIT_CODES`."""
    match result:
        case Answered():
            return "answered"
        case Refused():
            return "refused"
        case Failed():
            return "error"


def shown_value(result: Answered) -> str:
    """The answer for people: a number with the shortest digits that are read as the same number, or the text."""
    from neurlang.prompts.reading import written_number

    if result.output is not None:
        return result.output
    return written_number(result.value) if result.value is not None else ""


def _show(result: Answer, *, show_asm: bool, verbose: bool) -> None:
    match result:
        case Answered():
            _show_answer(result, show_asm=show_asm, verbose=verbose)
        case Refused():
            print(result.error, file=sys.stderr)
        case Failed():
            print(f"Error: {result.error}", file=sys.stderr)
        case _:
            assert_never(result)


def _show_answer(result: Answered, *, show_asm: bool, verbose: bool) -> None:
    if show_asm:
        print(result.program)
    print(shown_value(result), flush=True)  # before the notes about the answer: the output may be closed
    for word, read_as in result.mended:
        print(f'read "{word}" as "{read_as}"', file=sys.stderr)
    if result.notation is not None:
        print(f"understood: {result.notation} = {shown_value(result)}", file=sys.stderr)
    note = f"verified: {result.plan}, {result.instructions:,} instructions"
    if verbose:
        note += f"\nunderstood: {result.intent} of {', '.join(map(repr, result.operands))}"
        note += f", confidence {result.confidence:.3f}"
    print(note, file=sys.stderr)


def _show_batch(results: Iterable[Answer], *, as_json: bool) -> None:
    """Print one answer after the other, then the counts."""
    _show_tally(Counter(_show_line(each, as_json) for each in results), as_json)


def _show_line(result: Answer, json_output: bool) -> str:
    """Print one answer of a batch; return its outcome: answered, refused or error."""
    word = outcome_of(result)
    if json_output:
        show_json(reports.prompt_report(result))
        return word
    match result:
        case Answered():
            said = shown_value(result)
        case Refused():
            first, *lines = [line.strip() for line in result.error.splitlines()]
            readings = f" {'; '.join(lines[:-1])}" if result.readings else ""
            said = f"{word}: {first}{readings}"
        case Failed():
            said = f"{word}: {result.error.splitlines()[0].strip()}"
        case _:
            assert_never(result)
    print(f"{result.text}\t{said}")
    return word


def _show_tally(tally: Counter[str], json_output: bool) -> None:
    """Print the counts of a batch on standard error if a line was not answered; with --json always."""
    if json_output:
        print(json.dumps(reports.batch_report(tally)), file=sys.stderr)
    elif tally["refused"] or tally["error"]:
        print(
            f"{tally['answered']} of {sum(tally.values())} answered, "
            f"{tally['refused']} refused, {tally['error']} with an error",
            file=sys.stderr,
        )


def _lines(source: Path) -> list[str]:
    """The lines of a file, split only at line feeds; a carriage return before a line feed is removed too."""
    text = read_text(source, LARGEST_INPUT).removesuffix("\n")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _write_program(path: Path, text: str) -> None:
    if path.suffix == ".nlb":
        from neurlang.programs.ir import assemble, encode

        write_file(path, encode(assemble(text, str(path))))
    else:
        write_file(path, text.encode())
