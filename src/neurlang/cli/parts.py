"""Optional parts: what a command needs beyond the base install, and the words for its absence."""

from __future__ import annotations

from importlib.util import find_spec

from neurlang.errors import MissingPartError


def need(package: str, extra: str, what_for: str) -> None:
    """Refuse to go on where a package is missing. Raises MissingPartError, naming the extra that brings it."""
    if find_spec(package) is None:
        raise MissingPartError(
            f"{what_for[:1].upper()}{what_for[1:]} needs {package}, which is not installed.\n"
            f"Install it with `pip install 'neurlang[{extra}]'`."
        )
