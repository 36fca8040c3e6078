"""The table of all reports, and shapes as JSON Schema.

A shape is a TypedDict. Its docstring describes it, `Annotated` says what each field means, and `NotRequired` that a
field may be absent. The name in its field `schema` is `neurlang.<command>/<version>`. A field may be added to a shape
at any time; if one is removed or changes its meaning, the version is raised. Several shapes may share a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from typing import is_typeddict as is_shape

from neurlang.reports.accuracy_reports import AccuracyReport
from neurlang.reports.benchmark_reports import BenchCompileReport, BenchExecReport, BenchKernelsReport
from neurlang.reports.check_reports import ProveReport, SuiteReport
from neurlang.reports.error_reports import ErrorReport
from neurlang.reports.formula_reports import CompileReport, LibraryReport, OptimizeCoresReport, OptimizeReport
from neurlang.reports.installation_reports import (
    CacheDirReport,
    CacheListReport,
    CacheRemovedReport,
    CacheSizeReport,
    DoctorReport,
)
from neurlang.reports.judge_reports import (
    JudgeEvalReport,
    JudgeMeasureReport,
    JudgeReport,
    JudgeVariantsReport,
)
from neurlang.reports.program_reports import (
    AsmReport,
    CompileProgramReport,
    DisasmReport,
    ResolveReport,
    SpecReport,
)
from neurlang.reports.prompt_reports import (
    BatchReport,
    CallReport,
    EnginesReport,
    IntentsReport,
    PromptReport,
)
from neurlang.reports.rule_reports import RulesReport
from neurlang.reports.run_reports import RunReport
from neurlang.reports.stdlib_reports import StdlibBuildReport, StdlibVerifyReport
from neurlang.reports.training_reports import (
    CrossValidationReport,
    DatagenReport,
    ExportReport,
    ProfilesReport,
    TrainReport,
)

REPORTS: tuple[type, ...] = (
    PromptReport,
    BatchReport,
    CallReport,
    IntentsReport,
    EnginesReport,
    OptimizeReport,
    OptimizeCoresReport,
    CompileReport,
    LibraryReport,
    JudgeVariantsReport,
    JudgeMeasureReport,
    JudgeReport,
    JudgeEvalReport,
    RulesReport,
    RunReport,
    AsmReport,
    DisasmReport,
    CompileProgramReport,
    SuiteReport,
    ProveReport,
    StdlibBuildReport,
    StdlibVerifyReport,
    SpecReport,
    ResolveReport,
    BenchKernelsReport,
    BenchExecReport,
    BenchCompileReport,
    DatagenReport,
    TrainReport,
    ProfilesReport,
    CrossValidationReport,
    AccuracyReport,
    ExportReport,
    CacheDirReport,
    CacheListReport,
    CacheSizeReport,
    CacheRemovedReport,
    DoctorReport,
    ErrorReport,
)
JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", NoneType: "null"}


def schema_name(report: type) -> str:
    """The name and version of a report, as `neurlang.prompt/1`."""
    (name,) = get_args(_hints(report)["schema"])
    return str(name)


def names_of_reports() -> list[str]:
    """The name of every report, in the order of the table."""
    return list(dict.fromkeys(map(schema_name, REPORTS)))


def shapes_named(name: str) -> list[type]:
    """The shapes of that name. Raises KeyError if there is none."""
    shapes = [report for report in REPORTS if schema_name(report) == name]
    if not shapes:
        raise KeyError(name)
    return shapes


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the reports of that name. Raises KeyError if there is no such report."""
    shapes = shapes_named(name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "anyOf": [{"$ref": f"#/$defs/{shape.__name__}"} for shape in shapes],
        "$defs": {part.__name__: _object(part) for shape in shapes for part in (shape, *parts_of(shape))},
    }


def parts_of(shape: type) -> list[type]:
    """The shapes within a shape, each once, the outer ones first."""
    found: dict[type, None] = {}
    waiting = [shape]
    while waiting:
        inner = [part for hint in _hints(waiting.pop(0)).values() for part in _shapes_in(hint)]
        waiting += [part for part in inner if part not in found]
        found |= dict.fromkeys(inner)
    return list(found)


def fields_of(shape: type) -> Iterator[tuple[str, Any, str, bool]]:
    """Name, type and meaning of each field, and whether it is always there; `schema` comes first."""
    for name, hint in sorted(_hints(shape).items(), key=lambda item: item[0] != "schema"):
        is_required = get_origin(hint) is not NotRequired
        inner = hint if is_required else get_args(hint)[0]
        meaning = inner.__metadata__[0] if get_origin(inner) is Annotated else ""
        yield name, get_args(inner)[0] if meaning else inner, meaning, is_required


def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


def _shapes_in(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type, or a form of typing
    if is_shape(hint):
        yield hint
    for part in get_args(hint):
        yield from _shapes_in(part)


def _object(shape: type) -> dict[str, Any]:
    fields = list(fields_of(shape))
    return {
        "type": "object",
        "description": shape.__doc__,
        "properties": {
            name: _schema_of(kind) | ({"description": meaning} if meaning else {})
            for name, kind, meaning, _ in fields
        },
        "required": [name for name, _, _, is_required in fields if is_required],
    }


def _schema_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a type, or a form of typing
    """A type of a field as JSON Schema."""
    if is_shape(kind):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if kind in JSON_TYPES:
        return {"type": JSON_TYPES[kind]}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema_of(part) for part in inner]}
    if origin is list:
        return {"type": "array", "items": _schema_of(inner[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema_of(part) for part in inner], "items": False}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(inner[1])}
    raise TypeError(f"JSON has no {kind}")
