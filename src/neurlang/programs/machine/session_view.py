"""What ops and extensions may use of a session: permissions, handles, files, clocks, random bits."""

from __future__ import annotations

import random
from typing import Protocol

from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.deadline import Deadline
from neurlang.programs.machine.host.files import Files
from neurlang.programs.machine.host.handles import Handles
from neurlang.programs.machine.host.permissions import Permissions


class SessionView(Protocol):
    """The session as ops, extensions and the network see it."""

    @property
    def permissions(self) -> Permissions:
        """What the program may do outside."""

    @property
    def share_ports(self) -> bool:
        """Whether several processes may listen on one port."""

    @property
    def clock(self) -> Clock:
        """The host's clocks."""

    @property
    def deadline(self) -> Deadline:
        """When the run must end."""

    @property
    def handles(self) -> Handles:
        """The open handles of the run."""

    @property
    def files(self) -> Files:
        """Files under the permissions."""

    @property
    def random(self) -> random.Random:
        """The source of random bits."""

    def count_written(self, size: int) -> None:
        """Count bytes that are about to be written to a file. Traps LIMIT."""

    def take_timeout(self) -> bool:
        """Whether the wait of the op that runs ended by the clock. Asking resets it."""
