"""What `nl judge` reports, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurlang.kernels.judge import Evaluation, Figure, Fingerprint, Judge, Progress, Variants

COLUMNS = ("mape", "median error", "rank", "kendall", "regret", "regret, 1 measured", "regret, 3 measured")
HEADS = ("MAPE", "median", "rank", "Kendall", "regret", "1 measured", "3 measured")
LOSSES = 4  # from this column on, ratios


def progress_line(progress: Progress, left: float | None) -> str:
    """How far measuring is: forms, rate, noise, time left."""
    rest = "" if left is None else f", {left / 60:.1f} min left"
    dropped = f", {progress.noisy} dropped as noisy" if progress.noisy else ""
    failed = f", {progress.failed} kernels put off" if progress.failed else ""
    return (
        f"{progress.kept} forms of {progress.groups} kernels, {progress.rate:.0f} a second, "
        f"spread {progress.noise:.1%}{dropped}{failed}{rest}"
    )


def variant_lines(found: Variants) -> Iterable[str]:
    """Each form on a line, the form as written first."""
    from neurlang.kernels.expr import print_text

    for number, kernel in enumerate(found.kernels()):
        text = " ; ".join(print_text(kernel).strip().splitlines())
        yield f"{number:>3}  {text}"


def judge_lines(judge: Judge, origin: str) -> Iterable[str]:
    """What was learned: the processor's numbers beside published ones."""
    from neurlang.kernels.judge import PUBLISHED, PUBLISHED_BY

    about, pipeline = judge.about, judge.pipeline
    machine = about.machine
    yield f"{'judge':<12}{origin}"
    yield f"{'fitted to':<12}{about.records:,} forms of {about.groups:,} kernels, {about.date}"
    yield f"{'machine':<12}{machine.processor}, {about.target}, LLVM {machine.llvm}, neurlang {machine.package}"
    quality = ", ".join(f"{name} {value:.1%}" for name, value in about.quality.items())
    yield f"{'quality':<12}{quality}"
    core = pipeline.core
    yield (
        f"{'core':<12}{1 / pipeline.cycle:.2f} GHz, {core.width:g} instructions enter a cycle, window {core.window:g}, "
        f"queue {core.queue:g}"
    )
    yield ""
    published = PUBLISHED.get(machine.processor, {})
    yield f"{'instruction':<14}{'pipes':<10}{'cycles each':>12}{'published':>11}{'delay':>8}{'published':>11}"
    for name, times in pipeline.classes.items():
        known = published.get(name)
        each = times.busy / max(len(times.pipes), 1)
        pipes = " ".join(map(str, times.pipes)) or "divider"
        shown = (f"{known[0]:>11g}", f"{known[1]:>11g}") if known else (f"{'–':>11}", f"{'–':>11}")
        yield f"{name:<14}{pipes:<10}{each:>12.2f}{shown[0]}{times.delay:>8}{shown[1]}"
    if published:
        yield f"published: {PUBLISHED_BY}"
    yield ""
    yield "cycles of a call: " + ", ".join(f"{name} {time:.0f}" for name, time in pipeline.functions.items())
    for dtype, operations in judge.operations.items():
        yield ""
        yield f"ns of an element by operation, {dtype}: " + ", ".join(
            f"{name} {value:.3f}" for name, value in operations.items()
        )


def evaluation_lines(evaluation: Evaluation, machine: Fingerprint) -> Iterable[str]:
    """The tables of all models, with intervals, and the ceiling."""
    forms, kernels = evaluation.fitted
    yield f"Fitted to {forms:,} forms of {kernels:,} kernels; judged on others. 95 % intervals below each figure."
    for kind, rows in evaluation.tables.items():
        count, groups = evaluation.counts[kind]
        yield ""
        yield f"{kind}: {count:,} forms of {groups:,} kernels"
        yield f"{'model':<22}" + "".join(f"{head:>16}" for head in HEADS)
        for row in rows:
            yield from row_lines(row.model, row.figures)
    if evaluation.ceiling is not None:
        yield ""
        yield "A second measurement as a prediction of the first:"
        yield from row_lines("measured again", evaluation.ceiling)
        shown = ", ".join(f"{kind} {value:.2%}" for kind, value in evaluation.remeasured.items())
        yield f"median difference: {shown}"
    for name, version in evaluation.peers.items():
        yield f"{name}: {version}; loops without calls only"
    yield f"machine: {machine.processor}, LLVM {machine.llvm}"


def row_lines(name: str, figures: Mapping[str, Figure]) -> Iterable[str]:
    """A model's figures and below them their intervals."""
    yield f"{name:<22}" + "".join(
        f"{_shown(place, figures[key].value):>16}" for place, key in enumerate(COLUMNS)
    )
    yield f"{'':<22}" + "".join(
        f"{f'{_shown(place, figures[key].low)}–{_shown(place, figures[key].high)}':>16}"
        for place, key in enumerate(COLUMNS)
    )


def _shown(place: int, value: float) -> str:
    if place < 2:
        return f"{value:.1%}"
    return f"{value:.4f}" if place >= LOSSES else f"{value:.3f}"
