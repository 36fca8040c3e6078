"""How commands print: JSON with a named, versioned schema, and errors on standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neurlang.errors import NeurlangError


def show_json(schema: str, fields: dict[str, Any]) -> None:
    """Print one JSON object on one line; `schema` is `neurlang.<command>/<version>` and comes first."""
    print(json.dumps({"schema": schema, **fields}, ensure_ascii=False))


def show_error(error: NeurlangError, *, located: bool, as_json: bool) -> None:
    """Print an error: `Error: …` on standard error, or with `as_json` an object on standard output.

    A located error begins with file, line and column, as compilers print it, and gets no prefix.
    """
    if as_json:
        show_json("neurlang.error/1", {"error": str(error), "kind": error.kind})
        return
    print(str(error) if located else f"Error: {error}", file=sys.stderr)
