"""Prompts as JSON: the result of one, the counts of a batch, and the intents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypedDict

from neurlang.optional_parts import install_command
from neurlang.pipeline import Answer, Answered, Called, Failed, Refused
from neurlang.prompts.reading import LONGEST, Intent, Measured, Value, text_of_value

JsonValue = int | float | str | list[int | float]  # of an operand or a reading


class Reading(TypedDict):
    """One of several readings of a prompt."""

    notation: Annotated[str, "the reading, as |17 − 29|"]
    value: Annotated[JsonValue, "its value"]


class Mended(TypedDict):
    """A typing error that was corrected."""

    word: Annotated[str, "the word in the prompt"]
    read_as: Annotated[str, "the word that it was read as"]


class PromptReport(TypedDict):
    """`nl prompt --json`, one object for each prompt: it is answered, refused, or ended with an error."""

    schema: Literal["neurlang.prompt/1"]
    text: Annotated[str, "the prompt"]
    value: Annotated[int | float | None, "the answer, if it is a number"]
    output: Annotated[
        str | None,
        "the answer as text: a text, a list, true or false, bytes in hexadecimal, or a number as asked for",
    ]
    refused: Annotated[
        bool, "whether the prompt asks for something that cannot be done, or can be read in several ways"
    ]
    verified: Annotated[bool, "whether a program was run and its result agreed with the exact meaning"]
    intent: Annotated[str | None, "the outermost operation"]
    number: Annotated[int | None, "its number; from 64 on a function of the library"]
    operands: Annotated[list[JsonValue], "the values of its operands"]
    plan: Annotated[str | None, "all operations, as SUB(MUL(78, 81), 5)"]
    notation: Annotated[str | None, "how the text was read; null if the network read it as a whole"]
    readings: Annotated[list[Reading], "the readings of a prompt that was refused because it has several"]
    mended: Annotated[list[Mended], "typing errors that were corrected"]
    program: Annotated[str | None, "the program, as register language"]
    instructions: Annotated[int, "how many instructions were executed"]
    confidence: Annotated[float, "the network's confidence in its reading of the whole text, 0 to 1"]
    error: Annotated[str | None, "why there is no answer"]
    kind: Annotated[str | None, "of the error: refused, no-answer, verification, usage, missing-part"]


class BatchReport(TypedDict):
    """`nl prompt --batch FILE --json`, on standard error after the last line: how many prompts ended in which way."""

    schema: Literal["neurlang.prompt-batch/1"]
    answered: Annotated[int, "prompts with an answer"]
    refused: Annotated[int, "prompts that were refused"]
    error: Annotated[int, "prompts that ended with an error"]


class IntentFields(TypedDict):
    """Something that a prompt, a plan or a call can ask for."""

    number: Annotated[int, "its number in the data format"]
    name: Annotated[str, "its name, as GCD"]
    operands: Annotated[list[str], "the names of its operands"]
    signs: Annotated[list[str], "how it is written in notation"]
    summary: Annotated[str, "what it computes"]
    example: Annotated[str, "a prompt that asks for it; of a function of the library, a plan"]
    available: Annotated[bool, "whether it has a program"]
    function: Annotated[str | None, "the function of the library that it is, as math.count_primes"]


class IntentsReport(TypedDict):
    """`nl intents --json`: everything that a prompt can ask for, then the functions of the library, from 64 up."""

    schema: Literal["neurlang.intents/1"]
    intents: Annotated[list[IntentFields], "in the order of their numbers"]


class EngineFields(TypedDict):
    """An inference engine on this machine."""

    name: Annotated[str, "of the engine, as `--engine` takes it"]
    formats: Annotated[list[str], "suffixes of the model files that it reads"]
    package: Annotated[str | None, "the package that it needs; null for the base"]
    bytes: Annotated[int | None, "what the package adds to the base install; null if it is not installed"]
    gpu: Annotated[str, "the kinds of GPU that it uses where there is one"]
    latency_us: Annotated[float | None, "microseconds for a prompt, measured; null if it is not installed"]
    best_for: Annotated[str, "what it is best for"]
    remedy: Annotated[str, "the command that installs it; empty if it is installed"]
    note: Annotated[str, "what it runs on here, if that is not obvious"]


class EnginesReport(TypedDict):
    """`nl engines --json`: what can evaluate the model."""

    schema: Literal["neurlang.engines/1"]
    longest: Annotated[int, "tokens of the longest prompt that is measured"]
    engines: Annotated[list[EngineFields], "each engine"]


class CallReport(TypedDict):
    """`nl call --json`: the answer of a function of the library."""

    schema: Literal["neurlang.call/1"]
    name: Annotated[str, "the function, with its module, as math.gcd"]
    number: Annotated[int, "its number in the data format"]
    arguments: Annotated[list[JsonValue], "the operands"]
    value: Annotated[
        bool | int | float | str | list[int | float] | None,
        "the answer; null for NaN or an infinity, and for a list with one",
    ]
    output: Annotated[str, "the answer as text"]
    plan: Annotated[str, "the call, as MATH.GCD(48, 18)"]
    program: Annotated[str, "the program, as register language"]
    instructions: Annotated[int, "how many instructions were executed"]
    verified: Annotated[bool, "whether the program's result is the one that the source gives as plain Python"]


def call_report(called: Called) -> CallReport:
    """The answer of a function."""
    return {
        "schema": "neurlang.call/1",
        "name": called.name,
        "number": called.number,
        "arguments": [_plain(value) for value in called.arguments],
        "value": _plain(called.value) if _is_finite(called.value) else None,
        "output": text_of_value(called.value),
        "plan": called.plan,
        "program": called.program,
        "instructions": called.instructions,
        "verified": True,
    }


def _function_of(intent: Intent) -> str | None:
    function = intent.variants[0].function if intent.variants else None
    return function.full_name if function else None


def _is_finite(value: Value | None) -> bool:
    """Whether JSON has the value: it has neither NaN nor infinities."""
    if isinstance(value, tuple):
        return all(math.isfinite(each) for each in value)
    return not isinstance(value, float) or math.isfinite(value)


def prompt_report(answer: Answer) -> PromptReport:
    """The result of a prompt. Fields that its kind of answer cannot have are null, 0 or empty lists."""
    report: PromptReport = {
        "schema": "neurlang.prompt/1",
        "text": answer.text,
        "value": answer.value if _is_finite(answer.value) else None,
        "output": answer.output if _is_finite(answer.value) else str(answer.value),
        "refused": answer.refused,
        "verified": answer.verified,
        "intent": None,
        "number": None,
        "operands": [],
        "plan": None,
        "notation": None,
        "readings": [],
        "mended": [],
        "program": answer.program,
        "instructions": 0,
        "confidence": 0.0,
        "error": answer.error,
        "kind": answer.kind,
    }
    match answer:
        case Answered():
            _add_plan(report, answer)
            _add_reading(report, answer)
            report["number"] = answer.number
            report["notation"] = answer.notation
            report["instructions"] = answer.instructions
        case Refused():
            _add_reading(report, answer)
            report["readings"] = [
                {"notation": notation, "value": _plain(value)} for notation, value in answer.readings
            ]
        case Failed():
            _add_plan(report, answer)
    return report


def _add_plan(report: PromptReport, answer: Answered | Failed) -> None:
    report["intent"] = answer.intent
    report["operands"] = [_plain(value) for value in answer.operands]
    report["plan"] = answer.plan


def _add_reading(report: PromptReport, answer: Answered | Refused) -> None:
    report["mended"] = [{"word": word, "read_as": read_as} for word, read_as in answer.mended]
    report["confidence"] = round(answer.confidence, 4)


def _plain(value: Value) -> JsonValue:
    """A value as JSON has it: bytes in hexadecimal, and what has NaN or infinities as text."""
    if isinstance(value, bytes) or not _is_finite(value):
        return text_of_value(value)
    return list(value) if isinstance(value, tuple) else value


def batch_report(counts: Mapping[str, int]) -> BatchReport:
    """How many prompts of a batch were answered, refused, or ended with an error."""
    return {
        "schema": "neurlang.prompt-batch/1",
        "answered": counts["answered"],
        "refused": counts["refused"],
        "error": counts["error"],
    }


def intents_report(intents: Iterable[tuple[Intent, Iterable[str]]]) -> IntentsReport:
    """Each intent with its signs."""
    return {
        "schema": "neurlang.intents/1",
        "intents": [
            {
                "number": intent.number,
                "name": intent.name,
                "operands": [name for name, _ in intent.operands],
                "signs": list(signs),
                "summary": intent.summary,
                "example": intent.example,
                "available": bool(intent.variants),
                "function": _function_of(intent),
            }
            for intent, signs in intents
        ],
    }


def engines_report(found: Iterable[Measured]) -> EnginesReport:
    """The engines and their figures."""
    return {
        "schema": "neurlang.engines/1",
        "longest": LONGEST,
        "engines": [
            {
                "name": each.kind.name,
                "formats": list(each.kind.suffixes),
                "package": each.kind.package,
                "bytes": each.size,
                "gpu": each.kind.gpu,
                "latency_us": None if each.latency is None else each.latency * 1e6,
                "best_for": each.kind.best_for,
                "remedy": "" if each.kind.is_installed else install_command(each.kind.name),
                "note": each.note,
            }
            for each in found
        ],
    }
