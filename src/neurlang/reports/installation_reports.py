"""An installation as JSON: its parts, and its cache of compiled code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from neurlang.disk_cache import Stored


class PartFields(TypedDict):
    """A part of the system."""

    name: Annotated[str, "of the part"]
    what_for: Annotated[str, "what it does"]
    packages: Annotated[list[str], "the packages that it needs"]
    extra: Annotated[str | None, "the extra that installs them; null for the base"]
    installed: Annotated[dict[str, str], "versions of the packages that are installed"]
    missing: Annotated[list[str], "packages that are not installed"]
    remedy: Annotated[str, "the command that installs them; empty if none is missing"]


class DoctorReport(TypedDict):
    """`nl doctor --json`: what is installed and what is missing."""

    schema: Literal["neurlang.doctor/1"]
    neurlang: Annotated[str | None, "the version"]
    python: Annotated[str, "the version of Python"]
    platform: Annotated[str, "the system"]
    executable: Annotated[str, "the Python that runs `nl`"]
    model: Annotated[str | None, "the file of the model that reads prompts"]
    native: Annotated[str, "whether programs run in native code, or why not"]
    isolation: Annotated[str, "what this system offers for `nl run --isolate`, or why nothing"]
    parts: Annotated[list[PartFields], "each part"]


class CacheDirReport(TypedDict):
    """`nl cache dir --json`: where compiled code is kept."""

    schema: Literal["neurlang.cache/1"]
    action: Literal["dir"]
    directory: Annotated[str, "where compiled code is kept"]


class StoredFields(TypedDict):
    """Something that is kept."""

    path: Annotated[str, "its file"]
    release: Annotated[str | None, "the release that made it"]
    kind: Annotated[str, "what it is"]
    bytes: Annotated[int, "its size"]
    used: Annotated[str, "when it was last used, as ISO 8601 in UTC"]


class CacheListReport(TypedDict):
    """`nl cache list --json`: what is kept."""

    schema: Literal["neurlang.cache/1"]
    action: Literal["list"]
    directory: Annotated[str, "where compiled code is kept"]
    entries: Annotated[list[StoredFields], "what is kept, last used first"]


class CacheSizeReport(TypedDict):
    """`nl cache size --json`: how much is kept."""

    schema: Literal["neurlang.cache/1"]
    action: Literal["size"]
    directory: Annotated[str, "where compiled code is kept"]
    entries: Annotated[int, "how many there are"]
    bytes: Annotated[int, "their size"]
    limit: Annotated[int, "how many bytes are kept at most"]


class CacheRemovedReport(TypedDict):
    """`nl cache clear --json` and `nl cache prune --json`: what was removed."""

    schema: Literal["neurlang.cache/1"]
    action: Literal["clear", "prune"]
    directory: Annotated[str, "where compiled code is kept"]
    removed: Annotated[int, "how many entries were removed"]
    bytes: Annotated[int, "their size"]


def cache_dir_report(root: Path) -> CacheDirReport:
    """Where compiled code is kept."""
    return {"schema": "neurlang.cache/1", "action": "dir", "directory": str(root)}


def cache_list_report(root: Path, entries: Iterable[Stored]) -> CacheListReport:
    """What is kept."""
    return {
        "schema": "neurlang.cache/1",
        "action": "list",
        "directory": str(root),
        "entries": [
            {
                "path": str(entry.path),
                "release": entry.release or None,
                "kind": entry.kind,
                "bytes": entry.size,
                "used": datetime.fromtimestamp(entry.used, UTC).isoformat(timespec="seconds"),
            }
            for entry in entries
        ],
    }


def cache_size_report(root: Path, entries: int, size: int, limit: int) -> CacheSizeReport:
    """How much is kept, and how much at most."""
    return {
        "schema": "neurlang.cache/1",
        "action": "size",
        "directory": str(root),
        "entries": entries,
        "bytes": size,
        "limit": limit,
    }


def cache_removed_report(
    action: Literal["clear", "prune"], root: Path, removed: int, size: int
) -> CacheRemovedReport:
    """What was removed."""
    return {
        "schema": "neurlang.cache/1",
        "action": action,
        "directory": str(root),
        "removed": removed,
        "bytes": size,
    }
