"""A training job: everything that a run of training depends on, as a value that can be stored and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class Job(Generic[Settings]):
    """Two runs of equal jobs make the same weights, on the same machine and with the same number of threads."""

    task: str  # the name of its trainer, as `prompts`
    settings: Settings  # a frozen dataclass of that trainer, its seed included
    data: str  # the SHA-256 of the examples


def fingerprint(lines: Iterable[str]) -> str:
    """The SHA-256 of examples, each given as a line without its end."""
    digest = sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
