"""The result of a command, for the tests of the command line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from json_validator import problems
from neurlang.reports import json_schema


@dataclass(frozen=True, slots=True)
class Ended:
    """The exit code of a command and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The only JSON object on standard output. It must match its schema."""
        fields: dict[str, Any] = json.loads(self.out)
        assert problems(fields, json_schema(fields["schema"])) == []
        return fields
