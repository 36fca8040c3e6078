"""The registry: every extension by number, the language's own and those of installed packages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib import import_module

from neurlang.errors import UsageError
from neurlang.programs.extensions.calling import call
from neurlang.programs.extensions.extension import Extension
from neurlang.programs.extensions.resolution import DEFAULT_THRESHOLD, Index, Match
from neurlang.programs.ir import FIRST_USER_EXTENSION
from neurlang.programs.machine import Argument, Context, Fault, TrapKind

ENTRY_POINT_GROUP = "neurlang.extensions"
"""An entry point of this group names an `Extension`, or a tuple of them, with numbers from 1000 on."""

_FAMILIES = (
    "secrets.digests",
    "secrets.ciphers",
    "secrets.curves",
    "values.vectors",
    "values.hash_maps",
    "values.strings",
    "values.json_values",
    "outside.http_client",
    "outside.sqlite_client",
    "values.uuids",
    "values.compression",
    "values.encodings",
    "values.dates",
    "values.regular_expressions",
    "outside.file_system",
    "outside.tls_client",
)


class Registry:
    """Extensions by number, as `ext.call` calls them.

    `load` returns them when the first one is asked for, so a program without `ext.call` does not wait for their
    imports. Every method raises UsageError if two extensions share a number.
    """

    def __init__(self, load: Callable[[], Iterable[Extension]]) -> None:
        self._load = load
        self._best = lru_cache(maxsize=1024)(self._find_best)  # a loop resolves the same text each time

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """All of them, by number."""
        return tuple(self._by_number.values())

    def get(self, number: int) -> Extension | None:
        """The extension with that number; None if there is none."""
        return self._by_number.get(number)

    def rank(self, text: str) -> tuple[Match, ...]:
        """Every extension that shares a word with a description, the best match first."""
        return self._index.rank(text)

    def resolve(self, description: str, threshold: float = DEFAULT_THRESHOLD) -> int | None:
        """The number of the extension that fits a description; None if no extension fits well enough."""
        best = self._best(description)
        return best.extension.number if best is not None and best.score >= threshold else None

    def call(self, number: int, arguments: Sequence[Argument], context: Context) -> int:
        """Call an extension. Traps INVALID for an unknown number, and as `calling.call` does."""
        extension = self.get(number)
        if extension is None:
            raise Fault(TrapKind.INVALID, f"no extension has the number {number}; `nl resolve` finds them")
        return call(extension, arguments, context)

    def _find_best(self, description: str) -> Match | None:
        return next(iter(self.rank(description)), None)

    @cached_property
    def _by_number(self) -> dict[int, Extension]:
        found: dict[int, Extension] = {}
        for extension in sorted(self._load(), key=lambda row: row.number):
            other = found.setdefault(extension.number, extension)
            if other is not extension:
                names = f"{other.name} and {extension.name}"
                raise UsageError(f"extensions {names} share the number {extension.number}")
        return found

    @cached_property
    def _index(self) -> Index:
        return Index(self.extensions)


@cache
def built_in() -> Registry:
    """The language's own extensions."""
    return Registry(_own)


@cache
def installed() -> Registry:
    """The language's own extensions and those of installed packages. Methods raise UsageError for a faulty one."""
    return Registry(lambda: [*_own(), *_from_packages()])


def user_extensions() -> dict[str, int]:
    """The numbers of the extensions of installed packages, by name in lower case, as `assemble` needs them."""
    return {
        extension.name.lower(): extension.number
        for extension in installed().extensions
        if extension.number >= FIRST_USER_EXTENSION
    }


def _own() -> Iterable[Extension]:
    modules = (import_module(f"neurlang.programs.extensions.{family}") for family in _FAMILIES)
    return [extension for module in modules for extension in module.EXTENSIONS]


def _from_packages() -> Iterable[Extension]:
    from importlib.metadata import entry_points

    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        where = f"the entry point '{entry_point.name}' of {ENTRY_POINT_GROUP} ({entry_point.value})"
        try:
            found = entry_point.load()
        except Exception as error:  # importing a foreign package may raise anything
            raise UsageError(f"{where} cannot be loaded: {error}") from error
        yield from _checked(found, where)


def _checked(found: object, where: str) -> tuple[Extension, ...]:
    rows = found if isinstance(found, tuple) else (found,)
    for row in rows:
        if not isinstance(row, Extension):
            raise UsageError(f"{where} gives {type(row).__name__}; an Extension or a tuple of them is wanted")
        if row.number < FIRST_USER_EXTENSION:
            raise UsageError(
                f"{where} gives {row.name} the number {row.number};"
                f" {FIRST_USER_EXTENSION} is the first free one"
            )
    return rows
