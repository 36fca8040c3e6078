"""A session: what one run holds outside its registers and memory, given back when it ends."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from neurlang.programs.machine.files import Files
from neurlang.programs.machine.handles import Handles

if TYPE_CHECKING:
    from neurlang.programs.machine.host import Host, Network


class Session:
    """The host, and the run's handles, files, network and random bits."""

    __slots__ = ("_network", "environment_addresses", "files", "handles", "host", "random")

    def __init__(self, host: Host) -> None:
        self.host = host
        self.handles = Handles(host.limits)
        self.files = Files(host.permissions, host.root)
        self.random = random.SystemRandom() if host.seed is None else random.Random(host.seed)
        self.environment_addresses: dict[str, int] = {}
        self._network: Network | None = None

    @property
    def network(self) -> Network:
        """The network of this run, made when it is first used."""
        if self._network is None:
            self._network = self.host.network(self)
        return self._network

    def close(self) -> None:
        """Close every handle."""
        self.handles.close_all()
