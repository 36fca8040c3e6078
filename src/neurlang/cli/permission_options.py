"""The permission flags, the same for every command that runs a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from neurlang.printable import shell_word
from neurlang.programs.machine import Permissions

AllowRead = Annotated[
    list[str] | None, typer.Option("--allow-read", metavar="PATH", help="Allow reading at and below a path.")
]
AllowWrite = Annotated[
    list[str] | None, typer.Option("--allow-write", metavar="PATH", help="Allow writing at and below a path.")
]
AllowConnect = Annotated[
    list[str] | None,
    typer.Option("--allow-connect", metavar="HOST[:PORT]", help="Allow connecting there."),
]
AllowListen = Annotated[
    list[str] | None, typer.Option("--allow-listen", metavar="[HOST:]PORT", help="Allow listening there.")
]
AllowEnvironment = Annotated[
    list[str] | None,
    typer.Option("--allow-env", metavar="NAME", help="Allow reading an environment variable."),
]
Seed = Annotated[int | None, typer.Option("--seed", help="Make random values reproducible.")]


def permissions_of(
    read: list[str] | None,
    write: list[str] | None,
    connect: list[str] | None,
    listen: list[str] | None,
    environment: list[str] | None,
) -> Permissions:
    """What the flags allow; an absent flag allows nothing."""
    return Permissions(
        read=tuple(read or ()),
        write=tuple(write or ()),
        connect=tuple(connect or ()),
        listen=tuple(listen or ()),
        environment=tuple(environment or ()),
    )


def granted_lines(granted: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What `Permissions.granted` returns, one line per flag."""
    if not granted:
        return ["Allowed: nothing outside but the console"]
    return [f"Allowed: {flag} {' '.join(map(shell_word, values))}" for flag, values in granted.items()]
