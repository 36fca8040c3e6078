"""Shared by the network clients: how long they wait, and how they check host names."""

from __future__ import annotations

TIMEOUT = 30.0
"""Seconds that one step of a network client waits for its peer."""


def host_name(host: bytes) -> str | None:
    """A host's name as text; None if it is empty, not ASCII, or has characters that no host name has."""
    try:
        name = host.decode("ascii")
    except UnicodeDecodeError:
        return None
    return name if name and name.isprintable() and not set(name) & set(" /\\@?#") else None
