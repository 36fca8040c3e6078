"""Forking without losing an interrupt.

Python runs functions before and after a fork, and drops what they raise, KeyboardInterrupt too. In the forked process
it forgets the signals that came meanwhile. So signals wait until the fork is over.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def signals_held() -> Iterator[None]:
    """Within this context, the signals that end a process wait; a process forked in it must call `hear_signals`."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows, which has no fork either
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_signals() -> None:
    """Let the signals through that waited while this process was forked, and all others."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
