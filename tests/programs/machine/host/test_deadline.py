from __future__ import annotations

import os
import signal
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from machine_cases import Run, Tape, host, outcome, trap, with_data

from neurlang.cli.options.time_bound import checked_seconds
from neurlang.errors import UsageError
from neurlang.programs.extensions import installed
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Clock, Deadline, Fault, TrapKind, run
from neurlang.programs.machine.host import dialling
from neurlang.programs.native import run_native, run_optimised, run_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Ticking:
    """A clock for tests: each look at it takes a tenth of a second, and so does a longer sleep."""

    def __init__(self) -> None:
        self.time = 0

    def monotonic(self) -> int:
        self.time += 100_000_000
        return self.time

    def as_clock(self) -> Clock:
        return Clock(monotonic=self.monotonic, sleep=lambda _: None)


@pytest.mark.parametrize(
    "text",
    [
        "l: b l",
        "l: addi r0, r0, 1\nstore.d r0, [0x1000]\nb l",
        "spawn r1, l\nl: yield\nb l",
        "l: time.monotonic r1\nb l",
        "chan.create r2\nspawn r1, w\nrecv r0, r2\nw: time.sleep 100000\nb w",
        "l: call f\nb l\nf: ret",
    ],
)
def test_a_run_ends_at_its_time_limit(text: str, backend: Run) -> None:
    found, message = trap(text, on=backend, seconds=1.0, clock=Ticking().as_clock(), fuel=0)
    assert (found, "--timeout" in message) == (TrapKind.LIMIT, True)


@pytest.mark.parametrize("execute", [run, run_native, run_program])
def test_a_trap_of_time_names_the_instruction(execute: Callable[..., Any]) -> None:
    ticking = host(seconds=1.0, clock=Ticking().as_clock())
    ended = execute(assemble("mov r1, 7\nl: addi r0, r0, 1\nb l"), max_instructions=0, host=ticking)
    assert ended.trap.kind is TrapKind.LIMIT
    assert (ended.trap.index, ended.trap.registers["r1"]) == (1, 7)
    assert ended.trap.registers["r0"] * 2 + 1 == ended.executed


def test_code_optimised_as_a_whole_is_abandoned_at_the_time_limit() -> None:
    text = "l: load.d r1, [0x100]\nxor r0, r0, r1\naddi r0, r0, 1\nstore.d r0, [0x100]\nmul r0, r0, 3\nb l"
    ended = run_optimised(assemble(text), max_instructions=1 << 36, host=host(seconds=0.05))
    assert ended.trap is not None
    assert ended.trap.kind is TrapKind.LIMIT


def test_a_run_that_ends_in_time_is_not_touched(backend: Run) -> None:
    assert outcome("mov r0, 5", on=backend, seconds=60.0).result == 5


@pytest.mark.slow
def test_waiting_for_a_peer_ends_at_the_time_limit(backend: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = with_data(
            f"net.socket r1, 2, 1\nnet.connect r0, r1, h, {port}\nnet.recv r0, r1, 0, 8\nhalt", h="127.0.0.1"
        )
        found, _ = trap(text, on=backend, seconds=0.2, connect=(f"127.0.0.1:{port}",))
    assert found is TrapKind.LIMIT


@pytest.mark.slow
def test_a_regular_expression_ends_at_the_time_limit_of_the_run() -> None:
    text = (
        "mov r1, 0x20000\n@memset r1, 'x', 40\nmov r2, 33\nstore.b r2, [0x20028]\nmov r1, 0x20000\n"
        'mov r2, p\next.call r0, regex_match, r2, r1\nhalt\n.data\np: .asciz "(x+x+)+y"'
    )
    found, message = trap(text, on=run, seconds=0.3, extensions=installed())
    assert (found, "--timeout" in message) == (TrapKind.LIMIT, True)  # its own limit has another message


def test_a_blocking_call_is_interrupted() -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(Fault) as caught, Deadline(0.05, Clock()).interrupting():
            os.read(reading, 1)
    finally:
        os.close(reading)
        os.close(writing)
    assert caught.value.kind is TrapKind.LIMIT
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_a_resolver_that_hangs_is_abandoned(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: release.wait(60) and [])
    with pytest.raises(TimeoutError):
        dialling.resolve("example.org", 80, 0.05)
    release.set()


def test_all_addresses_of_a_host_share_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []
    times = iter((0.0, 0.0, 20.0, 31.0))

    class Silent(socket.socket):
        def connect(self, _: object) -> None:
            timeout = self.gettimeout()
            assert timeout is not None
            tried.append(timeout)
            raise TimeoutError

    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.0.0.{n}", 9)) for n in range(3)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: rows)
    monkeypatch.setattr(socket, "socket", Silent)
    monkeypatch.setattr(dialling.time, "monotonic", lambda: next(times))
    with pytest.raises(TimeoutError, match="too long"):
        dialling.dial("example.org", 9, 30.0)
    assert tried == [30.0, 10.0]


def test_output_has_a_quota(backend: Run) -> None:
    tape = Tape()
    found, message = trap("l: io.print 0, 100\nb l", on=backend, console=tape, output_bytes=250)
    assert (found, "--max-output" in message, len(tape.printed)) == (TrapKind.LIMIT, True, 200)


@pytest.mark.parametrize(
    "code",
    [
        "file.open r1, p, {p_len}, 6\nl: file.write r0, r1, 0, 100\nb l",
        "mov r1, p\nmov r2, 0x20000\nmov r3, 100\nl: ext.call r0, fs_write, r1, r2, r3\nb l",
    ],
)
def test_writing_to_files_has_a_quota(code: str, tmp_path: Path, backend: Run) -> None:
    path = tmp_path / "f"
    text = with_data(code, p=str(path))
    allowed = (str(tmp_path),)
    found, message = trap(text, on=backend, write=allowed, file_bytes=250, extensions=installed())
    assert (found, "--max-written" in message) == (TrapKind.LIMIT, True)
    assert path.stat().st_size <= 200


def test_senseless_options_are_usage_errors() -> None:
    for value in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="--timeout"):
            checked_seconds(value)
