"""Larger formulas: what the search in pulses gains, measured in nanoseconds or by the model of cost.

    python benchmarks/optimize.py composed [--cost] [--effort NAME | --rounds N]
    python benchmarks/optimize.py pulses

`python benchmarks/composed.py` runs only the first.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compositions import compositions
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.cost import table_models
from neurlang.kernels.optimizing import by_cost, effort_of, optimize, table_knowledge
from neurlang.kernels.search import search_in_pulses
from neurlang.kernels.simd import (
    NoisyMachineError,
    TimingProtocol,
    arrays_for,
    compile_kernel,
    measure,
    subject_of,
)

if TYPE_CHECKING:
    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.optimizing import Optimized

PATIENT = TimingProtocol(most_redone=60)
MOST_TRIES, LENGTH = 5, 4096


def show(question: str, **answer: Any) -> None:  # noqa: ANN401 - whatever JSON takes
    """Print one line."""
    print(json.dumps({"question": question, **answer}), flush=True)


def tell(text: str) -> None:
    """Print a progress line for the user."""
    print(text, file=sys.stderr, flush=True)


def composed(
    count: int = 40,
    seed: int = 0,
    effort: str = "default",
    rounds: Annotated[int, typer.Option(help="The most pulses; by default as the effort says.")] = 0,
    cost: Annotated[
        bool, typer.Option("--cost", help="Choose and compare by cost: nothing is timed.")
    ] = False,
) -> None:
    """Formulas of 80 to 300 nodes, composed from our corpus: the form as written against the chosen one."""
    work: Any = effort
    if rounds:
        work = replace(effort_of(effort), plan=replace(effort_of(effort).plan, rounds=rounds))
    ratios: dict[str, float] = {}
    lost: dict[str, str] = {}
    begin = time.monotonic()
    for kernel in compositions(count, seed):
        found = cheapest_form(kernel, work) if cost else fastest_form(kernel, work)
        if found is None:
            lost[kernel.name] = "the machine is too noisy"
            continue
        result, ratio = found
        ratios[kernel.name] = ratio
        if reason := why_lost(result, ratio):
            lost[kernel.name] = reason
        tell(
            f"{kernel.name:<16}{kernel.dtype}{len(kernel.nodes()):>5} nodes, {ratio:.3f} of as written, "
            f"{result.accepted} of {result.found} forms accepted, {result.seconds:.1f} s{reason and ': ' + reason}"
        )
    show(
        "composed",
        compared_by="cost" if cost else "ns",
        effort=effort,
        rounds=rounds or None,
        kernels=len(ratios),
        geomean=statistics.geometric_mean(ratios.values()),
        worst=min(ratios.values()),
        lost=lost,
        seconds=time.monotonic() - begin,
    )


def cheapest_form(kernel: Kernel, effort: Any) -> tuple[Optimized, float]:  # noqa: ANN401 - a name or an Effort
    """The accepted form of the least cost, and how many times more the form as written costs."""
    found = optimize(kernel, effort=effort, chooser=by_cost)
    return found, found.before.cost / found.after.cost


def fastest_form(kernel: Kernel, effort: Any) -> tuple[Optimized, float] | None:  # noqa: ANN401
    """The chosen form, and how many times faster it is in fresh timings; None if the machine is too noisy."""
    for _ in range(MOST_TRIES):
        try:
            found = optimize(kernel, effort=effort)
            codes = [compile_kernel(kernel), compile_kernel(found.kernel, found.options)]
            arrays = arrays_for(kernel, LENGTH)
            subjects = [subject_of(code, arrays, LENGTH, str(place)) for place, code in enumerate(codes)]
            written, chosen = measure(subjects, PATIENT)
            return found, written.ns / chosen.ns if found.is_improved else 1.0
        except NoisyMachineError:
            time.sleep(1)
    return None


def why_lost(found: Optimized, ratio: float) -> str:
    """The reason why there is no gain, or an empty text if there is one."""
    if found.is_improved:
        return "" if ratio >= 1 else "slower when it was timed again"
    if not found.found:
        return "no other form was found, or there was no time to check one"
    return "no form faster" if found.accepted else "no form accepted"


def pulses(count: int = 20, seed: int = 1, efforts: str = "fast,default,max") -> None:
    """Cost of the best form after each pulse, relative to the form as written: geometric means, for each effort."""
    kernels = list(compositions(count, seed))
    for effort in map(effort_of, efforts.split(",")):
        curves, spent, ends = [], [], Counter[str]()
        for kernel in kernels:
            known = table_knowledge(kernel, DEFAULT_TOLERANCE)
            found = search_in_pulses(
                kernel.outputs, known.rewrites, known.analysis, table_models("avx512"), effort.plan
            )
            missing = effort.plan.rounds - len(found.rounds)
            written = found.rounds[0].before
            curves.append(
                [each.after / written for each in found.rounds] + [found.rounds[-1].after / written] * missing
            )
            spent.append([each.seconds for each in found.rounds] + [0.0] * missing)
            ends[found.stop_reason] += 1
        tell(f"{effort.name}: rounds, cost, seconds")
        total = 0.0
        rows = []
        for place in range(effort.plan.rounds):
            total += statistics.fmean(each[place] for each in spent)
            rows.append((place + 1, statistics.geometric_mean(each[place] for each in curves), total))
            tell("{:>4} {:>7.3f} {:>7.2f}".format(*rows[-1]))
        show("pulses", effort=effort.name, kernels=count, rounds_cost_seconds=rows, ended_by=dict(ends))


if __name__ == "__main__":
    typer.run(composed)
