"""Running a program and holding its result against the exact meaning: nothing else may become an answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from neurlang.errors import AssemblyError, MeaningError, UsageError, VerificationError
from neurlang.programs.machine import Host, Outcome, TrapKind, signed, to_float
from neurlang.programs.native import run_program
from neurlang.prompts.reading import (
    DomainError,
    NoAnswerError,
    Plan,
    ResultKind,
    Value,
    Variant,
    Witness,
    arguments_of,
    evaluate,
)
from neurlang.prompts.synthesis.linking import Linked, candidates, link, steps_of
from neurlang.prompts.synthesis.world import run_witnessed

FUEL = 1_000_000  # instructions that a program may run
MEMORY = 1 << 17  # bytes: data and stack of a prompt's program are small, and zeroing a megabyte takes time
NOTHING_SEEN = Witness(0.0, 0.0, 0, (), b"")  # by a program that stays inside


@dataclass(frozen=True, slots=True)
class Verified:
    """A program whose result agreed with the plan's exact meaning, or has the property that is asked for."""

    value: Value
    text: str
    executed: int  # instructions
    attempts: int


@dataclass(frozen=True, slots=True)
class Property:
    """In an exact meaning's place: only the property of the result is known, over these arguments."""

    arguments: tuple[Value, ...]


Expected = Value | MeaningError | Property


def solve(plan: Plan, max_retries: int = 3, host: Host | None = None) -> Verified:
    """Link (which checks), run and verify: the first candidate that agrees with the exact meaning.

    A program that leads outside runs on `host`, once: its body has no other candidate. Raises MeaningError where
    the plan has no answer and the program says so too, VerificationError where no candidate agrees or one runs out of
    fuel.
    """
    expected = _expect(plan)
    faults: list[str] = []
    for attempt in range(min(candidates(plan), max_retries + 1)):
        try:
            linked = link(plan, attempt)
        except (AssemblyError, UsageError) as error:
            faults.append(str(error))
            continue
        outcome, witness = _execute(linked, host)
        fault = disagreement(plan, outcome, expected, witness)
        if fault is not None:
            faults.append(fault)
            continue
        if isinstance(expected, MeaningError):
            raise expected
        value = result_of(plan.root.variant, outcome, witness)
        return Verified(value, linked.text, outcome.executed + linked.loading, attempt + 1)
    raise VerificationError("\n".join(["No program gave an answer that could be verified.", *faults]))


def _execute(linked: Linked, host: Host | None) -> tuple[Outcome, Witness]:
    if linked.code.outside:
        return run_witnessed(linked.code, linked.registers, host, memory=MEMORY, fuel=FUEL)
    outcome = run_program(linked.code, linked.registers, memory_size=MEMORY, max_instructions=FUEL)
    return outcome, NOTHING_SEEN


def _expect(plan: Plan) -> Expected:
    try:
        if plan.root.variant.check is not None:
            return Property(tuple(arguments_of(plan.root)))
        return evaluate(plan.root)
    except MeaningError as error:
        return error


def disagreement(
    plan: Plan, outcome: Outcome, expected: Expected, witness: Witness = NOTHING_SEEN
) -> str | None:
    """What is wrong with an outcome, or None where it agrees with the exact meaning.

    Raises DomainError, in the variant's words, where a program of which only a property is known says by its trap that
    there is no answer.
    """
    trap = outcome.trap
    if trap is not None and trap.kind is TrapKind.FUEL:
        return f"It takes more than {FUEL:,} instructions."
    if isinstance(expected, MeaningError):
        return None if _says(outcome, expected) else f"The program does not say what is wrong: {expected}"
    variant = plan.root.variant
    if trap is not None and trap.number == DomainError.trap and variant.failure:
        raise DomainError(variant.failure)
    if trap is not None:
        return f"The program stopped: {trap.kind.name}: {trap.message}"
    value = result_of(variant, outcome, witness)
    if isinstance(expected, Property):
        return _lacks(variant, value, witness, expected)
    if agrees(value, expected, plan):
        return None
    return f"The program gave {value!r}, the exact meaning is {expected!r}."


def _lacks(variant: Variant, value: Value, witness: Witness, property: Property) -> str | None:
    assert variant.check is not None  # _expect
    fault = variant.check(value, witness, *property.arguments)
    return None if fault is None else f"The program gave {value!r}: {fault}."


def _says(outcome: Outcome, error: MeaningError) -> bool:
    """Whether a program trapped as bodies do for this error."""
    if outcome.trap is None or not isinstance(error, NoAnswerError):
        return False
    return outcome.trap.number == error.trap


def agrees(value: Value, expected: Value, plan: Plan) -> bool:
    """Whether a result is the exact meaning: the same kind, and the same value within the variant's tolerance."""
    if type(value) is not type(expected):
        return False
    tolerance = max(step.variant.tolerance for step in steps_of(plan.root))
    if isinstance(value, float) and isinstance(expected, float) and tolerance:
        return math.isclose(value, expected, rel_tol=tolerance, abs_tol=0.0)
    return value == expected


def result_of(variant: Variant, outcome: Outcome, witness: Witness = NOTHING_SEEN) -> Value:
    """The value that a finished program left, read as its variant says."""
    first, second = outcome.registers["r0"], outcome.registers["r1"]
    match variant.result:
        case ResultKind.UNSIGNED:
            return first
        case ResultKind.REAL:
            return to_float(first)
        case ResultKind.EITHER:
            return to_float(first) if second else signed(first)
        case ResultKind.TEXT:
            return bytes(outcome.memory[first : first + second]).decode("utf-8", "replace")
        case ResultKind.BYTES:
            return bytes(outcome.memory[first : first + second])
        case ResultKind.PRINTED:
            return witness.printed.decode("utf-8", "replace")
        case ResultKind.INTEGER:
            return signed(first)
