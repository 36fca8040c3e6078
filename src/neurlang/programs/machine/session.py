"""A session: what one run holds outside its registers and memory. It is closed when the run ends."""

from __future__ import annotations

import random

from neurlang.programs.machine.code import Code
from neurlang.programs.machine.host.clock import Clock
from neurlang.programs.machine.host.deadline import NEVER, Deadline
from neurlang.programs.machine.host.files import Files
from neurlang.programs.machine.host.handles import Handles
from neurlang.programs.machine.host.host import Host, Network
from neurlang.programs.machine.host.permissions import Permissions
from neurlang.programs.machine.state import State
from neurlang.programs.machine.tasks.channels import Channels
from neurlang.programs.machine.tasks.scheduling import Tasks
from neurlang.programs.machine.traps import Fault, TrapKind


class Session:
    """The host, and the run's tasks, channels, handles, files, network and random bits.

    `data_end` is the address after the data section. Ops and extensions see a session as a `SessionView`.
    """

    __slots__ = (
        "_network",
        "_printed",
        "_written",
        "channels",
        "data_end",
        "deadline",
        "files",
        "handles",
        "host",
        "random",
        "tasks",
        "text_addresses",
    )

    def __init__(
        self, host: Host, code: Code, state: State, data_end: int, deadline: Deadline = NEVER
    ) -> None:
        self.host = host
        self.deadline = deadline
        self.channels = Channels(host.limits)
        self.tasks = Tasks(code, state, host.limits, host.clock, self.channels, deadline)
        self.handles = Handles(host.limits)
        self.files = Files(host.permissions, host.root)
        self.random = random.SystemRandom() if host.seed is None else random.Random(host.seed)
        self.data_end = data_end
        self.text_addresses: dict[str | int, int] = {}  # of variables by name, of arguments by index
        self._network: Network | None = None
        self._printed = self._written = 0

    @property
    def permissions(self) -> Permissions:
        """What the program may do outside."""
        return self.host.permissions

    @property
    def clock(self) -> Clock:
        """The host's clocks."""
        return self.host.clock

    @property
    def share_ports(self) -> bool:
        """Whether several processes may listen on one port."""
        return self.host.share_ports

    @property
    def network(self) -> Network:
        """The network of this run, made when it is first used."""
        if self._network is None:
            self._network = self.host.network(self)
        return self._network

    def count_printed(self, size: int) -> None:
        """Count bytes that are about to be printed. Traps LIMIT."""
        self._printed += size
        _check_quota(self._printed, self.host.limits.output_bytes, "prints", "--max-output")

    def count_written(self, size: int) -> None:
        """Count bytes that are about to be written to a file. Traps LIMIT."""
        self._written += size
        _check_quota(self._written, self.host.limits.file_bytes, "writes to files", "--max-written")

    def take_timeout(self) -> bool:
        """Whether the wait of the op that runs ended by the clock. Asking resets it."""
        timed_out, self.tasks.timed_out = self.tasks.timed_out, False
        return timed_out

    def close(self) -> None:
        """Close every handle."""
        self.handles.close_all()


def _check_quota(total: int, bound: int, what: str, flag: str) -> None:
    if total > bound:
        raise Fault(TrapKind.LIMIT, f"the program {what} more than {bound} bytes; see {flag}")
