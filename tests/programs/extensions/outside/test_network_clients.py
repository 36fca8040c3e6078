"""HTTP and TLS clients with servers on loopback, and what the clients refuse."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions.outside import http_client
from neurlang.programs.machine import NETWORK, Host, Permissions, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Desk


class Echo(BaseHTTPRequestHandler):
    """Answers with the method, the path, the content type and the body."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "none")
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "http://example.invalid/")
            self.end_headers()
            return
        content = f"{self.command} {self.path} {kind} ".encode() + body
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", str(len(content) + 10 * (self.path == "/short")))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  (named by http.server)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def web(make_desk: Callable[[Host], Desk], port: int) -> Desk:
    return make_desk(Host(permissions=Permissions(connect=(f"127.0.0.1:{port}",))))


def url(desk: Desk, port: int, path: str) -> int:
    return desk.put(f"http://127.0.0.1:{port}{path}".encode())


def fetched(desk: Desk, response: int) -> tuple[int, bytes]:
    body = desk.call("http_response_body", response)
    return desk.call("http_response_status", response), desk.content(body)


def test_each_method(web: Desk, port: int) -> None:
    place, body, kind = url(web, port, "/a?b=1"), web.put(b"body"), web.put(b"text/plain")
    assert fetched(web, web.call("http_get", place)) == (200, b"GET /a?b=1 none ")
    assert fetched(web, web.call("http_delete", place)) == (200, b"DELETE /a?b=1 none ")
    assert fetched(web, web.call("http_post", place, body, kind)) == (200, b"POST /a?b=1 text/plain body")
    assert fetched(web, web.call("http_put", place, body)) == (
        200,
        b"PUT /a?b=1 application/octet-stream body",
    )


def test_an_error_status_is_an_answer(web: Desk, port: int) -> None:
    response = web.call("http_get", url(web, port, "/missing"))
    assert web.call("http_response_status", response) == 404
    assert web.call("http_free", response) == 0
    web.traps(TrapKind.INVALID, "http_response_status", response)


def test_a_redirect_is_an_answer(web: Desk, port: int) -> None:
    assert fetched(web, web.call("http_get", url(web, port, "/redirect")))[0] == 302


def test_an_answer_cut_short_fails(web: Desk, port: int) -> None:
    assert web.call("http_get", url(web, port, "/short")) == -1


