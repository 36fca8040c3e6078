"""The table of reports, their JSON Schema, and the page that documents them."""

from __future__ import annotations

import re
import typing
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import neurlang.reports
from json_page import PAGE
from json_validator import problems
from neurlang import benchmarks
from neurlang.cli.app import COMMANDS
from neurlang.kernels import accuracy, optimizing, search
from neurlang.reports import REPORTS, json_schema, names_of_reports, reference_page
from neurlang.reports.benchmark_reports import (
    BenchCompileReport,
    BenchExecReport,
    FailedKernel,
    KernelFields,
    LengthFields,
    SummaryFields,
)
from neurlang.reports.formula_reports import ErrorFields, RoundFields, SaturationFields

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src" / "neurlang"


def shapes_in_room() -> set[type]:
    """Every TypedDict of the room that has a schema name."""
    modules = [
        import_module(f"neurlang.reports.{module.name}") for module in iter_modules(neurlang.reports.__path__)
    ]
    found = {value for module in modules for value in vars(module).values() if typing.is_typeddict(value)}
    return {shape for shape in found if "schema" in shape.__annotations__}


def test_every_report_is_in_the_table() -> None:
    assert shapes_in_room() == set(REPORTS)
    assert len(set(REPORTS)) == len(REPORTS)


def test_commands_print_only_these_names() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in (SOURCE / "cli").rglob("*.py"))
    assert set(re.findall(r'"(neurlang\.[\w.-]+/\d+)"', texts)) <= set(names_of_reports())


def test_every_command_with_json_has_a_report() -> None:
    told = " ".join(str(shape.__doc__) for shape in REPORTS)
    commands = {
        name
        for name, module in COMMANDS.items()
        if '"--json"' in (SOURCE / "cli" / "commands" / f"{module.replace('.', '/')}.py").read_text("utf-8")
    }
    assert commands == set(COMMANDS)
    others = {"generate", "test-accuracy"}  # other names of `prompt` and `accuracy`
    assert {name for name in commands if f"`nl {name}" not in told} == others


def test_every_field_says_what_it_means() -> None:
    silent = [
        f"{name}: {part}.{field}"
        for name in names_of_reports()
        for part, shape in json_schema(name)["$defs"].items()
        for field, described in shape["properties"].items()
        if field not in ("schema", "action") and not described.get("description")
    ]
    assert silent == []


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == reference_page(), "run `make json` and commit docs/json.md"


def test_a_schema_defines_all_that_it_refers_to() -> None:
    for name in names_of_reports():
        schema = json_schema(name)
        references = re.findall(r"'\$ref': '#/\$defs/(\w+)'", str(schema))
        assert set(references) == set(schema["$defs"])
        assert schema["$id"] == name


def test_there_is_no_schema_of_another_name() -> None:
    with pytest.raises(KeyError):
        json_schema("neurlang.prompt/0")


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (search.Saturation, SaturationFields),
        (optimizing.Round, RoundFields),
        (accuracy.Accuracy, ErrorFields),
        (benchmarks.Summary, SummaryFields),
        (benchmarks.KernelFigures, KernelFields),
        (benchmarks.LengthFigures, LengthFields),
        (benchmarks.Failure, FailedKernel),
        (benchmarks.ExecReport, BenchExecReport),
        (benchmarks.CompileReport, BenchCompileReport),
    ],
    ids=lambda each: each.__name__,
)
def test_a_shape_has_the_fields_of_the_value_that_it_shows(value: Any, shape: type) -> None:
    """If a value has a new field, the shape that describes its JSON must get it too."""
    assert [field.name for field in fields(value)] == [
        name for name in shape.__annotations__ if name != "schema"
    ]


GOOD = {"schema": "neurlang.error/1", "error": "no", "kind": "usage"}


def test_the_validator_accepts_a_right_value() -> None:
    assert problems(GOOD, json_schema("neurlang.error/1")) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": 1}, ".kind: 1 is not a string"),
        ({"kind": None}, ".kind: None is not a string"),
        ({"schema": "neurlang.error/2"}, ".schema: 'neurlang.error/2' is not one of ['neurlang.error/1']"),
        ({"more": 1}, ".more: is not in the schema"),
    ],
)
def test_the_validator_finds_a_wrong_value(wrong: dict[str, object], told: str) -> None:
    assert problems(GOOD | wrong, json_schema("neurlang.error/1")) == [told]


def test_the_validator_finds_a_missing_field() -> None:
    assert problems({"schema": "neurlang.error/1", "error": ""}, json_schema("neurlang.error/1")) == [
        ".kind: is missing"
    ]


@pytest.mark.parametrize(
    ("value", "schema", "is_right"),
    [
        (True, {"type": "integer"}, False),
        (1, {"type": "number"}, True),
        (1.5, {"type": "integer"}, False),
        (float("inf"), {"type": "number"}, False),
        (
            [1, "a"],
            {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
            True,
        ),
        (
            [1],
            {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
            False,
        ),
        ([1, "a"], {"type": "array", "items": {"type": "integer"}}, False),
        ({"a": 1}, {"type": "object", "additionalProperties": {"type": "integer"}}, True),
        ({"a": ""}, {"type": "object", "additionalProperties": {"type": "integer"}}, False),
    ],
)
def test_the_validator_knows_kinds(value: object, schema: dict[str, Any], is_right: bool) -> None:
    assert (problems(value, schema) == []) == is_right
