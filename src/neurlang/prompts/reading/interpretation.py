"""From logits to a reading: which operation a text asks for, over which operands, and how sure the network is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from neurlang.prompts.reading.intents import INTENTS, Intent, Manner, OperandKind
from neurlang.prompts.reading.literals import LiteralKind
from neurlang.prompts.reading.network import Logits
from neurlang.prompts.reading.plan import (
    Leaf,
    Node,
    Operation,
    Plan,
    Ratio,
    complement,
    elements_of,
    fold,
    kind_of,
    multiply_ratios,
    operation,
)
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.slots import EMPTY, SLOTS, WHOLE, Slot, Source, slot_of_bin

Floats = NDArray[np.float32]

CHOICES = 3  # bins tried for each slot if the best ones together are inconsistent
COMPLEMENTS = (Source.ONE_MINUS, Source.ONE_PLUS)
KINDS_OF_OPERAND = {
    OperandKind.NUMBER: (LiteralKind.INTEGER, LiteralKind.REAL),
    OperandKind.TEXT: (LiteralKind.TEXT,),
    OperandKind.LIST: (LiteralKind.LIST,),
    OperandKind.ANY: (LiteralKind.TEXT, LiteralKind.INTEGER, LiteralKind.REAL),
}
NEUTRAL = {"ADD": 0, "SUB": 0, "MUL": 1, "DIV": 1, "POWER": 1}
"""Second operands that change nothing. People do not imply one, so 8 × 1 as a reading of "negate 8" is wrong."""
LITERAL_SOURCES = (Source.LITERAL, *COMPLEMENTS)
DERIVED_SOURCES = (Source.TOTAL, Source.COUNT)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the network reads one text."""

    scope: Scope
    scope_probability: float
    intent: Intent
    intent_probability: float
    count: int
    slots: tuple[Slot, ...]  # 4; the last one may say that the text asks for whole numbers
    signs: tuple[int, ...]  # +1 or -1 for each slot; only constants use it
    operands_probability: float = 1.0  # of count, slots and signs together

    @property
    def score(self) -> float:
        """The probability, by all heads together, that the text asks for this operation over these operands."""
        if self.scope is not Scope.ONE:
            return 0.0
        return self.scope_probability * self.intent_probability * self.operands_probability


def interpret(logits: Logits, row: int, literals: int) -> Reading:
    """The reading of one text of a batch; `literals` is how many literals the text has."""
    scope, scope_probability = _most_likely(logits.scope[row])
    number, intent_probability = _most_likely(logits.intent[row])
    intent = INTENTS[number]
    count, count_probability = _most_likely(logits.count[row])
    arity = len(intent.operands) + bool(intent.units)
    scores = [logits.operands[row, slot] for slot in range(arity)]
    operands = _choose_slots(scores, literals)
    signs = logits.signs[row]
    manner, manner_probability = EMPTY, 1.0
    if _has_whole(intent):  # for other intents the last slot means nothing
        number, manner_probability = _most_likely(logits.operands[row, SLOTS - 1])
        manner = slot_of_bin(number)
    return Reading(
        scope=Scope(scope),
        scope_probability=scope_probability,
        intent=intent,
        intent_probability=intent_probability,
        count=count,
        slots=(*operands, *(EMPTY,) * (SLOTS - 1 - arity), manner),
        signs=tuple(-1 if negative > positive else 1 for positive, negative in signs.tolist()),
        operands_probability=count_probability
        * manner_probability
        * math.prod(_share(each, slot.bin) for each, slot in zip(scores, operands, strict=True))
        * math.prod(
            _most_likely(sign)[1]
            for sign, slot in zip(signs, operands, strict=False)
            if slot.source is Source.CONSTANT
        ),
    )


def build(reading: Reading, leaves: Sequence[Node]) -> Plan | None:
    """The plan of a reading over these leaves, or None if they do not fit together.

    Every leaf must be used, except a bound that the intent implies ("from 1 to 10"). A constant that the words imply
    must change the value. Raises MeaningError if the operation has no meaning for these values.
    """
    operands = _only_text(
        [slot for slot in reading.slots[: SLOTS - 1] if slot != EMPTY], reading.intent, leaves
    )
    if reading.count != len(operands) or not reading.intent.variants:
        return None
    if not _uses_all(operands, reading.intent, leaves) or _changes_nothing(reading, operands):
        return None
    return _plan(reading, operands, leaves)


def _only_text(slots: list[Slot], intent: Intent, leaves: Sequence[Node]) -> list[Slot]:
    """The slots; where a text is the one operand and the prompt has one, that is it (`fnv-1a 64 hash of "x"`)."""
    texts = [
        index for index, leaf in enumerate(leaves) if isinstance(leaf, Leaf) and isinstance(leaf.value, str)
    ]
    if len(slots) != 1 or len(texts) != 1 or [kind for _, kind in intent.operands] != [OperandKind.TEXT]:
        return slots
    return [Slot(Source.LITERAL, texts[0])]


def _changes_nothing(reading: Reading, slots: list[Slot]) -> bool:
    """Whether the last operand is an implied constant with which the operation returns its first operand."""
    sign, slot = reading.signs[len(slots) - 1], slots[-1] if slots else EMPTY
    return slot.source is Source.CONSTANT and NEUTRAL.get(reading.intent.name) == sign * slot.index


