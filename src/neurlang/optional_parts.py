"""Optional parts: packages beyond the base install, and the error if one is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from neurlang.errors import MissingPartError


def is_there(package: str) -> bool:
    """Whether a package is installed. Nothing is imported."""
    return find_spec(package) is not None


def need(package: str, extra: str, what_for: str) -> None:
    """Check that a package is installed. Raises MissingPartError, which names the extra that installs it."""
    if not is_there(package):
        raise missing(package, extra, what_for)


def load(module: str, extra: str, what_for: str) -> Any:  # noqa: ANN401  (many of these packages have no types)
    """The module, imported. Raises MissingPartError, as `need` does, if it cannot be imported."""
    try:
        return import_module(module)
    except ImportError as error:
        raise missing(module.partition(".")[0], extra, what_for) from error


def missing(package: str, extra: str, what_for: str) -> MissingPartError:
    """The error that says which part needs the package, and how to install it."""
    return MissingPartError(
        f"{what_for[:1].upper()}{what_for[1:]} needs {package}, which is not installed.\n"
        f"Install it with `{install_command(extra)}`."
    )


def install_command(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'neurlang[{extra}]'"
