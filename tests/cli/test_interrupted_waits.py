"""Waits inside extensions end by an interrupt, and by the time limit of the run."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from neurlang.isolation import isolation

PATIENCE = 60.0
# SQLite and regular expressions would end by their own limit of 5 s, which is here beyond that patience.
RUN = """
import sys
from neurlang.cli.app import main
from neurlang.programs.extensions.values import regular_expressions
from neurlang.programs.extensions.outside import sqlite_client
sqlite_client.TIMEOUT = 600.0
regular_expressions._MATCHER = regular_expressions.Matcher(timeout=600.0)
main()
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN, reason="what started the tests ignores SIGINT"
    ),
]

LONG = "printf('%.*c', 900000, 'a')"
LIKE = f"SELECT sum({LONG} LIKE '%' || printf('%.*c', 40000, 'a') || 'b%')"
WAITS = {
    "SQLite": f"""io.print m, 1
        mov r1, m
        ext.call r1, sqlite_open, r1
        mov r2, q
        ext.call r0, sqlite_exec, r1, r2
        halt
        .data
        m: .asciz ":memory:"
        q: .asciz "{LIKE}"
        """,
    "a regular expression": """mov r1, 0x20000
        @memset r1, 'x', 60
        mov r2, 33
        store.b r2, [0x2003c]
        mov r1, 0x20000
        mov r2, p
        io.print p, 1
        ext.call r0, regex_match, r2, r1
        halt
        .data
        p: .asciz "(x+x+)+y"
        """,
    "the console": "io.print 0, 1\nio.readline r0, 0x20000, 8",
    "a channel of a task that sleeps": "io.print 0, 1\nspawn r1, f\njoin r1\nhalt\nf: time.sleep 100000\nb f",
}


def started(text: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run that has printed its first byte, and so is about to wait."""
    program = folder / "p.nl"
    program.write_text(text)
    command = [sys.executable, "-c", RUN, "run", str(program), *options]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert len(process.stdout.read(1)) == 1
    return process


@pytest.mark.parametrize("wait", WAITS)
def test_an_interrupt_ends_a_wait(wait: str, tmp_path: Path) -> None:
    with started(WAITS[wait], tmp_path) as process:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(PATIENCE) == 130
        finally:
            process.kill()


@pytest.mark.parametrize("wait", WAITS)
def test_the_time_limit_of_the_run_ends_a_wait(wait: str, tmp_path: Path) -> None:
    with started(WAITS[wait], tmp_path, "--timeout", "1") as process:
        try:
            assert process.wait(PATIENCE) == 1
        finally:
            process.kill()
        assert process.stderr is not None
        told = process.stderr.read()
    assert b"Trap LIMIT" in told
    assert b"--timeout" in told


def workers_of(ancestor: int) -> list[int]:
    """The processes of extensions below a process."""
    found = []
    for child in Path(f"/proc/{ancestor}/task/{ancestor}/children").read_text().split():
        if "_worker.py" in Path(f"/proc/{child}/cmdline").read_text():
            found.append(int(child))
        found += workers_of(int(child))
    return found


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes are counted in /proc")
@pytest.mark.parametrize("options", [(), ("--isolate",)], ids=["", "isolated"])
@pytest.mark.parametrize("wait", ["SQLite", "a regular expression"])
def test_the_process_of_an_extension_ends_with_a_run_that_is_killed(
    wait: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    if options and isolation().obstacle is not None:
        pytest.skip(str(isolation().obstacle))
    with started(WAITS[wait], tmp_path, *options) as process:
        end = time.monotonic() + PATIENCE
        while not (workers := workers_of(process.pid)):
            assert time.monotonic() < end, "no process of an extension"
        process.kill()
        while any(map(is_running, workers)):
            assert time.monotonic() < end, "it outlives the run"
