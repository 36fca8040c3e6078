"""Proofs that two expressions are equal, and a checker that knows nothing of e-graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from neurlang.errors import FormulaError
from neurlang.kernels.egraph.proving.rational_form import is_equal_by_constants
from neurlang.kernels.egraph.rewrite import Rewrite
from neurlang.kernels.expr import Expr, kernel_of, make, match, print_text, substitute

FOLDING = "fold constants"
STATEMENT = "stated"
TIDYING = "tidy constants"
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rewrite of a sub-expression: `before` at `path` (argument numbers from the root) became `after`.

    `rule` names a rewrite, applied from left to right if `forward`; or it is FOLDING (an operation on constants
    became its value), STATEMENT (an equality stated from outside), or TIDYING (constants were combined).
    """

    rule: str
    forward: bool
    path: Path
    before: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class Proof:
    """A chain of steps from `start` to `end`."""

    start: Expr
    steps: tuple[Step, ...]
    end: Expr

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules used, in order of first use."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))

    def terms(self) -> Iterable[Expr]:
        """The whole expression at the start and after every step."""
        term = self.start
        yield term
        for step in self.steps:
            term = replaced(term, step.path, step.after)
            yield term

    def lines(self) -> list[str]:
        """The proof for people: one line for the start and one for each step."""
        texts = [print_text(kernel_of((term,))) for term in self.terms()]
        marks = [f"{step.rule}{'' if step.forward else ' (from right to left)'}" for step in self.steps]
        width = max((len(text) for text in texts), default=0)
        return [f"  {texts[0]}"] + [
            f"= {text:{min(width, 70)}}  {mark}" for text, mark in zip(texts[1:], marks, strict=True)
        ]


def at_path(term: Expr, path: Path) -> Expr:
    """The sub-expression at a path. Raises FormulaError if there is none."""
    for place in path:
        if place >= len(term.args):
            raise FormulaError(f"There is no argument {place} in {term!r}.")
        term = term.args[place]
    return term


def replaced(term: Expr, path: Path, by: Expr) -> Expr:
    """The expression with the sub-expression at a path replaced."""
    spine = [term]
    for place in path:
        spine.append(at_path(spine[-1], (place,)))
    result = by
    for parent, place in zip(reversed(spine[:-1]), reversed(path), strict=True):
        args = (*parent.args[:place], result, *parent.args[place + 1 :])
        result = make(parent.op.name, *args)
    return result


def check_proof(
    proof: Proof,
    rewrites: Iterable[Rewrite],
    holds: Callable[[str, Expr], bool] | None = None,
    statements: Iterable[tuple[Expr, Expr]] = (),
) -> None:
    """Replay a proof by plain rewriting, without an e-graph.

    `holds(fact, term)` says whether a condition's fact is known of a term; without it conditions are not checked.
    `statements` are the equalities stated from outside.

    Raises:
        FormulaError: a step is not what its rule says; the message names the step.

    """
    by_name = {rewrite.name: rewrite for rewrite in rewrites}
    given = {pair for one, other in statements for pair in ((one, other), (other, one))}
    term = proof.start
    for number, step in enumerate(proof.steps, start=1):
        if at_path(term, step.path) is not step.before:
            raise FormulaError(f"Step {number} of the proof does not match the expression at its path.")
        if not step_holds(step, by_name, holds, given):
            raise FormulaError(f"Step {number} of the proof is not an instance of '{step.rule}'.")
        term = replaced(term, step.path, step.after)
    if term is not proof.end:
        raise FormulaError("The proof does not end with the expression that it claims.")


def step_holds(
    step: Step,
    by_name: dict[str, Rewrite],
    holds: Callable[[str, Expr], bool] | None,
    given: set[tuple[Expr, Expr]],
) -> bool:
    """Whether a step is an instance of what it names."""
    left, right = (step.before, step.after) if step.forward else (step.after, step.before)
    if step.rule == STATEMENT:
        return (left, right) in given
    if step.rule == FOLDING:
        return is_folding(left, right)
    if step.rule == TIDYING:
        return is_equal_by_constants(left, right)
    rewrite = by_name.get(step.rule)
    bindings = match(rewrite.left, left) if rewrite else None
    if rewrite is None or bindings is None or substitute(rewrite.right, bindings) is not right:
        return False
    conditions = rewrite.when if holds else ()
    return all(holds(each.fact, substitute(each.term, bindings)) for each in conditions if holds)


def is_folding(left: Expr, right: Expr) -> bool:
    """Whether the left side is an operation on constants whose exact value is the constant on the right."""
    from neurlang.kernels.expr import exact_value  # mpmath loads slowly

    numbers = [argument.value for argument in left.args if isinstance(argument.value, float)]
    if not numbers or len(numbers) != len(left.args) or not isinstance(right.value, float):
        return False
    return exact_value(left.op, *numbers) == right.value
