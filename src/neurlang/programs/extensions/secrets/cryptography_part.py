"""The package `cryptography`, which the extra `[crypto]` brings; imported when first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from neurlang.errors import MissingPartError

_OUTSIDE_HAZMAT = ("exceptions",)


def hazmat(name: str) -> Any:  # noqa: ANN401  (a module; the package may be missing when types are checked)
    """A module below `cryptography.hazmat` (or `cryptography.exceptions`).

    Raises MissingPartError, which names the extra, where the package is not installed.
    """
    path = f"cryptography.{name}" if name in _OUTSIDE_HAZMAT else f"cryptography.hazmat.{name}"
    try:
        return import_module(path)
    except ImportError as error:
        raise MissingPartError(
            "This extension needs cryptography, which is not installed.\n"
            "Install it with `pip install 'neurlang[crypto]'`."
        ) from error
