"""Rows of the phrasebook: phrasings of the intents of one level, and texts that must be refused."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from neurlang.errors import MeaningError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import signed, to_float
from neurlang.programs.native import run_program
from neurlang.prompts.reading import INTENTS, Intent, Plan, ResultKind, evaluate
from neurlang.prompts.synthesis import FUEL, result_of
from neurlang.prompts.training.examples import Example, LeftOutError
from neurlang.prompts.training.generation import (
    AMBIGUOUS,
    FREQUENT,
    answered,
    composed,
    make_incomplete,
    make_none,
)
from neurlang.prompts.training.judging import labelled_plan
from neurlang.prompts.training.phrasing import PHRASES, SEQUELS, Composition, draw
from neurlang.prompts.training.plain import NEARLY_NEAT, PLAIN, draw_plain
from neurlang.prompts.training.rehearsal import rehearsal_host
from neurlang.prompts.training.sources.rows import Row, Schema, TestCase

_KINDS: Mapping[str, float] = {"phrase": 0.58, "plain": 0.28, "sequel": 0.06, "composed": 0.08}
_INCOMPLETE_SHARE = 0.24  # of the texts that must be refused

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "intent/arithmetic": ("ADD", "SUB", "MUL", "DIV", "MOD"),
    "intent/bits": ("AND", "OR", "XOR", "SHL", "SHR", "SAR", "POPCOUNT", "CLZ", "CTZ", "BSWAP", "NEXTPOW2"),
    "intent/number-theory": ("FACTORIAL", "FIBONACCI", "POWER", "SQRT", "GCD", "LCM", "IS_EVEN", "IS_PRIME"),
    "intent/comparison": ("ABS", "CLAMP", "MAX", "MIN", "SIGN", "IS_POSITIVE"),
    "intent/memory": ("MEMCPY", "MEMSET", "MEMCMP", "ARRAY_SUM"),
    "intent/text": ("STRLEN", "STRCMP", "STRCPY", "HASH_STRING"),
    "intent/system": ("PRINT", "READ_LINE", "TIME_NOW", "SLEEP", "RANDOM"),
    "intent/secrets": ("SHA256", "AES_ENCRYPT", "AES_DECRYPT", "HMAC", "SECURE_RANDOM"),
    "intent/loops": ("LOOP_COUNT", "LOOP_SUM", "COUNTDOWN"),
    "intent/reals": ("FADD", "FMUL", "FDIV"),
}
"""The intents by what they are about."""

_CATEGORY_OF = {name: category for category, names in CATEGORIES.items() for name in names}
COMPOSED, REFUSED = "intent/several", "refusal"


def make_phrase_row(level: int, random: Random, schema: Schema) -> Row:
    """A text of an intent of this level, or of several operations whose highest is. Raises LeftOutError."""
    kind = random.choices([*_KINDS], [*_KINDS.values()])[0]
    compositions = _compositions(level)
    if kind == "composed" and compositions and not schema.has_code:
        return Row(composed(random, random.choice(compositions), level), COMPOSED)
    table = SEQUELS if kind == "sequel" and _intents(level, SEQUELS) else PHRASES
    if kind == "plain" and _intents(level, PLAIN):
        intent = _choose(random, level, PLAIN)
        example = answered(random, intent, draw_plain(intent.name, random), "plain", NEARLY_NEAT)
    else:
        intent = _choose(random, level, table)
        source = "sequel" if table is SEQUELS else "phrase"
        example = answered(random, intent, draw(table[intent.name], random), source)
    return _with_code(example, intent, schema)


def make_refused_row(random: Random, schema: Schema) -> Row:
    """A text that must be refused: a piece of a request, or one out of scope. Raises LeftOutError."""
    del schema
    make: Callable[[Random, int], Example] = (
        make_incomplete if random.random() < _INCOMPLETE_SHARE else make_none
    )
    return Row(make(random, 5), REFUSED)


def _intents(level: int, table: Mapping[str, Any]) -> list[Intent]:
    return [each for each in INTENTS if each.level == level and each.name in table]


def _choose(random: Random, level: int, table: Mapping[str, Any]) -> Intent:
    intents = _intents(level, table)
    return random.choices(intents, [FREQUENT.get(each.name, 1.0) for each in intents])[0]


@cache
def _compositions(level: int) -> tuple[Composition, ...]:
    """The compositions whose highest operation has this level."""
    return tuple(each for each in AMBIGUOUS if _level_of(each) == level)


def _level_of(composition: Composition) -> int:
    levels = {each.name: each.level for each in INTENTS}
    names = (node.id for node in ast.walk(ast.parse(composition.plan)) if isinstance(node, ast.Name))
    return max(levels[name] for name in names if name in levels)


def _with_code(example: Example, intent: Intent, schema: Schema) -> Row:
    row = Row(example, _CATEGORY_OF[intent.name])
    if not schema.has_code:
        return row
    assert example.program is not None  # `answered`
    return replace(
        row, context=intent.name.lower(), assembly=example.program, test_cases=_test_cases(example)
    )


def _test_cases(example: Example) -> tuple[TestCase, ...]:
    """What the program leaves when its text is assembled and run again; nothing if that depends on the world."""
    assert example.program is not None
    plan = labelled_plan(example)
    if plan.root.variant.check is not None or plan.root.variant.result is ResultKind.PRINTED:
        return ()
    outcome = run_program(
        assemble(example.program, "example"), {}, max_instructions=FUEL, host=rehearsal_host(0)
    )
    if outcome.trap is not None or result_of(plan.root.variant, outcome) != _expected(plan):
        raise LeftOutError("another result when it is run again")
    first, second = outcome.registers["r0"], outcome.registers["r1"]
    match plan.root.variant.result:
        case ResultKind.REAL:
            outputs: dict[str, Any] = {"r0": to_float(first)}
        case ResultKind.EITHER:
            outputs = {"r0": to_float(first) if second else signed(first), "r1": second}
        case ResultKind.TEXT | ResultKind.BYTES:
            content = bytes(outcome.memory[first : first + second]).decode("latin-1")
            outputs = {"r0": first, "r1": second, f"[{first:#x}]": content}
        case _:
            outputs = {"r0": signed(first)}
    return ({"inputs": {}, "outputs": outputs},)


def _expected(plan: Plan) -> object:
    try:
        return evaluate(plan.root)
    except MeaningError as error:
        raise LeftOutError(type(error).__name__) from error
