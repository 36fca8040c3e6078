"""What a program may do outside its sandbox, and how much it may hold: nothing, until a flag allows it."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.programs.machine.traps import Fault, TrapKind

MAX_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what a run holds at one time; one more traps LIMIT."""

    tasks: int = 4_096
    queued: int = 1_048_576  # values in all channels together
    handles: int = 256
    extension_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Permissions:
    """What is allowed, each in the words of its flag.

    `read` and `write` are paths, each with all below it; `connect` is `HOST` or `HOST:PORT`; `listen` is
    `PORT` or `HOST:PORT`; `environment` is names of variables.
    Raises UsageError where a host or port makes no sense.
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    listen: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for rule in self.connect:
            _host_and_port(rule, "--allow-connect")
        for rule in self.listen:
            _listening_place(rule)

    def check_connect(self, host: str, port: int) -> None:
        """Traps PERMISSION unless connecting there is allowed. Names are compared as written."""
        for rule in self.connect:
            allowed_host, allowed_port = _host_and_port(rule, "--allow-connect")
            if allowed_host == _plain(host) and allowed_port in (None, port):
                return
        raise refused(f"connecting to {host}:{port}", f"--allow-connect {_bracketed(host)}:{port}")

    def check_listen(self, host: str, port: int) -> None:
        """Traps PERMISSION unless listening there is allowed."""
        for rule in self.listen:
            allowed_host, allowed_port = _listening_place(rule)
            if allowed_host in (None, _plain(host)) and allowed_port == port:
                return
        place = f"{_bracketed(host)}:{port}" if host else str(port)
        raise refused(f"listening on {place}", f"--allow-listen {place}")

    def check_environment(self, name: str) -> None:
        """Traps PERMISSION unless that variable may be read."""
        if name not in self.environment:
            raise refused(f"reading the environment variable {name}", f"--allow-env {name}")


def refused(what: str, flag: str) -> Fault:
    """The trap of something that no flag allowed; it names the flag that would."""
    return Fault(TrapKind.PERMISSION, f"{_printable(what)} is not allowed; {_printable(flag)} would allow it")


def _printable(text: str) -> str:
    """Names come from programs: nothing in them reaches a terminal as a control character."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _host_and_port(rule: str, flag: str) -> tuple[str, int | None]:
    """`HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`."""
    if rule.startswith("["):
        host, closing, rest = rule[1:].partition("]")
        if not closing or (rest and not rest.startswith(":")):
            raise UsageError(f"{flag} {rule}: a host and a port are wanted, as example.org:443")
        port_text = rest[1:] if rest else None
    elif rule.count(":") > 1:
        host, port_text = rule, None
    else:
        host, colon, text = rule.partition(":")
        port_text = text if colon else None
    if not host:
        raise UsageError(f"{flag} {rule}: a host is wanted, as example.org or example.org:443")
    return _plain(host), None if port_text is None else _port(port_text, rule, flag)


def _listening_place(rule: str) -> tuple[str | None, int]:
    if rule.isdecimal():
        return None, _port(rule, rule, "--allow-listen")
    host, port = _host_and_port(rule, "--allow-listen")
    if port is None:
        raise UsageError(f"--allow-listen {rule}: a port is wanted, as 8080 or 127.0.0.1:8080")
    return host, port


def _port(text: str, rule: str, flag: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= MAX_PORT):
        raise UsageError(f"{flag} {rule}: '{text}' is not a port; 0 to {MAX_PORT} are")
    return int(text)


def _plain(host: str) -> str:
    return host.strip("[]").lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
