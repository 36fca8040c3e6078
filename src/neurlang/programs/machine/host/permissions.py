"""What a program may do outside its sandbox (nothing, unless a flag allows it), and how much it may hold."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.printable import printable, shell_word
from neurlang.programs.machine.host.permission_rules import (
    bracketed,
    check_path,
    check_variable,
    host_and_port,
    listening_place,
    plain_host,
)
from neurlang.programs.machine.traps import Fault, TrapKind

READ_FLAG, WRITE_FLAG = "--allow-read", "--allow-write"
CONNECT_FLAG, LISTEN_FLAG, ENVIRONMENT_FLAG = "--allow-connect", "--allow-listen", "--allow-env"


MOST_SECONDS = 10**8
"""Longest time limit that a run can be given: three years."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on what a run holds at one time, and on what it does in total; one more traps LIMIT.

    Example:
        >>> import neurlang
        >>> host = neurlang.Host(limits=neurlang.Limits(seconds=0.1))
        >>> program = neurlang.assemble("forever: b forever")
        >>> neurlang.run(program, host=host, max_instructions=0, check=False).trap.kind.name
        'LIMIT'

    """

    tasks: int = 4_096
    queued: int = 1_048_576  # values in all channels together
    handles: int = 256
    extension_bytes: int = 64 << 20
    output_bytes: int = 1 << 30  # printed in total
    file_bytes: int = 1 << 30  # written to files in total
    seconds: float | None = None  # by the wall clock; None for no limit


@dataclass(frozen=True, slots=True)
class Permissions:
    """What is allowed, as the values of the flags.

    `read` and `write` are paths, each with everything below it; `connect` is `HOST` or `HOST:PORT`; `listen` is
    `PORT` or `HOST:PORT`; `environment` is names of variables.
    Raises UsageError for a value that is empty, malformed, or looks like a pattern.

    Example:
        >>> import neurlang
        >>> neurlang.Permissions(connect=("example.org:443",)).connect
        ('example.org:443',)

    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    listen: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for flag, paths in ((READ_FLAG, self.read), (WRITE_FLAG, self.write)):
            for path in paths:
                check_path(path, flag)
        for rule in self.connect:
            host_and_port(rule, CONNECT_FLAG)
        for rule in self.listen:
            listening_place(rule, LISTEN_FLAG)
        for name in self.environment:
            check_variable(name, ENVIRONMENT_FLAG)

    def check_connect(self, host: str, port: int) -> None:
        """Traps PERMISSION unless connecting there is allowed. Names are compared as written."""
        if any(_allows_connecting(rule, host, port) for rule in self.connect):
            return
        rule = f"{bracketed(host.strip('[]'))}:{port}"
        works = False
        with suppress(UsageError):
            works = _allows_connecting(rule, host, port)
        raise refused(f"connecting to {host}:{port}", [(CONNECT_FLAG, rule)] if works else [])

    def check_listen(self, host: str, port: int) -> None:
        """Traps PERMISSION unless listening there is allowed."""
        if any(_allows_listening(rule, host, port) for rule in self.listen):
            return
        rule = f"{bracketed(host.strip('[]'))}:{port}" if host else str(port)
        works = False
        with suppress(UsageError):
            works = _allows_listening(rule, host, port)
        raise refused(f"listening on {rule}", [(LISTEN_FLAG, rule)] if works else [])

    def check_environment(self, name: str) -> None:
        """Traps PERMISSION unless that variable may be read."""
        if name in self.environment:
            return
        works = False
        with suppress(UsageError):
            check_variable(name, ENVIRONMENT_FLAG)
            works = True
        raise refused(f"reading the environment variable {name}", [(ENVIRONMENT_FLAG, name)] if works else [])

    def ports_to_connect(self) -> tuple[int, ...] | None:
        """The ports to which connecting is allowed, on any host; None if a rule allows every port."""
        ports = [host_and_port(rule, CONNECT_FLAG)[1] for rule in self.connect]
        known = tuple(port for port in ports if port is not None)
        return known if len(known) == len(ports) else None

    def ports_to_listen(self) -> tuple[int, ...]:
        """The ports on which listening is allowed."""
        return tuple(listening_place(rule, LISTEN_FLAG)[1] for rule in self.listen)

    def granted(self) -> dict[str, tuple[str, ...]]:
        """What is allowed in effect: the values by flag, with links in paths resolved."""
        found = {
            READ_FLAG: tuple(map(os.path.realpath, self.read)),
            WRITE_FLAG: tuple(map(os.path.realpath, self.write)),
            CONNECT_FLAG: self.connect,
            LISTEN_FLAG: self.listen,
            ENVIRONMENT_FLAG: self.environment,
        }
        return {flag: values for flag, values in found.items() if values}


def refused(what: str, flags: list[tuple[str, str]]) -> Fault:
    """The trap for an action that no flag allowed. Its text has the flags that would, ready for a command line."""
    words = " ".join(f"{flag}={shell_word(value)}" if value.startswith("-") else f"{flag} {shell_word(value)}"
                     for flag, value in flags)  # fmt: skip
    # If no flag can allow the action, there is no hint: following it would only lead to the same trap.
    return Fault(
        TrapKind.PERMISSION, f"{printable(what)} is not allowed; {words or 'no flag'} would allow it"
    )


def _allows_connecting(rule: str, host: str, port: int) -> bool:
    allowed_host, allowed_port = host_and_port(rule, CONNECT_FLAG)
    return allowed_host == plain_host(host) and allowed_port in (None, port)


def _allows_listening(rule: str, host: str, port: int) -> bool:
    allowed_host, allowed_port = listening_place(rule, LISTEN_FLAG)
    return allowed_host in (None, plain_host(host)) and allowed_port == port
