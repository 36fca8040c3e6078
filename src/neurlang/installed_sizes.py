"""How much room installed packages take, with the packages that they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import metadata

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def size_of(distribution: str, without: Iterable[str] = ()) -> int:
    """The bytes of a package and of all that it needs, except those in `without` and what they need.

    Packages that are not installed count as nothing.
    """
    left_out = {name for each in without for name in _with_needs(each)}
    return sum(map(_own_size, _with_needs(distribution) - left_out))


def _with_needs(distribution: str) -> set[str]:
    """The package and all that it needs, as normalised names of installed packages."""
    found: set[str] = set()
    waiting = [_normalised(distribution)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        waiting += _names(needs)
    return found


def _names(requirements: Iterable[str]) -> Iterator[str]:
    """The names of requirements, without those of extras."""
    for requirement in requirements:
        named, _, marker = requirement.partition(";")
        match = _NAME.match(named)
        if match is not None and "extra" not in marker:
            yield _normalised(match[0])


def _normalised(name: str) -> str:
    """The name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _own_size(distribution: str) -> int:
    """The bytes of a package's files, as far as they are still there."""
    total = 0
    for file in metadata.files(distribution) or ():
        path = file.locate()
        try:
            total += path.stat().st_size  # type: ignore[attr-defined]
        except OSError:
            continue
    return total
