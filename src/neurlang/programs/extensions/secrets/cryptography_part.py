"""The package `cryptography`, which the extra `[crypto]` brings; imported when first needed."""

from __future__ import annotations

from typing import Any

from neurlang.optional_parts import load

_OUTSIDE_HAZMAT = ("exceptions",)


def hazmat(name: str) -> Any:  # noqa: ANN401  (a module; the package may be missing when types are checked)
    """A module below `cryptography.hazmat` (or `cryptography.exceptions`).

    Raises MissingPartError, which names the extra, if the package is not installed.
    """
    path = f"cryptography.{name}" if name in _OUTSIDE_HAZMAT else f"cryptography.hazmat.{name}"
    return load(path, "crypto", "this extension")
