"""Formulas as JSON: the fastest form with its figures, and the compiled code."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Literal, NotRequired, TypedDict, cast

from neurlang.kernels.accuracy import Accuracy
from neurlang.kernels.expr import Kernel
from neurlang.kernels.optimizing import Measured, Optimized
from neurlang.kernels.simd import Code, SharedObject
from neurlang.pipeline import CoreResult


class ErrorFields(TypedDict):
    """How far a form is from the exact values, in the unit of the tolerance."""

    points: Annotated[int, "how many points were checked"]
    worst: Annotated[float | None, "the largest error; null if the form computes no number at some point"]
    mean: Annotated[float | None, "the mean error at points where the form computes a number"]
    worst_input: Annotated[dict[str, float | None], "the inputs of the largest finite error, by name"]
    failing: Annotated[int, "points that are not within the tolerance"]
    undefined: Annotated[int, "points at which the exact value is not a number, so every result is accepted"]
    unknown: Annotated[int, "points at which the exact value could not be found: they were not checked"]
    worst_finite: Annotated[float | None, "the largest error at points where the form computes a number"]
    lost: Annotated[int, "points at which the form overflows or computes no number"]


class FormFields(TypedDict):
    """A form of the formula."""

    text: Annotated[str, "as text that `nl` reads"]
    fpcore: Annotated[str, "as FPCore"]
    ns: Annotated[float, "nanoseconds for one element"]
    spread: Annotated[float, "of the time between rounds, as a part of it"]
    cost: Annotated[float, "by the model that guided the search: ns of a vector by the Judge, else cycles"]
    is_estimated: Annotated[bool, "whether the time is the Judge's estimate, and the spread its uncertainty"]
    error: Annotated[ErrorFields, "its errors"]


class SaturationFields(TypedDict):
    """How a saturation ended."""

    stop_reason: Annotated[str, "saturated, or the limit that was reached: nodes, iterations, seconds"]
    iterations: Annotated[int, "rounds in which all rules were matched"]
    nodes: Annotated[int, "nodes of the e-graph"]
    classes: Annotated[int, "classes of the e-graph"]
    seconds: Annotated[float, "how long it took"]
    matched: Annotated[dict[str, int], "new matches, by the name of the rule"]
    applied: Annotated[dict[str, int], "unions that the matches made, by the name of the rule"]
    phases: Annotated[dict[str, float], "seconds of matching, applying and rebuilding"]


class RoundFields(TypedDict):
    """One round of the search."""

    before: Annotated[float, "cost of the best form before it, in cycles"]
    after: Annotated[float, "cost of the best form after it"]
    refused: Annotated[int, "forms that were too inaccurate at the first check"]
    saturation: Annotated[SaturationFields, "how saturation ended"]
    seconds: Annotated[float, "how long it took"]
    phases: Annotated[dict[str, float], "seconds of its phases: matching, applying, extracting, checking, …"]


class HintFields(TypedDict):
    """Ranges of inputs that would have allowed a faster form."""

    ranges: Annotated[dict[str, list[float]], "lowest and highest value of an input, by name"]
    gain: Annotated[float, "how many times cheaper the form would be, by the model of cost"]


class FormsFields(TypedDict):
    """How many other forms there were."""

    found: Annotated[int, "forms that were checked"]
    accepted: Annotated[int, "forms among them that are within the tolerance"]


class OptimizedFields(TypedDict):
    """A formula with its fastest form."""

    name: Annotated[str, "of the formula"]
    dtype: Annotated[str, "f32 or f64"]
    before: Annotated[FormFields, "the form as written"]
    after: Annotated[FormFields, "the form chosen; the same if none is faster"]
    is_improved: Annotated[bool, "whether another form was chosen"]
    speedup: Annotated[float, "how many times as fast the chosen form is"]
    safe: Annotated[str, "why the form does not fail at more inputs: proved, tested, or as written"]
    bound: Annotated[float | None, "a proved upper bound of the error in the whole ranges"]
    is_error_proved: Annotated[bool, "whether that bound is within the tolerance"]
    hint: Annotated[HintFields | None, "ranges that would have allowed a faster form"]
    tolerance: Annotated[str, "as it was asked for"]
    rules: Annotated[list[str] | None, "the rules that lead to the form; null if no proof was searched for"]
    tolerance_ulp: Annotated[float, "0, or the error up to which reciprocals are estimated"]
    saturation: Annotated[SaturationFields, "how the last saturation ended"]
    rounds: Annotated[list[RoundFields], "of the search"]
    search_ended: Annotated[str, "why there was no further round"]
    forms: Annotated[FormsFields, "how many other forms there were"]
    guided_by: Annotated[str, "what costs came from: a calibration of the Judge, or the static table"]
    notes: Annotated[list[str], "sentences for the user"]
    seconds: Annotated[float, "how long it took in all"]
    proofs: NotRequired[Annotated[list[list[str]], "with --explain: the lines of a proof for each output"]]


class OptimizeReport(OptimizedFields):
    """`nl optimize FORMULA --json`: the fastest form, with the form as written."""

    schema: Literal["neurlang.optimize/1"]


class OptimizedCore(OptimizedFields):
    """A core with its fastest form."""

    source: Annotated[str, "the file that it comes from"]


class UnoptimizedCore(TypedDict):
    """A core that could not be optimised."""

    name: Annotated[str, "of the core"]
    why_not: Annotated[str, "the reason"]
    source: Annotated[str, "the file that it comes from"]


class OptimizeCoresReport(TypedDict):
    """`nl optimize FILE --json`, for a file of several cores or a folder: every core, in order."""

    schema: Literal["neurlang.optimize/1"]
    kernels: Annotated[list[OptimizedCore | UnoptimizedCore], "the cores"]


class CompileReport(TypedDict):
    """`nl compile FORMULA --json`: what the formula compiles to."""

    schema: Literal["neurlang.compile/1"]
    name: Annotated[str, "of the formula"]
    inputs: Annotated[list[str], "names of the inputs"]
    outputs: Annotated[int, "how many results it has"]
    dtype: Annotated[str, "f32 or f64"]
    target: Annotated[str, "avx512, avx2, neon or scalar"]
    lanes: Annotated[int, "how many elements are computed at a time"]
    operations: Annotated[int, "how many operations one element takes"]
    library_calls: Annotated[list[str], "library functions that are called, as exp"]


class LibraryReport(TypedDict):
    """`nl compile FORMULA -o FILE.so --json` and `nl optimize FORMULA -o FILE.so --json`: what was written."""

    schema: Literal["neurlang.compile/1"]
    library: Annotated[str, "the shared object"]
    header: Annotated[str, "its C header"]
    symbol: Annotated[str, "the function's name"]
    self_test_failures: Annotated[int, "failures that the self-test in the library counted"]
    points: Annotated[int, "points at which the code was compared with the reference"]
    differing: Annotated[int, "points among them at which it differs"]


def optimize_report(found: Optimized, *, is_explained: bool) -> OptimizeReport:
    """A formula with its fastest form; `is_explained` adds the proofs."""
    fields = _optimized(found)
    if is_explained:
        fields["rules"] = list(found.rules)
        fields["proofs"] = [proof.lines() for proof in found.proofs]
    return {"schema": "neurlang.optimize/1", **fields}


def optimize_cores_report(cores: Iterable[CoreResult]) -> OptimizeCoresReport:
    """Every core with its fastest form, or why there is none."""
    return {"schema": "neurlang.optimize/1", "kernels": [_core(core) for core in cores]}


def _core(core: CoreResult) -> OptimizedCore | UnoptimizedCore:
    if core.found is None:
        return {"name": core.name, "why_not": core.why_not, "source": core.source}
    return {**_optimized(core.found), "source": core.source}


def _optimized(found: Optimized) -> OptimizedFields:
    """A result as plain values, without a search for a proof; infinite errors are null."""
    return {
        "name": found.kernel.name,
        "dtype": found.kernel.dtype,
        "before": _form(found.before),
        "after": _form(found.after),
        "is_improved": found.is_improved,
        "speedup": found.speedup,
        "safe": found.safe,
        "bound": None if found.bound is None else _finite(found.bound.worst),
        "is_error_proved": found.is_error_proved,
        "hint": _hint(found),
        "tolerance": str(found.tolerance),
        "rules": list(found.rules) if found.has_proofs else None,
        "tolerance_ulp": found.options.tolerance_ulp,
        "saturation": cast("SaturationFields", asdict(found.saturation)),
        "rounds": [cast("RoundFields", asdict(each)) for each in found.rounds],
        "search_ended": found.search_ended,
        "forms": {"found": found.found, "accepted": found.accepted},
        "guided_by": found.guided_by,
        "notes": list(found.notes),
        "seconds": found.seconds,
    }


def _hint(found: Optimized) -> HintFields | None:
    hint = found.hint
    if hint is None:
        return None
    return {"ranges": {name: list(ends) for name, ends in hint.ranges.items()}, "gain": hint.gain}


def _form(form: Measured) -> FormFields:
    return {
        "text": form.text().strip(),
        "fpcore": form.text("fpcore").strip(),
        "ns": form.ns,
        "spread": form.spread,
        "cost": form.cost,
        "is_estimated": form.is_estimated,
        "error": _error(form.accuracy),
    }


def _error(accuracy: Accuracy) -> ErrorFields:
    return {
        "points": accuracy.points,
        "worst": _finite(accuracy.worst),
        "mean": _finite(accuracy.mean),
        "worst_input": {name: _finite(value) for name, value in accuracy.worst_input.items()},
        "failing": accuracy.failing,
        "undefined": accuracy.undefined,
        "unknown": accuracy.unknown,
        "worst_finite": _finite(accuracy.worst_finite),
        "lost": accuracy.lost,
    }


def _finite(value: float) -> float | None:
    """A number for JSON; None for infinity and NaN."""
    return value if math.isfinite(value) else None


def compile_report(kernel: Kernel, code: Code) -> CompileReport:
    """What a formula compiles to."""
    nodes = code.form.nodes()
    return {
        "schema": "neurlang.compile/1",
        "name": kernel.name,
        "inputs": list(kernel.names),
        "outputs": len(kernel.outputs),
        "dtype": kernel.dtype,
        "target": code.target.name,
        "lanes": code.target.lanes(kernel.dtype),
        "operations": sum(bool(node.args) for node in nodes),
        "library_calls": sorted({node.op.name for node in nodes if node.op.is_library}),
    }


def library_report(made: SharedObject) -> LibraryReport:
    """What was written, and what its checks found."""
    checks = (made.check, made.special)
    return {
        "schema": "neurlang.compile/1",
        "library": str(made.path),
        "header": str(made.header),
        "symbol": made.symbol,
        "self_test_failures": made.failures,
        "points": sum(check.points for check in checks),
        "differing": sum(check.differing for check in checks),
    }
