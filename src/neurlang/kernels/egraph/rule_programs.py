"""Rewrites as tables of int32, which the compiled matcher and builder interpret."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.analysis import Analysis
from neurlang.kernels.egraph.instructions import (
    BIND,
    HAS_FACTS,
    IS_NUMBER,
    MOST_INSTRUCTIONS,
    MOST_NODES,
    SAME,
)
from neurlang.kernels.egraph.payload import payload
from neurlang.kernels.egraph.rewrite import Rewrite
from neurlang.kernels.expr import Expr, number_of, postorder

MOST_RULE_NODES = 30  # operations on either side of a rule
Instruction = tuple[int, int, int, int]


class Programs(NamedTuple):
    """The rules of a table; rule r has rows `starts[r]` to `starts[r + 1]`."""

    code: NDArray[np.int32]  # (any, 4): instruction, register, two operands
    code_starts: NDArray[np.int32]
    root_ops: NDArray[np.int32]
    left_counts: NDArray[np.int32]  # operations on the left side
    right: NDArray[np.int32]  # (any, 6): op, three places or payload bits, is a leaf, number of arguments
    right_numbers: NDArray[np.float64]
    right_starts: NDArray[np.int32]
    holes: NDArray[np.int32]  # (any, 2): which node of the left side, which of its arguments
    results: NDArray[np.int32]  # the position of the right side's root


@dataclass(slots=True)
class Side:
    """The state of compiling a left side."""

    code: list[Instruction] = field(default_factory=list)
    tests: dict[Expr, list[Instruction]] = field(default_factory=dict)
    holes: dict[Expr, tuple[int, int]] = field(default_factory=dict)
    registers: dict[Expr, int] = field(default_factory=dict)
    nodes: list[Expr] = field(default_factory=list)
    used: int = 4


def left_side(rewrite: Rewrite, analysis: Analysis) -> Side:
    """The instructions of a left side: the root is bound beforehand, tests come as early as possible."""
    side = Side()
    for condition in rewrite.when:
        row = (HAS_FACTS, 0, analysis.bit(condition.fact), 0)
        side.tests.setdefault(condition.term, []).append(row)
    arrive(side, rewrite.left, 0)
    enter(side, rewrite.left, 1)
    return side


def arrive(side: Side, term: Expr, register: int) -> None:
    """Emit the tests of a sub-term whose class is in the register."""
    if term in side.registers and not term.args and term.op.name == "var":
        side.code.append((SAME, register, side.registers[term], 0))
        return
    side.registers.setdefault(term, register)
    if term.op.name == "const":
        low, high, _ = payload(term)
        side.code.append((IS_NUMBER, register, low, high))
    for kind, _, mask, rest in side.tests.get(term, ()):
        side.code.append((kind, register, signed(mask), rest))


def enter(side: Side, term: Expr, first: int) -> None:
    """Emit an operation whose arguments are in registers from `first` on."""
    number = len(side.nodes)
    side.nodes.append(term)
    for place, argument in enumerate(term.args):
        if argument.op.name == "var":
            side.holes.setdefault(argument, (number, place))
        arrive(side, argument, first + place)
    for place, argument in enumerate(term.args):
        if argument.op.name not in ("var", "const"):
            begin = side.used
            side.used += 3
            op = argument.op.number
            side.code.append((BIND, first + place, op, len(side.nodes) << 16 | begin))
            enter(side, argument, begin)


def signed(bits: int) -> int:
    """The int32 of these 32 bits."""
    return bits - (1 << 32) if bits >= 1 << 31 else bits


def right_side(rewrite: Rewrite, holes: dict[Expr, int]) -> tuple[list[tuple[int, ...]], list[float], int]:
    """The rows of a right side, arguments first, with the numbers of its constants and its root's position."""
    places: dict[Expr, int] = {hole: -1 - number for hole, number in holes.items()}
    rows: list[tuple[int, ...]] = []
    numbers: list[float] = []
    for node in postorder((rewrite.right,)):
        if node in places:
            continue
        places[node] = len(rows)
        if node.args:
            inner = [places[argument] for argument in node.args]
            rows.append((node.op.number, *inner, *[0] * (3 - len(inner)), 0, len(inner)))
        else:
            rows.append((node.op.number, *payload(node), 1, 0))
        numbers.append(number_of(node) if node.op.name == "const" else 0.0)
    return rows, numbers, places[rewrite.right]


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rewrites with their programs. `width` is the length of a row of matches."""

    rewrites: tuple[Rewrite, ...]
    programs: Programs
    width: int


def rule_table(rewrites: tuple[Rewrite, ...], analysis: Analysis) -> RuleTable:
    """The table of some rewrites under an analysis, which defines the facts that conditions name.

    Raises:
        FormulaError: two rewrites have the same name, a side has more than 30 operations, or a fact is unknown.

    """
    return _rule_table(rewrites, analysis.facts)


@lru_cache(maxsize=64)
def _rule_table(rewrites: tuple[Rewrite, ...], facts: tuple[str, ...]) -> RuleTable:
    from neurlang.kernels.egraph.analysis import NO_ANALYSIS, Analysis

    analysis = Analysis(NO_ANALYSIS.make, NO_ANALYSIS.join, facts)
    check_names(rewrites)
    lists = Lists()
    for rewrite in rewrites:
        lists.append(rewrite, left_side(rewrite, analysis))
    return RuleTable(rewrites, lists.programs(), 1 + max(lists.left_counts, default=1))


def check_names(rewrites: tuple[Rewrite, ...]) -> None:
    """Refuse a table in which two rewrites have the same name: proofs could not tell them apart."""
    seen: set[str] = set()
    for rewrite in rewrites:
        if rewrite.name in seen:
            raise FormulaError(f"Two rewrites are named '{rewrite.name}'.")
        seen.add(rewrite.name)


@dataclass(slots=True)
class Lists:
    """The columns of `Programs` while they grow."""

    code: list[Instruction] = field(default_factory=list)
    code_starts: list[int] = field(default_factory=lambda: [0])
    root_ops: list[int] = field(default_factory=list)
    left_counts: list[int] = field(default_factory=list)
    right: list[tuple[int, ...]] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    right_starts: list[int] = field(default_factory=lambda: [0])
    holes: list[tuple[int, int]] = field(default_factory=list)
    results: list[int] = field(default_factory=list)

    def append(self, rewrite: Rewrite, side: Side) -> None:
        """Add a rule."""
        numbered = {hole: len(self.holes) + place for place, hole in enumerate(side.holes)}
        self.holes.extend(side.holes.values())
        rows, numbers, result = right_side(rewrite, numbered)
        sizes = (len(side.nodes), len(rows))
        if max(sizes) > min(MOST_RULE_NODES, MOST_NODES) or len(side.code) > MOST_INSTRUCTIONS:
            raise FormulaError(
                f"Rewrite '{rewrite.name}': a side may have {MOST_RULE_NODES} operations, found {max(sizes)}."
            )
        self.code.extend(side.code)
        self.code_starts.append(len(self.code))
        self.root_ops.append(rewrite.left.op.number)
        self.left_counts.append(len(side.nodes))
        self.right.extend(rows)
        self.numbers.extend(numbers)
        self.right_starts.append(len(self.right))
        self.results.append(result)

    def programs(self) -> Programs:
        """The columns as arrays."""
        return Programs(
            code=np.array(self.code, np.int32).reshape(-1, 4),
            code_starts=np.array(self.code_starts, np.int32),
            root_ops=np.array(self.root_ops, np.int32),
            left_counts=np.array(self.left_counts, np.int32),
            right=np.array(self.right, np.int32).reshape(-1, 6),
            right_numbers=np.array(self.numbers, np.float64),
            right_starts=np.array(self.right_starts, np.int32),
            holes=np.array(self.holes, np.int32).reshape(-1, 2),
            results=np.array(self.results, np.int32),
        )
