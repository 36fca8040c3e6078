"""E-graphs: many equal expressions at once, and the best of them.

`EGraph` holds classes of equal expressions as flat arrays. A `Rewrite` says which expression may replace which; an
`Analysis` computes facts about each class's value. `matches`, `apply` and `rebuild` are the steps of saturation;
`snapshot`, `rollback` and `clone` serve searches that try single matches. `explain` returns a `Proof`, which
`check_proof` replays without an e-graph.

From a graph back to expressions: `extract_tree`, `extract_greedy_dag`, `anneal`, `extract_exact`. To and from
files: `to_json`, `from_json`, `draw_dot`, `draw_svg`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.faces import later

if TYPE_CHECKING:
    from neurlang.kernels.egraph.analysis import NO_ANALYSIS, Analysis, Start
    from neurlang.kernels.egraph.drawing import draw_dot, draw_svg
    from neurlang.kernels.egraph.extracting.extraction import (
        Extraction,
        anneal,
        extract_exact,
        extract_greedy_dag,
        extract_tree,
    )
    from neurlang.kernels.egraph.extracting.schedule import Annealing
    from neurlang.kernels.egraph.extracting.workspace import RowCost, Workspace, workspace_for
    from neurlang.kernels.egraph.graph import Applied, EGraph, Matches
    from neurlang.kernels.egraph.proving.proof import FOLDING, STATEMENT, TIDYING, Proof, Step, check_proof
    from neurlang.kernels.egraph.proving.rational_form import is_equal_by_constants
    from neurlang.kernels.egraph.rewrite import Condition, Rewrite
    from neurlang.kernels.egraph.rollback import Snapshot
    from neurlang.kernels.egraph.rule_programs import RuleTable
    from neurlang.kernels.egraph.serialized import from_json, to_json
else:
    __getattr__ = later(
        __name__,
        {
            "FOLDING": "proving.proof",
            "NO_ANALYSIS": "analysis",
            "STATEMENT": "proving.proof",
            "TIDYING": "proving.proof",
            "Analysis": "analysis",
            "Annealing": "extracting.schedule",
            "Applied": "graph",
            "Condition": "rewrite",
            "EGraph": "graph",
            "Extraction": "extracting.extraction",
            "Matches": "graph",
            "Proof": "proving.proof",
            "Rewrite": "rewrite",
            "RowCost": "extracting.workspace",
            "Workspace": "extracting.workspace",
            "RuleTable": "rule_programs",
            "Snapshot": "rollback",
            "Start": "analysis",
            "Step": "proving.proof",
            "anneal": "extracting.extraction",
            "check_proof": "proving.proof",
            "draw_dot": "drawing",
            "draw_svg": "drawing",
            "extract_exact": "extracting.extraction",
            "extract_greedy_dag": "extracting.extraction",
            "extract_tree": "extracting.extraction",
            "from_json": "serialized",
            "is_equal_by_constants": "proving.rational_form",
            "workspace_for": "extracting.workspace",
            "to_json": "serialized",
        },
    )

__all__ = [
    "FOLDING",
    "NO_ANALYSIS",
    "STATEMENT",
    "TIDYING",
    "Analysis",
    "Annealing",
    "Applied",
    "Condition",
    "EGraph",
    "Extraction",
    "Matches",
    "Proof",
    "Rewrite",
    "RowCost",
    "RuleTable",
    "Snapshot",
    "Start",
    "Step",
    "Workspace",
    "anneal",
    "check_proof",
    "draw_dot",
    "draw_svg",
    "extract_exact",
    "extract_greedy_dag",
    "extract_tree",
    "from_json",
    "is_equal_by_constants",
    "to_json",
    "workspace_for",
]
