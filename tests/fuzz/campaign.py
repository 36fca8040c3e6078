"""Long campaigns: seeds in pieces, by several processes, with a record from which an interrupted one goes on.

Pieces are counted in the order of their seeds, so that the record is one number: how many seeds are done.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter, deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

Result = TypeVar("Result")
Piece = tuple[int, int]
"""The first seed and how many."""

EVERYTHING = 1 << 62
_AHEAD = 3  # pieces that wait for each process
_GARBAGE = 50_000  # objects between two collections: by default they took a fifth of the time
_TOLD_EACH = 2.0  # seconds between two lines of progress


@dataclass(slots=True)
class Record:
    """What is done of a campaign: `what` it is, its first seed, how many seeds, the minutes, and what came of them."""

    what: str
    first: int
    done: int = 0
    minutes: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)

    def save(self, path: Path) -> None:
        """Write the file: whole or not at all."""
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        fields = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        beside.write_text(json.dumps(fields) + "\n")
        beside.replace(path)

    @staticmethod
    def load(path: Path, what: str, first: int) -> Record:
        """The record of a file, a new one if there is none. Raises ValueError for another campaign's."""
        if not path.exists():
            return Record(what, first)
        fields = json.loads(path.read_text())
        record = Record(**fields | {"counts": Counter(fields["counts"])})
        if (record.what, record.first) != (what, first):
            found = f"{record.what} from seed {record.first}"
            raise ValueError(f"{path} is the record of {found}, not of {what} from seed {first}")
        return record


def add_options(parser: argparse.ArgumentParser, things: str) -> None:
    """The options that every campaign has."""
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument(
        f"--{things}", dest="count", type=int, default=EVERYTHING, help="no more than so many"
    )
    parser.add_argument("--seed", type=int, default=0, help="the first one's seed")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument(
        "--resume", type=Path, help="a file with what is done: read first, written on the way"
    )


def record_of(options: argparse.Namespace, what: str) -> Record:
    """The record that a campaign goes on from. Ends the process if the file is another campaign's."""
    if options.resume is None:
        return Record(what, options.seed)
    try:
        return Record.load(options.resume, what, options.seed)
    except ValueError as error:
        sys.exit(str(error))


def conduct(
    record: Record, work: Callable[[Piece], Result], size: int, options: argparse.Namespace
) -> Iterator[Result]:
    """Give what `work` returns for each piece of `size` seeds, until the seeds or the minutes are used up.

    The record counts a piece when the next one is asked for, and is then written. Ctrl-C raises KeyboardInterrupt.
    """
    started, before = time.monotonic(), record.minutes
    end = started + 60 * options.minutes
    told = started
    pieces = _pieces(record.first + record.done, options.count - record.done, size, end)
    try:
        for (_, count), result in _results(pieces, work, options.workers):
            yield result
            record.done += count
            now = time.monotonic()
            record.minutes = before + (now - started) / 60
            if now - told > _TOLD_EACH:
                told = now
                _tell(record, options, now - started, end - now)
                _save(record, options)
    finally:
        _save(record, options)
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _save(record: Record, options: argparse.Namespace) -> None:
    if options.resume is not None:
        record.save(options.resume)


def _tell(record: Record, options: argparse.Namespace, gone: float, left: float) -> None:
    """Print how far the campaign is, on a terminal."""
    if not sys.stderr.isatty():
        return
    if options.count < EVERYTHING:
        pace = (60 * record.minutes) / record.done
        left = min(left, pace * (options.count - record.done))
    told = f"{record.done:,} done in {gone / 60:.1f} min, {left / 60:.1f} min left"
    print(f"\r\033[K{told}", end="", file=sys.stderr, flush=True)


def _pieces(first: int, count: int, size: int, end: float) -> Iterator[Piece]:
    for start in range(first, first + count, size):
        if time.monotonic() > end:
            return
        yield start, min(size, first + count - start)


def _results(
    pieces: Iterator[Piece], work: Callable[[Piece], Result], workers: int
) -> Iterator[tuple[Piece, Result]]:
    """Pieces and what came of them, in their order."""
    if workers <= 1:
        for piece in pieces:
            yield piece, work(piece)
        return
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=be_a_worker)
    waiting: deque[tuple[Piece, Future[Result]]] = deque()
    try:
        for piece in pieces:
            waiting.append((piece, pool.submit(work, piece)))
            if len(waiting) >= workers * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[Piece, Future[Result]]]) -> tuple[Piece, Result]:
    """The first piece and its result. Raises AssertionError if a process died."""
    piece, future = waiting.popleft()
    try:
        return piece, future.result()
    except BrokenProcessPool:
        last = waiting[-1][0] if waiting else piece
        seeds = f"seeds {piece[0]} to {sum(last) - 1}"
        raise AssertionError(f"a process died in one of the {seeds}; try them with --workers 1") from None


def be_a_worker() -> None:
    """Prepare a process that only computes: the parent hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less()


def collect_less() -> None:
    """Collect garbage rarely; what is loaded stays."""
    gc.freeze()
    gc.set_threshold(_GARBAGE)
