"""The command `nl`: finds a command's module, runs it, and turns errors into lines and exit codes.

A command's module is imported only if the command is named, so that starting `nl` stays cheap.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from neurlang.cli.declared_values import as_declared
from neurlang.cli.output import show_error
from neurlang.cli.streams import safe_streams
from neurlang.errors import (
    AssemblyError,
    FormulaSyntaxError,
    NeurlangError,
    PlanSyntaxError,
    SourceError,
    UsageError,
)

if TYPE_CHECKING:
    # Since 0.26 Typer has its own copy of click, which defines the types of the methods that we override.
    from typer._click.core import Command, Context, Parameter

COMMANDS: dict[str, str] = {
    # command      module below neurlang.cli.commands; its function `command` is the command
    "prompt": "prompt",
    "generate": "prompt",
    "call": "call",
    "intents": "intents",
    "asm": "asm",
    "bench": "bench",
    "compile": "compile",
    "optimize": "optimize",
    "judge": "judge",
    "rules": "tables.rules",
    "disasm": "disasm",
    "run": "run",
    "test": "test",
    "prove": "prove",
    "stdlib": "stdlib",
    "spec": "tables.spec",
    "resolve": "tables.resolve",
    "datagen": "datagen",
    "train": "train",
    "accuracy": "accuracy",
    "test-accuracy": "accuracy",
    "export-onnx": "export_onnx",
    "engines": "tables.engines",
    "cache": "cache",
    "doctor": "doctor",
}

SPELLINGS = {"optimise": "optimize", "assemble": "asm", "disassemble": "disasm", "benchmark": "bench"}
"""Other spellings of commands, which help does not list."""

NEGATIVE = re.compile(r"-(?:[0-9.(\[|√∛]| |-[0-9(])")  # the start of a prompt with a leading minus
NUMBER = re.compile(r"-(?:[0-9.]|inf\b|nan\b)")  # the start of a negative number
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class LightCommand(TyperCommand):
    """A command that loads a library for validation only if a value needs it."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The command's arguments and options."""
        return [as_declared(parameter) for parameter in super().get_params(ctx)]


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is named."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The options before the command's name."""
        return [as_declared(parameter) for parameter in super().get_params(ctx)]

    def list_commands(self, ctx: Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command of that name, or None if there is none (`resolve_command` then says so)."""
        cmd_name = SPELLINGS.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"neurlang.cli.commands.{COMMANDS[cmd_name]}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name=cmd_name, cls=LightCommand)(module.command)
        command = typer.main.get_command(app)
        command.name = cmd_name
        if COMMANDS[cmd_name] == "prompt":
            _take_leading_minus(command)
        if COMMANDS[cmd_name] == "call":
            _take_negative_operands(command)
        return command

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that the arguments begin with. Raises UsageError, with the nearest names, if there is none."""
        if args and not args[0].startswith("-") and SPELLINGS.get(args[0], args[0]) not in COMMANDS:
            raise UsageError(_unknown(args[0]))
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    """What is said about a command that does not exist, with the nearest ones."""
    from difflib import get_close_matches

    near = [f"'{each}'" for each in get_close_matches(name, COMMANDS, n=3, cutoff=0.6)]
    hint = f"Did you mean {' or '.join(near)}?" if near else f'To answer a prompt: nl prompt "{name}"'
    return f"There is no command '{name}'. {hint}"


def _take_leading_minus(command: Command) -> None:
    """Let a prompt begin with a minus: `nl prompt "-5 + 3"` is a prompt, not an option."""
    parse = command.parse_args
    take_value = {
        name
        for parameter in command.params
        if isinstance(parameter, TyperOption) and not parameter.is_flag
        for name in parameter.opts
    }

    def parse_args(ctx: Context, args: list[str]) -> list[str]:
        prompts = [
            index
            for index, text in enumerate(args)
            if NEGATIVE.match(text) and not (index and args[index - 1] in take_value)
        ]
        if len(prompts) == 1 and "--" not in args:
            (at,) = prompts
            args = [*args[:at], *args[at + 1 :], "--", args[at]]
        return parse(ctx, args)

    command.parse_args = parse_args  # type: ignore[method-assign]


def _take_negative_operands(command: Command) -> None:
    """Let operands begin with a minus: `nl call abs -5`. Options have no values here, so they may all stand first."""
    parse = command.parse_args

    def parse_args(ctx: Context, args: list[str]) -> list[str]:
        if "--" not in args:
            options = [
                each for each in args if each.startswith("-") and each != "-" and not NUMBER.match(each)
            ]
            args = [*options, "--", *(each for each in args if each not in options)] if args else args
        return parse(ctx, args)

    command.parse_args = parse_args  # type: ignore[method-assign]


app = typer.Typer(
    cls=LazyGroup,
    name="nl",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    """Print the version and stop if `--version` was given."""
    if not wanted:
        return
    from importlib.metadata import version

    typer.echo(f"neurlang {version('neurlang')}")
    raise typer.Exit


@app.callback()
def describe(
    version: bool = typer.Option(
        False, "--version", callback=show_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Turn what you want into native code that is known to be right.

    Example: nl prompt "factorial of 10"
    """


def main() -> None:
    """Run the command line, print one clear line for any error, exit with its code."""
    with safe_streams():
        code = _code_of_run()
    sys.exit(code)


def _code_of_run() -> int:
    """Run the command line and return the exit code. Errors of the user or the machine are one line each."""
    try:
        return _run()
    except NeurlangError as error:
        located = isinstance(error, AssemblyError | FormulaSyntaxError | PlanSyntaxError | SourceError)
        show_error(error, located=located, as_json="--json" in sys.argv)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # the reader has gone, as in `nl spec | head`: not an error
        return 1
    except OSError as error:
        _drop_output()
        print(f"Error: {_what_failed(error)}", file=sys.stderr)
        return 1
    except MemoryError:
        print("Error: There is not enough memory for this.", file=sys.stderr)
        return 1
    except RecursionError:
        print("Error: The input is nested too deeply.", file=sys.stderr)
        return 1


def _run() -> int:
    """Run the command line, flush its output, and return the exit code."""
    try:
        app(prog_name="nl")
    except SystemExit as ended:
        code = ended.code
        return code if isinstance(code, int) else 0 if code is None else 1
    finally:
        sys.stdout.flush()
    return 0


def _what_failed(error: OSError) -> str:
    """What the system refused: a file by its name, the current folder, or else standard output."""
    if error.filename is not None:
        return f"Cannot use {os.fsdecode(error.filename)} ({error.strerror})"
    if error.errno == errno.ENOENT:  # only asking for the current folder fails this way without a name
        return "The current folder is gone; change to another one."
    if error.errno == errno.ENOMEM:
        return "There is not enough memory for this."
    return f"Not writable: standard output ({error.strerror})"


def _drop_output() -> None:
    """Discard pending output: Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
