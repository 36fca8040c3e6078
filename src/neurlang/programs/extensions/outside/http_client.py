"""HTTP requests (RFC 9110) under the permission to connect.

A redirect is an answer like any other; the program decides whether to follow it.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.outside.waiting import TIMEOUT, host_name
from neurlang.programs.extensions.parameters import closed, freed, held, text
from neurlang.programs.machine import NETWORK, Context

DEADLINE = 120.0
"""Seconds that a whole request may take, however slowly its bytes arrive."""

_PIECE = 64 << 10
_PORTS = {"http": 80, "https": 443}
_AGENT = "neurlang"


@dataclass(frozen=True, slots=True)
class Response(Held):
    """An answer: its status code and its body."""

    noun = "HTTP response"

    status: int
    body: bytes

    @property
    def size(self) -> int:
        """Its body and the overhead."""
        return OVERHEAD + len(self.body)


def _request(method: str) -> Callable[[Context, bytes, bytes | None, bytes], Response | None]:
    """The meaning of a request with that method."""

    def request(context: Context, url: bytes, body: bytes | None, kind: bytes) -> Response | None:
        parts = _split(url)
        if parts is None or _has_control(kind):
            return None
        headers = {"Host": parts.netloc, "User-Agent": _AGENT, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = kind.decode("latin-1")
        return _exchange(context, method, parts, body, headers)

    return request


def _without_body(method: str) -> Callable[[Context, bytes], Response | None]:
    request = _request(method)
    return lambda context, url: request(context, url, None, b"")


def status(response: Response) -> int:
    """The status code, such as 200."""
    return response.status


def body(response: Response) -> bytes:
    """The body."""
    return response.body


def _split(url: bytes) -> SplitResult | None:
    """The parts of an http or https URL; None if it is not one, or could smuggle in a header."""
    try:
        parts = urlsplit(url.decode("ascii"))
        usable = parts.scheme in _PORTS and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    if not usable or _has_control(url) or b" " in url or host_name((parts.hostname or "").encode()) is None:
        return None
    return parts


def _has_control(content: bytes) -> bool:
    return any(byte < 0x20 or byte == 0x7F for byte in content)


def _exchange(
    context: Context, method: str, parts: SplitResult, body: bytes | None, headers: dict[str, str]
) -> Response | None:
    """Send a request and read its answer; None if that fails. Traps PERMISSION, LIMIT."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(host, port)
    end = time.monotonic() + context.deadline.left(DEADLINE)
    try:
        plain = connection.sock = context.connect(host, port, min(TIMEOUT, DEADLINE))
        with _cut_at(end, plain):
            if parts.scheme == "https":
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            with _cut_at(end, connection.sock):  # wrapping has detached the plain socket
                connection.request(method, target, body, headers)
                answer = connection.getresponse()
                return Response(answer.status, _read(answer))
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


@contextmanager
def _cut_at(end: float, sock: socket.socket) -> Iterator[None]:
    """Within this context, a timer ends the connection at a time of the monotonic clock; waiting for it then fails."""
    timer = Timer(max(end - time.monotonic(), 0.0), _cut, (sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The body, read piece by piece. Traps LIMIT if it is too long."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size = bounded_size(size + len(piece))
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


_URL = text("url", clean=True)
_BODY = text("body", default=b"")
_KIND = text("content_type", default=b"application/octet-stream")
_RESPONSE = held("response", Response)
_GIVES = "a response's handle; -1 if there is no answer"

EXTENSIONS = (
    extension(
        "http_get",
        "HTTP GET request: fetch a URL, download a web page",
        _without_body("GET"),
        (_URL,),
        gives=_GIVES,
        needs="--allow-connect",
        in_context=True,
        taint=NETWORK,
    ),
    extension(
        "http_post",
        "HTTP POST request: send a body to a URL, submit",
        _request("POST"),
        (_URL, _BODY, _KIND),
        gives=_GIVES,
        needs="--allow-connect",
        in_context=True,
        taint=NETWORK,
    ),
    extension(
        "http_put",
        "HTTP PUT request: upload, store a body at a URL",
        _request("PUT"),
        (_URL, _BODY, _KIND),
        gives=_GIVES,
        needs="--allow-connect",
        in_context=True,
        taint=NETWORK,
    ),
    extension(
        "http_delete",
        "HTTP DELETE request: remove what a URL names",
        _without_body("DELETE"),
        (_URL,),
        gives=_GIVES,
        needs="--allow-connect",
        in_context=True,
        taint=NETWORK,
    ),
    extension(
        "http_response_status",
        "Status code of an HTTP response",
        status,
        (_RESPONSE,),
        gives="the code, such as 200",
        taint=NETWORK,
    ),
    extension(
        "http_response_body",
        "Body of an HTTP response: its content",
        body,
        (_RESPONSE,),
        gives="a string",
        taint=NETWORK,
    ),
    extension(
        "http_response_free", "Free an HTTP response", freed, (closed("response", Response),), gives="0"
    ),
)
