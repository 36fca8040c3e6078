"""What a text says by the grammar alone: its trees, their plans, and whether two readings differ in value.

Notation and the fixed phrases are read here; the network comes in where words ask for an operation (`confirming`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neurlang.errors import MeaningError
from neurlang.prompts.reading.intents import intent_named
from neurlang.prompts.reading.lexicon.known_words import all_words
from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.notation import (
    MADE_OF,
    Apply,
    Commas,
    Kind,
    NotationError,
    Token,
    Tree,
    combinations,
    node_of,
    plan_root,
    scan,
    written,
)
from neurlang.prompts.reading.phrases import KNOWN_UNITS, PhraseParser, is_wordy, mended, prepared
from neurlang.prompts.reading.plan import Operation, Plan, evaluate

CURRENCIES = {
    "$": "dollar", "usd": "dollar", "buck": "dollar", "bucks": "dollar", "€": "euro", "eur": "euro", "£": "pound",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a text: its tree, its plan, its value, and how it is written as notation."""

    tree: Tree
    plan: Plan
    value: Value
    notation: str
    base: str = ""  # how the result is to be written: hexadecimal, …


@dataclass(frozen=True, slots=True)
class Saying:
    """The readings of a text that differ in value, the likeliest first; none where the grammar does not take it.

    `error` says what is wrong with the text as notation, and where. `wordy` tells whether there are words that only
    the network may read.
    """

    readings: tuple[Said, ...]
    error: NotationError | None
    wordy: bool
    mended: tuple[tuple[str, str], ...] = ()


def say(text: str, commas: Commas = Commas.BY_RULE, scanned: list[Token] | None = None) -> Saying:
    """The readings of a text, whose tokens are `scanned`. Raises MeaningError where each of them has no answer."""
    tokens, notes = mended(prepared(scanned or scan(text, commas)), all_words)
    wordy = is_wordy(tokens)
    tokens = _without_exclamation(tokens) if wordy else tokens
    readings, error = _readings(tokens)
    if (
        wordy
        and commas is Commas.BY_RULE
        and any(token.form in ("decimal comma", "grouped") for token in tokens)
    ):
        others, _ = _readings(mended(prepared(scan(text, Commas.SEPARATE)), all_words)[0])
        is_decimal = any(token.form == "decimal comma" for token in tokens)
        if not readings or is_decimal:
            readings = _distinct((*readings, *others))
    return Saying(readings, error, wordy, notes)


def _readings(tokens: list[Token]) -> tuple[tuple[Said, ...], NotationError | None]:
    parser = PhraseParser(tokens)
    try:
        trees = [(parser.whole(), parser)]
    except NotationError as error:
        return (), error
    for choices in list(combinations(parser.places))[1:]:
        other = PhraseParser(tokens, choices)
        try:
            trees.append((other.whole(), other))
        except NotationError:
            continue
    said: list[Said] = []
    meaningless: MeaningError | None = None
    for tree, each in trees:
        if not _are_same(each.units):
            return (), NotationError("these are different units, and units are not among what I can do", 0)
        if not isinstance(tree, Apply) and not _has_signs(tokens[each.openings :]):
            return (), NotationError("this is a value alone: it asks for nothing", 0)
        try:
            said.append(_said(tree, each.base))
        except MeaningError as error:
            meaningless = meaningless or error
    if not said and meaningless is not None:
        raise meaningless
    return _distinct(tuple(said)), None


def _said(tree: Tree, base: str) -> Said:
    root = plan_root(node_of(tree))
    value = evaluate(root)
    asked = MADE_OF.get(tree.operation) if isinstance(tree, Apply) else None
    intent = intent_named(asked) if asked else root.intent
    return Said(
        tree, Plan(root, intent, root.arguments), value, written(tree), "" if base == "decimal" else base
    )


def _distinct(readings: Sequence[Said]) -> tuple[Said, ...]:
    """The readings without those whose value another one has already."""
    kept: list[Said] = []
    for reading in readings:
        if all(reading.value != other.value for other in kept):
            kept.append(reading)
    return tuple(kept)


def _are_same(units: Sequence[str]) -> bool:
    """Whether units allow to compute with the numbers alone: all the same, and known or said twice."""
    names = {CURRENCIES.get(unit, unit.removesuffix("s")) for unit in units}
    if len(names) > 1:
        return False
    return len(units) != 1 or units[0] in KNOWN_UNITS or units[0] in CURRENCIES


def _has_signs(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.SIGN and token.text in "()|+-√∛[]{}" for token in tokens)


def _without_exclamation(tokens: list[Token]) -> list[Token]:
    """The tokens without an exclamation mark at the end, which after words is no factorial."""
    end = len(tokens) - 1
    while end > 0 and tokens[end - 1].kind is Kind.SIGN and tokens[end - 1].text == "!":
        end -= 1
    return [*tokens[:end], tokens[-1]]


__all__ = ["Operation", "Said", "Saying", "say"]
