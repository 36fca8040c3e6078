"""The end of a long command: what it wrote, where, and how to go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from neurlang.printable import printable, shell_word

EXIT_INTERRUPTED = 130
NOTHING = "Nothing is kept; start again."


def ending_lines(written: Sequence[tuple[Path, str]], following: Sequence[str]) -> Iterator[str]:
    """`Written:` with each file and what it is, and `Next:` with the commands that one may give now."""
    if written:
        yield "Written:"
        names = [printable(str(path)) for path, _ in written]
        width = max(map(len, names))
        for name, (_, what) in zip(names, written, strict=True):
            yield f"  {name:<{width}}  {what}"
    if following:
        yield "Next:"
        for each in following:
            yield f"  {each}"


def command_line(*words: object) -> str:
    """A command that can be pasted into a shell."""
    return " ".join(shell_word(str(each)) for each in words)


@contextmanager
def explained_interrupt(kept: Callable[[], str]) -> Iterator[None]:
    """Say after Ctrl-C what is kept and how to go on, and end with the exit code of an interrupt.

    If the interrupt itself says it (`LeftRunning`), its words are taken.
    """
    try:
        yield
    except KeyboardInterrupt as interrupt:
        print(f"\nInterrupted. {str(interrupt) or kept()}", file=sys.stderr)
        raise typer.Exit(EXIT_INTERRUPTED) from None
