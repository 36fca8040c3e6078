"""A row of a data file, and the schemas in which it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from neurlang.prompts.reading import INTENT_COUNT
from neurlang.prompts.training.examples import Example

TestCase = dict[str, dict[str, Any]]
"""`inputs` and `outputs`, by register or address, as in a `@test` line; an output may also be `prints` or `trap`."""


class Schema(Enum):
    """Which fields the rows of a file have."""

    INTENT = "intent"
    """What the prompt reader learns from: `text, intent, operand_count, operands, program` and labels of the heads."""

    LIBRARY = "library"
    """A prompt and the code for it: `prompt, context, assembly, test_cases, source`."""

    FULL = "full"
    """All fields of both, and the category."""

    @property
    def has_labels(self) -> bool:
        """Whether rows say what the network should read."""
        return self is not Schema.LIBRARY

    @property
    def has_code(self) -> bool:
        """Whether rows have code with its tests."""
        return self is not Schema.INTENT


@dataclass(frozen=True, slots=True)
class Row:
    """One example, with what only some schemas write.

    `assembly` is the code that the prompt asks for, and `test_cases` are runs of it; `context` is its name.
    """

    example: Example
    category: str
    context: str = ""
    assembly: str = ""
    test_cases: tuple[TestCase, ...] = ()


def line_of(row: Row, schema: Schema) -> str:
    """The row as one line of JSON, without the line's end."""
    return json.dumps(_fields(row, schema), ensure_ascii=False, separators=(", ", ": "))


def _fields(row: Row, schema: Schema) -> Mapping[str, object]:
    if schema is Schema.INTENT:
        return asdict(row.example)
    code = {
        "prompt": row.example.text,
        "context": row.context,
        "assembly": row.assembly,
        "test_cases": row.test_cases,
        "source": row.example.source,
    }
    return code if schema is Schema.LIBRARY else {**asdict(row.example), "category": row.category, **code}


class Head(Enum):
    """A head of the network, or several of the same kind."""

    INTENT = "intent"
    FUNCTION = "function"
    COUNT = "count"
    OPERAND = "operand"
    SIGN = "sign"
    SCOPE = "scope"


def heads_taught(example: Example) -> tuple[Head, ...]:
    """The heads that an example has labels for. A function of the library has a number from 64 up."""
    if example.intent is None:
        return () if example.scope is None else (Head.SCOPE,)
    named = Head.INTENT if example.intent < INTENT_COUNT else Head.FUNCTION
    return (named, Head.COUNT, Head.OPERAND, Head.SIGN, Head.SCOPE)
