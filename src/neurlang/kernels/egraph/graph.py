"""The e-graph: classes of equal expressions, as flat arrays that compiled code works on.

An e-graph holds many expressions at once: a node's arguments are classes, and a class holds every form that
was found to be equal. Method: Willsey et al., "egg: Fast and extensible equality saturation", POPL 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.analysis import NO_ANALYSIS, Analysis
from neurlang.kernels.egraph.applying import MOST_RIGHT_NODES, apply_rows
from neurlang.kernels.egraph.core import add_node, enter_all, find, has_room, union
from neurlang.kernels.egraph.growth import copied, grown
from neurlang.kernels.egraph.layout import (
    ALARM,
    CLASSES,
    CONSTANT_BIT,
    FLOOR,
    GROW,
    LIVE,
    NODES,
    NONE,
    PENDING,
    QUEUE,
    REASONS,
    SNAPSHOTS,
    STAMP,
    STATED,
    UNDO,
    UNDO_DATA,
    VAR,
    Arrays,
    allocate,
)
from neurlang.kernels.egraph.matching import MOST_REGISTERS, match_rules, nodes_by_op
from neurlang.kernels.egraph.payload import payload
from neurlang.kernels.egraph.proving.proof import Proof
from neurlang.kernels.egraph.rebuilding import rebuild
from neurlang.kernels.egraph.rewrite import Rewrite
from neurlang.kernels.egraph.rollback import Snapshot, write_back
from neurlang.kernels.egraph.rule_programs import RuleTable, rule_table
from neurlang.kernels.expr import OPS, Expr, number_of, op, postorder

DEFAULT_LIMIT = 100_000  # nodes
FIRST_CAPACITY = 2048
FIRST_ROWS = 4096
UNLIMITED = 1 << 40


@dataclass(frozen=True, slots=True)
class Matches:
    """Places where rules match. A row of `rows` (int32) is a rule's number and the nodes of its left side.

    `found[k]` is the number of rows of the rule `chosen[k]`; if it equals the limit that was set, there may be
    more. Matching again with `since=generation` returns only new matches.
    """

    table: RuleTable
    rows: NDArray[np.int32]
    chosen: tuple[int, ...]
    found: tuple[int, ...]
    generation: int

    def __len__(self) -> int:
        return len(self.rows)

    def counts(self) -> dict[str, int]:
        """How many matches each chosen rule has, by the rule's name."""
        names = (self.table.rewrites[rule].name for rule in self.chosen)
        return dict(zip(names, self.found, strict=True))

    def of(self, names: Iterable[str]) -> Matches:
        """Only the matches of the rules with these names."""
        wanted = set(names)
        kept = [rule for rule, rewrite in enumerate(self.table.rewrites) if rewrite.name in wanted]
        return self[np.isin(self.rows[:, 0], kept)]

    def __getitem__(self, picked: NDArray[np.bool_] | NDArray[np.intp] | slice) -> Matches:
        rows = self.rows[picked]
        counts = np.bincount(rows[:, 0], minlength=len(self.table.rewrites))
        return replace(self, rows=rows, found=tuple(counts[list(self.chosen)].tolist()))


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying did: rows done, unions by rule name, and whether it stopped at the node limit."""

    rows: int
    unions: dict[str, int]
    is_full: bool


class EGraph:
    """Classes of equal expressions, with an analysis's data of each, and the reason of every union.

    `limit` bounds the live nodes that `apply` may create; it does not bound `add`. A class is an int, the
    number of a node in it; `find` returns the class's leader, and two nodes are equal if their leaders are.
    After `add` and `apply`, `rebuild` restores the invariants: match, extract and draw only a rebuilt graph.
    """

    def __init__(self, analysis: Analysis = NO_ANALYSIS, limit: int = DEFAULT_LIMIT) -> None:
        if limit < 1:
            raise FormulaError(f"An e-graph's limit is at least one node, found {limit}.")
        self.analysis = analysis
        self.limit = limit
        self.state: Arrays = allocate(FIRST_CAPACITY)
        self.state.counts[CONSTANT_BIT] = analysis.constant_bit
        self.inputs: list[str] = []
        self.tables: list[tuple[int, RuleTable]] = []
        self.roots: list[int] = []
        self._tables_replaced = 0

    # Sizes.

    @property
    def nodes(self) -> int:
        """Live nodes: distinct operations over classes."""
        return int(self.state.counts[LIVE])

    @property
    def classes(self) -> int:
        """Classes of equal nodes."""
        return int(self.state.counts[CLASSES])

    @property
    def made(self) -> int:
        """Nodes ever created, including those that congruence has retired."""
        return int(self.state.counts[NODES])

    @property
    def is_rebuilt(self) -> bool:
        """Whether no union waits for the rebuild."""
        return int(self.state.counts[PENDING]) == 0

    # Building.

    def add(self, expr: Expr) -> int:
        """Add an expression and everything below it; returns its node."""
        return self.add_all(expr)[expr]

    def add_all(self, expr: Expr) -> dict[Expr, int]:
        """Add an expression; returns the node of every expression in it."""
        known: dict[Expr, int] = {}
        for node in postorder((expr,)):
            known[node] = self._add(node, [known[argument] for argument in node.args])
        return known

    def add_over(self, name: str, args: Sequence[int]) -> int:
        """Add an operation over nodes; returns its node. The caller ensures that arity and kinds are right."""
        self._make_room()
        words = (*args, NONE, NONE, NONE)
        return int(add_node(self.state, op(name).number, words[0], words[1], words[2], 0.0))

    def _add(self, node: Expr, args: Sequence[int]) -> int:
        if args:
            return self.add_over(node.op.name, args)
        self._make_room()
        if node.op.name == "var":
            return self._add_input(str(node.value))
        number = number_of(node) if node.op.name == "const" else 0.0
        return int(add_node(self.state, node.op.number, *payload(node), number))

    def _add_input(self, name: str) -> int:
        is_new = name not in self.inputs
        if is_new:
            self.inputs.append(name)
        node = int(add_node(self.state, VAR, self.inputs.index(name), NONE, NONE, 0.0))
        start = self.analysis.starts.get(name)
        if is_new and start is not None:
            self.state.low[node], self.state.high[node] = start.low, start.high
            self.state.facts[node] = sum(self.analysis.bit(fact) for fact in start.facts)
        return node

    def unite(self, one: int, other: int) -> bool:
        """State that two nodes are equal, without a rule; returns whether this is new."""
        self._make_room()
        counts = self.state.counts
        at = int(counts[REASONS])
        if not union(self.state, one, other, at):
            return False
        self.state.reasons[at : at + 3] = (STATED, one, other)
        counts[REASONS] = at + 3
        return True

    def find(self, node: int) -> int:
        """The leader of a node's class."""
        return int(find(self.state.up, node))

    # Rewriting.

    def table(self, rewrites: Sequence[Rewrite]) -> RuleTable:
        """The rewrites as a table that this graph's matcher reads; cached for equal rewrites."""
        return rule_table(tuple(rewrites), self.analysis)

    def matches(
        self,
        rules: RuleTable | Sequence[Rewrite],
        *,
        chosen: Sequence[int] | None = None,
        limit: int | Sequence[int] = UNLIMITED,
        since: int | Sequence[int] = 0,
    ) -> Matches:
        """Where rules match: all rules, or the chosen ones by number in the table, up to `limit` matches each.

        `since` is the generation of earlier matches: only newer matches are returned. `limit` and `since` may be one
        number for all or one for each chosen rule.
        """
        table = rules if isinstance(rules, RuleTable) else self.table(rules)
        self._need_rebuilt()
        numbers = range(len(table.rewrites)) if chosen is None else chosen
        picked = np.array(numbers, np.int32)
        limits = np.broadcast_to(np.asarray(limit, np.int64), picked.shape).copy()
        stamps = np.broadcast_to(np.asarray(since, np.int32), picked.shape).copy()
        order, starts = nodes_by_op(self.state, len(OPS))
        scratch = np.zeros((3, MOST_REGISTERS), np.int32)
        out, progress = np.empty((FIRST_ROWS, table.width), np.int32), np.zeros(2 + len(picked), np.int64)
        call = (picked, stamps, limits, scratch)
        while match_rules(self.state, table.programs, order, starts, *call, out, progress) == GROW:
            out = np.concatenate((out, np.empty_like(out)))
        found = progress[2:].tolist()
        self.state.counts[STAMP] += 1
        rows = out[: progress[1]]
        return Matches(table, rows, tuple(picked.tolist()), tuple(found), int(self.state.counts[STAMP]))

    def apply(self, matches: Matches) -> Applied:
        """Build the right sides of matches and unite them with their roots; stops at the node limit."""
        table = matches.table
        first = self._first_rule(table)
        progress = np.zeros(2 + len(table.rewrites), np.int64)
        built = np.zeros(MOST_RIGHT_NODES, np.int32)
        call = (table.programs, matches.rows, first, self.limit, built, progress)
        while apply_rows(self.state, *call) == GROW:
            self._grow()
        self._check_alarm()
        unions = zip(table.rewrites, progress[2:].tolist(), strict=True)
        return Applied(
            int(progress[0]), {rule.name: count for rule, count in unions if count}, bool(progress[1])
        )

    def _first_rule(self, table: RuleTable) -> int:
        for first, known in self.tables:
            if known.rewrites == table.rewrites:
                return first
        first = sum(len(known.rewrites) for _, known in self.tables)
        self.tables.append((first, table))
        return first

    def rebuild(self) -> None:
        """Restore congruence and update the analysis's data.

        Raises:
            ContradictionError: two different constants came into one class; it names the rules and the proof.

        """
        while rebuild(self.state, self.analysis.make, self.analysis.join) == GROW:
            self._grow()
        self._check_alarm()

    def _check_alarm(self) -> None:
        one, other = self.state.counts[ALARM : ALARM + 2].tolist()
        if one == NONE:
            return
        from neurlang.kernels.egraph.contradiction import contradiction  # needed only here

        first, second = (float(self.state.numbers[node]) for node in (one, other))
        raise contradiction(self.explain(one, other), first, second)

    def explain(self, one: int | Expr, other: int | Expr) -> Proof:
        """Why two nodes or expressions are equal, as steps that rewrite one into the other.

        A node stands for the expression it was created as; expressions that are not in the graph are added.

        Raises:
            FormulaError: they are not known to be equal, or the proof has more than a million steps.

        """
        from neurlang.kernels.egraph.proving.explaining import explain  # proofs are rare

        return explain(self, one, other)

    # Going back.

    def snapshot(self) -> Snapshot:
        """Remember the state so that `rollback` can return to it. Snapshots nest."""
        self._need_rebuilt()
        counts = self.state.counts
        counts[SNAPSHOTS] += 1
        counts[FLOOR] = counts[NODES]
        return Snapshot(counts.copy(), self._tables_replaced, int(counts[SNAPSHOTS]))

    def rollback(self, snapshot: Snapshot) -> None:
        """Return to a snapshot, which stays valid; later ones are gone. Takes time in proportion to what is undone."""
        if snapshot.depth > int(self.state.counts[SNAPSHOTS]):
            raise FormulaError(
                "This snapshot is gone: the graph went back to an earlier one, or released it."
            )
        self.state.queued[self.state.queue[: self.state.counts[QUEUE]]] = 0
        is_same_table = snapshot.table == self._tables_replaced
        write_back(self.state, snapshot.counts, is_same_table)
        if not is_same_table:
            self.rehash()

    def rehash(self) -> None:
        """Refill the hash table with the live nodes."""
        self.state.table[:] = 0
        enter_all(self.state)

    def release(self, snapshot: Snapshot) -> None:
        """Forget a snapshot and all later ones, and keep the current state."""
        counts = self.state.counts
        counts[SNAPSHOTS] = min(int(counts[SNAPSHOTS]), snapshot.depth - 1)
        if counts[SNAPSHOTS] == 0:
            counts[FLOOR] = counts[UNDO] = counts[UNDO_DATA] = 0

    def clone(self) -> EGraph:
        """An independent graph with the same state, without snapshots."""
        other = object.__new__(EGraph)
        other.analysis, other.limit = self.analysis, self.limit
        other.state = copied(self.state)
        other.inputs, other.tables, other.roots = list(self.inputs), list(self.tables), list(self.roots)
        other._tables_replaced = 0
        return other

    # Room.

    def _make_room(self) -> None:
        while not has_room(self.state, self.made):
            self._grow()

    def _grow(self) -> None:
        before = self.state.table
        self.state = grown(self.state)
        self._tables_replaced += before is not self.state.table

    def _need_rebuilt(self) -> None:
        if not self.is_rebuilt:
            raise FormulaError("Call rebuild() first: unions are waiting.")
