"""An interrupt that comes while a process forks is heard once the fork is over."""

from __future__ import annotations

import os
import signal

import pytest

from neurlang.forking import ENDING, hear_signals, signals_held


def blocked() -> set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, ()) & set(ENDING)


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_waits_until_the_fork_is_over() -> None:
    forked: list[str] = []
    with pytest.raises(KeyboardInterrupt), signals_held():
        signal.raise_signal(signal.SIGINT)
        forked.append("yes")
    assert forked == ["yes"]
    assert blocked() == set()


def test_a_forked_process_hears_signals_when_it_is_ready() -> None:
    with signals_held():
        child = os.fork()
        if not child:
            before = len(blocked())
            hear_signals()
            os._exit(10 * before + len(blocked()))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 10 * len(ENDING)
