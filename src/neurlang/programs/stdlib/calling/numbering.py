"""The numbers of the library's functions, from 64 up: they are part of the data format, after those of the intents.

`numbers.txt` has one function a line, as `math.gcd`; the first line is number 64. A new function is appended. One
that is removed keeps its line, with a `-` before it, so no number changes. A test compares the file with the sources.

A function of somebody's own has a number far above these, which follows from its name alone: it is the same on every
machine, and whatever other functions there are.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

FIRST_NUMBER = 64
FIRST_OWN = 1 << 30
_GONE = "-"


@cache
def numbers() -> dict[str, int]:
    """The number of each function, by its name with the module."""
    lines = resources.files(__package__).joinpath("numbers.txt").read_text("utf-8").splitlines()
    return {name: FIRST_NUMBER + place for place, name in enumerate(lines) if not name.startswith(_GONE)}


@cache
def full_names() -> dict[str, str]:
    """The name with the module of each function, by its name alone: `gcd` is `math.gcd`."""
    return {name.partition(".")[2]: name for name in numbers()}


def own_number(full_name: str) -> int:
    """The number of a function that the library does not have."""
    digest = hashlib.blake2b(full_name.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return FIRST_OWN + int.from_bytes(digest, "big") % FIRST_OWN
