"""Rows of the library: each `@prompt` line of a function with values from its domain, called and checked."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from neurlang.errors import MeaningError
from neurlang.programs.machine import signed, to_float
from neurlang.programs.stdlib import (
    Call,
    FileFunction,
    NothingToDrawError,
    Role,
    Type,
    WrongCallError,
    checked_call,
    code_of,
    draw_values,
    program_of,
    value_of,
)
from neurlang.prompts.reading import (
    EMPTY,
    SLOTS,
    WHOLE,
    Intent,
    Reading,
    Scope,
    Slot,
    build,
    evaluate,
    intent_named,
    leaf_of,
    lex,
)
from neurlang.prompts.training.examples import NO_SIGNS, NO_SLOTS, Example, LeftOutError
from neurlang.prompts.training.functions.ways import asked_as
from neurlang.prompts.training.phrasing import QUOTED
from neurlang.prompts.training.sources.asking import Asked, ask
from neurlang.prompts.training.sources.rows import Row, Schema, TestCase
from neurlang.prompts.training.sources.same_intents import SAME_INTENT, WHOLE_RESULT

PROMPTS_SHARE = 0.5  # of a function's rows: `@prompt` lines, where the phrasebook has phrasings too
_TOLERANCE = 1e-9  # relative, of doubles: function and intent may round differently


def make_library_row(functions: Sequence[FileFunction], random: Random, schema: Schema) -> Row:
    """A row of one of the functions. Raises LeftOutError if it cannot be made, or a check fails."""
    function = random.choice(functions)
    try:
        values = draw_values(function, random, QUOTED)
        prompt = _phrasing_of(function, random)
        asked = ask(prompt, values, random)
        done = checked_call(function, values)
        return row_of_call(done, asked, schema, label_of(function))
    except (NothingToDrawError, WrongCallError) as error:
        raise LeftOutError(str(error)) from None


def _phrasing_of(function: FileFunction, random: Random) -> str:
    """A `@prompt` line of a function, or of ours a phrasing of the phrasebook."""
    others = other_phrasings(function)
    if not others or random.random() < PROMPTS_SHARE:
        return random.choice(function.annotations.prompts)
    return random.choice(others)


def other_phrasings(function: FileFunction) -> tuple[str, ...]:
    """The phrasings of the phrasebook for one of our functions."""
    return asked_as().get(function.full_name, ()) if function.source is not None else ()


def label_of(function: FileFunction) -> int:
    """The number that the reader has for a function: its intent's, if one computes the same."""
    same = SAME_INTENT.get(function.full_name) if function.source is not None else None
    return function.number if same is None else intent_named(same).number


def row_of_call(done: Call, asked: Asked, schema: Schema, label: int | None) -> Row:
    """The row of a checked call. Without a label, it teaches no head.

    Raises LeftOutError if the text does not name every value and the schema has labels, WrongCallError if the call is
    no complete program.
    """
    function = done.function
    is_complete = all(each.name in asked.slots for each in function.given)
    if schema.has_labels and label is not None and not is_complete:
        raise LeftOutError("a phrasing does not name every value")
    program = program_of(done) if schema.has_labels else None
    return Row(
        _example(done, asked, program, label if is_complete else None),
        function.annotations.category or function.module,
        context=function.name,
        assembly=code_of(function.text) if schema.has_code else "",
        test_cases=(_test_case(done),) if schema.has_code else (),
    )


def _example(done: Call, asked: Asked, program: str | None, label: int | None) -> Example:
    function = done.function
    values = [done.values[each.name] for each in function.given]
    operands = tuple(
        [*(list(each) if isinstance(each, tuple) else each for each in values), *(0,) * SLOTS][:SLOTS]
    )
    if label is None:
        return Example(
            asked.text,
            None,
            len(values),
            operands,
            program,
            None,
            NO_SLOTS,
            NO_SIGNS,
            function.level,
            function.file,
            asked.prompt,
        )
    slots = _slots(function, asked)
    signs = tuple(int(isinstance(each, int | float) and each < 0) for each in operands)
    if function.full_name in SAME_INTENT and function.source is not None:
        _compare(function, done, asked, slots, intent_named(SAME_INTENT[function.full_name]))
    return Example(
        asked.text,
        label,
        len(values),
        operands,
        program,
        int(Scope.ONE),
        tuple(each.bin for each in slots),
        signs,
        function.level,
        function.file,
        asked.prompt,
    )


def _slots(function: FileFunction, asked: Asked) -> tuple[Slot, ...]:
    slots = [asked.slots[each.name] for each in function.given]
    unused = SLOTS - len(slots)
    if unused and function.full_name in WHOLE_RESULT:
        return (*slots, *(EMPTY,) * (unused - 1), WHOLE)
    return (*slots, *(EMPTY,) * unused)


def _compare(
    function: FileFunction, done: Call, asked: Asked, slots: tuple[Slot, ...], intent: Intent
) -> None:
    """Raise LeftOutError unless the intent has the result of the function for what the reader finds in the text."""
    reading = Reading(Scope.ONE, 1.0, intent, 1.0, len(function.given), slots, (1,) * SLOTS)
    try:
        plan = build(reading, tuple(leaf_of(literal) for literal in lex(asked.text).literals))
        found = None if plan is None else evaluate(plan.root)
    except MeaningError:
        found = None
    assert function.source is not None  # `_example`
    if found is None or not _agrees(found, value_of(function.source, done.result)):
        raise LeftOutError(f"{function.full_name}: {intent.name} has another result")


def _agrees(found: object, wanted: object) -> bool:
    if isinstance(found, int | float) and isinstance(wanted, int | float):
        return (
            found == wanted
            or signed_word(found) == signed_word(wanted)
            or math.isclose(found, wanted, rel_tol=_TOLERANCE)
        )
    return found == wanted


def signed_word(value: float) -> float:
    """A whole number as 64 bits in two's complement; a double as it is."""
    return signed(value & ((1 << 64) - 1)) if isinstance(value, int) else value


def _test_case(done: Call) -> TestCase:
    """The call as a `@test` line has it: registers by name, memory by address."""
    inputs: dict[str, Any] = {}
    outputs: dict[str, Any] = {}
    arrays = (each for each in done.result.arrays if each)
    if done.function.has_result:
        outputs["r0"] = _json(to_float(done.bits) if done.function.has_real_result else signed(done.bits))
    for each in done.function.parameters:
        value = done.arguments[each.name]
        if isinstance(value, list | bytearray):
            address = done.registers[each.register]
            inputs[each.register] = address
            if value and each.role is not Role.ROOM:
                inputs[f"[{address:#x}]"] = _json(value)
            if value:
                outputs[f"[{address:#x}]"] = _json(next(arrays))
        else:
            inputs[each.register] = _json(float(value) if each.type is Type.F64 else signed_word(value))
    return {"inputs": inputs, "outputs": outputs}


def _json(value: Any) -> Any:  # noqa: ANN401 - any value of a call
    """A value as JSON has it: infinities and NaN by name, a text with its NUL."""
    if isinstance(value, bytearray):
        return (bytes(value).rstrip(b"\0") + b"\0").decode("latin-1")
    if isinstance(value, list):
        return [_json(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def by_level(functions: Sequence[FileFunction]) -> Mapping[int, tuple[FileFunction, ...]]:
    """The functions of each level."""
    levels = Counter(each.level for each in functions)
    return {level: tuple(each for each in functions if each.level == level) for level in sorted(levels)}
