"""A training job: all that a run of training depends on, as a value that can be written down and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class Job(Generic[Settings]):
    """Two runs of equal jobs, on the same machine and with as many threads, make the same weights."""

    task: str  # which trainer carries it out, as `prompts`
    settings: Settings  # a frozen dataclass of that trainer, its seed included
    data: str  # the SHA-256 of what it learns from


def fingerprint(lines: Iterable[str]) -> str:
    """The SHA-256 of examples, each given as a line without its end."""
    digest = sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
