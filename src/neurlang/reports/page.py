"""The reference page of all reports, `docs/json.md`."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin
from typing import is_typeddict as is_shape

from neurlang.reports.schemas import JSON_TYPES, fields_of, names_of_reports, parts_of, shapes_named

HEAD = """\
# JSON output

Every command that has `--json` prints its result as one JSON object on one line of standard output. Its field `schema`
names the form with its version. A later release may add fields, so a reader should ignore fields that it does not
know; if a field is removed or changes its meaning, the version is raised. If a command with `--json` ends with an
error, it prints [`neurlang.error/1`](#neurlangerror1); exit codes are the same as without `--json`.

From Python, `neurlang.reports.prompt_report(neurlang.answer("2 + 2"))` is the same object as a dict, and
`neurlang.reports.json_schema("neurlang.prompt/1")` returns a form as JSON Schema. This page comes from the same table:
`make json` writes it, and a test compares the two.
"""


def reference_page() -> str:
    """All reports as Markdown: a description of each, its fields, and the objects within it."""
    return HEAD + "".join(f"{line}\n" for name in names_of_reports() for line in _section(name))


def _section(name: str) -> Iterator[str]:
    """The shapes of that name, then those within them."""
    shapes = shapes_named(name)
    yield from ("", f"## {name}")
    for shape in shapes:
        yield from ("", str(shape.__doc__), "", *_rows(shape))
    for part in dict.fromkeys(part for shape in shapes for part in parts_of(shape)):
        yield from ("", f"**{_title(part)}**: {_sentence_inside(str(part.__doc__))}", "", *_rows(part))


def _rows(shape: type) -> Iterator[str]:
    """A table of the fields without `schema`, which is the heading."""
    yield from ("| field | type | meaning |", "|---|---|---|")
    for name, kind, meaning, is_required in fields_of(shape):
        if name != "schema":
            text = type_text(kind) if is_required else f"{type_text(kind)}, or absent"
            yield f"| `{name}` | {text} | {meaning.replace('|', '&#124;')} |"


def _title(shape: type) -> str:
    return shape.__name__.removesuffix("Fields")


def _sentence_inside(text: str) -> str:
    return text[:1].lower() + text[1:]


def type_text(kind: Any) -> str:  # noqa: ANN401 - a type, or a form of typing
    """A type in words, as `list of string`."""
    if is_shape(kind):
        return _title(kind)
    if kind in JSON_TYPES:
        return JSON_TYPES[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return " or ".join(type_text(part) for part in inner if not (part is int and float in inner))
    if origin is list:
        return f"list of {_inside(inner[0])}"
    if origin is tuple:
        return f"list: {', '.join(map(_inside, inner))}"
    return f"object: {_inside(inner[1])} by name"


def _inside(kind: Any) -> str:  # noqa: ANN401 - a type, or a form of typing
    text = type_text(kind)
    return f"({text})" if " or " in text else text
