"""The host: what lies outside the sandbox. A run takes it as an argument; a test can replace its parts.

`Host()` allows only the console. Console, clock, network and extensions are interfaces. By default they are the real
ones, which are made for each run and closed with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.context import Context
from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.console import Console, StandardConsole
from neurlang.programs.machine.host.permissions import Limits, Permissions
from neurlang.programs.machine.session_view import SessionView


class Extensions(Protocol):
    """What `ext.call` reaches."""

    def resolve(self, description: str) -> int | None:
        """The number of the extension that fits a description; None if none is near enough."""

    def call(self, number: int, arguments: Sequence[Argument], context: Context) -> int:
        """Call an extension; its result modulo 2^64 becomes rd. Raises Fault to trap.

        Each argument checks reads and writes through it against its capability and the sandbox.
        """


class Network(Protocol):
    """The network ops on handles. A method raises OSError if the operation fails; rd is then -1."""

    def socket(self, domain: int, kind: int) -> int:
        """A new socket's handle."""

    def connect(self, handle: int, host: str, port: int) -> int:
        """Connect; return 0."""

    def bind(self, handle: int, host: str, port: int) -> int:
        """Bind; return 0."""

    def listen(self, handle: int, backlog: int) -> int:
        """Wait for connections; return 0."""

    def accept(self, handle: int) -> int:
        """The next connection's handle."""

    def send(self, handle: int, data: bytes) -> int:
        """Send; return the number of bytes sent."""

    def receive(self, handle: int, size: int) -> bytes | int:
        """At most `size` bytes, empty if the peer is done; or a number, which becomes rd."""

    def close(self, handle: int) -> int:
        """Close; return 0."""

    def set_option(self, handle: int, option: str, value: int) -> int:
        """Set one of the options of `net.setopt`; return 0."""


def _sockets(session: SessionView) -> Network:
    from neurlang.programs.machine.host.sockets import Sockets

    return Sockets(session)


@dataclass(frozen=True, slots=True)
class Host:
    """The permissions and limits of a run, and the files, network and clock that it uses.

    `network` makes the network of one run. `timer` is the clock that measures the time limit, if the program's `clock`
    does not; waits by `clock` then take no time. `console` is where programs print and read lines: the process's own
    standard streams, or what a server puts there. If `root` is a directory, all paths are relative to it, absolute ones
    too, as with chroot; the permissions still hold and name real paths. `seed` makes `rand` reproducible. `share_ports`
    lets several processes listen on one port.

    Example:
        >>> import neurlang
        >>> host = neurlang.Host(permissions=neurlang.Permissions(read=("/etc/hostname",)), seed=1)
        >>> neurlang.run(neurlang.assemble("mov r0, 5"), host=host).result
        5

    """

    permissions: Permissions = field(default_factory=Permissions)
    limits: Limits = field(default_factory=Limits)
    extensions: Extensions | None = None
    network: Callable[[SessionView], Network] = _sockets
    console: Console = field(default_factory=StandardConsole)
    clock: Clock = field(default_factory=Clock)
    timer: Clock | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    arguments: tuple[str, ...] = ()
    root: str | None = None
    seed: int | None = None
    strict_capabilities: bool = False
    share_ports: bool = False
