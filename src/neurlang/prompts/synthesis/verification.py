"""Run a program and compare its result with the exact meaning. Only a result that agrees becomes an answer."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

from neurlang.errors import AssemblyError, MeaningError, OperandError, UsageError, VerificationError
from neurlang.programs.machine import Host, Outcome, TrapKind, signed, to_bits, to_float
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
from neurlang.prompts.synthesis.main_part import WORD
from neurlang.prompts.synthesis.recording import run_witnessed

FUEL = 1_000_000  # instructions that a program may run
MEMORY = 1 << 17  # bytes: data and stack of a prompt's program are small, and zeroing a megabyte takes time
LARGE_MEMORY = 1 << 22  # bytes, for the lists, the texts and the room of functions of the library
SMALL_DATA = MEMORY // 2
NOTHING_SEEN = Witness(0.0, 0.0, 0, (), b"")  # of a program that uses nothing outside


@dataclass(frozen=True, slots=True)
class Verified:
    """A program whose result agreed with the plan's exact meaning, or has the property that is asked for."""

    value: Value
    text: str
    executed: int  # instructions
    attempts: int


@dataclass(frozen=True, slots=True)
class Property:
    """Stands for an exact meaning if only a property of the result is known, which depends on these arguments."""

    arguments: tuple[Value, ...]


Expected = Value | MeaningError | Property


def solve(plan: Plan, max_retries: int = 3, host: Host | None = None) -> Verified:
    """Link, check, run and verify candidates; return the first result that agrees with the exact meaning.

    Each program runs on `host`. One that leads outside runs only once: its body has no other candidate. Raises
    MeaningError if the plan has no answer and the program reports that, too; VerificationError if no candidate agrees.
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
    memory = MEMORY if len(linked.code.program.data) <= SMALL_DATA else LARGE_MEMORY
    if linked.code.outside:
        return run_witnessed(linked.code, linked.registers, host, memory=memory, fuel=FUEL)
    outcome = run_program(linked.code, linked.registers, memory_size=memory, max_instructions=FUEL, host=host)
    return outcome, NOTHING_SEEN


def _expect(plan: Plan) -> Expected:
    try:
        if plan.root.variant.check is not None:
            return Property(tuple(arguments_of(plan.root)))
        return evaluate(plan.root)
    except OperandError:
        raise  # no program is run on what a function does not take
    except MeaningError as error:
        return error


def disagreement(
    plan: Plan, outcome: Outcome, expected: Expected, witness: Witness = NOTHING_SEEN
) -> str | None:
    """What is wrong with an outcome; None if it agrees with the exact meaning.

    If only a property of the result is known and the program's trap says that there is no answer, raises DomainError
    with the variant's text.
    """
    trap = outcome.trap
    if trap is not None and trap.kind is TrapKind.FUEL:
        return f"It takes more than {FUEL:,} instructions."
    if isinstance(expected, MeaningError):
        return None if _reports(outcome, expected) else f"The program does not say what is wrong: {expected}"
    variant = plan.root.variant
    if trap is not None and trap.number == DomainError.trap and variant.failure:
        raise DomainError(variant.failure)
    if trap is not None:
        return f"The program stopped: {trap.kind.name}: {trap.message}"
    value = result_of(variant, outcome, witness)
    if isinstance(expected, Property):
        return _property_fault(variant, value, witness, expected)
    if agrees(value, expected, plan):
        return None
    return f"The program gave {value!r}, the exact meaning is {expected!r}."


def _property_fault(variant: Variant, value: Value, witness: Witness, property: Property) -> str | None:
    assert variant.check is not None  # `_expect` makes a Property only for such a variant
    fault = variant.check(value, witness, *property.arguments)
    return None if fault is None else f"The program gave {value!r}: {fault}."


def _reports(outcome: Outcome, error: MeaningError) -> bool:
    """Whether a program ended with the trap by which bodies report this error."""
    if outcome.trap is None or not isinstance(error, NoAnswerError):
        return False
    return outcome.trap.number == error.trap


def agrees(value: Value, expected: Value, plan: Plan) -> bool:
    """Whether a result has the type of the exact meaning and, within the variant's tolerance, its value."""
    if type(value) is not type(expected):
        return False
    tolerance = max(step.variant.tolerance for step in steps_of(plan.root))
    if isinstance(value, float) and isinstance(expected, float) and tolerance:
        return math.isclose(value, expected, rel_tol=tolerance, abs_tol=0.0)
    return value == expected if plan.root.variant.function is None else _key(value) == _key(expected)


def _key(value: Value) -> object:
    """What two equal answers of a function share: the bits of doubles, where every NaN is the same."""
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    return to_bits(value) if isinstance(value, float) else value


def result_of(variant: Variant, outcome: Outcome, witness: Witness = NOTHING_SEEN) -> Value:
    """The value that a finished program left, read by its variant's `ResultKind`."""
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
        case ResultKind.TRUTH:
            return bool(first)
        case ResultKind.ASCIZ:
            return bytes(outcome.memory[first : outcome.memory.find(b"\0", first)]).decode("utf-8", "replace")
        case ResultKind.INTEGERS | ResultKind.UNSIGNEDS | ResultKind.REALS:
            return _list_of(outcome, first, second, variant.result)
        case ResultKind.INTEGER:
            return signed(first)


def _list_of(outcome: Outcome, address: int, count: int, kind: ResultKind) -> Value:
    layout = {ResultKind.INTEGERS: "q", ResultKind.UNSIGNEDS: "Q", ResultKind.REALS: "d"}[kind]
    return struct.unpack(f"<{count}{layout}", bytes(outcome.memory[address : address + WORD * count]))
