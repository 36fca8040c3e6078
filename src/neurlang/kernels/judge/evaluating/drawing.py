"""Measured against predicted times, drawn by Matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from neurlang.errors import UsageError
from neurlang.kernels.judge.modelling.fitting_pipeline import thinned
from neurlang.kernels.judge.modelling.loops import prepared_record
from neurlang.optional_parts import load

if TYPE_CHECKING:
    from neurlang.kernels.judge.collecting.records import Record
    from neurlang.kernels.judge.judge import Judge

SUFFIXES = (".svg", ".png", ".pdf")
MOST = 3000  # points


def draw_judge(judge: Judge, records: Sequence[Record], path: Path) -> None:
    """Draw a point for each form: its measured time, and what the Judge says.

    Raises:
        MissingPartError: Matplotlib is not installed.
        UsageError: the file has another ending, or cannot be written.

    """
    if path.suffix not in SUFFIXES:
        raise UsageError(f"A drawing is written to a file ending in {', '.join(SUFFIXES)}, found '{path}'.")
    figures = load("matplotlib.figure", "judge", "drawing")
    some = thinned(records, MOST)
    measured = np.array([record.ratio * judge.about.reference for record in some])
    predicted = judge.opinion([prepared_record(record) for record in some]).ns
    figure = figures.Figure(figsize=(6, 6))
    axes = figure.add_subplot(xscale="log", yscale="log")
    for name, has_calls in (("without calls", False), ("with calls", True)):
        chosen = np.array([bool(record.calls) == has_calls for record in some], bool)
        axes.plot(measured[chosen], predicted[chosen], ".", markersize=2, label=name)
    ends = [float(measured.min()), float(measured.max())]
    axes.plot(ends, ends, color="black", linewidth=0.5)
    axes.set_xlabel("measured, ns an element")
    axes.set_ylabel("predicted, ns an element")
    axes.legend()
    try:
        figure.savefig(path)
    except OSError as error:
        raise UsageError(f"File not writable: {path} ({error.strerror})") from None
