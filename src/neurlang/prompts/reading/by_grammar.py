"""What a text says by the grammar alone: its trees, their plans, and whether two readings differ in value.

The grammar reads notation and the fixed phrases. Then the network confirms each operation that words ask for
(`confirming`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from neurlang.errors import MeaningError
from neurlang.prompts.reading.intents import intent_named
from neurlang.prompts.reading.lexicon.known_words import all_words
from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.notation import (
    INTENT_OF_COMPOUND,
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
    with_real_quotients,
    written,
)
from neurlang.prompts.reading.phrases import KNOWN_UNITS, PhraseParser, is_wordy, mended, prepared
from neurlang.prompts.reading.phrases.backtracking import NOTHING
from neurlang.prompts.reading.plan import Plan, evaluate

CURRENCIES = {
    "$": "dollar", "usd": "dollar", "buck": "dollar", "bucks": "dollar", "€": "euro", "eur": "euro", "£": "pound",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GrammarReading:
    """One reading of a text: its tree, its plan, its value, and how it is written as notation."""

    tree: Tree
    plan: Plan
    value: Value
    notation: str
    base: str = ""  # the notation that the text wants the result in: hexadecimal, …


@dataclass(frozen=True, slots=True)
class GrammarReadings:
    """The readings of a text that differ in value, the likeliest first; empty if the grammar does not accept the text.

    `error` says what is wrong with the text as notation, and where. `wordy` says whether the text has words that are
    not notation.
    """

    readings: tuple[GrammarReading, ...]
    error: NotationError | None
    wordy: bool
    mended: tuple[tuple[str, str], ...] = ()


def read_by_grammar(
    text: str,
    commas: Commas = Commas.BY_RULE,
    scanned: list[Token] | None = None,
    computed: Mapping[int, Tree] = NOTHING,
) -> GrammarReadings:
    """The readings of a text, whose tokens are `scanned`; `computed` are values in the place of numbers.

    Raises MeaningError if none of them has an answer.
    """
    tokens, notes = mended(prepared(scanned or scan(text, commas)), all_words)
    wordy = is_wordy(tokens)
    tokens = _without_exclamation(tokens) if wordy else tokens
    readings, error = _readings(tokens, computed)
    if (
        wordy
        and commas is Commas.BY_RULE
        and any(token.form in ("decimal comma", "grouped") for token in tokens)
    ):
        others, _ = _readings(mended(prepared(scan(text, Commas.SEPARATE)), all_words)[0], computed)
        is_decimal = any(token.form == "decimal comma" for token in tokens)
        if not readings or is_decimal:
            readings = _distinct((*readings, *others))
    return GrammarReadings(readings, error, wordy, notes)


def _readings(
    tokens: list[Token], computed: Mapping[int, Tree]
) -> tuple[tuple[GrammarReading, ...], NotationError | None]:
    parser = PhraseParser(tokens, computed=computed)
    trees: list[tuple[Tree, PhraseParser]] = []
    failed: NotationError | None = None
    try:
        trees.append((parser.whole(), parser))
    except NotationError as error:
        failed = error
    for choices in list(combinations(parser.places))[1:]:
        other = PhraseParser(tokens, choices, computed)
        try:
            trees.append((other.whole(), other))
        except NotationError:
            continue
    if not trees:
        return (), failed
    readings: list[GrammarReading] = []
    meaningless: MeaningError | None = None
    for tree, each in trees:
        if not _units_agree(each.units):
            return (), NotationError("these are different units, and I cannot convert units", 0)
        if not isinstance(tree, Apply) and not _has_signs(tokens[each.openings :]):
            return (), NotationError("this is only a value: it asks for nothing", 0)
        try:
            readings.append(_grammar_reading(tree, each.base))
        except MeaningError as error:
            meaningless = meaningless or error
    if not readings and meaningless is not None:
        raise meaningless
    return _distinct(tuple(readings)), None


def _grammar_reading(tree: Tree, base: str) -> GrammarReading:
    tree = with_real_quotients(tree)
    root = plan_root(node_of(tree))
    value = evaluate(root)
    asked = INTENT_OF_COMPOUND.get(tree.operation) if isinstance(tree, Apply) else None
    intent = intent_named(asked) if asked else root.intent
    return GrammarReading(
        tree, Plan(root, intent, root.arguments), value, written(tree), "" if base == "decimal" else base
    )


def _distinct(readings: Sequence[GrammarReading]) -> tuple[GrammarReading, ...]:
    """The readings without those whose value an earlier one has."""
    kept: list[GrammarReading] = []
    for reading in readings:
        if all(reading.value != other.value for other in kept):
            kept.append(reading)
    return tuple(kept)


def _units_agree(units: Sequence[str]) -> bool:
    """Whether the units may be ignored: all are the same unit, which is known or stands at two numbers."""
    names = {CURRENCIES.get(unit, unit.removesuffix("s")) for unit in units}
    if len(names) > 1:
        return False
    return len(units) != 1 or units[0] in KNOWN_UNITS or units[0] in CURRENCIES


def _has_signs(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.SIGN and token.text in "()|+-√∛[]{}" for token in tokens)


def _without_exclamation(tokens: list[Token]) -> list[Token]:
    """The tokens without exclamation marks at the end; after words they are not factorials."""
    end = len(tokens) - 1
    while end > 0 and tokens[end - 1].kind is Kind.SIGN and tokens[end - 1].text == "!":
        end -= 1
    return [*tokens[:end], tokens[-1]]
