"""Warnings of the cache. A problem with it only costs time, and is reported once per process and cache folder."""

from __future__ import annotations

import warnings
from pathlib import Path


class CacheWarning(UserWarning):
    """The cache was refused, is damaged, or cannot be read or written; this only costs time."""


_said: dict[Path | None, object] = {}


def warn(what: str) -> None:
    """Report what happened to an entry."""
    warnings.warn(f"Code cache: {what}.", CacheWarning, stacklevel=3)


def warn_once(root: Path | None, what: str) -> None:
    """Report why the cache folder or something in it is not used, unless a reason was reported before."""
    mine = object()
    if _said.setdefault(root, mine) is mine:  # atomic, so that only one of several threads reports it
        warnings.warn(f"Code cache: {what}.", CacheWarning, stacklevel=3)
