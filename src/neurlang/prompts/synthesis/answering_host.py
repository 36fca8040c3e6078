"""The host of answers that are asked for in a Python program, which may be a server.

Nobody types lines there, and a request must not hold it: a prompt that would read a line or sleep fails, unless the
caller passes a host of its own.
"""

from __future__ import annotations

import time
from typing import NoReturn

from neurlang.errors import MeaningError
from neurlang.programs.machine import Clock, Host

_ALLOWING = "It is not allowed by default in Python; pass host=neurlang.Host() to allow it."


class OutputOnly:
    """A console that cannot be read."""

    def write(self, data: bytes) -> None:
        """Nothing is shown: what is printed is the answer's `output`."""

    def read_line(self, size: int) -> NoReturn:
        """Raise MeaningError."""
        raise MeaningError(f"The program would read a line from standard input. {_ALLOWING}")


def _refuse_to_sleep(seconds: float) -> NoReturn:
    raise MeaningError(f"The program would sleep for {seconds:.3g} seconds. {_ALLOWING}")


def answering_host() -> Host:
    """A host with the installed extensions that reads no input and does not wait."""
    from neurlang.programs.extensions import installed  # few prompts need them

    clock = Clock(time.time, time.monotonic_ns, _refuse_to_sleep)
    return Host(extensions=installed(), console=OutputOnly(), clock=clock)
