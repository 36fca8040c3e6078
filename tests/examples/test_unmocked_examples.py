"""Every example that mocks an extension or the network, run against the real thing on this machine alone."""

from __future__ import annotations

import http.server
import socket
import sqlite3
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions import installed
from neurlang.programs.ir import Program, assemble
from neurlang.programs.machine import Host, Outcome, Permissions, TrapKind, run
from neurlang.programs.testing import find_files, parse_annotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).parents[2] / "examples"
LOCAL = "127.0.0.1"
PATIENCE = 20.0  # seconds until a server that never listens is a failure

RUN_HERE = {
    *("tcp_echo_server", "http_server", "tcp_client", "offline_client", "http_get_status"),
    *("sqlite_crud", "sealed_message"),
}


def program_of(name: str) -> Program:
    return assemble((FOLDER / f"{name}.nl").read_text(), f"{name}.nl")


def run_example(
    name: str,
    registers: Mapping[str | int, int],
    preload: Mapping[int, bytes] | None = None,
    **allowed: tuple[str, ...],
) -> Outcome:
    host = Host(permissions=Permissions(**allowed), extensions=installed())
    return run(program_of(name), registers, preload=preload, host=host)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A server example in a thread of its own; `ready` says that it waits for a connection."""

    def __init__(self, name: str, registers: Mapping[str | int, int], port: int) -> None:
        self.ready = threading.Event()
        self.port = port
        self._program = program_of(name)
        self._registers = registers
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._outcome: Outcome | None = None

    def __enter__(self) -> Server:
        self._thread.start()
        assert self.ready.wait(PATIENCE), "the server never accepted"
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(PATIENCE)

    @property
    def outcome(self) -> Outcome:
        assert self._outcome is not None, "the server did not end"
        return self._outcome

    def _serve(self) -> None:
        host = Host(permissions=Permissions(listen=(f"{LOCAL}:{self.port}",)))
        self._outcome = run(self._program, self._registers, host=host, trace=self._see)

    def _see(self, index: int, _: object) -> None:
        # The socket listens since the instruction before.
        if self._program.instructions[index].op_mode.full_name == "net.accept":
            self.ready.set()


def test_every_mocked_example_is_run_here() -> None:
    annotated = [parse_annotations(file.read_text(), file.name) for file in find_files(FOLDER)]
    assert {each.name for each in annotated if each.mocks or each.net_mocks} == RUN_HERE


def test_the_echo_server_echoes_to_sockets() -> None:
    port = free_port()
    with Server("tcp_echo_server", {"r1": port, "r2": 2}, port) as server:
        for message in (b"hello", b"x" * 10_000):
            with socket.create_connection((LOCAL, port), PATIENCE) as client:
                client.sendall(message)
                client.shutdown(socket.SHUT_WR)
                assert client.makefile("rb").read() == message
    assert (server.outcome.trap, server.outcome.result) == (None, 10_005)


def test_the_http_server_answers_urllib() -> None:
    port = free_port()
    with Server("http_server", {"r2": port, "r3": 2}, port) as server:
        with urllib.request.urlopen(f"http://{LOCAL}:{port}/", timeout=PATIENCE) as page:
            assert (page.status, page.read()) == (200, b"Hello, world!\n")
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"http://{LOCAL}:{port}/missing", timeout=PATIENCE)
        assert missing.value.code == 404
    assert (server.outcome.trap, server.outcome.result) == (None, 2)
    assert server.outcome.registers["r1"] == 1


@pytest.mark.parametrize("name", ["tcp_echo_server", "http_server"])
def test_a_server_may_not_listen_unasked(name: str) -> None:
    registers: dict[str | int, int] = {"r1": 8080, "r2": 8080, "r3": 1}
    trap = run_example(name, registers).trap
    assert trap is not None
    assert trap.kind is TrapKind.PERMISSION
    assert "--allow-listen 127.0.0.1:8080" in trap.message


@pytest.mark.parametrize(("name", "register"), [("tcp_echo_server", "r1"), ("http_server", "r2")])
def test_a_port_that_is_taken_ends_a_server(name: str, register: str) -> None:
    with socket.create_server((LOCAL, 0)) as taken:
        port = taken.getsockname()[1]
        assert run_example(name, {register: port}, listen=(f"{LOCAL}:{port}",)).result == -1


def test_the_client_reads_an_answer_to_its_end() -> None:
    with socket.create_server((LOCAL, 0)) as server:
        server.settimeout(PATIENCE)

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                assert connection.recv(5) == b"ping\n"
                connection.sendall(b"pong ")
                connection.sendall(b"pong!\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        outcome = run_example("tcp_client", {"r1": port, "r2": 0x2000}, connect=(f"{LOCAL}:{port}",))
        thread.join(PATIENCE)
    assert outcome.trap is None
    assert bytes(outcome.memory[0x2000 : 0x2000 + outcome.result]) == b"pong pong!\n"


@pytest.mark.parametrize(("name", "register"), [("tcp_client", "r1"), ("offline_client", "r2")])
def test_clients_say_that_nobody_answers(name: str, register: str) -> None:
    port = free_port()
    outcome = run_example(name, {register: port}, connect=(LOCAL,))
    assert (outcome.trap, outcome.result) == (None, -1)


def test_a_client_may_not_connect_unasked() -> None:
    trap = run_example("tcp_client", {"r1": 80}, connect=(f"{LOCAL}:81",)).trap
    assert trap is not None
    assert trap.kind is TrapKind.PERMISSION


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = b"a page"
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def web_server() -> Iterator[int]:
    with http.server.HTTPServer((LOCAL, 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(PATIENCE)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/missing", 404)])
def test_the_http_client_fetches_a_page(path: str, status: int) -> None:
    with web_server() as port:
        url = f"http://{LOCAL}:{port}{path}".encode()
        outcome = run_example("http_get_status", {"r2": 0x1000}, {0x1000: url}, connect=(f"{LOCAL}:{port}",))
    assert (outcome.trap, outcome.result, outcome.registers["r1"]) == (None, status, len(b"a page"))


@pytest.mark.slow
def test_the_database_is_an_sqlite_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # the second time over what the first left
        outcome = run_example("sqlite_crud", {}, read=(str(tmp_path),), write=(str(tmp_path),))
        assert (outcome.trap, outcome.result, outcome.registers["r1"]) == (None, 37, 1)
    with sqlite3.connect(tmp_path / "people.sqlite") as database:
        assert database.execute("SELECT name, age FROM people").fetchall() == [("Ada", 37)]


def test_the_database_needs_both_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    trap = run_example("sqlite_crud", {}, read=(str(tmp_path),)).trap
    assert trap is not None
    assert trap.kind is TrapKind.PERMISSION
    assert "--allow-write" in trap.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(find_spec("cryptography") is None, reason="needs the extra crypto")
@pytest.mark.parametrize("message", [b"hello", b"", b"m" * 4000])
def test_a_sealed_message_opens_again(message: bytes) -> None:
    registers: dict[str | int, int] = {"r2": 0x1000, "r3": len(message), "r4": 0x3000}
    outcome = run_example("sealed_message", registers, {0x1000: message})
    assert (outcome.trap, outcome.result) == (None, len(message))
    assert outcome.memory[0x3000 : 0x3000 + len(message)] == message
