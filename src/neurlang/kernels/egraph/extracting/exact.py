"""Exact extraction for additive costs: an integer program, solved by HiGHS.

A choice is 0 or 1; a root has a choice, and a choice needs one of each argument's class. Cycles are cut off
only when a solution contains one ("lazily"): at least one class on it must choose otherwise.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.extracting.choices import Choices
from neurlang.kernels.egraph.extracting.greedy import dag_cost, pick_dag
from neurlang.optional_parts import load

OPTIONS = (("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0))


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best choices found; no form costs less than `bound`, and `is_proven` says that the cost reaches it."""

    picked: NDArray[np.int32]
    cost: float
    start: float
    bound: float
    is_proven: bool
    seconds: float


def load_highs() -> Any:  # noqa: ANN401 - highspy has no types
    """The module highspy. Raises MissingPartError if it is not installed."""
    return load("highspy", "exact", "exact extraction")


def owners(choices: Choices) -> NDArray[np.intp]:
    """The class of each choice."""
    return np.repeat(np.arange(choices.classes), np.diff(choices.starts))


def cheapest(choices: Choices, costs: NDArray[np.float64]) -> NDArray[np.int32]:
    """The choices worth considering: the cheapest among those of a class with the same set of arguments."""
    best: dict[tuple[int, frozenset[int]], int] = {}
    for choice, owner in enumerate(owners(choices).tolist()):
        key = (owner, frozenset(int(each) for each in choices.args[choice] if each >= 0))
        known = best.get(key)
        if known is None or costs[choice] < costs[known]:
            best[key] = choice
    return np.array(sorted(best.values()), np.int32)


@dataclass(slots=True)
class Model:
    """The integer program: column k is the choice `kept[k]`."""

    highs: Any
    choices: Choices
    kept: NDArray[np.int32]
    members: dict[int, list[int]]  # class: its columns

    def add_row(self, low: float, high: float, entries: dict[int, float]) -> None:
        """Add the constraint low ≤ Σ entries ≤ high."""
        columns = np.array(list(entries), np.int32)
        self.highs.addRow(low, high, len(columns), columns, np.array(list(entries.values()), np.float64))

    def below(self, column: int) -> set[int]:
        """The classes that a column's choice needs."""
        return {int(each) for each in self.choices.args[self.kept[column]] if each >= 0}

    def solution(self) -> NDArray[np.int32]:
        """The choice of each class that has one."""
        values = np.array(self.highs.getSolution().col_value)
        picked = np.full(self.choices.classes, -1, np.int32)
        for number, columns in self.members.items():
            chosen = [column for column in columns if values[column] > 0.5]
            if chosen:
                picked[number] = self.kept[chosen[0]]
        return picked

    def cut(self, circle: list[int]) -> None:
        """Forbid that every class of a cycle makes a choice that leads to the next class."""
        entries: dict[int, float] = {}
        for number, following in zip(circle, [*circle[1:], circle[0]], strict=True):
            entries |= {column: 1.0 for column in self.members[number] if following in self.below(column)}
        self.add_row(-np.inf, len(circle) - 1.0, entries)


def model_of(choices: Choices, costs: NDArray[np.float64]) -> Model:
    """The integer program without cuts of cycles."""
    highspy = load_highs()
    highs, kept, owner = highspy.Highs(), cheapest(choices, costs), owners(choices)
    highs.silent()
    for option, value in OPTIONS:
        highs.setOptionValue(option, value)
    members: dict[int, list[int]] = {}
    for column, choice in enumerate(kept.tolist()):
        highs.addVar(0.0, 1.0)
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        highs.changeColCost(column, float(costs[choice]))
        members.setdefault(int(owner[choice]), []).append(column)
    model = Model(highs, choices, kept, members)
    for root in set(choices.roots.tolist()):
        model.add_row(1.0, 1.0, dict.fromkeys(members[root], 1.0))
    for columns in members.values():
        require_arguments(model, columns)
    return model


def require_arguments(model: Model, columns: list[int]) -> None:
    """A class has at most one choice, and may choose one that needs another class only if that class has a choice."""
    model.add_row(-np.inf, 1.0, dict.fromkeys(columns, 1.0))
    needs: dict[int, list[int]] = {}
    for column in columns:
        for below in model.below(column):
            needs.setdefault(below, []).append(column)
    for below, users in needs.items():
        entries = dict.fromkeys(model.members.get(below, ()), 1.0)
        model.add_row(0.0, np.inf, entries | dict.fromkeys(users, -1.0))


def cycles(choices: Choices, picked: NDArray[np.int32]) -> list[list[int]]:
    """Cycles among the choices: the path from each class that a depth-first walk meets while it is still open."""
    found: list[list[int]] = []
    finished: set[int] = set()
    for start in np.flatnonzero(picked >= 0).tolist():
        path: list[int] = []
        waiting = [start]
        while waiting:
            top = waiting[-1]
            if top in finished or top in path:
                waiting.pop()
                if path and path[-1] == top:
                    finished.add(path.pop())
                continue
            path.append(top)
            for below in {int(each) for each in choices.args[picked[top]] if each >= 0}:
                if below in path:
                    found.append(path[path.index(below) :])
                elif below not in finished and picked[below] >= 0:
                    waiting.append(below)
    return found


def pick_exact(choices: Choices, costs: NDArray[np.float64], seconds: float) -> Optimum:
    """The choices with the least sum of costs, or the best found in the time limit, with a bound.

    Raises:
        MissingPartError: highspy is not installed.
        FormulaError: nothing can be extracted.

    """
    begin = time.perf_counter()
    best = pick_dag(choices, costs)
    start = best_cost = dag_cost(choices, costs, best)
    if start == float("inf"):
        raise FormulaError("Nothing can be extracted: every form of a root contains itself.")
    model, bound = model_of(choices, costs), 0.0
    while (left := seconds - (time.perf_counter() - begin)) > 0:
        model.highs.setOptionValue("time_limit", left + model.highs.getRunTime())
        model.highs.run()
        bound = max(bound, lower_bound(model.highs))
        if not model.highs.getInfo().primal_solution_status:
            break
        picked = model.solution()
        cost = dag_cost(choices, costs, picked)
        if cost < best_cost:
            best, best_cost = picked, cost
        found = cycles(choices, picked)
        if not found:
            break
        for circle in found:
            model.cut(circle)
    is_proven = bound >= best_cost - 1e-6 * max(1.0, abs(best_cost))
    return Optimum(best, best_cost, start, bound, is_proven, time.perf_counter() - begin)


def lower_bound(highs: Any) -> float:  # noqa: ANN401 - highspy has no types
    """A lower bound that the solver has proved for all solutions."""
    bound = float(highs.getInfo().mip_dual_bound)
    return bound if np.isfinite(bound) else 0.0
