"""What the network clients share: how long they wait, and host names as sockets take them."""

from __future__ import annotations

TIMEOUT = 30.0
"""Seconds that one step of a network client waits for its peer."""


def host_name(host: bytes) -> str | None:
    """A host's name as text; nothing where it is none: empty, not ASCII, or with signs that no name has."""
    try:
        name = host.decode("ascii")
    except UnicodeDecodeError:
        return None
    return name if name and name.isprintable() and not set(name) & set(" /\\@?#") else None
