"""From a sentence to a verified answer: the flow, once, as a list of named steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from neurlang.errors import MeaningError, MissingPartError, NeurlangError, UsageError, VerificationError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.prompts.reading import (
    Commas,
    Leaf,
    Plan,
    Understanding,
    describe,
    evaluate,
    in_base,
    open_engine,
    read,
    written_number,
)
from neurlang.prompts.synthesis import Verified, solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neurlang.programs.machine import Host
    from neurlang.prompts.reading import Engine, Node, Value

MAX_RETRIES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a prompt: `value`, `output` or `error`; a refusal has an `error` too.

    A number that is asked for in another notation (`in hex`) has both `value` and `output`.
    """

    text: str
    value: int | float | None  # a number, where the answer is one
    output: str | None  # a text, or bytes in hexadecimal
    refused: bool  # the prompt asks for nothing that this system can do
    verified: bool  # the program ran, and its result agreed with the exact meaning
    intent: str | None  # the outermost operation
    operands: tuple[Value, ...]
    plan: str | None  # all of it: SUB(MUL(78, 81), 5)
    notation: str | None  # how the text was read: 78 × 81 − 5; None where the network read it as a whole
    readings: tuple[tuple[str, Value], ...]  # where the text has several: notation and value of each
    mended: tuple[tuple[str, str], ...]  # typing errors put right: what stood there, what it was read as
    program: str | None  # register IR
    instructions: int  # executed
    confidence: float  # how often readings like this one are right, 0 to 1
    error: str | None
    kind: str | None  # of the error: refused, no-answer, verification, usage, missing-part


NOTHING = Answer(
    text="",
    value=None,
    output=None,
    refused=False,
    verified=False,
    intent=None,
    operands=(),
    plan=None,
    notation=None,
    readings=(),
    mended=(),
    program=None,
    instructions=0,
    confidence=0.0,
    error=None,
    kind=None,
)


@in_ieee_arithmetic
def answer(
    text: str,
    engine: Engine | None = None,
    max_retries: int = MAX_RETRIES,
    host: Host | None = None,
    *,
    first: bool = False,
    commas: Commas = Commas.BY_RULE,
    min_confidence: float | None = None,
) -> Answer:
    """Answer a prompt with a program that was run and verified.

    `host` is the world that a program meets which leads outside; by default it allows nothing but the console.
    `first` takes the likeliest of several readings, where they differ in value; `commas` says what a comma within
    a number is. Below `min_confidence` a prompt is refused; if it is None, below what the model's calibration asks for.

    A prompt that is refused, or whose question has no answer (division by zero), is an Answer that says so. Raises
    UsageError for what is no prompt (empty, too long), ModelError where the model cannot be opened, and
    MissingPartError where the program needs a package that is not installed.
    """
    engine = engine or shipped_engine()
    try:
        # words → plan, or a refusal
        understanding = read(text, engine, first=first, commas=commas, least=min_confidence)
    except MeaningError as error:
        return _without_answer(text, error)
    if understanding.plan is None:
        return _refusal(text, understanding)
    try:
        # plan → program → run → against the exact meaning
        verified = solve(understanding.plan, max_retries, host)
    except (MeaningError, VerificationError) as error:
        return _without_answer(text, error, understanding.plan)
    return _answered(text, understanding, understanding.plan, verified)


def answer_many(
    texts: Iterable[str],
    engine: Engine | None = None,
    max_retries: int = MAX_RETRIES,
    host: Host | None = None,
    *,
    first: bool = False,
    commas: Commas = Commas.BY_RULE,
    min_confidence: float | None = None,
) -> Iterator[Answer]:
    """Answer prompts one by one; whatever is wrong with one of them is an Answer with an error.

    Where the host has a seed, each prompt has its own, made of that and of the prompt's place.
    """
    engine = engine or shipped_engine()
    for place, text in enumerate(texts):
        try:
            yield answer(
                text,
                engine,
                max_retries,
                _host_at(place, host),
                first=first,
                commas=commas,
                min_confidence=min_confidence,
            )
        except (UsageError, MissingPartError) as error:
            yield _without_answer(text, error)


def _host_at(place: int, host: Host | None) -> Host | None:
    if host is None or host.seed is None:
        return host
    return replace(host, seed=Random(f"{host.seed} {place}").getrandbits(64))


@lru_cache(maxsize=1)
def shipped_engine() -> Engine:
    """The model that ships, opened once per process."""
    return open_engine()


def _answered(text: str, understanding: Understanding, plan: Plan, verified: Verified) -> Answer:
    value = verified.value
    number = value if isinstance(value, int | float) else None
    output = value if isinstance(value, str) else value.hex() if isinstance(value, bytes) else None
    if understanding.base and number is not None:
        try:
            output = in_base(number, understanding.base)
        except MeaningError as error:
            return _without_answer(text, error, plan)
    return replace(
        NOTHING,
        text=text,
        value=number,
        output=output,
        verified=True,
        intent=plan.intent.name,
        operands=operands_of(plan),
        plan=describe(plan.root),
        notation=understanding.notation or None,
        mended=understanding.mended,
        program=verified.text,
        instructions=verified.executed,
        confidence=understanding.confidence,
    )


def _without_answer(text: str, error: NeurlangError, plan: Plan | None = None) -> Answer:
    return replace(
        NOTHING,
        text=text,
        intent=plan.intent.name if plan else None,
        operands=operands_of(plan) if plan else (),
        plan=describe(plan.root) if plan else None,
        error=_sentence(str(error)),
        kind=error.kind,
    )


def _refusal(text: str, understanding: Understanding) -> Answer:
    return replace(
        NOTHING,
        text=text,
        refused=True,
        readings=tuple((each.notation, each.value) for each in understanding.readings),
        mended=understanding.mended,
        confidence=understanding.confidence,
        error=_ambiguity(understanding) if understanding.readings else _why_not(understanding),
        kind="refused",
    )


def _ambiguity(understanding: Understanding) -> str:
    readings = understanding.readings
    lines = [f"  {each.notation} = {_shown(each.value)}" for each in readings]
    count = "two" if len(readings) == 2 else str(len(readings))
    return "\n".join(
        (
            f"This can be read in {count} ways:",
            *lines,
            "Brackets would tell; --first takes the first.",
        )
    )


def _why_not(understanding: Understanding) -> str:
    why = f": {understanding.why_not}" if understanding.why_not else "."
    refusal = f"I can't turn that into a program{why}"
    nearest = understanding.nearest
    if nearest is None:
        return refusal
    example = f'The nearest thing I can do is {nearest.name}, as in "{nearest.example}".'
    return f"{refusal}\n{example} `nl intents` lists all."


def _shown(value: Value) -> str:
    return written_number(value).replace("-", "−") if isinstance(value, int | float) else str(value)


def operands_of(plan: Plan) -> tuple[Value, ...]:
    """The values of the outermost operation's operands, as far as they have one."""
    return tuple(value for value in map(_value_of, plan.operands) if value is not None)


def _value_of(node: Node) -> Value | None:
    if isinstance(node, Leaf):
        return node.value
    try:
        return evaluate(node)
    except MeaningError:
        return None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
