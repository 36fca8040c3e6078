"""From the proof forest to a proof.

A union adds an edge between two nodes, and a node is a term: the one that it was created as. The path between two
nodes is unique and existed before anything relied on their being equal, so following edges terminates. An edge that
a rule made hides two more pieces: from the node's term to the instance of the left side, and from the instance of
the right side to the other node's term. (Nieuwenhuis and Oliveras, "Proof-producing congruence closure", RTA 2005.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.layout import (
    ARG,
    CONGRUENCE,
    EDGE,
    FOLDED,
    NONE,
    OP,
    ORIGINAL,
    STATED,
    WHY,
    Arrays,
)
from neurlang.kernels.egraph.proving.proof import FOLDING, STATEMENT, Path, Proof, Step
from neurlang.kernels.egraph.proving.sides import holes_of, left_tasks, right_tasks
from neurlang.kernels.egraph.proving.tasks import Between, Instance, Task
from neurlang.kernels.egraph.rule_programs import RuleTable
from neurlang.kernels.expr import OPS, Expr, constant, make, substitute, truth, variable

MOST_STEPS = 1_000_000


class Explained(Protocol):
    """The part of a graph that proofs need."""

    state: Arrays
    tables: list[tuple[int, RuleTable]]
    inputs: list[str]

    def add(self, expr: Expr) -> int:
        """The node of an expression, which is added if it is missing."""
        ...

    def add_all(self, expr: Expr) -> dict[Expr, int]:
        """The nodes of an expression and of all its parts."""
        ...


@dataclass(slots=True)
class Explainer:
    """A graph's nodes as terms, and its edges as tasks."""

    graph: Explained
    terms: dict[int, Expr]

    def term(self, node: int) -> Expr:
        """The expression that a node was created as."""
        waiting = [node]
        while waiting:
            top = waiting[-1]
            missing = [below for below in self.original_args(top) if below not in self.terms]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            self.terms[top] = self._term(top)
        return self.terms[node]

    def op(self, node: int) -> int:
        """The position in OPS of a node's op, even if the node is retired."""
        number = int(self.graph.state.cells[node, OP])
        return number if number >= 0 else -1 - number

    def original_args(self, node: int) -> list[int]:
        """The arguments that a node was created with."""
        arity = OPS[self.op(node)].arity
        return [int(below) for below in self.graph.state.cells[node, ORIGINAL : ORIGINAL + arity]]

    def _term(self, node: int) -> Expr:
        op = OPS[self.op(node)]
        if op.arity:
            return make(op.name, *(self.terms[below] for below in self.original_args(node)))
        if op.name == "const":
            return constant(float(self.graph.state.numbers[node]))
        if op.name == "var":
            return variable(self.graph.inputs[int(self.graph.state.cells[node, ARG])])
        return truth(op.name == "true")

    def endpoint(self, given: int | Expr) -> tuple[int, Expr, list[Between]]:
        """A node, the expression to prove something about, and the steps from that to the node's term.

        The node of an expression may have been created as another, equal one.
        """
        if isinstance(given, Expr):
            nodes = self.graph.add_all(given)
            return nodes[given], given, self.towards_terms(given, nodes)
        return given, self.term(given), []

    def towards_terms(self, expr: Expr, nodes: Mapping[Expr, int]) -> list[Between]:
        """The steps from an expression to its node's term, innermost parts first."""
        tasks: list[Between] = []
        waiting: list[tuple[Expr, Path, bool]] = [(expr, (), False)]
        while waiting:
            top, path, is_below_done = waiting.pop()
            if is_below_done:
                tasks.extend(
                    self.arguments([nodes[each] for each in top.args], self.original_args(nodes[top]), path)
                )
            elif self.term(nodes[top]) is not top:  # otherwise the node was created as this very term
                waiting.append((top, path, True))
                waiting.extend((each, (*path, place), False) for place, each in enumerate(top.args))
        return tasks

    # Edges.

    def edges(self, one: int, other: int) -> list[tuple[int, int, int]]:
        """The path between two nodes of a tree: pairs of neighbours, each with its edge's reason."""
        cells = self.graph.state.cells
        place = {node: number for number, node in enumerate(self.to_root(one))}
        back: list[tuple[int, int, int]] = []
        node = other
        while node not in place:
            above = int(cells[node, EDGE])
            if above == NONE:
                raise FormulaError("These two are not known to be equal.")
            back.append((above, node, int(cells[node, WHY])))
            node = above
        there = list(self.to_root(one))[: place[node]]
        return [(each, int(cells[each, EDGE]), int(cells[each, WHY])) for each in there] + back[::-1]

    def to_root(self, node: int) -> Iterator[int]:
        """A node and all its ancestors in the proof forest."""
        while node != NONE:
            yield node
            node = int(self.graph.state.cells[node, EDGE])

    def tasks(self, between: Between) -> list[Task]:
        """What to prove, in order, so that two nodes are equal."""
        found: list[Task] = []
        for start, end, why in self.edges(between.one, between.other):
            found.extend(self.edge(start, end, why, between.path))
        return found

    def edge(self, start: int, end: int, why: int, path: Path) -> list[Task]:
        """The tasks of an edge, walked from start to end."""
        if why == CONGRUENCE:
            return [*self.arguments(self.original_args(start), self.original_args(end), path)]
        reasons = self.graph.state.reasons
        tasks: list[Task]
        kind, second, third = (int(word) for word in reasons[why : why + 3])
        if kind == STATED:
            source, tasks = second, [Instance(STATEMENT, True, path, self.term(second), self.term(third))]
        elif kind == FOLDED:
            source, tasks = second, self.folding(why, path)
        else:
            source, tasks = third, self.rule(why, path)
        return tasks if source == start else [task.back() for task in reversed(tasks)]

    def arguments(self, ones: list[int], others: list[int], path: Path) -> list[Between]:
        """The tasks that make arguments pairwise equal."""
        pairs = zip(ones, others, strict=True)
        return [
            Between(one, other, (*path, place)) for place, (one, other) in enumerate(pairs) if one != other
        ]

    def folding(self, why: int, path: Path) -> list[Task]:
        """The arguments become constants, then the operation on them is replaced by its value."""
        _, node, number, *constants = (int(word) for word in self.graph.state.reasons[why : why + 6])
        original_args = self.original_args(node)
        constants = constants[: len(original_args)]
        before = make(OPS[self.op(node)].name, *(self.term(each) for each in constants))
        return [
            *self.arguments(original_args, constants, path),
            Instance(FOLDING, True, path, before, self.term(number)),
        ]

    def rule(self, why: int, path: Path) -> list[Task]:
        """Left side's node to instance of the left side; the rule; instance of the right side to its node."""
        number = int(self.graph.state.reasons[why])
        first, table = next(entry for entry in reversed(self.graph.tables) if entry[0] <= number)
        rewrite, programs = table.rewrites[number - first], table.programs
        left_count = int(programs.left_counts[number - first])
        right_count = int(programs.right_starts[number - first + 1] - programs.right_starts[number - first])
        words = self.graph.state.reasons[why + 2 : why + 2 + left_count + right_count].tolist()
        nodes, built = words[:left_count], words[left_count:]
        holes = holes_of(rewrite.left, nodes, self.original_args)
        bindings = {name: self.term(node) for name, node in holes.items()}
        before, after = substitute(rewrite.left, bindings), substitute(rewrite.right, bindings)
        return [
            *left_tasks(rewrite.left, nodes, holes, self.original_args, self.graph.add, path),
            Instance(rewrite.name, True, path, before, after),
            *right_tasks(rewrite.right, built, holes, self.original_args, path),
        ]


def explain(graph: Explained, one: int | Expr, other: int | Expr) -> Proof:
    """The proof that two nodes, or two expressions, are equal. See `Explained.explain`."""
    explainer = Explainer(graph, {})
    first, start, there = explainer.endpoint(one)
    last, end, back = explainer.endpoint(other)
    waiting: list[Task] = [*(task.back() for task in back), Between(first, last, ()), *reversed(there)]
    steps: list[Step] = []
    while waiting:
        task = waiting.pop()
        if isinstance(task, Instance):
            steps.append(Step(task.rule, task.forward, task.path, task.before, task.after))
            if len(steps) > MOST_STEPS:
                raise FormulaError(f"The proof has more than {MOST_STEPS:,} steps.")
            continue
        waiting.extend(reversed(explainer.tasks(task)))
    return Proof(start, tuple(steps), end)
