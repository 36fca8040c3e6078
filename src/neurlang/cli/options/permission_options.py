"""The permission flags, the same for every command that runs a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

from neurlang.printable import shell_word
from neurlang.programs.machine import Permissions

Seed = Annotated[int | None, typer.Option("--seed", help="Make random values reproducible.")]


@dataclass(frozen=True, slots=True)
class PermissionOptions:
    """The permission flags; an absent one allows nothing."""

    allow_read: Annotated[
        list[str] | None,
        typer.Option("--allow-read", metavar="PATH", help="Allow reading at and below a path."),
    ] = None
    allow_write: Annotated[
        list[str] | None,
        typer.Option("--allow-write", metavar="PATH", help="Allow writing at and below a path."),
    ] = None
    allow_connect: Annotated[
        list[str] | None,
        typer.Option("--allow-connect", metavar="HOST[:PORT]", help="Allow connecting there."),
    ] = None
    allow_listen: Annotated[
        list[str] | None, typer.Option("--allow-listen", metavar="[HOST:]PORT", help="Allow listening there.")
    ] = None
    allow_env: Annotated[
        list[str] | None,
        typer.Option("--allow-env", metavar="NAME", help="Allow reading an environment variable."),
    ] = None

    def permissions(self) -> Permissions:
        """What the flags allow. Raises UsageError for a value that is not valid."""
        return Permissions(
            read=tuple(self.allow_read or ()),
            write=tuple(self.allow_write or ()),
            connect=tuple(self.allow_connect or ()),
            listen=tuple(self.allow_listen or ()),
            environment=tuple(self.allow_env or ()),
        )


def granted_lines(granted: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What `Permissions.granted` returns, one line per flag."""
    if not granted:
        return ["Allowed: only the console"]
    return [f"Allowed: {flag} {' '.join(map(shell_word, values))}" for flag, values in granted.items()]
