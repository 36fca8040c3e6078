"""Run a server program in several processes, which share its port."""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

from neurlang.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from neurlang.programs.ir import Program

MAX_WORKERS = 256


def check_workers(program: Program, count: int) -> None:
    """Raise UsageError if the number of workers is out of range or the program is not a server."""
    if not 1 <= count <= MAX_WORKERS:
        raise UsageError(f"--workers {count}: 1 to {MAX_WORKERS} are possible")
    listens = any(instruction.op_mode.full_name == "net.listen" for instruction in program.instructions)
    if count > 1 and not listens:
        raise UsageError(f"--workers {count}: {program.name} is not a server: it has no net.listen")


def run_workers(count: int, job: Callable[[], int]) -> int:
    """Run `job` in `count` processes; return the highest exit code. All end with this process, however it ends."""
    before = signal.signal(signal.SIGTERM, _leave)
    reading, writing = os.pipe()  # nothing is ever written; it closes when this process ends
    children = [_start(job, reading, writing) for _ in range(count)]
    os.close(reading)
    try:
        return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF for child in children)
    finally:
        for child in children:
            _terminate(child)
        os.close(writing)
        signal.signal(signal.SIGTERM, before)


def _start(job: Callable[[], int], reading: int, writing: int) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(writing)
        Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
        code = job()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
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
