"""The files that a training elsewhere needs: this package and the data, each with its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from neurlang.errors import UsageError

PACKAGE = Path(__file__).parents[1]
_CACHES = "__pycache__"


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """A file and its place at the other end, as `code/neurlang/errors.py`."""

    name: str
    source: Path
    size: int
    digest: str


def shipped(name: str, source: Path) -> ShippedFile:
    """One file. Raises UsageError if it cannot be read."""
    try:
        with source.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return ShippedFile(name, source, file.tell(), digest)
    except OSError as error:
        raise UsageError(f"File not readable: {source} ({error.strerror})") from error


def package_files(package: Path, folder: str) -> list[ShippedFile]:
    """All files of a package, compiled ones aside, below `folder` at the other end."""
    return [
        shipped(f"{folder}/{package.name}/{path.relative_to(package).as_posix()}", path)
        for path in sorted(_files_below(package))
    ]


def _files_below(package: Path) -> Iterator[Path]:
    for path in package.rglob("*"):
        if path.is_file() and _CACHES not in path.parts:
            yield path
