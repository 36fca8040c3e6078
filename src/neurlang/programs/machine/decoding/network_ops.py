"""What the `net` ops do with their operands; the host's `Network` does the rest."""

from __future__ import annotations

import errno
from collections.abc import Callable

from neurlang.programs.machine.arguments import Argument, forbid_taint
from neurlang.programs.machine.hidden.marks import NETWORK
from neurlang.programs.machine.host.permission_rules import MAX_PORT
from neurlang.programs.machine.session import Session


def socket(session: Session, domain: Argument, kind: Argument) -> int:
    """The handle of a new socket. Traps LIMIT if too many handles are open."""
    return session.network.socket(domain.value, kind.value)


def connect(session: Session, handle: Argument, address: Argument, port: Argument) -> int:
    """Connect; return 0. Traps PERMISSION, TAINT."""
    return session.network.connect(handle.value, *_place(address, port))


def bind(session: Session, handle: Argument, address: Argument, port: Argument) -> int:
    """Bind; return 0. Traps PERMISSION, TAINT."""
    return session.network.bind(handle.value, *_place(address, port))


def listen(session: Session, handle: Argument, backlog: Argument) -> int:
    """Wait for connections; return 0."""
    return session.network.listen(handle.value, backlog.value)


def accept(session: Session, handle: Argument) -> int:
    """The handle of the next connection. Traps LIMIT if too many handles are open."""
    return session.network.accept(handle.value)


def send(session: Session, handle: Argument, buffer: Argument, length: Argument) -> int:
    """Send bytes; return how many were sent, which may be fewer than wanted."""
    return session.network.send(handle.value, buffer.read(length.value))


def receive(session: Session, handle: Argument, buffer: Argument, length: Argument) -> int:
    """Receive to the buffer, with taint NETWORK; return the number of bytes, 0 if the peer is done."""
    buffer.check_writable(length.value)
    data = session.network.receive(handle.value, length.value)
    if isinstance(data, int):
        return data
    buffer.write(data[: length.value], NETWORK)
    return len(data[: length.value])


def close(session: Session, handle: Argument) -> int:
    """Close a socket; return 0."""
    return session.network.close(handle.value)


def _option(name: str) -> Callable[[Session, Argument, Argument], int]:
    def set_option(session: Session, handle: Argument, value: Argument) -> int:
        return session.network.set_option(handle.value, name, value.signed)

    return set_option


def _place(address: Argument, port: Argument) -> tuple[str, int]:
    """Host and port. Traps TAINT if either is tainted."""
    forbid_taint(max(address.taint, port.taint), "a network address")
    host = address.read_text()
    forbid_taint(address.taint_behind(len(host) + 1), "a network address")
    if not host.isascii() or port.value > MAX_PORT:
        raise OSError(errno.EINVAL, "no such host or port")
    return host.decode("ascii"), port.value


_OPTIONS = ("nonblock", "timeout", "keepalive", "reuseaddr", "nodelay", "rcvbuf", "sndbuf", "linger")

NETWORK_OPS: dict[str, Callable[..., int]] = {
    "net.socket": socket,
    "net.connect": connect,
    "net.bind": bind,
    "net.listen": listen,
    "net.accept": accept,
    "net.send": send,
    "net.recv": receive,
    "net.close": close,
    **{f"net.setopt.{option}": _option(option) for option in _OPTIONS},
}
