"""TCP connections within one time limit, which covers resolving the name and trying all of its addresses."""

from __future__ import annotations

import errno
import socket
import threading
import time
from typing import Any

Address = tuple[Any, ...]


def dial(host: str, port: int, seconds: float, family: int = socket.AF_UNSPEC) -> socket.socket:
    """A connected socket. Each later wait on it lasts at most `seconds`. Raises OSError."""
    end = time.monotonic() + seconds
    failure = OSError(errno.EADDRNOTAVAIL, "no such host")
    for kind, address in resolve(host, port, seconds, family):
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError(errno.ETIMEDOUT, "connecting took too long")
        sock = socket.socket(kind, socket.SOCK_STREAM)
        try:
            sock.settimeout(left)
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        except BaseException:  # an interrupt
            sock.close()
            raise
        else:
            sock.settimeout(seconds)
            return sock
    raise failure


def resolve(
    host: str, port: int, seconds: float, family: int = socket.AF_UNSPEC
) -> list[tuple[int, Address]]:
    """The families and addresses of a host, in the order in which to try them. Raises OSError.

    The system's resolver cannot be interrupted and may wait long for name servers. So a thread calls it, and is
    abandoned if it takes too long.
    """
    found: list[tuple[int, Address]] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, socket.AddressFamily(family), socket.SOCK_STREAM)
            found.extend((row[0], row[4]) for row in rows)
        except OSError as error:
            failures.append(error)
        except UnicodeError:  # a name that cannot be written as IDNA
            failures.append(OSError(errno.EINVAL, "no such host"))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError(errno.ETIMEDOUT, "resolving the name took too long")
    if failures:
        raise failures[0]
    return found
