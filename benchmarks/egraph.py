"""How fast the e-graph engine is compared with egglog, and how good its extractions are.

    python benchmarks/egraph.py engine        # e-nodes per second, ours and egglog's, same rules and kernels
    python benchmarks/egraph.py extraction    # exact, annealed, greedy and tree costs, with times

Rules and kernels are those of the tests (tests/kernels/egraph/algebra.py). Both engines match all rules, then
apply all matches, for the same number of rounds; the numbers of nodes at the end are compared. Ours records reasons
for proofs and keeps an analysis; egglog runs without proofs.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from neurlang.kernels.cost import latency_cost
from neurlang.kernels.egraph import Annealing, EGraph, anneal, extract_exact, extract_greedy_dag, extract_tree

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "kernels" / "egraph")]
from algebra import RULES, arities_of, egglog_rules, egglog_term, random_expression  # noqa: E402
from signs import SIGNS  # noqa: E402

if TYPE_CHECKING:
    from neurlang.kernels.expr import Expr

TARGET = "avx512"
LIMIT = 200_000


def our_rounds(expr: Expr, rounds: int) -> tuple[int, int, float]:
    """Nodes at the end, nodes created in all, seconds; with reasons and an analysis, but without folding."""
    graph = EGraph(ANALYSIS, limit=LIMIT)
    graph.add(expr)
    graph.rebuild()
    since, before, begin = 0, graph.made, time.perf_counter()
    for _ in range(rounds):
        matches = graph.matches(RULES, since=since)
        graph.apply(matches)
        graph.rebuild()
        since = matches.generation
    return graph.nodes, graph.made - before, time.perf_counter() - begin


# egglog does not fold constants here, so the classes would differ; intervals and facts are kept.
ANALYSIS = type(SIGNS)(SIGNS.make, SIGNS.join, ("nonzero", "is_point"))


def egglog_rounds(expr: Expr, rounds: int, program: str) -> tuple[int, float]:
    """Nodes at the end and seconds; the program is parsed and loaded before the clock starts."""
    from egglog.bindings import EGraph as Egglog

    engine = Egglog()
    engine.run_program(*engine.parse_program(f"{program}\n(let $root {egglog_term(expr, holes=False)})"))
    run = engine.parse_program(f"(run {rounds})")
    begin = time.perf_counter()
    engine.run_program(*run)
    seconds = time.perf_counter() - begin
    text = str(engine.run_program(*engine.parse_program("(print-size)"))[0])
    sizes = [int(word.rstrip(")")) for word in text.split() if word.rstrip(")").isdigit()]
    return sum(sizes), seconds


def rounds_for(expr: Expr, smallest: int, largest: int) -> int | None:
    """The number of rounds after which the graph has a size in these limits; None if there is none."""
    graph = EGraph(ANALYSIS, limit=LIMIT)
    graph.add(expr)
    graph.rebuild()
    for rounds in range(1, 9):
        found = graph.matches(RULES, limit=200_000)
        graph.apply(found)
        graph.rebuild()
        if graph.nodes > largest or max(found.found) >= 200_000:
            return None
        if graph.nodes >= smallest:
            return rounds
    return None


def engine(kernels: int, repeats: int) -> dict[str, object]:
    """Both engines on the same kernels, alternately; medians over repeats, then over kernels."""
    program = egglog_rules(RULES, arities_of(RULES))
    rows, seed = [], 0
    while len(rows) < kernels:
        seed += 1
        expr = random_expression(seed, 8)
        rounds = rounds_for(expr, 5_000, 100_000)
        if rounds is None:
            continue
        ours, theirs = [], []
        for _ in range(repeats):
            ours.append(our_rounds(expr, rounds))
            theirs.append(egglog_rounds(expr, rounds, program))
        mine, other = (statistics.median(each[-1] for each in runs) for runs in (ours, theirs))
        rows.append({
            "seed": seed, "rounds": rounds, "nodes": ours[0][0], "egglog_nodes": theirs[0][0], "made": ours[0][1],
            "seconds": mine, "egglog_seconds": other, "ratio": other / mine,
            "nodes_per_second": ours[0][0] / mine, "made_per_second": ours[0][1] / mine,
            "egglog_nodes_per_second": theirs[0][0] / other,
        })  # fmt: skip
        print(
            f"kernel {seed:4}: {rounds} rounds, {ours[0][0]:6} nodes (egglog {theirs[0][0]}), "
            f"{mine * 1e3:8.2f} ms, egglog {other * 1e3:8.2f} ms, ratio {other / mine:5.2f}; million a second: "
            f"{ours[0][0] / mine / 1e6:.2f} live, {ours[0][1] / mine / 1e6:.2f} made, "
            f"egglog {theirs[0][0] / other / 1e6:.2f}"
        )
    totals = {
        key: sum(float(row[key]) for row in rows) for key in ("nodes", "made", "seconds", "egglog_seconds")
    }
    summary = {
        "nodes_per_second": totals["nodes"] / totals["seconds"],
        "made_per_second": totals["made"] / totals["seconds"],
        "egglog_nodes_per_second": totals["nodes"] / totals["egglog_seconds"],
        "median_ratio": statistics.median(float(row["ratio"]) for row in rows),
        "same_nodes": sum(row["nodes"] == row["egglog_nodes"] for row in rows),
    }
    return {"schema": "neurlang.benchmark.egraph.engine/1", "kernels": rows, "summary": summary}


def extraction(graphs: int) -> dict[str, object]:
    """Graphs of up to 800 nodes: what is proved in 2 seconds, and how far the other methods are from it."""
    cost, rows, seed = latency_cost(TARGET), [], 0
    while len(rows) < graphs:
        seed += 1
        graph = EGraph(limit=800)
        root = graph.add(random_expression(seed, 6 + seed % 12))
        graph.rebuild()
        for _ in range(5):
            graph.apply(graph.matches(RULES, limit=150))
            graph.rebuild()
        if graph.nodes < 200:
            continue
        exact = extract_exact(graph, [root], cost.node_costs, seconds=2.0)
        begin = time.perf_counter()
        annealed = anneal(graph, [root], cost.of_rows, cost.node_costs, Annealing())
        seconds = time.perf_counter() - begin
        greedy = extract_greedy_dag(graph, [root], cost.node_costs)
        tree = extract_tree(graph, [root], cost.node_costs)
        rows.append({
            "seed": seed, "nodes": graph.nodes, "exact": exact.cost, "bound": exact.bound, "proved": exact.is_optimal,
            "exact_seconds": exact.seconds, "annealed": annealed.cost, "annealed_seconds": seconds,
            "greedy": greedy.cost, "tree": tree.cost,
        })  # fmt: skip
    proved = [row for row in rows if row["proved"]]
    gaps = {
        method: [float(row[method]) / max(float(row["exact"]), 1e-9) - 1 for row in proved]
        for method in ("annealed", "greedy", "tree")
    }
    summary: dict[str, object] = {"proved": len(proved) / len(rows), "graphs": len(rows)}
    for method, each in gaps.items():
        summary[method] = {"mean_gap": statistics.fmean(each), "largest_gap": max(each),
                           "within_half_percent": float(np.mean(np.array(each) <= 0.005))}  # fmt: skip
    for key in ("exact_seconds", "annealed_seconds"):
        times = [float(row[key]) for row in rows]
        summary[key] = {"median": statistics.median(times), "largest": max(times)}
    print(json.dumps(summary, indent=1))
    return {"schema": "neurlang.benchmark.egraph.extraction/1", "graphs": rows, "summary": summary}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("engine", "extraction"))
    parser.add_argument("--count", type=int, default=None, help="kernels (12) or graphs (100)")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write all rows here")
    given = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, numba, egglog: see constraints.txt")
    result = (
        engine(given.count or 12, given.repeats) if given.what == "engine" else extraction(given.count or 100)
    )
    if given.what == "engine":
        print(json.dumps(result["summary"], indent=1))
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), "utf-8")


if __name__ == "__main__":
    main()
