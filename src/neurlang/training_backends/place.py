"""Where a remote training runs: `user@host[:port]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.printable import shell_word

_PLACE = re.compile(
    r"(?:(?P<user>[^\s@:/-][^\s@:/]*)@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+(?:%\w+)?\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)"
    r"(?::(?P<port>\d{1,5}))?"
)
LARGEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Place:
    """A user on a host. A part that is None is what `~/.ssh/config` says, or the usual one."""

    user: str | None
    host: str
    port: int | None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self._user() + host + (f":{self.port}" if self.port is not None else "")

    def ssh_command(self) -> str:
        """The command that opens a shell there."""
        port = f"-p {self.port} " if self.port is not None else ""
        return f"ssh {port}{shell_word(self._user() + self.host)}"

    def _user(self) -> str:
        return f"{self.user}@" if self.user is not None else ""


def parse_place(text: str) -> Place:
    """The place that a text names. Raises UsageError if it names none."""
    found = _PLACE.fullmatch(text)
    port = int(found["port"]) if found and found["port"] else None
    if found is None or not (port is None or 1 <= port <= LARGEST_PORT):
        raise UsageError(f"--remote {shell_word(text)}: expected user@host or user@host:port")
    return Place(found["user"], found["host"].strip("[]"), port)
