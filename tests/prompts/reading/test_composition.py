"""What the composer takes apart, and in which order, with an engine that knows a few requests by heart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.errors import UsageError
from neurlang.prompts.reading import (
    BINS,
    COUNTS,
    EMPTY,
    INTENT_COUNT,
    SCOPES,
    SLOTS,
    Logits,
    Scope,
    Slot,
    Source,
    describe,
    intent_named,
    read,
    tokens_of_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.prompts.reading.tokens import Tokens

SURE = 20.0

# Requests that the engine knows, and what they ask for; numbers only stand for their kind.
KNOWN: dict[str, tuple[str, tuple[Slot, ...]]] = {
    text: (
        name,
        slots or tuple(Slot(Source.LITERAL, index) for index in range(len(intent_named(name).operands))),
    )
    for text, name, slots in (
        ("1 + 1", "ADD", ()),
        ("1+1", "ADD", ()),
        ("1 - 1", "SUB", ()),
        ("1 * 1", "MUL", ()),
        ("1 ^ 1", "POWER", ()),
        ("1 plus 1", "ADD", ()),
        ("1 times 1", "MUL", ()),
        ("what is 1 times 1", "MUL", ()),
        ("what is 1 plus 1", "ADD", ()),
        ("1 squared", "POWER", (Slot(Source.LITERAL, 0), Slot(Source.CONSTANT, 2))),
        ("square 1", "POWER", (Slot(Source.LITERAL, 0), Slot(Source.CONSTANT, 2))),
        ("square the 1", "POWER", (Slot(Source.LITERAL, 0), Slot(Source.CONSTANT, 2))),
        ("the sum of 1 and 1", "ADD", ()),
        ("sum of 1 and 1", "ADD", ()),
        ("square root of 1", "SQRT", ()),
        ("sqrt(1)", "SQRT", ()),
        ("max(1, 1)", "MAX", ()),
        ("max([1, 1])", "MAX", (Slot(Source.LITERAL, 0),)),
        ("gcd of 1 and 1", "GCD", ()),
        ("subtract 1 from 1", "SUB", (Slot(Source.LITERAL, 1), Slot(Source.LITERAL, 0))),
        ("average of 1 and 1", "DIV", (Slot(Source.TOTAL), Slot(Source.COUNT))),
        ("count from 1 to 1", "LOOP_COUNT", (Slot(Source.LITERAL, 1),)),
        ("10% off 1", "MUL", (Slot(Source.LITERAL, 1), Slot(Source.ONE_MINUS, 0))),
        ("1 off 1", "MUL", (Slot(Source.LITERAL, 1), Slot(Source.ONE_MINUS, 0))),
    )
}


class ByHeart:
    """An engine for tests: sure of the requests in KNOWN, and that all else is none."""

    name = "by heart"
    model = Path()

    def __init__(self) -> None:
        self.known = {tokens_of_text(text).tobytes(): meaning for text, meaning in KNOWN.items()}

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        size = len(batch)
        logits = Logits(
            np.zeros((size, INTENT_COUNT), np.float32),
            np.zeros((size, COUNTS), np.float32),
            np.zeros((size, SLOTS, BINS), np.float32),
            np.zeros((size, SLOTS, 2), np.float32),
            np.zeros((size, SCOPES), np.float32),
        )
        logits.operands[:, :, EMPTY.bin] = SURE
        for row, tokens in enumerate(batch):
            known = self.known.get(tokens.tobytes())
            logits.scope[row, Scope.ONE if known else Scope.NONE] = SURE
            if known:
                name, slots = known
                logits.intent[row, intent_named(name).number] = SURE
                logits.count[row, len(slots)] = SURE
                for index, slot in enumerate(slots):
                    logits.operands[row, index, slot.bin] = 2 * SURE
        return logits


def plan_of(text: str) -> str | None:
    plan = read(text, ByHeart()).plan
    return describe(plan.root) if plan else None


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("2 + 3", "ADD(2, 3)"),
        ("2 + 3 * 4", "ADD(2, MUL(3, 4))"),
        ("2 * 3 + 4", "ADD(MUL(2, 3), 4)"),
        ("9 - 3 - 2", "SUB(SUB(9, 3), 2)"),
        ("2 ^ 3 ^ 2", "POWER(2, POWER(3, 2))"),
        ("(2 + 3) * 4", "MUL(ADD(2, 3), 4)"),
        ("-2 ^ 2", "MUL(-1, POWER(2, 2))"),
        ("(-2) ^ 2", "POWER(-2, 2)"),
        ("((2 + 3) * (4 - 1)) ^ 2", "POWER(MUL(ADD(2, 3), SUB(4, 1)), 2)"),
        ("what is 2 times 3 plus 4", "ADD(MUL(2, 3), 4)"),
        ("what is 2 plus 3 times 4", "MUL(ADD(2, 3), 4)"),
        ("5 squared plus 3 squared", "ADD(POWER(5, 2), POWER(3, 2))"),
        ("square root of 16 plus 9", "ADD(SQRT(16), 9)"),
        ("square the sum of 3 and 4", "POWER(ADD(3, 4), 2)"),
        ("gcd of 48 and 18, then square it", "POWER(GCD(48, 18), 2)"),
        ("the sum of 2 and 3; square that", "POWER(ADD(2, 3), 2)"),
        ("subtract 3 from 10", "SUB(10, 3)"),
        ("sqrt(3 * 3 + 4 * 4)", "SQRT(ADD(MUL(3, 3), MUL(4, 4)))"),
        ("max(2, 3) + max(4, 5)", "ADD(MAX(2, 3), MAX(4, 5))"),
        ("max(2, 9, 4) + 1", "ADD(MAX(MAX(2, 9), 4), 1)"),
        ("average of 4 and 8", "DIV(ADD(4, 8), 2)"),
        ("30% off 279", "DIV(MUL(279, SUB(10, 3)), 10)"),
    ],
)
def test_texts_are_taken_apart(text: str, plan: str) -> None:
    assert plan_of(text) == plan


@pytest.mark.parametrize(
    "text",
    [
        "2 + 3 apples and 4 pears",  # a part is known, the rest is not
        "table for 4 at 7",
        "count from 5 to 10",  # a spare number may only be the bound that the words imply
        "30 off 279",  # 1 − 30 makes no sense where no percentage is written
        "2 + 3 +",
        "(2 + 3",
        "squared",
    ],
)
def test_what_cannot_be_read_whole_is_refused(text: str) -> None:
    assert plan_of(text) is None


def test_a_spare_number_is_read_over() -> None:
    assert plan_of("count from 1 to 10") == "LOOP_COUNT(10)"


def test_long_sums_end() -> None:
    plan = plan_of(" + ".join(["1"] * 30))
    assert plan is not None
    assert plan.count("ADD") == 29


def test_more_literals_than_are_read_are_said() -> None:
    with pytest.raises(UsageError, match="has 70 numbers; at most 64 are read"):
        plan_of(" + ".join(["1"] * 70))


@pytest.mark.parametrize("text", ["\x01\x02", "\u200b"])
def test_what_leaves_nothing_to_read_is_no_prompt(text: str) -> None:
    with pytest.raises(UsageError, match=r"no words and no numbers|empty"):
        plan_of(text)