def test_an_answer_that_is_too_long_traps(web: Desk, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neurlang.programs.extensions.bounds.MAX_RESULT", 10)
    web.traps(TrapKind.LIMIT, "http_get", url(web, port, "/a"))


def test_an_answer_that_never_comes_fails(
    make_desk: Callable[[Host], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "DEADLINE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        other = silent.getsockname()[1]
        desk = make_desk(Host(permissions=Permissions(connect=(f"127.0.0.1:{other}",))))
        assert desk.call("http_get", url(desk, other, "/")) == -1


def test_an_answer_that_arrives_too_slowly_fails_at_the_time_limit(
    make_desk: Callable[[Host], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "DEADLINE", 0.3)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as slow:
        thread = threading.Thread(target=_trickle, args=(slow, over), daemon=True)
        thread.start()
        other = slow.getsockname()[1]
        desk = make_desk(Host(permissions=Permissions(connect=(f"127.0.0.1:{other}",))))
        assert desk.call("http_get", url(desk, other, "/")) == -1
        assert not over.is_set()  # no byte was late: each single wait was far below the bound
        thread.join(60)
        assert over.is_set()  # the connection was cut


def _trickle(listener: socket.socket, over: threading.Event) -> None:
    """Answer a byte at a time, for as long as the client listens."""
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not over.wait(0.01):
            connection.sendall(b"x")
    over.set()


def test_the_time_for_connecting_counts(
    make_desk: Callable[[Host], Desk], port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first addresses of a name do not answer. The one that does is reached only after the time limit."""
    clock = SteppingClock(step=http_client.DEADLINE + 1)
    monkeypatch.setattr(http_client, "time", clock)
    desk = make_desk(Host(permissions=Permissions(connect=(f"127.0.0.1:{port}",))))
    assert desk.call("http_get", url(desk, port, "/a")) == -1
    clock.step = 0.0
    assert fetched(desk, desk.call("http_get", url(desk, port, "/a"))) == (200, b"GET /a none ")


class SteppingClock:
    """Stands in for `time`: each look takes a step."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def monotonic(self) -> float:
        self.now += self.step
        return self.now


@pytest.mark.parametrize("name", ["http_get", "http_post", "http_put", "http_delete"])
def test_no_connection_without_permission(desk: Desk, port: int, name: str) -> None:
    message = desk.traps(TrapKind.PERMISSION, name, url(desk, port, "/"))
    assert f"--allow-connect 127.0.0.1:{port}" in message


def test_permission_for_one_port_does_not_allow_another(web: Desk) -> None:
    web.traps(TrapKind.PERMISSION, "http_get", web.put(b"http://127.0.0.1:1/"))
    web.traps(TrapKind.PERMISSION, "http_get", web.put(b"https://127.0.0.1/"))


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"127.0.0.1",
        b"file:///etc/passwd",
        b"ftp://127.0.0.1/",
        b"http://",
        b"http://127.0.0.1:0/",
        b"http://127.0.0.1:99999/",
        b"http://127.0.0.1:PORT/\r\nX: y",
        b"http://127.0.0.1:PORT/ HTTP/1.1",
        b"http://user:pass@127.0.0.1:PORT/",
        b"http://[::1/",
        "http://exämple/".encode(),
    ],
)
def test_texts_that_are_not_urls_fail(web: Desk, port: int, wrong: bytes) -> None:
    assert web.call("http_get", web.put(wrong.replace(b"PORT", str(port).encode()))) == -1


def test_a_content_type_cannot_smuggle_in_a_header(web: Desk, port: int) -> None:
    assert web.call("http_post", url(web, port, "/"), web.put(b""), web.put(b"a\r\nX: y")) == -1


def test_network_data_is_tainted_and_urls_must_be_clean(web: Desk, port: int) -> None:
    place = url(web, port, "/")
    _, taint = web.call_marked("http_get", web.argument(place))
    assert taint == NETWORK
    assert web.state.shadow is not None
    web.state.shadow.fill(place, 8, NETWORK)
    web.traps(TrapKind.TAINT, "http_get", place)


def test_tls_needs_permission(desk: Desk) -> None:
    desk.traps(TrapKind.PERMISSION, "tls_connect", desk.put(b"127.0.0.1"), 443)


@pytest.mark.parametrize(
    ("host", "number"), [(b"", 443), (b"127.0.0.1", 0), (b"127.0.0.1", 70000), (b"a b", 443)]
)
def test_senseless_hosts_and_ports_fail(desk: Desk, host: bytes, number: int) -> None:
    assert desk.call("tls_connect", desk.put(host), number) == -1


def test_tls_does_not_talk_to_a_server_without_tls(web: Desk, port: int) -> None:
    assert web.call("tls_connect", web.put(b"127.0.0.1"), port) == -1


class TestTlsServer:
    @pytest.fixture
    def tls_port(
        self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[int]:
        """A server that sends back once what it receives. Its certificate is the only trusted root."""
        certificate, key = _certificate(tmp_path_factory.mktemp("tls"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=_echo_once, args=(listener, context), daemon=True)
            thread.start()
            yield listener.getsockname()[1]
            thread.join(10)

    def test_a_conversation(self, make_desk: Callable[[Host], Desk], tls_port: int) -> None:
        desk = make_desk(Host(permissions=Permissions(connect=("localhost",))))
        connection = desk.call("tls_connect", desk.put(b"localhost"), tls_port)
        assert connection > 0
        assert desk.call("tls_send", connection, desk.put(b"hello"), 5) == 5
        buffer = desk.room(16)
        assert desk.call("tls_recv", connection, 16, buffer) == 5
        assert desk.peek(buffer, 5) == b"hello"
        assert desk.call("tls_recv", connection, 16, buffer) == 0
        assert desk.call("tls_recv", connection, -1) == -1
        assert desk.call("tls_close", connection) == 0
        desk.traps(TrapKind.INVALID, "tls_send", connection, buffer, 1)

    def test_a_certificate_for_another_name_is_refused(
        self, make_desk: Callable[[Host], Desk], tls_port: int
    ) -> None:
        desk = make_desk(Host(permissions=Permissions(connect=("127.0.0.1",))))
        assert desk.call("tls_connect", desk.put(b"127.0.0.1"), tls_port) == -1


def _echo_once(listener: socket.socket, context: ssl.SSLContext) -> None:
    plain, _ = listener.accept()
    try:
        with context.wrap_socket(plain, server_side=True) as connection:
            connection.sendall(connection.recv(16))
            connection.unwrap()
    except OSError:
        plain.close()


def _certificate(directory: object) -> tuple[str, str]:
    """The files of a self-signed certificate for localhost and of its key."""
    pytest.importorskip("cryptography")
    from datetime import datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    places = f"{directory}/certificate.pem", f"{directory}/key.pem"
    contents = (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    for place, content in zip(places, contents, strict=True):
        with open(place, "wb") as file:  # noqa: PTH123
            file.write(content)
    return places
