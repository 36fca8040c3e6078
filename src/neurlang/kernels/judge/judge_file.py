"""A Judge as a file: `learned_cost_model.toml`, which people may edit: everything is checked when it is read."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import DataError
from neurlang.kernels.expr import DTYPES, OPS, DType
from neurlang.kernels.judge.collecting.records import Fingerprint
from neurlang.kernels.judge.judge import About, Judge
from neurlang.kernels.judge.modelling.instructions import CLASSES
from neurlang.kernels.judge.modelling.pipeline import (
    LARGEST_QUEUE,
    LARGEST_WINDOW,
    PIPES,
    Core,
    InstructionTimes,
    Pipeline,
)
from neurlang.kernels.judge.modelling.residual import FEATURES, MEMBERS, Residual
from neurlang.kernels.judge.modelling.rows_cost import (
    BUS,
    ENTRY_TIME,
    LOAD,
    NEAR,
    SCALARS,
    STORE,
    WAYS,
    WINDOW,
    column,
    weight_count,
)

FORMAT = "neurlang.judge/1"
FILE_NAME = "learned_cost_model.toml"
HEAD = """\
# What operations and instructions cost on one processor, fitted to timings by `nl judge calibrate`.
# You may edit numbers; `nl` checks them when it reads the file. docs/judge.md describes each table.
"""
SCALAR_NAMES = {
    LOAD: "load", STORE: "store", BUS: "bus", NEAR: "near_arrays", WINDOW: "window", ENTRY_TIME: "entry",
}  # fmt: skip
COLUMN_NAMES = ("multipliers", "adders", "outer_pipes", "all_pipes", "divider", "library", "entries", "delay")
WAY_NAMES = (*(entry.name for entry in OPS), "fused", "choice_with_constant")
UNKNOWN = "unknown"  # the row of functions that the records do not have
LARGEST_NS, LARGEST_CYCLES = 1e6, 10_000


def toml_of(judge: Judge) -> str:
    """The file's text."""
    return HEAD + "\n".join(_lines(judge)) + "\n"


def _lines(judge: Judge) -> Iterator[str]:
    about, pipeline = judge.about, judge.pipeline
    yield f'format = "{FORMAT}"'
    yield from _table("machine", asdict(about.machine) | {"target": about.target})
    counts = {"date": about.date, "forms": about.records, "kernels": about.groups}
    yield from _table("fitted", counts | {"reference_ns": about.reference})
    yield from _table("quality", about.quality)
    yield "# Cycles, and instructions a cycle; `cycle_ns` is the length of a cycle."
    yield from _table("core", {"cycle_ns": pipeline.cycle} | asdict(pipeline.core))
    yield "# Classes of instructions: the pipes that take them (none: the divider), for how long, and the delay."
    yield "[instructions]"
    for name, times in pipeline.classes.items():
        yield f'"{name}" = {{ pipes = {list(times.pipes)}, busy = {times.busy}, delay = {times.delay} }}'
    yield ""
    yield "# Cycles of the vector unit that a call of a library function takes."
    yield from _table("functions", {**pipeline.functions, UNKNOWN: pipeline.unknown_function})
    for dtype, operations in judge.operations.items():
        yield "# Nanoseconds of an element, by non-negative least squares on counts of operations."
        yield from _table(f"operations.{dtype}", operations)
    for dtype, weights in judge.dags.items():
        yield "# Nanoseconds of a vector on each unit, for costs of DAGs; `entries` are instructions."
        yield from _table(
            f"dag.{dtype}", {name: float(weights[place]) for place, name in SCALAR_NAMES.items()}
        )
        yield f"[dag.{dtype}.operations]"
        for way, name in enumerate(WAY_NAMES):
            row = {title: float(column(weights, k)[way]) for k, title in enumerate(COLUMN_NAMES)}
            shown = ", ".join(f"{title} = {_number(value)}" for title, value in row.items() if value)
            if shown:
                yield f"{name} = {{ {shown} }}"
        yield ""
    residual = judge.residual
    yield "# The correction of the pipeline; not meant to be edited."
    yield from _table("residual", {"error": residual.error, "within": residual.within})
    for name, values in (("center", residual.center), ("scale", residual.scale)):
        yield f"{name} = {_array(values)}"
    yield "coefficients = ["
    yield from (f"  {_array(row)}," for row in residual.coefficients)
    yield "]"


