"""From the text that names a formula to its fastest form: read it, optimise it. `formula_texts` prints the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from neurlang import benchmarks
from neurlang.benchmarks import Entry
from neurlang.errors import UsageError
from neurlang.kernels import expr
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE, Tolerance
from neurlang.kernels.expr import DType, Kernel
from neurlang.kernels.optimizing import Measure, Optimized, Progress
from neurlang.kernels.rules import Rule


@dataclass(frozen=True, slots=True)
class FormulaRequest:
    """A request to the optimiser: how accurate the form must be, how long to search, which values the inputs have."""

    tolerance: Tolerance = DEFAULT_TOLERANCE
    effort: str = "default"
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    measure: Measure = "unsure"


@dataclass(frozen=True, slots=True)
class CoreResult:
    """A core of a file with its fastest form; if there is none, `found` is None and `why_not` says why."""

    name: str
    source: str
    found: Optimized | None
    why_not: str = ""


def read_formula(source: str, dtype: DType | None = None, name: str | None = None) -> Kernel:
    """The kernel that a text names: a core of an FPCore file, a Python function, or a formula.

    Raises:
        UsageError: the file, module, function or core does not exist, or the file has several cores.
        FormulaError: the formula cannot be read.

    """
    if source.endswith(".fpcore"):
        return _core_of_file(Path(source), dtype, name)
    module, colon, function = source.partition(":")
    is_function = colon and _is_module(module) and function.isidentifier()
    kernel = expr.read_formula(_python_function(module, function) if is_function else source, dtype)
    return kernel if name is None else replace(kernel, name=name)


def read_cores(source: str, dtype: DType | None = None, name: str | None = None) -> list[Entry]:
    """The cores of a folder, or of a file that has several, if `name` chooses none; else an empty list.

    Raises:
        UsageError: `name` is set, but the source is a folder.

    """
    path = Path(source)
    if _is_folder(path):
        if name is not None:
            raise UsageError(f"--name chooses a core of a file; {source} is a folder.")
        return benchmarks.read_corpus([path], dtype)
    if not source.endswith(".fpcore") or name is not None:
        return []
    entries = benchmarks.read_corpus([path], dtype)
    return entries if len(entries) > 1 else []


def formula_file(source: str) -> Path | None:
    """The file that a formula is read from: an .fpcore file or a Python module; None for a text."""
    if source.endswith(".fpcore"):
        return Path(source)
    module, colon, _ = source.partition(":")
    if not colon or not _is_module(module):
        return None
    try:
        found = find_spec(module)
    except (ImportError, ValueError):
        return None  # reading the formula then raises the error
    return None if found is None or found.origin is None else Path(found.origin)


def optimize_formula(
    kernel: Kernel, request: FormulaRequest, progress: Progress, *, estimating: bool
) -> Optimized:
    """The fastest form, with a hint about ranges that would allow a faster one.

    `estimating` allows estimated reciprocals, which not every text can hold (`holds_estimates`).
    Raises as `neurlang.optimize` does.
    """
    from neurlang.kernels.optimizing import optimize  # the e-graph takes half a second to load

    return optimize(
        kernel,
        tolerance=request.tolerance,
        effort=request.effort,
        ranges=request.ranges,
        rules=request.rules,
        measure=request.measure,
        progress=progress,
        hints=True,
        estimating=estimating,
    )


def could_estimate(found: Optimized) -> bool:
    """Whether estimated reciprocals could make this formula faster."""
    from neurlang.kernels.optimizing import divides

    return found.kernel.dtype == "f32" and divides(found.kernel.outputs)


def optimize_cores(entries: list[Entry], request: FormulaRequest, progress: Progress) -> list[CoreResult]:
    """The fastest form of every core, in order. A range applies to the cores that have the input.

    If the machine is too noisy for a core, that core is tried again after the others.
    """
    from neurlang.kernels.optimizing import optimize

    cores: dict[int, CoreResult] = {
        place: CoreResult(entry.name, entry.source, None, entry.why_not)
        for place, entry in enumerate(entries)
        if entry.kernel is None
    }
    left = benchmarks.TimeLeft(len(entries) - len(cores))

    def work(place: int) -> Optimized:
        entry = entries[place]
        assert entry.kernel is not None
        title = f"{entry.name} ({len(cores) + 1} of {len(entries)}{left.text()})"
        return optimize(
            entry.kernel,
            tolerance=request.tolerance,
            effort=request.effort,
            ranges={name: ends for name, ends in request.ranges.items() if name in entry.kernel.names},
            rules=request.rules,
            measure=request.measure,
            progress=lambda stage, done, total: progress(f"{title}: {stage}", done, total),
        )

    for outcome in benchmarks.each_of([place for place in range(len(entries)) if place not in cores], work):
        left.advance()
        entry = entries[outcome.item]
        cores[outcome.item] = CoreResult(entry.name, entry.source, outcome.result, outcome.why_not)
    return [cores[place] for place in range(len(entries))]


def with_better_form(entry: Entry, effort: str) -> Entry:
    """The entry with the form that the optimiser chooses for it; the same form if none is faster."""
    from neurlang.kernels.optimizing import optimize

    if entry.kernel is None:
        return entry
    found = optimize(entry.kernel, effort=effort)
    return replace(entry, better=found.kernel, options=found.options)


def _core_of_file(path: Path, dtype: DType | None, name: str | None) -> Kernel:
    """The core of that name, or the only one."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from None
    cores = expr.read_cores(text, str(path))
    if name is None and len(cores) == 1:
        return cores[0].kernel(dtype)
    names = ", ".join(core.name for core in cores)
    if name is None:
        raise UsageError(f"{path} has {len(cores)} cores; choose one with --name: {names}.")
    found = next((core for core in cores if core.name == name), None)
    if found is None:
        raise UsageError(f"{path} has no core '{name}'; there are: {names}.")
    return found.kernel(dtype)


def _python_function(module: str, function: str) -> Callable[..., Any]:
    """The function of that module; without its kernel decorator, if it has one."""
    try:
        found = getattr(import_module(module), function, None)
    except ImportError as error:
        raise UsageError(f"Cannot import '{module}': {error}.") from None
    if not callable(found):
        raise UsageError(f"The module '{module}' has no function '{function}'.")
    wrapped: Callable[..., Any] = getattr(found, "__wrapped__", found)
    return wrapped


def _is_module(text: str) -> bool:
    """Whether a text could be the full name of a module."""
    return all(part.isidentifier() for part in text.split("."))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder of that name. The text of a formula may be impossible as a file name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
