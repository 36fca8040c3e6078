"""Where the library as built stands: in the package that a wheel installs, or in the repository beside the sources."""

from __future__ import annotations

from pathlib import Path

from neurlang.errors import DataError

_IN_PACKAGE = Path(__file__).parent / "lib"
_IN_REPOSITORY = Path(__file__).parents[4] / "lib"


def built_library() -> Path:
    """The folder of `<module>/<name>.nl`.

    A wheel packs the repository's `lib` into the package; an editable install has the repository itself.
    """
    return _IN_PACKAGE if _IN_PACKAGE.is_dir() else _IN_REPOSITORY


def function_text(module: str, name: str) -> str:
    """The compiled file of a function. Raises DataError if it is missing or damaged."""
    file = built_library() / module / f"{name}.nl"
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"the function '{name}' cannot be read: {error}; `nl stdlib --build` writes it"
        ) from error
