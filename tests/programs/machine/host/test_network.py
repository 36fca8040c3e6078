"""The network on loopback: what the flags allow, what fails with -1, and waits during which other tasks run."""

from __future__ import annotations

import socket

import pytest
from machine_cases import outcome, trap, value, with_data

from neurlang.programs.machine import Clock, TrapKind

HOST = "127.0.0.1"


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        found: int = free.getsockname()[1]
        return found


def echo(port: int, client: str) -> str:
    """A server that echoes one message, and a client task of the same program."""
    code = f"""
        net.socket r1, 2, 1
        net.setopt.reuseaddr r1, 1
        net.bind r2, r1, host, {port}
        net.listen r2, r1, 5
        spawn r9, client
        net.accept r3, r1
        net.recv r4, r3, 0x800, 100
        net.send r5, r3, 0x800, r4
        net.close r6, r3
        join r0, r9
        halt
    client:
        net.socket r1, 2, 1
        net.connect r2, r1, host, {port}
        net.send r3, r1, word, 5
        {client}
        halt
    """
    return with_data(code, host=HOST, word="hello")


def test_server_and_client_in_one_program(port: int) -> None:
    program = echo(port, "net.recv r0, r1, 0x900, 10")
    assert value(program, listen=(str(port),), connect=(f"{HOST}:{port}",)) == 5
    assert value(program, listen=(f"{HOST}:{port}",), connect=(HOST,)) == 5


def test_received_bytes_are_tainted_by_the_network(port: int) -> None:
    client = "net.recv r0, r1, 0x900, 10\nload.b r2, [0x900]\ncap.query r0, r2, 4"
    assert value(echo(port, client), listen=(str(port),), connect=(HOST,)) == 2


@pytest.mark.parametrize(
    "option", ["keepalive", "nodelay", "rcvbuf", "sndbuf", "linger", "timeout", "nonblock"]
)
def test_options(option: str) -> None:
    assert value(f"net.socket r1, 2, 1\nnet.setopt.{option} r0, r1, 1") == 0
    assert value(f"net.setopt.{option} r0, r1, 1") == -1


def test_a_socket_that_must_not_wait_returns_minus_one(port: int) -> None:
    code = f"net.socket r1, 2, 1\nnet.bind r2, r1, h, {port}\nnet.listen r2, r1, 5\n"
    end = "net.accept r0, r1\nhalt"
    text = with_data(code + "net.setopt.nonblock r1, 1\n" + end, h=HOST)
    assert value(text, listen=(str(port),)) == -1
    text = with_data(code + "net.setopt.timeout r1, 1\n" + end, h=HOST)
    assert value(text, listen=(str(port),)) == -1


def test_a_task_that_waits_for_the_network_lets_the_others_run(port: int) -> None:
    code = (
        f"net.socket r1, 2, 1\nnet.bind r2, r1, h, {port}\nnet.listen r2, r1, 5\n"
        "spawn r9, a\nmov r5, 1000\nl: subi r5, r5, 1\nyield\nbnez r5, l\nmov r0, 7\nhalt\n"
        "a: net.accept r0, r1"
    )
    assert value(with_data(code + "\nhalt", h=HOST), listen=(str(port),)) == 7


@pytest.mark.parametrize(
    "code",
    [
        "net.socket r0, 2, 2",
        "net.socket r0, 1, 1",
        "net.socket r0, 10, 1",
        "net.accept r0, 3",
        "net.close r0, 3",
        "net.send r0, 3, 0, 1",
        "net.recv r0, 3, 0x800, 1",
        "net.socket r1, 2, 1\nnet.send r0, r1, 0, 1",
        "net.socket r1, 2, 1\nnet.accept r0, r1",
        "net.socket r1, 2, 1\nnet.listen r0, r1, 5",
        "net.socket r1, 2, 1\nnet.connect r0, r1, h, 65536",
        "net.socket r1, 2, 1\nnet.connect r0, r1, h, 1",
        "net.socket r1, 2, 1\nnet.setopt.rcvbuf r0, r1, -5",
    ],
)
def test_failures_return_minus_one(code: str) -> None:
    assert value(with_data(code + "\nhalt", h=HOST), connect=(HOST,)) == -1


@pytest.mark.parametrize(
    ("op", "allowed"),
    [
        ("connect", {}),
        ("connect", {"connect": ("127.0.0.1:81",)}),
        ("connect", {"connect": ("localhost",)}),
        ("connect", {"listen": ("80",)}),
        ("bind", {}),
        ("bind", {"listen": ("81",)}),
        ("bind", {"listen": ("10.0.0.1:80",)}),
        ("bind", {"connect": ("127.0.0.1:80",)}),
    ],
)
def test_a_refusal_names_the_flag(op: str, allowed: dict[str, tuple[str, ...]]) -> None:
    kind, message = trap(with_data(f"net.socket r1, 2, 1\nnet.{op} r0, r1, h, 80\nhalt", h=HOST), **allowed)
    flag = {"connect": "--allow-connect", "bind": "--allow-listen"}[op]
    assert (kind, f"{flag} 127.0.0.1:80 would allow it" in message) == (TrapKind.PERMISSION, True)


def test_sockets_are_bounded() -> None:
    assert trap("l: net.socket r1, 2, 1\nb l", handles=3)[0] is TrapKind.LIMIT


def test_a_time_out_is_measured_by_the_host_clock(port: int) -> None:
    now = iter(range(0, 10**12, 10**9))
    clock = Clock(monotonic=lambda: next(now))
    code = (
        f"net.socket r1, 2, 1\nnet.bind r2, r1, h, {port}\nnet.listen r2, r1, 5\n"
        "net.setopt.timeout r1, 1000\nnet.accept r0, r1\nhalt"
    )
    assert outcome(with_data(code, h=HOST), listen=(str(port),), clock=clock).result == -1
