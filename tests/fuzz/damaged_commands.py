"""Damaged files given to commands, each in a forked process: none may crash, hang or print a traceback."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.cli.app import main
from neurlang.programs.native import loaded_table, make_stencils, why_no_stencils

if TYPE_CHECKING:
    import random

PATIENCE = 30.0  # seconds, ten times the longest bound of a command
_KEPT = 1 << 16
_BOUNDED = ("--timeout", "3", "--max-output", "100000")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("asm", "FILE", "-o", "OUT.nlb"),
    ("disasm", "FILE"),
    ("disasm", "FILE", "--json"),
    ("run", "FILE", *_BOUNDED),
    ("run", "FILE", *_BOUNDED, "--strict-caps", "--json", "--reg", "r0=5"),
    ("run", "FILE", *_BOUNDED, "--backend", "jit", "--max-instr", "100000"),
    ("test", "-p", "FILE", "--timeout", "3"),
    ("test", "-p", "FILE", "--timeout", "3", "--backend", "both"),
)
PASSING = (0, 1, 2, 5)


def prepare() -> None:
    """Load what forked processes would each load."""
    import neurlang.cli.commands.asm
    import neurlang.cli.commands.disasm
    import neurlang.cli.commands.run
    import neurlang.cli.commands.test
    import neurlang.programs.testing  # noqa: F401

    if why_no_stencils() is None:
        make_stencils()
        loaded_table(hidden=True)


def fault_of_command(content: bytes, suffix: str, chance: random.Random) -> str | None:
    """What is wrong with how a command takes a damaged file; None if nothing is."""
    with tempfile.TemporaryDirectory(prefix="neurlang-fuzz-") as folder:
        path = Path(folder, f"damaged{suffix}")
        path.write_bytes(content)
        words = {"FILE": str(path), "OUT.nlb": str(Path(folder, "out.nlb"))}
        arguments = [words.get(word, word) for word in chance.choice(COMMANDS)]
        code, told = _run_in_fork(arguments, folder)
    problem = None
    if code not in PASSING:
        problem = f"ended with {code}"
    elif b"Traceback" in told:
        problem = "printed a traceback"
    return problem and f"nl {' '.join(arguments)}: {problem}\n{told.decode(errors='replace')}"


def _run_in_fork(arguments: list[str], folder: str) -> tuple[int, bytes]:
    """The exit code of a command, negative for a signal, and the beginning of what it told on standard error."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _become(arguments, folder, writing)
    os.close(writing)
    told = _read(reading, time.monotonic() + PATIENCE)
    os.close(reading)
    if told is None:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, told if told is not None else b"it did not end"


def _become(arguments: list[str], folder: str, errors: int) -> None:
    """Be the command, in a forked process."""
    code = 99
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, descriptor in enumerate((nothing, nothing, errors)):
            os.dup2(descriptor, stream)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        os.close(errors)
        os.chdir(folder)
        sys.argv = ["nl", *arguments]
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 98
        except BaseException as error:
            os.write(2, "".join(traceback.format_exception(error)).encode())
    finally:
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


def _read(pipe: int, end: float) -> bytes | None:
    """The first bytes that come until the pipe is closed; None if it is not by then."""
    content = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(0.0, end - time.monotonic())):
            piece = os.read(pipe, _KEPT)
            if not piece:
                return bytes(content)
            content += piece[: _KEPT - len(content)]
    return None
