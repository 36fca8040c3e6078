"""Warnings of the cache. What is wrong with it costs time only, and is said once a process for each cache folder."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class CacheWarning(UserWarning):
    """The cache was refused, damaged, or cannot be read or written: that costs time only."""


_said: dict[Path | None, object] = {}


def warn(what: str) -> None:
    """Say what happened to an entry."""
    warnings.warn(f"Code cache: {what}.", CacheWarning, stacklevel=3)


def warn_once(root: Path | None, what: str) -> None:
    """Say why the cache folder, or something in it, is not used, unless a reason was given before."""
    mine = object()
    if _said.setdefault(root, mine) is mine:  # one step, so that only one of several threads says it
        warnings.warn(f"Code cache: {what}.", CacheWarning, stacklevel=3)
