"""From a sentence to a verified answer: read, compose, run, compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random

from neurlang.errors import (
    MeaningError,
    MissingPartError,
    NeurlangError,
    OperandError,
    UsageError,
    VerificationError,
)
from neurlang.ieee import in_ieee_arithmetic
from neurlang.pipeline.answers import Answer, Answered, Failed, Refused
from neurlang.pipeline.checking import check_text
from neurlang.pipeline.own_functions import answer_by_own
from neurlang.pipeline.refusing import refusal_text
from neurlang.programs.machine import Host
from neurlang.prompts.reading import (
    Commas,
    Engine,
    Leaf,
    Node,
    Plan,
    Understanding,
    Value,
    check_prompt,
    describe,
    evaluate,
    open_engine,
    read,
    text_of_value,
    written_in,
)
from neurlang.prompts.synthesis import Verified, solve

MAX_RETRIES = 3


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

    `host` supplies files, network and clock to programs that need them; by default, programs may print, but not read
    input or sleep.
    `first` takes the likeliest of several readings that differ in value; `commas` says what a comma within a number is.
    A prompt is refused if its confidence is below `min_confidence`; by default the model's calibration sets it.

    The result is a `Refused` if the prompt is refused, and a `Failed` if its question has no answer (division by zero).

    Example:
        >>> import neurlang
        >>> neurlang.answer("what is 15% of (80 - 12)?").value
        10.2

    Raises:
        UsageError: the text is not a prompt (no text, empty, too long).
        ModelError: the model cannot be opened.
        MissingPartError: the program needs a package that is not installed.

    """
    check_text(text)
    engine = engine or shipped_engine()
    check_prompt(text)
    if (found := answer_by_own(text, engine.model)) is not None:
        return found
    try:
        # words → plan, or a refusal
        understanding = read(text, engine, first=first, commas=commas, least=min_confidence)
    except MeaningError as error:
        return _failed(text, error)
    if understanding.plan is None:
        return _refused(text, understanding)
    try:
        # plan → program → run → compare with the exact meaning
        verified = solve(understanding.plan, max_retries, host)
    except (MeaningError, VerificationError) as error:
        return _failed(text, error, understanding.plan)
    return _answered(text, understanding, understanding.plan, verified)


@in_ieee_arithmetic
def answer_plan(text: str, max_retries: int = MAX_RETRIES, host: Host | None = None) -> Answered | Failed:
    """Answer a written plan, such as `GCD(48, COUNT_PRIMES(20))`, as `answer` answers a prompt.

    Raises:
        PlanSyntaxError: the text is not a plan.
        MissingPartError: the program needs a package that is not installed.

    """
    from neurlang.prompts.reading import read_plan  # loads the library, which prompts do not need

    check_text(text)
    try:
        plan = read_plan(text)
    except (MeaningError, VerificationError) as error:
        return _failed(text, error)
    try:
        verified = solve(plan, max_retries, host)
    except (MeaningError, VerificationError) as error:
        return _failed(text, error, plan)
    return _answer_of(text, plan, verified)


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
    """Answer prompts one by one. An error of one prompt is a `Failed` in its place.

    If the host has a seed, each prompt has its own seed, made of that seed and the prompt's place. Raises UsageError if
    `texts` is one text.

    Example:
        >>> import neurlang
        >>> [answer.value for answer in neurlang.answer_many(["2 + 3", "is 97 prime"])]
        [5, 1]

    """
    if isinstance(texts, str | bytes):
        raise UsageError("answer_many takes several prompts, such as a list; answer takes one.")
    return _answers(
        texts, engine, max_retries, host, first=first, commas=commas, min_confidence=min_confidence
    )


async def answer_async(
    text: str,
    engine: Engine | None = None,
    max_retries: int = MAX_RETRIES,
    host: Host | None = None,
    *,
    first: bool = False,
    commas: Commas = Commas.BY_RULE,
    min_confidence: float | None = None,
) -> Answer:
    """Answer a prompt as `answer` does, in a thread, so that an event loop serves others meanwhile.

    Example:
        >>> import asyncio, neurlang
        >>> asyncio.run(neurlang.answer_async("factorial of 10")).value
        3628800

    """
    from asyncio import to_thread  # takes longer to load than an answer takes

    return await to_thread(
        answer, text, engine, max_retries, host, first=first, commas=commas, min_confidence=min_confidence
    )


def _answers(
    texts: Iterable[str],
    engine: Engine | None,
    max_retries: int,
    host: Host | None,
    *,
    first: bool,
    commas: Commas,
    min_confidence: float | None,
) -> Iterator[Answer]:
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
            yield _failed(text, error)


def _host_at(place: int, host: Host | None) -> Host | None:
    if host is None or host.seed is None:
        return host
    return replace(host, seed=Random(f"{host.seed} {place}").getrandbits(64))


@lru_cache(maxsize=1)
def shipped_engine() -> Engine:
    """The model that ships, opened once per process."""
    return open_engine()


def _answered(text: str, understanding: Understanding, plan: Plan, verified: Verified) -> Answer:
    found = replace(
        _answer_of(text, plan, verified),
        notation=understanding.notation or None,
        mended=understanding.mended,
        confidence=understanding.confidence,
    )
    if not understanding.base or found.value is None:
        return found
    try:
        return replace(found, output=written_in(found.value, understanding.base))
    except MeaningError as error:
        return _failed(text, error, plan)


def _answer_of(text: str, plan: Plan, verified: Verified) -> Answered:
    """The answer of a plan that nobody had to guess. Truth is 1 or 0."""
    value = int(verified.value) if isinstance(verified.value, bool) else verified.value
    is_number = isinstance(value, int | float)
    return Answered(
        text=text,
        value=value if is_number else None,  # type: ignore[arg-type]
        output=None if is_number else text_of_value(value),
        intent=plan.intent.name,
        operands=operands_of(plan),
        plan=describe(plan.root),
        notation=None,
        mended=(),
        program=verified.text,
        instructions=verified.executed,
        confidence=1.0,
        number=plan.intent.number,
    )


def _failed(text: str, error: NeurlangError, plan: Plan | None = None) -> Failed:
    return Failed(
        text=text,
        error=str(error) if isinstance(error, OperandError) else _sentence(str(error)),
        kind=error.kind,
        intent=plan.intent.name if plan else None,
        operands=operands_of(plan) if plan else (),
        plan=describe(plan.root) if plan else None,
    )


def _refused(text: str, understanding: Understanding) -> Refused:
    return Refused(
        text=text,
        error=refusal_text(understanding),
        readings=tuple((each.notation, each.value) for each in understanding.readings),
        mended=understanding.mended,
        confidence=understanding.confidence,
    )


def operands_of(plan: Plan) -> tuple[Value, ...]:
    """The values of the outermost operation's operands, without operands that have none."""
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