def _table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{name}]"
    for key, value in values.items():
        shown = f'"{value}"' if isinstance(value, str) else _number(value)
        yield f'"{key}" = {shown}' if not key.isidentifier() else f"{key} = {shown}"
    yield ""


def _number(value: float) -> str:
    return (
        str(value)
        if isinstance(value, int)
        else f"{float(value):.6g}"
        if value != int(value)
        else f"{value:.1f}"
    )


def _array(values: NDArray[np.float64]) -> str:
    return f"[{', '.join(f'{float(value):.6g}' for value in values)}]"


def read_judge(path: Path) -> Judge:
    """The Judge in a file.

    Raises:
        DataError: the file is missing, damaged, of another format, or has a number that is missing or impossible.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"Cannot read {path}: {error}") from None
    return judge_from(text, str(path))


def judge_from(text: str, where: str = "the calibration") -> Judge:
    """The Judge in a file's text. Raises DataError as `read_judge` does."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where} is not TOML: {error}") from None
    if found.get("format") != FORMAT:
        raise DataError(f"{where} has the format {found.get('format')!r}; this version reads {FORMAT!r}.")
    return _Reader(found, where).judge()


class _Reader:
    """Reads tables and says which number of which table is wrong."""

    def __init__(self, found: Mapping[str, Any], where: str) -> None:
        self.found, self.where = found, where

    def judge(self) -> Judge:
        machine = self.table("machine")
        fitted = self.table("fitted")
        quality = {
            name: self.number("quality", self.table("quality"), name) for name in self.table("quality")
        }
        about = About(
            Fingerprint(*(self.text("machine", machine, field.name) for field in fields(Fingerprint))),
            self.text("machine", machine, "target"),
            self.text("fitted", fitted, "date"),
            int(self.number("fitted", fitted, "forms")),
            int(self.number("fitted", fitted, "kernels")),
            self.number("fitted", fitted, "reference_ns", least=1e-6),
            quality,
        )
        return Judge(about, self.pipeline(), self.residual(), self.dags(), self.operations())

    def pipeline(self) -> Pipeline:
        core = self.table("core")
        numbers = {
            field.name: self.number("core", core, field.name, least=0.5, most=LARGEST_CYCLES)
            for field in fields(Core)
        }
        for name, most in (("window", LARGEST_WINDOW), ("queue", LARGEST_QUEUE)):
            if not 8 <= numbers[name] <= most:
                raise self.wrong("core", name, numbers[name], f"a number from 8 to {most}")
        rows = self.table("instructions")
        classes = {name: self.instruction(rows, name) for name in CLASSES if name in rows or name in REQUIRED}
        functions = self.table("functions")
        times = {name: self.number("functions", functions, name, most=LARGEST_CYCLES) for name in functions}
        cycle = self.number("core", core, "cycle_ns", least=1e-3, most=1e3)
        return Pipeline(cycle, Core(**numbers), classes, times, times.pop(UNKNOWN, 20.0))

    def instruction(self, rows: Mapping[str, Any], name: str) -> InstructionTimes:
        row = rows.get(name)
        if not isinstance(row, dict):
            raise DataError(f"{self.where}: [instructions] has no row for {name!r}.")
        pipes = row.get("pipes")
        allowed = range(PIPES)
        if not isinstance(pipes, list) or not all(type(each) is int and each in allowed for each in pipes):
            raise self.wrong(
                f"instructions.{name}", "pipes", pipes, f"a list of numbers from 0 to {PIPES - 1}"
            )
        place = f"instructions.{name}"
        busy = self.number(place, row, "busy", least=1, most=1000)
        return InstructionTimes(tuple(pipes), round(busy), round(self.number(place, row, "delay", most=1000)))

    def operations(self) -> dict[DType, dict[str, float]]:
        tables = self.table("operations")
        return {
            dtype: {
                name: self.number(f"operations.{dtype}", tables[dtype], name, most=LARGEST_NS)
                for name in tables[dtype]
            }
            for dtype in DTYPES
            if isinstance(tables.get(dtype), dict)
        }

    def dags(self) -> dict[DType, NDArray[np.float64]]:
        tables = self.table("dag")
        return {dtype: self.dag(dtype, tables.get(dtype)) for dtype in DTYPES}

    def dag(self, dtype: DType, table: object) -> NDArray[np.float64]:
        place = f"dag.{dtype}"
        if not isinstance(table, dict) or not isinstance(table.get("operations"), dict):
            raise DataError(f"{self.where}: there is no table [{place}.operations].")
        weights = np.zeros(weight_count())
        for number, name in SCALAR_NAMES.items():
            weights[number] = self.number(place, table, name, least=1e-6, most=LARGEST_NS)
        rows = table["operations"]
        for name in rows:
            if name not in WAY_NAMES:
                raise DataError(
                    f"{self.where}: [{place}.operations] has a row for {name!r}, which is no operation."
                )
        for way, name in enumerate(WAY_NAMES):
            row = rows.get(name)
            if row is None and way < len(OPS) and OPS[way].arity == 0:
                continue
            if not isinstance(row, dict):
                raise DataError(f"{self.where}: [{place}.operations] has no row for {name!r}.")
            for title in row:
                if title not in COLUMN_NAMES:
                    raise DataError(
                        f"{self.where}: {name!r} in [{place}.operations] has an unknown number {title!r}."
                    )
            for number, title in enumerate(COLUMN_NAMES):
                if title in row:
                    weights[SCALARS + number * WAYS + way] = self.number(place, row, title, most=LARGEST_NS)
        return weights

    def residual(self) -> Residual:
        table = self.table("residual")
        center, scale = self.numbers(table, "center"), self.numbers(table, "scale")
        rows = table.get("coefficients")
        if not isinstance(rows, list) or len(rows) != MEMBERS:
            raise DataError(f"{self.where}: [residual] needs {MEMBERS} rows of coefficients.")
        rows_read = [self.numbers({"row": row}, "row") for row in rows]
        lengths = {len(center), len(scale), *(len(row) - 1 for row in rows_read)}
        if lengths != {FEATURES} or not (scale > 0).all():
            raise DataError(
                f"{self.where}: [residual] has arrays of the wrong length, or a scale that is not above 0."
            )
        error, within = (self.number("residual", table, name, most=10) for name in ("error", "within"))
        return Residual(np.array(rows_read), center, scale, error, within)

    def numbers(self, table: Mapping[str, Any], name: str) -> NDArray[np.float64]:
        values = table.get(name)
        if not isinstance(values, list) or not all(_is_number(value) for value in values):
            raise DataError(f"{self.where}: [residual] needs a list of numbers for {name!r}.")
        return np.array(values, np.float64)

    def table(self, name: str) -> Mapping[str, Any]:
        found = self.found.get(name)
        if not isinstance(found, dict):
            raise DataError(f"{self.where}: the table [{name}] is missing.")
        return found

    def text(self, table: str, values: Mapping[str, Any], name: str) -> str:
        value = values.get(name)
        if not isinstance(value, str):
            raise self.wrong(table, name, value, "a text")
        return value

    def number(
        self, table: str, values: Mapping[str, Any], name: str, least: float = 0.0, most: float = math.inf
    ) -> float:
        if name not in values:
            raise DataError(f"{self.where}: {name!r} is missing in [{table}].")
        value = values[name]
        if not _is_number(value) or not least <= value <= most:
            limits = f"a number of at least {least:g}" + (
                "" if math.isinf(most) else f" and at most {most:g}"
            )
            raise self.wrong(table, name, value, limits)
        return float(value)

    def wrong(self, table: str, name: str, value: object, allowed: str) -> DataError:
        return DataError(f"{self.where}: {name!r} in [{table}] is {value!r}; it must be {allowed}.")


REQUIRED = ("add", "multiply", "fma", "minmax", "compare", "blend", "logic", "round", "mask")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
