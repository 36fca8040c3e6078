"""Cases of a data file: what its rows say about the answer.

The first of these that a row has counts:

- `program`: as its result, which is found by running it,
- `test_cases`: as the outputs of its first test,
- `intent`, `operand_count`, `operands`: as the meaning of the intent; without an intent, the prompt should be refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from neurlang.benchmarks.accuracy.cases import NO_OPERATION, Case
from neurlang.benchmarks.accuracy.data_rows import Operand, Row
from neurlang.benchmarks.accuracy.expected import AnyBytes, Expected, NoAnswer, Refusal, expected_of
from neurlang.benchmarks.accuracy.left_results import Left, lists_at, texts_at
from neurlang.errors import AssemblyError, DataError, MeaningError, UsageError
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Code, Host, TrapKind, decode, to_bits
from neurlang.prompts.reading import INTENTS, Leaf, evaluate, operation
from neurlang.prompts.synthesis import FUEL, run_witnessed

MEMORY = 1 << 17  # bytes, of a row's program
SEVERAL = "several"
NO_ANSWER_TRAPS = (TrapKind.DIVZERO, TrapKind.USER)  # by which programs say that there is no answer


def case_of(row: Row, new_host: Callable[[], Host]) -> Case:
    """The case of a row; its program, if it has one, runs on a new host.

    Raises DataError if the row's program or operands are not ones.
    """
    try:
        expected = _expected(row, new_host)
    except AssemblyError as error:
        first = str(error).splitlines()[0]
        raise DataError(f"{row.place}: its program cannot be assembled: {first}") from None
    except (UsageError, ValueError) as error:
        raise DataError(f"{row.place}: {error}") from None
    return Case(row.prompt, (expected,), row.level, _operation_of(row))


def _expected(row: Row, new_host: Callable[[], Host]) -> Expected:
    if row.program is not None:
        return _left_by(row.program, new_host)
    if row.outputs is not None:
        return _by_test(row.outputs)
    return Refusal() if row.intent is None else _by_meaning(row.intent, row.operands)


def _left_by(text: str, new_host: Callable[[], Host]) -> Expected:
    """What a program leaves; if a second run leaves something else, any bytes of that length."""
    code = decode(assemble(text, "program"))
    first = _run(code, new_host())
    if not code.outside or _run(code, new_host()) == first or not isinstance(first, Left):
        return first
    return AnyBytes(first.length)


def _run(code: Code, host: Host) -> Expected:
    outcome, witness = run_witnessed(code, {}, host, memory=MEMORY, fuel=FUEL)
    if outcome.trap is not None and outcome.trap.kind not in NO_ANSWER_TRAPS:
        raise ValueError(f"its program stopped: {outcome.trap.kind.name}: {outcome.trap.message}")
    if outcome.trap is not None:
        return NoAnswer()
    first, second = outcome.registers["r0"], outcome.registers["r1"]
    texts = {witness.printed.decode("utf-8", "replace")} - {""}
    return Left(
        first, frozenset(texts | texts_at(outcome, first, second)), lists_at(outcome, first, second), second
    )


def _by_test(outputs: Mapping[str, Any]) -> Expected:
    """What a test says about r0 and memory: any of it may be the answer."""
    if "trap" in outputs:
        return NoAnswer()
    result = outputs.get("r0", 0)
    if not isinstance(result, int | float):
        raise ValueError(f"the output 'r0' is {result!r}, expected a number")
    others = [value for name, value in outputs.items() if not re.fullmatch(r"r\d+|sp", name)]
    texts = {each.partition("\0")[0] for each in others if isinstance(each, str)}
    texts |= {each.encode("latin-1", "replace").hex() for each in others if isinstance(each, str)}
    lists = tuple(tuple(each) for each in others if isinstance(each, list))
    bits = to_bits(result) if isinstance(result, float) else result & ((1 << 64) - 1)
    return Left(bits, frozenset(texts), lists)


def _by_meaning(intent: int, operands: tuple[Operand, ...]) -> Expected:
    if intent >= len(INTENTS):
        raise ValueError(f"there is no intent {intent} (0 to {len(INTENTS) - 1}), and no program")
    name = INTENTS[intent].name
    try:
        node = operation(name, *map(_leaf_of, operands))
    except MeaningError as error:
        raise ValueError(str(error)) from None
    if node.variant.check is not None:
        raise ValueError(f"the result of {name} cannot be predicted, and there is no program")
    try:
        return expected_of(evaluate(node))
    except MeaningError:
        return NoAnswer()


def _leaf_of(value: Operand) -> Leaf:
    if not isinstance(value, tuple):
        return Leaf(value)
    whole = [each for each in value if isinstance(each, int)]
    return Leaf(tuple(whole) if len(whole) == len(value) else tuple(map(float, value)))


def _operation_of(row: Row) -> str:
    if row.intent is not None:
        return (
            INTENTS[row.intent].name if row.intent < len(INTENTS) else row.context or f"function {row.intent}"
        )
    if row.program is None and row.outputs is None:
        return NO_OPERATION
    return row.context or SEVERAL


def cases_of(rows: tuple[Row, ...], new_host: Callable[[], Host]) -> Iterator[Case]:
    """The cases of rows, one by one, without those that do not say how they should be answered.

    Raises as `case_of` does.
    """
    return (case_of(row, new_host) for row in rows if row.is_comparable)
