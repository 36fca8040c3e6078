"""The values of permission flags: paths, hosts with ports, variables.

A value that grants more than it seems to is refused. No value is a pattern: `*` would be the name of a file. An empty
path would be the current directory.
"""

from __future__ import annotations

import os
import re
from ipaddress import IPv6Address

from neurlang.errors import UsageError
from neurlang.printable import printable

MAX_PORT = 65_535

_PATTERN = re.compile(r"[*?\[\]{}]")
_NOT_IN_HOSTS = re.compile(r"[\s/\\@?#*,;%\[\]{}]")
_NOT_IN_VARIABLES = re.compile(r"[\s=*?\[\]{},;$]")


def check_path(path: str, flag: str) -> None:
    """Check that a flag's value is one path. Raises UsageError.

    A path that does not exist is refused if it contains a pattern's characters or begins with `~`.
    """
    if not path.strip():
        raise _refuse(flag, path, "a path is wanted; . is the current directory")
    if "\0" in path:
        raise _refuse(flag, path, "no path has a NUL in it")
    try:
        os.path.realpath(path)
        exists = os.path.lexists(path)
    except OSError as error:
        raise _refuse(flag, path, f"cannot be looked up ({error.strerror})") from None
    if exists:
        return
    if _PATTERN.search(path):
        raise _refuse(
            flag, path, "no such file, and patterns are not expanded; name a folder to allow what is below"
        )
    if path.startswith("~"):
        raise _refuse(flag, path, "no such file, and ~ is not expanded; write the path in full")


def check_variable(name: str, flag: str) -> None:
    """Check that a flag's value is the name of one variable. Raises UsageError."""
    if not name or _NOT_IN_VARIABLES.search(name) or not name.isprintable():
        raise _refuse(
            flag, name, "the name of one variable is wanted, such as HOME; patterns and lists are not allowed"
        )


def host_and_port(rule: str, flag: str) -> tuple[str, int | None]:
    """The host and port of `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`. Raises UsageError."""
    if rule.startswith("["):
        host, closing, rest = rule[1:].partition("]")
        if not closing or (rest and not rest.startswith(":")):
            raise _refuse(flag, rule, "a host and a port are wanted, such as example.org:443")
        _check_address(host, rule, flag)
        port_text = rest[1:] if rest else None
    elif rule.count(":") > 1:
        host, port_text = rule, None
        _check_address(host, rule, flag)
    else:
        host, colon, text = rule.partition(":")
        port_text = text if colon else None
        if _NOT_IN_HOSTS.search(host) or not host.isprintable():
            raise _refuse(
                flag,
                rule,
                "one host is wanted, such as example.org; patterns, lists and URLs are not allowed",
            )
    if not host:
        raise _refuse(flag, rule, "a host is wanted, such as example.org or example.org:443")
    return plain_host(host), None if port_text is None else _port(port_text, rule, flag)


def listening_place(rule: str, flag: str) -> tuple[str | None, int]:
    """The host, None for any, and the port of `PORT` or `HOST:PORT`. Raises UsageError."""
    if rule.isdecimal():
        return None, _port(rule, rule, flag)
    host, port = host_and_port(rule, flag)
    if port is None:
        raise _refuse(flag, rule, "a port is wanted, such as 8080 or 127.0.0.1:8080")
    return host, port


def plain_host(host: str) -> str:
    """A host in the form in which hosts are compared: without brackets, in lower case."""
    return host.strip("[]").lower()


def bracketed(host: str) -> str:
    """A host in the form that precedes a colon and a port."""
    return f"[{host}]" if ":" in host else host


def _check_address(host: str, rule: str, flag: str) -> None:
    try:
        IPv6Address(host)
    except ValueError:
        raise _refuse(
            flag, rule, "an IPv6 address, or a host and a port, are wanted, such as [::1]:443"
        ) from None


def _port(text: str, rule: str, flag: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= MAX_PORT):
        raise _refuse(flag, rule, f"'{printable(text)}' is not a port; 0 to {MAX_PORT} are")
    return int(text)


def _refuse(flag: str, value: str, why: str) -> UsageError:
    return UsageError(f"{flag} {printable(value) or repr(value)}: {why}")
