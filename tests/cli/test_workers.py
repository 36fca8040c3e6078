"""`nl run --workers`: processes share a port under real traffic, and all end with the first."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.cli.workers import run_workers

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKERS = 3
ENDING = {signal.SIGINT, signal.SIGTERM}
CLIENTS = 8
REQUESTS = 240
DEADLINE = 30.0

# Sends 8 bytes that identify the worker, then what it received, to one connection after the other.
SERVER = """
    rand.bytes 0x1000, 8
    net.socket r1, 2, 1
    net.bind r2, r1, host, {port}
    bnez r2, failed
    net.listen r2, r1, 128
next:
    net.accept r3, r1
    net.send r4, r3, 0x1000, 8
    net.recv r4, r3, 0x2000, 4096
    net.send r5, r3, 0x2000, r4
    net.close r3
    b next
failed:
    mov r0, -1
    halt
.data
host: .asciz "127.0.0.1"
"""


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def ask(port: int, content: bytes) -> tuple[bytes, bytes]:
    """Send a text; return which worker answered, and its answer."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=DEADLINE)) as connection:
        connection.sendall(content)
        received = b""
        while piece := connection.recv(4096):
            received += piece
    return received[:8], received[8:]


def children(parent: int) -> list[int]:
    """The running child processes of a process."""
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_answered(port: int) -> bool:
    return bool(answering_worker(port))


def answering_worker(port: int) -> bytes:
    """The bytes that identify the worker that answers; empty if none answers."""
    try:
        return ask(port, b"x")[0]
    except OSError:
        return b""


@contextmanager
def server(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server of three workers, in a separate process group, and its port. Each worker has answered once.

    While the others start up, the first worker alone may answer hundreds of requests.
    """
    port = free_port()
    (folder / "s.nl").write_text(SERVER.format(port=port))
    command = [sys.executable, "-m", "neurlang.cli", "run", "s.nl", "--max-instr", "0"]
    command += ["--allow-listen", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            end = time.monotonic() + DEADLINE
            ready: set[bytes] = set()
            while len(ready) < WORKERS:
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < end, f"{len(ready)} of {WORKERS} workers answer"
                ready |= {answering_worker(port)} - {b""}
            yield process, port
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes are counted in /proc")
@pytest.mark.parametrize(
    ("signal_number", "whole_group", "code"),
    [(signal.SIGTERM, False, 128 + signal.SIGTERM), (signal.SIGINT, True, 130), (signal.SIGINT, False, 130)],
)
def test_workers_answer_a_load_and_end_together(
    tmp_path: Path, request: pytest.FixtureRequest, signal_number: int, whole_group: bool, code: int
) -> None:
    if signal_number == signal.SIGINT:
        request.getfixturevalue("interrupts")
    with server(tmp_path) as (process, port):
        workers = children(process.pid)
        contents = [f"{number}:".encode() * 100 for number in range(REQUESTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            answers = list(pool.map(lambda content: ask(port, content), contents))
        assert [answer for _, answer in answers] == contents
        assert len({worker for worker, _ in answers}) == WORKERS
        (os.killpg if whole_group else os.kill)(process.pid, signal_number)
        out, err = process.communicate(timeout=DEADLINE)
        assert process.returncode == code
        assert "Traceback" not in out + err
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
        assert not is_answered(port)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes are counted in /proc")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    with server(tmp_path) as (process, port):
        workers = children(process.pid)
        process.kill()
        process.communicate(timeout=DEADLINE)
        end = time.monotonic() + DEADLINE
        while any(is_running(worker) for worker in workers):
            assert time.monotonic() < end, "a worker outlives its parent"
        assert not is_answered(port)


def is_running(process: int) -> bool:
    """Whether a process exists and is not a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_signals_wait_while_a_worker_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked: list[set[int]] = []
    fork = os.fork

    def look_and_fork() -> int:
        blocked.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        return fork()

    def job() -> int:  # in the worker
        return len(signal.pthread_sigmask(signal.SIG_BLOCK, ()) & ENDING)

    monkeypatch.setattr(os, "fork", look_and_fork)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert run_workers(1, job) == 0
    assert [mask & ENDING for mask in blocked] == [ENDING]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
