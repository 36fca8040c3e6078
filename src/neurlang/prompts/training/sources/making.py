"""Making a data file: rows from the streams in turn, made and checked by several processes, without duplicates."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from neurlang.errors import DataError, NeurlangError
from neurlang.prompts.training.sources.checkpoints import EVERY, Progress
from neurlang.prompts.training.sources.curriculum import expected_rows, streams_of, turns
from neurlang.prompts.training.sources.job import (
    CHUNK,
    DataJob,
    Made,
    Stream,
    functions_of,
    make_chunk,
    owned_shapes,
    text_key,
)

_SMALLEST_CHUNK = 8
_AHEAD = 2  # chunks of a stream that are made while one is used
_FUNCTIONS = 48  # of whose phrasings one process makes the shapes at a time
_MOST_DUPLICATES = 2_000  # in a row: a stream has no more texts


Submit = Callable[..., Future[Any]]
"""Has a function called with arguments, in another process or at once; returns its result to come."""


class Sink(Protocol):
    """Where lines go."""

    def write(self, line: bytes) -> object:
        """Take a line."""


def make_rows(
    job: DataJob,
    workers: int,
    sink: Sink,
    progress: Progress,
    written: Iterable[bytes] = (),
    advance: Callable[[int], None] = lambda rows: None,
    save: Callable[[], None] = lambda: None,
) -> Progress:
    """Write all rows that are missing from `progress`, whose lines so far are `written`; return where it is at the end.

    `save` is called now and then, when `progress` describes what was written. Raises DataError if the sources have too
    few different texts, VerificationError if nothing passes the checks, and what writing raises.
    """
    with _processes(workers) as submit:
        maker = _Maker(job, submit, progress)
        maker.know(written)
        for _ in range(progress.rows, job.examples):
            line = maker.next_line()
            sink.write(line)
            progress.rows += 1
            progress.size += len(line)
            advance(1)
            if progress.rows % EVERY == 0:
                save()
    return progress


@dataclass(slots=True)
class _Source:
    """A stream as it is used: the rows that are made, and the chunks that are being made."""

    stream: Stream
    position: int
    wanted: int  # rows that are expected to be used
    ready: deque[Made] = field(default_factory=deque)
    coming: deque[Future[tuple[Made, ...]]] = field(default_factory=deque)
    next_start: int = 0
    chunk: int = CHUNK
    is_over: bool = False  # the last chunk has been asked for


class _Maker:
    """Gives the lines of a job one by one."""

    def __init__(self, job: DataJob, submit: Submit, progress: Progress) -> None:
        self._job = job
        self._submit = submit
        self._progress = progress
        self._turns = turns(job, progress.rows)
        self._seen: set[bytes] = set()
        self._sources = {each: self._source(each) for each in streams_of(job)}
        self._owned = self._shapes()

    def _source(self, stream: Stream) -> _Source:
        position = self._progress.next_row.get(stream.name, 0)
        wanted = expected_rows(self._job, stream, self._job.examples)
        return _Source(
            stream, position, wanted, next_start=position, chunk=min(CHUNK, max(_SMALLEST_CHUNK, wanted))
        )

    def _shapes(self) -> dict[bytes, int]:
        """What the library's phrasings look like, each with the function that comes first."""
        functions = len(functions_of(self._job)) if not self._job.is_mix else 0
        parts = [
            self._submit(owned_shapes, self._job, start, _FUNCTIONS)
            for start in range(0, functions, _FUNCTIONS)
        ]
        owned: dict[bytes, int] = {}
        for part in parts:
            for shape, label in part.result().items():
                owned.setdefault(shape, label)
        return owned

    def know(self, written: Iterable[bytes]) -> None:
        """Know the texts of lines that were written before."""
        if self._job.is_mix:
            return
        for line in written:
            fields = json.loads(line)
            self._seen.add(text_key(fields.get("text", fields.get("prompt"))))

    def next_line(self) -> bytes:
        """The next line. Raises DataError if no stream has another text."""
        for stream in next(self._turns):
            made = self._next_of(self._sources[stream])
            if made is not None:
                self._count(stream, made)
                return made.line.encode() + b"\n"
        raise DataError(
            f"the sources have only {self._progress.rows:,} different texts for these levels; ask for fewer examples"
        )

    def _next_of(self, source: _Source) -> Made | None:
        """The stream's next row that is no duplicate; None if it has ended."""
        if source.stream.name in self._progress.ended:
            return None
        dropped = 0
        while dropped < _MOST_DUPLICATES:
            made = self._take(source)
            if made is None:
                break
            for reason, number in made.left_out.items():
                self._progress.count("left_out", reason, number)
            fault = self._fault(source.stream, made)
            if fault is None:
                return made
            if fault:
                self._progress.count("duplicates", fault)
            dropped += 1
        self._progress.ended.append(source.stream.name)
        return None

    def _fault(self, stream: Stream, made: Made) -> str | None:
        """Why a row is dropped; empty if it failed and was counted. None if it is kept."""
        if not made.line:
            return ""
        if not made.text_key:
            return None
        owner = self._owned.get(made.shape)
        if owner is not None and owner != made.label:
            return f"{stream.origin.value}: asks for another function of the library"
        if made.text_key in self._seen:
            return f"{stream.origin.value}: the same text"
        self._seen.add(made.text_key)
        return None

    def _take(self, source: _Source) -> Made | None:
        """The stream's next row, made or failed."""
        while not source.ready:
            self._ask(source)
            if not source.coming:
                return None
            chunk = source.coming.popleft().result()
            if len(chunk) < source.chunk:
                source.is_over = True
                source.coming.clear()
            source.ready.extend(chunk)
            if not chunk:
                return None
        self._ask(source)
        source.position += 1
        self._progress.next_row[source.stream.name] = source.position
        return source.ready.popleft()

    def _ask(self, source: _Source) -> None:
        """Have chunks made: the next one, and some ahead if they will be used."""
        while not source.is_over and len(source.coming) < _AHEAD:
            is_needed = not source.ready and not source.coming
            if not is_needed and source.next_start >= source.wanted:
                return
            source.coming.append(
                self._submit(make_chunk, self._job, source.stream, source.next_start, source.chunk)
            )
            source.next_start += source.chunk

    def _count(self, stream: Stream, made: Made) -> None:
        count = self._progress.count
        count("origins", stream.origin.value)
        count("levels", str(made.level))
        count("sources", made.source.partition("/")[0] if "/" in made.source else made.source)
        if made.category:
            count("categories", made.category)
        if made.label is not None:
            count("labels", str(made.label))
        for head in made.heads:
            count("heads", head)


@contextmanager
def _processes(workers: int) -> Iterator[Submit]:
    """Processes that carry out what is submitted; with one worker, it is done here."""
    if workers <= 1:
        yield _here
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        yield pool.submit
    except BrokenProcessPool:
        raise NeurlangError("A process that made examples was killed; is there enough memory?") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave interrupts to the parent, and end when it does: a killed parent cannot stop its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # a process of a pool has one
    parent.join()
    os._exit(1)


def _here(call: Callable[..., Any], *args: object) -> Future[Any]:
    result: Future[Any] = Future()
    result.set_result(call(*args))
    return result
