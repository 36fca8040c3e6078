"""The settings of a build: the sections `[stdlib]` and `[build]` of `neurlang.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from neurlang.errors import UsageError
from neurlang.programs.ir import did_you_mean

SETTINGS_FILE = Path("neurlang.toml")


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a library is built.

    `include_comments` puts the source beside the code, `generate_tests` writes `@test` lines, `max_instructions` is the
    most that the run of a test may execute, `output_dir` is where the files go. `left_out` are modules switched off.
    """

    include_comments: bool = True
    generate_tests: bool = True
    max_instructions: int = 20_000
    output_dir: str = "lib"
    left_out: frozenset[str] = frozenset()


def read_settings(path: Path = SETTINGS_FILE, modules: frozenset[str] | None = None) -> BuildSettings:
    """The settings of a file, or those by default if there is none. `modules` are those that it may switch.

    Raises UsageError if the file is wrong; an unknown key is refused by its name.
    """
    if not path.exists():
        return BuildSettings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None
    _refuse_unknown(path, "", content, ("stdlib", "build"))
    switches = _section(path, content, "stdlib")
    if modules is not None:
        _refuse_unknown(path, "[stdlib] ", switches, tuple(sorted(modules)))
    for name, value in switches.items():
        if not isinstance(value, bool):
            raise UsageError(f"{path}: [stdlib] {name} is {value!r}; write true or false")
    left_out = frozenset(name for name, value in switches.items() if not value)
    return replace(_build(path, _section(path, content, "build")), left_out=left_out)


def _section(path: Path, content: Mapping[str, object], name: str) -> dict[str, object]:
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise UsageError(f"{path}: {name} is not a section; write [{name}]")
    return found


def _build(path: Path, section: Mapping[str, object]) -> BuildSettings:
    default = BuildSettings()
    known = tuple(field.name for field in fields(default) if field.name != "left_out")
    _refuse_unknown(path, "[build] ", section, known)
    settings = default
    for name, value in section.items():
        wanted = type(getattr(default, name))
        if type(value) is not wanted or (wanted is int and isinstance(value, int) and value < 1):
            kind = {bool: "true or false", int: "a positive number", str: "a text"}[wanted]
            raise UsageError(f"{path}: [build] {name} is {value!r}; write {kind}")
        settings = _with(settings, name, value)
    return settings


def _with(settings: BuildSettings, name: str, value: object) -> BuildSettings:
    match name, value:
        case "include_comments", bool():
            return replace(settings, include_comments=value)
        case "generate_tests", bool():
            return replace(settings, generate_tests=value)
        case "max_instructions", int():
            return replace(settings, max_instructions=value)
        case "output_dir", str():
            return replace(settings, output_dir=value)
    return settings


def _refuse_unknown(path: Path, place: str, found: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in found:
        if name not in known:
            hint = did_you_mean(name, known) or f"known are {', '.join(known)}"
            raise UsageError(f"{path}: {place}unknown key '{name}'; {hint}")