def _plan(reading: Reading, slots: list[Slot], leaves: Sequence[Node]) -> Plan | None:
    whole = reading.slots[-1] == WHOLE
    factors = [_factor(slot, sign, leaves) for slot, sign in zip(slots, reading.signs, strict=False)]
    arguments = tuple(factor.numerator for factor in factors)
    name = reading.intent.name
    if any(slot.source in COMPLEMENTS for slot in slots):
        if name != "MUL" or not all(_may_be_complemented(slot, leaves) for slot in slots):
            return None
        return Plan(multiply_ratios(*factors), reading.intent, arguments)
    if _is_unpredictable(reading.intent) and any(isinstance(argument, Operation) for argument in arguments):
        return None
    arguments = _in_units(reading.intent, slots, arguments)
    if not _fits(reading.intent, arguments):
        return None
    return Plan(operation(name, *arguments, whole=whole), reading.intent, arguments)


def _is_unpredictable(intent: Intent) -> bool:
    """Whether only a property of the result is known. The operands of such an intent must stand in the prompt.

    If an operand could be computed, the property would not show a misreading: random bytes have it, however many.
    """
    return any(variant.check is not None for variant in intent.variants)


def _in_units(intent: Intent, slots: list[Slot], arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    """The arguments, the first multiplied by the unit that a constant after them names ("2 seconds")."""
    if not intent.units or len(slots) != 2 or slots[1].source is not Source.CONSTANT:
        return arguments
    place = slots[1].index
    if place >= len(intent.units):  # no unit: the arguments do not fit, and the text is refused
        return arguments
    return (operation("MUL", arguments[0], Leaf(intent.units[place])),)


def _may_be_complemented(slot: Slot, leaves: Sequence[Node]) -> bool:
    """Whether 1 − x makes sense: x must be a percentage or a fraction that stands in the prompt."""
    if slot.source not in COMPLEMENTS:
        return True
    leaf = leaves[slot.index]
    return isinstance(leaf, Leaf) and leaf.ratio is not None


def _fits(intent: Intent, arguments: tuple[Node, ...]) -> bool:
    """Whether the number and kinds of the arguments fit the intent; an intent that folds also takes one list."""
    kinds = [kind_of(argument) for argument in arguments]
    if len(kinds) == 1 and intent.folds:
        return kinds[0] is LiteralKind.LIST
    wanted = [KINDS_OF_OPERAND[kind] for _, kind in intent.operands]
    return len(kinds) == len(wanted) and all(kind in fit for kind, fit in zip(kinds, wanted, strict=True))


def _factor(slot: Slot, sign: int, leaves: Sequence[Node]) -> Ratio:
    match slot.source:
        case Source.CONSTANT:
            return Ratio(Leaf(sign * slot.index))
        case Source.TOTAL:
            return Ratio(_total(tuple(leaves)))
        case Source.COUNT:
            return Ratio(Leaf(len(elements_of(tuple(leaves)))))
        case Source.ONE_MINUS | Source.ONE_PLUS:
            leaf = leaves[slot.index]
            assert isinstance(leaf, Leaf)  # _may_be_complemented
            return complement(leaf, -1 if slot.source is Source.ONE_MINUS else 1)
        case _:
            return Ratio(leaves[slot.index])


def _total(leaves: tuple[Node, ...]) -> Operation:
    if len(leaves) == 1:
        return operation("ARRAY_SUM", leaves[0])
    return fold("ADD", elements_of(leaves))


def _uses_all(slots: list[Slot], intent: Intent, leaves: Sequence[Node]) -> bool:
    if any(slot.source in DERIVED_SOURCES for slot in slots):
        return all(slot.source in DERIVED_SOURCES or slot.source is Source.CONSTANT for slot in slots)
    used = [slot.index for slot in slots if slot.source in LITERAL_SOURCES]
    if len(set(used)) != len(used) or any(index >= len(leaves) for index in used):
        return False
    spare = [leaf for index, leaf in enumerate(leaves) if index not in used]
    return all(isinstance(leaf, Leaf) and leaf.value in intent.spare for leaf in spare)


def _choose_slots(scores: list[Floats], literals: int) -> tuple[Slot, ...]:
    """The best bin of each slot; if two slots want the same literal, the best combination in which they do not."""
    best = tuple(slot_of_bin(int(each.argmax())) for each in scores)
    if _is_consistent(best, literals):
        return best
    log_probabilities = [each - np.logaddexp.reduce(each) for each in scores]
    ranked = [np.argsort(-each)[:CHOICES].tolist() for each in log_probabilities]
    scored = sorted(
        (-float(sum(each[bin] for each, bin in zip(log_probabilities, bins, strict=True))), bins)
        for bins in product(*ranked)
    )
    for _, bins in scored:
        slots = tuple(slot_of_bin(bin) for bin in bins)
        if _is_consistent(slots, literals):
            return slots
    return best


def _is_consistent(slots: tuple[Slot, ...], literals: int) -> bool:
    used = [slot.index for slot in slots if slot.source in LITERAL_SOURCES]
    return len(set(used)) == len(used) and all(index < literals for index in used)


@cache
def _has_whole(intent: Intent) -> bool:
    return any(variant.manner is Manner.WHOLE for variant in intent.variants)


def _most_likely(scores: Floats) -> tuple[int, float]:
    """The class with the highest score, and its probability under the softmax."""
    best = int(scores.argmax())
    return best, _share(scores, best)


def _share(scores: Floats, number: int) -> float:
    """The probability of a class under the softmax."""
    return 1.0 / float(np.exp(scores - scores[number]).sum())
