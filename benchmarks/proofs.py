"""What can be proved about formulas as written, over their whole domains, without running them: a line of JSON.

    python benchmarks/proofs.py                                     # our corpus
    python benchmarks/proofs.py --corpus ../shared/corpus/fpbench
    python benchmarks/proofs.py --each                              # and a line for each formula

`finite` counts the formulas that provably neither overflow nor become NaN, `safe` those that also lose nothing
to underflow. `bounded` have a proved error bound, `within` one of at most 4 ULP. `slack` is the median ratio of
the bound to the worst error found at 1,000 points. Seconds are processor time.
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path  # noqa: TC003 - typer reads the annotation
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang.benchmarks import own_corpus, read_corpus
from neurlang.errors import FormulaError
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE, analyse_safety, proved_error, yardstick
from neurlang.kernels.expr import evaluate
from neurlang.kernels.simd import domain_points

if TYPE_CHECKING:
    from neurlang.kernels.expr import Kernel

POINTS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What was found about one formula; `measured` is None if its condition leaves no points."""

    name: str
    nodes: int
    finite: bool
    safe: bool
    bound: float | None
    measured: float | None
    seconds_safe: float
    seconds_bound: float


def measured_error(kernel: Kernel) -> float | None:
    """The worst error found, in ULP with the tolerance's floor."""
    try:
        points = domain_points(kernel, POINTS, seed=7)
    except FormulaError:
        return None
    results = evaluate(kernel, *points)
    return yardstick(kernel, points, results, DEFAULT_TOLERANCE).measure(results).worst


def row_of(name: str, kernel: Kernel) -> Row:
    """Prove and measure."""
    start = time.process_time()
    verdict = analyse_safety(kernel, kernel.outputs)
    middle = time.process_time()
    bound = proved_error(kernel, kernel.outputs)
    end = time.process_time()
    return Row(
        name,
        len(kernel.nodes()),
        verdict.is_finite,
        verdict.is_proved,
        None if bound is None else bound.worst,
        measured_error(kernel),
        middle - start,
        end - middle,
    )


def main(
    corpus: Annotated[
        Path | None, typer.Option(help="A folder of FPCore files; by default our corpus.")
    ] = None,
    *,
    each: Annotated[bool, typer.Option(help="Also print a line for each formula.")] = False,
) -> None:
    """Print what was proved."""
    entries = [entry for entry in read_corpus([corpus or own_corpus()]) if entry.kernel is not None]
    rows = []
    for entry in entries:
        assert entry.kernel is not None
        row = row_of(entry.name, replace(entry.kernel, reduction=None))
        rows.append(row)
        if each:
            print(json.dumps({field: getattr(row, field) for field in Row.__slots__}))
    bounds = [row.bound for row in rows if row.bound is not None]
    slack = [row.bound / row.measured for row in rows if row.bound and row.measured]
    broken = [
        row.name
        for row in rows
        if row.bound is not None and row.measured is not None and row.measured > row.bound
    ]
    print(
        json.dumps(
            {
                "formulas": len(rows),
                "finite": sum(row.finite for row in rows),
                "safe": sum(row.safe for row in rows),
                "bounded": len(bounds),
                "within": sum(bound <= DEFAULT_TOLERANCE.limit for bound in bounds),
                "slack": round(statistics.median(slack), 2) if slack else None,
                "broken": broken,
                "seconds_safe": [
                    round(statistics.median(row.seconds_safe for row in rows), 4),
                    round(max(row.seconds_safe for row in rows), 3),
                ],
                "seconds_bound": [
                    round(statistics.median(row.seconds_bound for row in rows), 3),
                    round(max(row.seconds_bound for row in rows), 3),
                ],
            }
        )
    )


if __name__ == "__main__":
    typer.run(main)
