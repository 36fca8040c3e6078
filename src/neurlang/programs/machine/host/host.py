"""The host: what lies outside the sandbox, as values that a run takes and a test can replace.

`Host()` allows nothing but the console. Each field that reaches the world (console, clock, network,
extensions) is an interface; the defaults are the real ones, made anew for each run and closed with it.
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
        """The number of the extension that does what the text says, None where none is near enough."""

    def call(self, number: int, arguments: Sequence[Argument], context: Context) -> int:
        """Call an extension; its result, taken modulo 2^64, is rd's. Raises Fault to trap.

        Reading and writing through an argument is checked against its capability and the sandbox.
        """


class Network(Protocol):
    """The network ops on handles. A method raises OSError where the operation fails: rd is then -1."""

    def socket(self, domain: int, kind: int) -> int:
        """A new socket's handle."""

    def connect(self, handle: int, host: str, port: int) -> int:
        """Connect; 0."""

    def bind(self, handle: int, host: str, port: int) -> int:
        """Bind; 0."""

    def listen(self, handle: int, backlog: int) -> int:
        """Wait for connections; 0."""

    def accept(self, handle: int) -> int:
        """The next connection's handle."""

    def send(self, handle: int, data: bytes) -> int:
        """Send; how many bytes were."""

    def receive(self, handle: int, size: int) -> bytes | int:
        """At most `size` bytes, empty where the peer is done; a number stands for itself in rd."""

    def close(self, handle: int) -> int:
        """Close; 0."""

    def set_option(self, handle: int, option: str, value: int) -> int:
        """Set one of the options of `net.setopt`; 0."""


def _sockets(session: SessionView) -> Network:
    from neurlang.programs.machine.host.sockets import Sockets

    return Sockets(session)


@dataclass(frozen=True, slots=True)
class Host:
    """Permissions and limits of a run, and the world that it meets.

    `network` makes the network of one run. `timer` is the clock by which the bound of time counts, if it is not the
    program's `clock`: waits by that one then take no time. With `root`, a directory, paths are taken within it,
    absolute ones too, as with chroot; the permissions still hold and name real paths. `seed` makes `rand`
    reproducible; `share_ports` lets several processes listen on one port.
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
