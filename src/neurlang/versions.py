"""Versions of installed distributions, read from the names of their folders.

`importlib.metadata` takes 30 ms to load and read them: a third of the start-up time of a compiled function.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

SUFFIX = ".dist-info"


def __getattr__(name: str) -> str:
    """`__version__`, which `neurlang.__version__` loads on first use: reading it here would slow every start."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return version_of("neurlang") or "0+unknown"  # unknown if it runs without being installed


def version_of(distribution: str) -> str | None:
    """The version of a distribution; None if it is not installed."""
    return _installed().get(distribution.replace("-", "_")) or _stated_version(distribution)


@cache
def _installed() -> dict[str, str]:
    """The versions by the names in `name-version.dist-info`; the first on the path counts."""
    found: dict[str, str] = {}
    for folder in sys.path:
        for path in Path(folder).glob(f"*{SUFFIX}"):
            name, _, version = path.name.removesuffix(SUFFIX).rpartition("-")
            found.setdefault(name, version)
    return found


def _stated_version(distribution: str) -> str | None:
    """The version of a distribution installed in another form, such as an archive or by an old installer."""
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
