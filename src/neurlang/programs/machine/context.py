"""The context of a call to an extension: what it may ask of the machine, and the taint of what it saw."""

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
    """One call. `taint` is the highest level among the arguments and all that was read through them here.

    What the call writes, and its result, carry that level. Methods trap by raising Fault.
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
        """The machine's open handles: `add`, `get`, `close`, and `hold` for bytes that are kept."""
        return self.session.handles

    @property
    def files(self) -> Files:
        """Files under the machine's permissions."""
        return self.session.files

    @property
    def clock(self) -> Clock:
        """The host's clocks."""
        return self.session.clock

    @property
    def deadline(self) -> Deadline:
        """When the run must be over; `left` bounds what a call waits for."""
        return self.session.deadline

    @property
    def random(self) -> random.Random:
        """The machine's source of random bits: the system's, or a seeded one."""
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
        """Note that the call saw data of that level, such as what comes back from the network."""
        if self._clean_only:
            forbid_taint(level, self._name)
        self.taint = max(self.taint, level)

    def forbid_taint(self, name: str) -> None:
        """From here on, and for the arguments, tainted data traps TAINT; `name` is the extension."""
        self._clean_only = True
        self._name = name
        forbid_taint(self.taint, name)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection, within `timeout` seconds and the run's own bound.

        Traps PERMISSION; raises OSError where it fails.
        """
        self.permissions.check_connect(host, port)
        from neurlang.programs.machine.host.dialling import dial

        return dial(host, port, self.deadline.left(timeout))
