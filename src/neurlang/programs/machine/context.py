"""The context of a call to an extension: its access to the machine, and the taint of what it read."""

from __future__ import annotations

import random
import socket
from collections.abc import Sequence

from neurlang.programs.machine.arguments import Argument, forbid_taint
from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.deadline import Deadline
from neurlang.programs.machine.host.files import Files
from neurlang.programs.machine.host.handles import Handles
from neurlang.programs.machine.host.permissions import Permissions
from neurlang.programs.machine.session_view import SessionView


class Context:
    """One call. `taint` is the highest level among the arguments and everything that was read through them.

    The bytes that the call writes, and its result, get that level. Methods trap by raising Fault.
    """

    __slots__ = ("_clean_only", "_name", "session", "taint")

    def __init__(self, session: SessionView, arguments: Sequence[Argument]) -> None:
        self.session = session
        self.taint = max((argument.taint for argument in arguments), default=0)
        self._clean_only = False
        self._name = "an extension"

    @property
    def permissions(self) -> Permissions:
        """What the program may do outside."""
        return self.session.permissions

    @property
    def handles(self) -> Handles:
        """The open handles of the run: `add`, `get`, `close`, and `hold` to count the bytes that are kept."""
        return self.session.handles

    @property
    def files(self) -> Files:
        """Files under the run's permissions."""
        return self.session.files

    @property
    def clock(self) -> Clock:
        """The host's clocks."""
        return self.session.clock

    @property
    def deadline(self) -> Deadline:
        """When the run must end; `left` bounds how long a call may wait."""
        return self.session.deadline

    @property
    def random(self) -> random.Random:
        """The run's source of random bits: the system's, or a seeded one."""
        return self.session.random

    def read(self, address: Argument, size: int) -> bytes:
        """Bytes of memory. Traps CAPABILITY, BOUNDS; TAINT after `forbid_taint`."""
        data = address.read(size)
        self.mark_taint(address.taint_behind(size))
        return data

    def read_text(self, address: Argument) -> bytes:
        """A text before its NUL. Traps CAPABILITY, BOUNDS, LIMIT; TAINT after `forbid_taint`."""
        text = address.read_text()
        self.mark_taint(address.taint_behind(len(text)))
        return text

    def write(self, address: Argument, data: bytes) -> None:
        """Write bytes to memory. Traps CAPABILITY, BOUNDS."""
        address.write(data, self.taint)

    def mark_taint(self, level: int) -> None:
        """Record that the call read data of that level, such as bytes from the network."""
        if self._clean_only:
            forbid_taint(level, self._name)
        self.taint = max(self.taint, level)

    def forbid_taint(self, name: str) -> None:
        """Trap TAINT if an argument is tainted, or if data read from now on is; `name` is the extension."""
        self._clean_only = True
        self._name = name
        forbid_taint(self.taint, name)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection, made within `timeout` seconds and the run's own time limit.

        Traps PERMISSION; raises OSError if it fails.
        """
        self.permissions.check_connect(host, port)
        from neurlang.programs.machine.host.dialling import dial

        return dial(host, port, self.deadline.left(timeout))
