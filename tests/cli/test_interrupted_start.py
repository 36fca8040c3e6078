"""Ctrl-C while the command line loads, and after it has ended, is as quiet as while it runs."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

HARNESS = """
import atexit, os, signal, sys, threading
from neurlang.cli import start

class Interrupting:
    def find_spec(self, name, *_):
        if name == "neurlang.cli.app" and {while_loading}:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
signal.signal(signal.SIGINT, signal.{before})
import {loaded}
neurlang.cli.app.main = lambda: {job}
start.main()
"""


def ended(
    *, job: str = "None", while_loading: bool = False, before: str = "default_int_handler"
) -> tuple[int, str]:
    loaded = "neurlang.cli.app" if not while_loading else "neurlang.cli"
    script = HARNESS.format(job=job, while_loading=while_loading, before=before, loaded=loaded)
    if while_loading:
        script = script.replace("neurlang.cli.app.main = lambda: None\n", "")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_an_interrupt_while_the_command_line_loads_leaves_no_traceback() -> None:
    assert ended(while_loading=True) == (-signal.SIGINT, "")


def test_an_interrupt_that_nothing_else_heard_is_130() -> None:
    assert ended(job="signal.raise_signal(signal.SIGINT)") == (130, "")


@pytest.mark.parametrize(("job", "code"), [("sys.exit(7)", 7), ("sys.exit()", 0)])
def test_the_exit_code_is_the_command_lines(job: str, code: int) -> None:
    assert ended(job=job) == (code, "")


def test_an_interrupt_that_is_ignored_stays_so() -> None:
    assert ended(job="(signal.raise_signal(signal.SIGINT), sys.exit(3))", before="SIG_IGN") == (3, "")


def test_an_interrupted_process_waits_for_no_thread_but_ends_what_it_started() -> None:
    waiting = "threading.Thread(target=threading.Event().wait).start()"
    at_exit = "atexit.register(lambda: print('ended', file=sys.stderr))"
    job = f"({at_exit}, {waiting}, signal.raise_signal(signal.SIGINT))"
    assert ended(job=job) == (130, "ended\n")


def test_the_default_action_is_set_before_anything_large_is_loaded() -> None:
    script = (
        "import sys; before = set(sys.modules); import neurlang.cli.start; print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"enum", "signal", "re", "typing"} & set(done.stdout.split())


def test_an_interrupt_in_a_destructor_is_not_lost() -> None:
    interrupting = "type('D', (), {'__del__': lambda self: signal.raise_signal(signal.SIGINT)})"
    assert ended(job=f"({interrupting}() and None, threading.Event().wait(60))") == (130, "")


def test_other_errors_in_a_destructor_are_told() -> None:
    failing = "type('D', (), {'__del__': lambda self: 1 // 0})"
    code, told = ended(job=f"({failing}() and None, sys.exit(3))")
    assert code == 3
    assert "ZeroDivisionError" in told
