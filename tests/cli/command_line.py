"""How a command ended, as the tests of the command line look at it."""

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
        """The one JSON object on standard output, which is as its schema says."""
        fields: dict[str, Any] = json.loads(self.out)
        assert problems(fields, json_schema(fields["schema"])) == []
        return fields
