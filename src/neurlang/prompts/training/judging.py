"""Whether the reader understood a training example: its plan is compared with what the example asks for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from neurlang.errors import MeaningError, UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.native import run_program
from neurlang.prompts.reading import (
    INTENTS,
    SCORE_ITSELF,
    Calibration,
    Engine,
    Plan,
    Reading,
    Scope,
    Value,
    build,
    describe,
    evaluate,
    leaf_of,
    lex,
    read,
    slot_of_bin,
)
from neurlang.prompts.synthesis import FUEL, result_of
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.rehearsal import rehearsal_host

CLOSE = 1e-9  # relative: two programs may add the same numbers in another order


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that the reader answers if no confidence is needed."""

    text: str
    score: float | None  # of the network; None if it was not asked
    right: bool
    bare: bool  # without a number or a quoted text


def judge_all(examples: Iterable[Example], engine: Engine) -> Iterator[Judged]:
    """The reader's judgement of each example, without those that it refuses whatever the confidence."""
    for example in examples:
        try:
            found = read(example.text, engine, least=0.0, calibration=SCORE_ITSELF)
        except (MeaningError, UsageError):
            continue  # an error is not an answer
        if found.plan is not None:
            yield Judged(
                example.text, found.score, is_right(found.plan, example), not lex(example.text).literals
            )


def is_refused(text: str, engine: Engine, calibration: Calibration) -> bool:
    """Whether the reader refuses a text and shows no readings. Raises MeaningError and UsageError like `read`."""
    found = read(text, engine, calibration=calibration)
    return found.plan is None and not found.readings


def is_right(plan: Plan, example: Example) -> bool:
    """Whether a plan is what an example asks for: the same operations, or the same value.

    No plan is right for a piece of a request, or for a text out of scope.
    """
    if example.intent is not None:
        wanted = labelled_plan(example)
        return describe(wanted.root) == describe(plan.root) or same_value(_value(wanted), _value(plan))
    return example.program is not None and computes(example.program, plan)


def computes(program: str, plan: Plan) -> bool:
    """Whether a program computes the value of a plan."""
    return same_value(_computed(program, plan), _value(plan))


def labelled_plan(example: Example) -> Plan:
    """The plan of an example's labels over its literals."""
    assert example.intent is not None  # is_right
    reading = Reading(
        Scope.ONE,
        1.0,
        INTENTS[example.intent],
        1.0,
        example.operand_count,
        tuple(slot_of_bin(each) for each in example.slots),
        tuple(-1 if negative else 1 for negative in example.signs),
    )
    plan = build(reading, tuple(leaf_of(literal) for literal in lex(example.text).literals))
    if plan is None:
        raise AssertionError(f"the generator checked that the labels make a plan: {example.text!r}")
    return plan


def _value(plan: Plan) -> Value | None:
    if plan.root.variant.check is not None:
        return None  # only a property of the result is known
    try:
        return evaluate(plan.root)
    except MeaningError:
        return None


def _computed(program: str, plan: Plan) -> Value | None:
    """The result of an example's program, read as that of the plan; None if it traps."""
    outcome = run_program(
        assemble(program, "example"), {}, max_instructions=FUEL, host=rehearsal_host(seed=0)
    )
    return None if outcome.trap else result_of(plan.root.variant, outcome)


def same_value(one: Value | None, other: Value | None) -> bool:
    """Whether two values are the same; reals may differ by rounding."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or math.isclose(one, other, rel_tol=CLOSE)
    return one is not None and one == other
