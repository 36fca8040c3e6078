"""The command `nl`: finds the module of a command, runs it, turns errors into lines and exit codes.

A command's module is imported only when it is named, so that starting `nl` stays cheap.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup

from neurlang.cli.output import show_error
from neurlang.errors import AssemblyError, FormulaSyntaxError, NeurlangError

if TYPE_CHECKING:
    # Typer carries its own copy of click since 0.26; the types of the methods that we override live there.
    from typer._click.core import Command, Context

COMMANDS: dict[str, str] = {
    # command      module below neurlang.cli; its function `command` is the command
    "prompt": "prompt",
    "generate": "prompt",
    "intents": "intents",
    "asm": "asm",
    "bench": "bench",
    "compile": "compile",
    "optimize": "optimize",
    "rules": "rules",
    "disasm": "disasm",
    "run": "run",
    "test": "test",
    "prove": "prove",
    "spec": "spec",
    "resolve": "resolve",
    "datagen": "datagen",
    "train": "train",
    "export-onnx": "export_onnx",
    "cache": "cache",
    "doctor": "doctor",
}

EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command of that name, or None where there is none (click then says so)."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"neurlang.cli.{COMMANDS[cmd_name]}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name=cmd_name)(module.command)
        command = typer.main.get_command(app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=LazyGroup,
    name="nl",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    """Print the version and stop, where `--version` was given."""
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
    """Entry point: run the command line, print one clear line for any error, exit with its code."""
    try:
        _run()
    except NeurlangError as error:
        located = isinstance(error, AssemblyError | FormulaSyntaxError)
        show_error(error, located=located, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        _drop_output()  # the reader went away, as in `nl spec | head`: not an error
        sys.exit(1)
    except OSError as error:
        _drop_output()
        print(f"Error: Not writable: standard output ({error.strerror})", file=sys.stderr)
        sys.exit(1)


def _run() -> None:
    """Run the command line, and see that what it printed is out."""
    try:
        app(prog_name="nl")
    finally:
        if sys.stdout is not None:  # it is None where the caller closed it
            sys.stdout.flush()


def _drop_output() -> None:
    """Send what is still to be printed nowhere: Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
