"""The real network: TCP sockets under permissions. While a socket is not ready, the other tasks run."""

from __future__ import annotations

import errno
import socket
import struct
import time

from neurlang.programs.machine.host.dialling import resolve
from neurlang.programs.machine.session_view import SessionView
from neurlang.programs.machine.tasks.waiting import Blocked, SocketReady

_CONNECT_SECONDS = 30.0
_SHORTEST = 1e-3  # a timeout of 0 would mean that the socket does not wait at all
_MAX_BACKLOG = 4_096
_MAX_OPTION = (1 << 31) - 1
_PER_MILLISECOND = 1_000_000


class Connection:
    """A socket behind a handle, and how long it waits: not at all, for `timeout` nanoseconds, or forever."""

    __slots__ = ("is_bound", "socket", "timeout", "waits")

    def __init__(self, system_socket: socket.socket) -> None:
        system_socket.setblocking(False)
        self.socket = system_socket
        self.is_bound = False
        self.waits = True
        self.timeout: int | None = None

    def close(self) -> None:
        """Close the socket."""
        self.socket.close()


class Sockets:
    """The network of one run; see `host.Network` for the contract. Refusals trap PERMISSION."""

    __slots__ = ("_session",)

    def __init__(self, session: SessionView) -> None:
        self._session = session

    def socket(self, domain: int, kind: int) -> int:
        """A new TCP socket over IPv4 for (2, 1); all other kinds fail."""
        if (domain, kind) != (2, 1):
            raise OSError(errno.EPROTONOSUPPORT, "only TCP over IPv4")
        self._session.handles.check_room()
        return self._session.handles.add(Connection(socket.socket(socket.AF_INET, socket.SOCK_STREAM)))

    def connect(self, handle: int, host: str, port: int) -> int:
        """Connect within 30 seconds, which include resolving the name."""
        connection = self._find(handle)
        self._session.permissions.check_connect(host, port)
        end = time.monotonic() + self._session.deadline.left(_CONNECT_SECONDS)
        address = _address(host, port, end)
        connection.socket.settimeout(max(end - time.monotonic(), _SHORTEST))
        try:
            connection.socket.connect(address)
        finally:
            connection.socket.setblocking(False)
        return 0

    def bind(self, handle: int, host: str, port: int) -> int:
        """Bind. An empty host stands for every address of this machine."""
        connection = self._find(handle)
        self._session.permissions.check_listen(host, port)
        if self._session.share_ports:
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        end = time.monotonic() + self._session.deadline.left(_CONNECT_SECONDS)
        connection.socket.bind(_address(host, port, end) if host else ("", port))
        connection.is_bound = True
        return 0

    def listen(self, handle: int, backlog: int) -> int:
        """Wait for connections. Fails on a socket that is not bound: it would get a port that no flag allows."""
        connection = self._find(handle)
        if not connection.is_bound:
            raise OSError(errno.EINVAL, "not bound")
        connection.socket.listen(min(backlog, _MAX_BACKLOG))
        return 0

    def accept(self, handle: int) -> int:
        """The next connection's handle."""
        connection = self._find(handle)
        self._session.handles.check_room()
        try:
            accepted, _ = connection.socket.accept()
        except BlockingIOError:
            raise self._wait(connection, writing=False) from None
        return self._session.handles.add(Connection(accepted))

    def send(self, handle: int, data: bytes) -> int:
        """Send as many bytes as fit now, at least one."""
        connection = self._find(handle)
        try:
            return connection.socket.send(data, socket.MSG_NOSIGNAL)
        except BlockingIOError:
            raise self._wait(connection, writing=True) from None

    def receive(self, handle: int, size: int) -> bytes:
        """The bytes that have arrived, at most `size`."""
        connection = self._find(handle)
        try:
            return connection.socket.recv(size)
        except BlockingIOError:
            raise self._wait(connection, writing=False) from None

    def close(self, handle: int) -> int:
        """Close."""
        if not self._session.handles.close(handle, Connection):
            raise OSError(errno.EBADF, "no such socket")
        return 0

    def set_option(self, handle: int, option: str, value: int) -> int:
        """Set an option; `timeout` is in milliseconds (0: none), `linger` in seconds (negative: off)."""
        connection = self._find(handle)
        if value > _MAX_OPTION or (value < 0 and option != "linger"):
            raise OSError(errno.EINVAL, "a value out of range")
        if option == "nonblock":
            connection.waits = not value
        elif option == "timeout":
            connection.timeout = value * _PER_MILLISECOND or None
        elif option == "linger":
            seconds = struct.pack("ii", int(value >= 0), max(value, 0))
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, seconds)
        else:
            connection.socket.setsockopt(*_SYSTEM_OPTIONS[option], value)
        return 0

    def _find(self, handle: int) -> Connection:
        connection = self._session.handles.get(handle, Connection)
        if connection is None:
            raise OSError(errno.EBADF, "no such socket")
        return connection

    def _wait(self, connection: Connection, *, writing: bool) -> Exception:
        """What to raise if a socket is not ready: a wait, or an error if it does not wait or the wait is over."""
        if not connection.waits or self._session.take_timeout():
            return OSError(errno.EAGAIN, "not ready")
        deadline = None
        if connection.timeout is not None:
            deadline = self._session.clock.monotonic() + connection.timeout
        return Blocked(SocketReady(connection.socket.fileno(), writing, deadline))


_SYSTEM_OPTIONS = {
    "keepalive": (socket.SOL_SOCKET, socket.SO_KEEPALIVE),
    "reuseaddr": (socket.SOL_SOCKET, socket.SO_REUSEADDR),
    "nodelay": (socket.IPPROTO_TCP, socket.TCP_NODELAY),
    "rcvbuf": (socket.SOL_SOCKET, socket.SO_RCVBUF),
    "sndbuf": (socket.SOL_SOCKET, socket.SO_SNDBUF),
}


def _address(host: str, port: int, end: float) -> tuple[str, int]:
    """The first IPv4 address of a host. Raises OSError if it has none or `end` comes first."""
    found = resolve(host, port, max(end - time.monotonic(), 0.0), socket.AF_INET)
    return str(found[0][1][0]), port
