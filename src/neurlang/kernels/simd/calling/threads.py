"""Threads for long arrays: one pool for the process, created on first use."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Lock
from typing import TypeVar

from neurlang.errors import UsageError

LEAST_ELEMENTS = 65536  # per thread; with fewer, dispatching the work costs more than it saves
Result = TypeVar("Result")

_pool: ThreadPoolExecutor | None = None
_pool_size = 0
_lock = Lock()


def available_threads() -> int:
    """The number of CPUs that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def thread_count(asked: int, elements: int) -> int:
    """How many threads to use: `asked` (0: all CPUs), or fewer so that each has at least `LEAST_ELEMENTS`.

    Raises:
        UsageError: `asked` is negative.

    """
    if asked < 0:
        raise UsageError(f"threads must be 0 (all CPUs) or more, found {asked}.")
    return max(1, min(asked or available_threads(), elements // LEAST_ELEMENTS))


def run_parts(part: Callable[[int, int], Result], length: int, threads: int) -> list[Result]:
    """`part(start, stop)` for each thread's share of `length`, in order; the first error is raised."""
    edges = [length * number // threads for number in range(threads + 1)]
    ranges = list(pairwise(edges))
    if threads == 1:
        return [part(*ranges[0])]
    others = [pool(threads).submit(part, start, stop) for start, stop in ranges[1:]]
    return [part(*ranges[0]), *(other.result() for other in others)]


def pool(threads: int) -> ThreadPoolExecutor:
    """The pool, with at least `threads` threads besides the caller's."""
    from concurrent.futures import ThreadPoolExecutor  # slow to load, and needed only for long arrays

    global _pool, _pool_size
    with _lock:
        if _pool is None or _pool_size < threads:
            _pool = ThreadPoolExecutor(threads, thread_name_prefix="neurlang")
            _pool_size = threads
        return _pool


def _forget_pool() -> None:
    """Reset the pool in a forked child, which has none of its parent's threads."""
    global _pool, _pool_size, _lock
    _pool, _pool_size, _lock = None, 0, Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_pool)
