"""Kernels distributed to several processes, one by one; a process that dies takes only its current kernel with it."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundness.work import Row, Source

LIFE = 150  # kernels per worker: compiled code stays in memory until its process ends
LAST_SECONDS = 60.0  # that unfinished kernels may still take when the time is over


@dataclass(slots=True)
class Worker:
    """A process, and the kernel it is working on."""

    process: Any
    pipe: Connection
    source: Source
    done: int = 0


def work(pipe: Connection, effort: str, most: int) -> None:
    """The worker process: checks the kernels that it receives, until it receives None."""
    from soundness.work import checked  # the parent process does not need it

    while (source := _received(pipe)) is not None:
        pipe.send(checked(source, effort, most))


def _received(pipe: Connection) -> Source | None:
    """The next kernel; None if the parent process has ended."""
    try:
        source: Source | None = pipe.recv()
    except (EOFError, ConnectionResetError):
        return None
    return source


def run(
    todo: Sequence[Source],
    effort: str,
    most: int,
    workers: int,
    minutes: float,
    keep: Callable[[Row], None],
) -> None:
    """Check at most `most` forms of each kernel, in order, and pass each row to `keep`.

    No kernel is begun after the minutes are over.
    """
    waiting = list(reversed(todo))
    end = time.monotonic() + minutes * 60
    at_work = [_started(waiting.pop(), effort, most) for _ in range(min(workers, len(waiting)))]
    while at_work:
        ready = wait([each.pipe for each in at_work], timeout=max(0.0, end + LAST_SECONDS - time.monotonic()))
        if not ready:
            for each in at_work:
                each.process.kill()
            return
        for each in [each for each in at_work if each.pipe in ready]:
            at_work.remove(each)
            row = _row_of(each)
            keep(row)
            if waiting and time.monotonic() < end:
                at_work.append(_given(each, waiting.pop(), effort, most, is_alive="crashed" not in row))
            else:
                _sent(each, None)


def _started(source: Source, effort: str, most: int) -> Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, effort, most), daemon=True)
    process.start()
    theirs.close()
    ours.send(source)
    return Worker(process, ours, source)


def _row_of(worker: Worker) -> Row:
    try:
        row: Row = worker.pipe.recv()
    except (EOFError, ConnectionResetError):
        worker.process.join()
        row = {"key": worker.source.key, "crashed": f"the process ended with code {worker.process.exitcode}"}
    return row


def _given(worker: Worker, source: Source, effort: str, most: int, *, is_alive: bool) -> Worker:
    """The worker on its next kernel; a new worker if this one is dead or has done enough."""
    if not is_alive or worker.done >= LIFE:
        _sent(worker, None)
        return _started(source, effort, most)
    if not _sent(worker, source):
        return _started(source, effort, most)
    return Worker(worker.process, worker.pipe, source, worker.done + 1)


def _sent(worker: Worker, source: Source | None) -> bool:
    """Whether it could still be sent: the process may have ended in the meantime."""
    try:
        worker.pipe.send(source)
    except OSError:
        return False
    return True
