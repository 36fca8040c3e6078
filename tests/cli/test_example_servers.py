"""The servers among the examples, run by `nl run`."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[2] / "examples"
LOCAL = "127.0.0.1"
PATIENCE = 120.0  # seconds after which a server that does not listen has failed; the first server also makes stencils
PAGE = b"Hello, world!\n"
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@contextmanager
def serving(name: str, register: str, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server example run by `nl run`, and its port."""
    with socket.create_server((LOCAL, 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "neurlang.cli", "run", str(EXAMPLES / f"{name}.nl"), "--max-instr", "0"]
    command += ["--allow-listen", f"{LOCAL}:{port}", "--reg", f"{register}={port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process, port
    finally:
        process.kill()
        process.communicate()


def connected(process: subprocess.Popen[str], port: int) -> socket.socket:
    """A client, connected as soon as the server listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection((LOCAL, port), PATIENCE)
        except ConnectionRefusedError:
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < end, "the server never listened"


def answer_to(client: socket.socket) -> bytes:
    """Everything that the server sends."""
    return client.makefile("rb").read()


@pytest.mark.slow
def test_the_echo_server_sends_all_bytes_to_a_slow_reader() -> None:
    content = bytes(range(256)) * 40_000
    with serving("tcp_echo_server", "r1", "--reg", "r2=1") as (process, port):
        with connected(process, port) as client:
            writer = threading.Thread(
                target=lambda: (client.sendall(content), client.shutdown(socket.SHUT_WR))
            )
            writer.start()
            # Read nothing until the buffers on the way are full, so that the server sends in parts.
            writer.join(0.5)
            echoed = answer_to(client)
            writer.join()
        assert echoed == content
        assert process.communicate(timeout=PATIENCE)[0] == f"{len(content)}\n"


@pytest.mark.slow
def test_the_http_server_reads_in_pieces_and_serves_others_while_one_is_silent() -> None:
    with serving("http_server", "r2", "--reg", "r3=5") as (process, port):
        with connected(process, port) as silent, connected(process, port) as slow:
            slow.sendall(REQUEST[:9])
            for request, wanted in ((REQUEST, PAGE), (b"GET /x HTTP/1.1\r\n\r\n", b""), (b"\r\n\r\n", b"")):
                with connected(process, port) as client:
                    client.sendall(request)
                    reply = answer_to(client)
                assert reply.startswith(b"HTTP/1.1 200" if wanted else b"HTTP/1.1 404")
                assert reply.split(b"\r\n\r\n", 1)[1] == wanted
            for byte in REQUEST[9:]:
                slow.sendall(bytes((byte,)))
            assert answer_to(slow).endswith(PAGE)
            silent.sendall(b"G" * 4096)
            assert answer_to(silent).startswith(b"HTTP/1.1 431")
        assert process.communicate(timeout=PATIENCE)[0] == "4\n"


@pytest.mark.slow
def test_a_server_ends_at_its_bound_of_time() -> None:
    with serving("http_server", "r2", "--timeout", "1") as (process, port):
        connected(process, port).close()
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, "")
    assert "Trap LIMIT" in err
    assert "--timeout" in err
