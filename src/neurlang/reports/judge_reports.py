"""What the Judge learned, as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from neurlang.kernels.expr import print_text
from neurlang.kernels.judge import Evaluation, Figure, Judge, Progress, Variants


class JudgeVariantsReport(TypedDict):
    """`nl judge variants FORMULA --json`: equal forms of a formula."""

    schema: Literal["neurlang.judge/1"]
    forms: Annotated[list[str], "as text that `nl` reads; the form as written first"]


class JudgeMeasureReport(TypedDict):
    """`nl judge measure --json`: how measuring went."""

    schema: Literal["neurlang.judge/1"]
    kept: Annotated[int, "forms whose times were kept"]
    noisy: Annotated[int, "forms whose times differed too much between rounds"]
    kernels: Annotated[int, "kernels that were measured"]
    put_off: Annotated[int, "kernels during which the machine was too noisy"]
    rate: Annotated[float, "forms compiled and measured a second"]
    spread: Annotated[float, "the median spread between rounds, as a part of the time"]
    folder: Annotated[str, "where the forms are stored"]
    stored: Annotated[int, "forms in the store"]


class InstructionFields(TypedDict):
    """A class of instructions on one processor."""

    pipes: Annotated[list[int], "the pipes that take it; none for the divider"]
    busy: Annotated[int, "cycles for which it occupies them"]
    delay: Annotated[int, "cycles until its result is there"]


class JudgeReport(TypedDict):
    """`nl judge show --json` and `nl judge calibrate --json`: what was learned."""

    schema: Literal["neurlang.judge/1"]
    origin: Annotated[str, "where it is from"]
    processor: Annotated[str, "LLVM's name of the processor"]
    target: Annotated[str, "the target that code was compiled for"]
    date: Annotated[str, "of the last timing"]
    forms: Annotated[int, "measured forms that it was fitted to"]
    kernels: Annotated[int, "kernels that they are forms of"]
    quality: Annotated[dict[str, float], "errors of the fit, by name"]
    cycle_ns: Annotated[float, "nanoseconds of a cycle"]
    core: Annotated[dict[str, float], "numbers of the core, by name"]
    instructions: Annotated[dict[str, InstructionFields], "classes of instructions, by name"]
    functions: Annotated[dict[str, float], "cycles of a call, by the function's name"]
    operations: Annotated[
        dict[str, dict[str, float]], "nanoseconds of an element by operation, for each type"
    ]


class FigureFields(TypedDict):
    """A figure with its 95 % interval; null if no kernel says anything about it."""

    value: Annotated[float | None, "the figure"]
    low: Annotated[float | None, "the lower end"]
    high: Annotated[float | None, "the upper end"]


class JudgeTableFields(TypedDict):
    """The models on one kind of kernels."""

    forms: Annotated[int, "forms that were judged"]
    kernels: Annotated[int, "kernels that they are forms of"]
    models: Annotated[dict[str, dict[str, FigureFields]], "figures by name, by the name of the model"]


class JudgeEvalReport(TypedDict):
    """`nl judge eval --json`: every model on kernels that nothing was fitted to."""

    schema: Literal["neurlang.judge/1"]
    fitted_forms: Annotated[int, "forms that the models were fitted to"]
    fitted_kernels: Annotated[int, "kernels that these are forms of"]
    tables: Annotated[dict[str, JudgeTableFields], "by kind of kernel"]
    ceiling: Annotated[dict[str, FigureFields] | None, "figures of a second measurement, if there is one"]
    remeasured: Annotated[dict[str, float], "median difference of two measurements, by kind of kernel"]
    peers: Annotated[dict[str, str], "versions of the other tools"]


def judge_variants_report(found: Variants) -> JudgeVariantsReport:
    """The forms of a kernel."""
    return {"schema": "neurlang.judge/1", "forms": [print_text(kernel).strip() for kernel in found.kernels()]}


def judge_measure_report(progress: Progress, folder: Path, stored: int) -> JudgeMeasureReport:
    """How measuring went."""
    return {
        "schema": "neurlang.judge/1",
        "kept": progress.kept,
        "noisy": progress.noisy,
        "kernels": progress.groups,
        "put_off": progress.failed,
        "rate": progress.rate,
        "spread": progress.noise,
        "folder": str(folder),
        "stored": stored,
    }


def judge_report(judge: Judge, origin: str) -> JudgeReport:
    """What was learned."""
    about, pipeline = judge.about, judge.pipeline
    core = pipeline.core
    return {
        "schema": "neurlang.judge/1",
        "origin": origin,
        "processor": about.machine.processor,
        "target": about.target,
        "date": about.date,
        "forms": about.records,
        "kernels": about.groups,
        "quality": dict(about.quality),
        "cycle_ns": pipeline.cycle,
        "core": {name: float(getattr(core, name)) for name in core.__slots__},
        "instructions": {
            name: {"pipes": list(times.pipes), "busy": times.busy, "delay": times.delay}
            for name, times in pipeline.classes.items()
        },
        "functions": dict(pipeline.functions),
        "operations": {dtype: dict(operations) for dtype, operations in judge.operations.items()},
    }


def judge_eval_report(evaluation: Evaluation) -> JudgeEvalReport:
    """Every model on kernels held out."""
    tables: dict[str, JudgeTableFields] = {}
    for kind, rows in evaluation.tables.items():
        forms, kernels = evaluation.counts[kind]
        models = {row.model: _figures(row.figures) for row in rows}
        tables[kind] = {"forms": forms, "kernels": kernels, "models": models}
    return {
        "schema": "neurlang.judge/1",
        "fitted_forms": evaluation.fitted[0],
        "fitted_kernels": evaluation.fitted[1],
        "tables": tables,
        "ceiling": None if evaluation.ceiling is None else _figures(evaluation.ceiling),
        "remeasured": dict(evaluation.remeasured),
        "peers": dict(evaluation.peers),
    }


def _figures(figures: Mapping[str, Figure]) -> dict[str, FigureFields]:
    return {
        name: {"value": _finite(each.value), "low": _finite(each.low), "high": _finite(each.high)}
        for name, each in figures.items()
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
