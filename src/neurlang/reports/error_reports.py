"""An error as JSON."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from neurlang.errors import NeurlangError


class ErrorReport(TypedDict):
    """Any command with `--json` that ends with an error that the user can correct."""

    schema: Literal["neurlang.error/1"]
    error: Annotated[str, "what is wrong, where, and what would be right"]
    kind: Annotated[str, "which kind of error: usage, assembly, formula, …"]


def error_report(error: NeurlangError) -> ErrorReport:
    """The error with its kind."""
    return {"schema": "neurlang.error/1", "error": str(error), "kind": error.kind}
