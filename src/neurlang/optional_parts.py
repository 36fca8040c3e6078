"""Optional parts: packages beyond the base install, and the error if one is missing."""

from __future__ import annotations

from importlib.util import find_spec

from neurlang.errors import MissingPartError


def need(package: str, extra: str, what_for: str) -> None:
    """Check that a package is installed. Raises MissingPartError, which names the extra that installs it."""
    if find_spec(package) is None:
        raise missing(package, extra, what_for)


def missing(package: str, extra: str, what_for: str) -> MissingPartError:
    """The error that says which part needs the package, and how to install it."""
    return MissingPartError(
        f"{what_for[:1].upper()}{what_for[1:]} needs {package}, which is not installed.\n"
        f"Install it with `pip install 'neurlang[{extra}]'`."
    )
