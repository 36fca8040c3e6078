"""Run a server program in several processes, which share its port."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING

from neurlang.errors import NeurlangError, UsageError
from neurlang.forking import hear_signals, signals_held
from neurlang.printable import printable

if TYPE_CHECKING:
    from neurlang.programs.ir import Program

MAX_WORKERS = 256


def check_workers(program: Program, count: int) -> None:
    """Raise UsageError if the number of workers is out of range or the program is not a server."""
    if not 1 <= count <= MAX_WORKERS:
        raise UsageError(f"--workers {count}: 1 to {MAX_WORKERS} are possible")
    if count > 1 and not _listens(program):
        raise UsageError(f"--workers {count}: {program.name} is not a server: it has no net.listen")


def _listens(program: Program) -> bool:
    return any(instruction.op_mode.full_name == "net.listen" for instruction in program.instructions)


def run_workers(count: int, job: Callable[[], int], prepare: Callable[[], None] | None = None) -> int:
    """Run `job` in `count` processes; return the highest exit code. All end with this process, however it ends.

    Each process first calls `prepare`, while it has one thread.
    """
    before = signal.signal(signal.SIGTERM, _leave)
    reading, writing = os.pipe()  # nothing is ever written; it closes when this process ends
    children: list[int] = []
    try:
        with signals_held():
            children += [_start(job, reading, writing, prepare) for _ in range(count)]
        os.close(reading)
        return max(_code_of(os.waitpid(child, 0)[1]) for child in children)
    finally:
        for child in children:
            _terminate(child)
        os.close(writing)
        signal.signal(signal.SIGTERM, before)


def _code_of(status: int) -> int:
    """The exit code of a process. Prints an error if a signal ended it."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        print(f"Error: the process was ended by {signal.Signals(-code).name}", file=sys.stderr)
        return 128 - code
    return code


def _start(job: Callable[[], int], reading: int, writing: int, prepare: Callable[[], None] | None) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(writing)
        if prepare is not None:
            prepare()
        # The thread keeps the signals blocked, so that the main thread, which may wait, hears them.
        Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
        hear_signals()
        code = job()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except NeurlangError as error:
        print(f"Error: {printable(str(error))}", file=sys.stderr)
        code = error.exit_code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # the parent's cleanup must not run again in a child


def _end_with_parent(reading: int) -> None:
    os.read(reading, 1)  # returns when the parent is gone
    os.kill(os.getpid(), signal.SIGTERM)


def _terminate(child: int) -> None:
    """End a child that is still running, and collect its status."""
    try:
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
    except ChildProcessError:
        return  # its status was already collected


def _leave(_: int, __: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)
