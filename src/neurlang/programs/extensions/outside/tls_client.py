"""TLS connections as a client: certificates are checked against the system's roots and the host's name."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.outside.waiting import TIMEOUT, host_name
from neurlang.programs.extensions.parameters import closed, data, freed, held, number, out, text
from neurlang.programs.machine import NETWORK, Context

_RECORD = 64 << 10
"""Bytes charged for the buffers of a connection."""


@dataclass(frozen=True, slots=True, eq=False)
class Connection(Held):
    """An open TLS connection."""

    noun = "TLS connection"

    socket: ssl.SSLSocket

    @property
    def size(self) -> int:
        """Its buffers."""
        return OVERHEAD + _RECORD

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


def connect(context: Context, host: bytes, port: int) -> Connection | None:
    """Connect and do the TLS handshake; None if that fails. Traps PERMISSION."""
    name = host_name(host)
    if name is None or not 0 < port < 1 << 16:
        return None
    try:
        plain = context.connect(name, port, TIMEOUT)
    except OSError:
        return None
    try:
        return Connection(ssl.create_default_context().wrap_socket(plain, server_hostname=name))
    except (OSError, ValueError):
        plain.close()
        return None


def send(connection: Connection, content: bytes) -> int | None:
    """Send all of the bytes; return their number, or None if that fails."""
    try:
        connection.socket.sendall(content)
    except OSError:
        return None
    return len(content)


def receive(connection: Connection, most: int) -> bytes | None:
    """At most `most` bytes, empty if the peer is done; None if that fails. Traps LIMIT."""
    if most < 0:
        return None
    try:
        return connection.socket.recv(bounded_size(most))
    except OSError:
        return None


_CONNECTION = held("connection", Connection)

EXTENSIONS = (
    extension(
        "tls_connect",
        "Connect to a server over TLS (SSL): open an encrypted connection",
        connect,
        (text("host", clean=True), number("port")),
        gives="a connection's handle; -1 on failure",
        needs="--allow-connect",
        in_context=True,
        taint=NETWORK,
    ),
    extension(
        "tls_send",
        "Send bytes over a TLS connection",
        send,
        (_CONNECTION, data()),
        gives="the count of bytes; -1 on failure",
        needs="--allow-connect",
    ),
    extension(
        "tls_recv",
        "Receive bytes from a TLS connection",
        receive,
        (_CONNECTION, number("max"), out()),
        gives="the bytes, none at the end; -1 on failure",
        needs="--allow-connect",
        taint=NETWORK,
    ),
    extension(
        "tls_close",
        "Close a TLS connection",
        freed,
        (closed("connection", Connection),),
        gives="0",
        needs="--allow-connect",
    ),
)
