"""From a text to the call of a function: likely targets, their closest phrasings, values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from neurlang.errors import MeaningError, VerificationError
from neurlang.prompts.reading.calibration import Curve
from neurlang.prompts.reading.functions.expressions import NoSuchListError, applied
from neurlang.prompts.reading.functions.filling import Part
from neurlang.prompts.reading.functions.head import features_of, function_head_of
from neurlang.prompts.reading.functions.items import Item, items_of
from neurlang.prompts.reading.functions.matching import Match, Unmatched, match_of
from neurlang.prompts.reading.functions.mending import mended_items
from neurlang.prompts.reading.functions.phrasings import function_head_file, phrasing_words, targets
from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.plan import Operation, Plan, describe, evaluate

SCORES_THEMSELVES = Curve((0.0, 1.0), (0.0, 1.0), 0.5)
"""The confidence of a model without a curve for functions."""
MOST_TARGETS = 10  # of the head, that a text is compared with
_LEAST_SHARE = 0.002  # of the head's probability, for a target to be compared
_RIVAL = 0.5  # of the best score: a candidate as good as that is another reading


@dataclass(frozen=True, slots=True)
class FunctionReading:
    """One reading of a text as a call, its value, and how it is written."""

    plan: Plan
    value: Value
    notation: str
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target with the values that a text gives it."""

    expression: str
    number: int
    values: Mapping[str, Part]
    share: float  # the head's probability
    likeness: float
    leftover: int

    @property
    def score(self) -> float:
        """How likely it is what the text asks for, before calibration."""
        return float(self.share**0.5 * self.likeness**1.5 * 0.75**self.leftover)


@dataclass(frozen=True, slots=True)
class FunctionReadings:
    """The readings of a text that differ in value, the likeliest first, or why there is none.

    `error` is what the likeliest call says about its values, if it does not take them.
    """

    readings: tuple[FunctionReading, ...] = ()
    strange: str = ""
    error: MeaningError | None = None
    score: float = 0.0
    mended: tuple[tuple[str, str], ...] = ()


def read_function(text: str, model: Path) -> FunctionReadings:
    """Read a text as a call of a function of the library. Without a head, there are no readings."""
    items = items_of(text)
    mended: tuple[tuple[str, str], ...] = ()
    candidates, strange = candidates_of(items, model)
    if not candidates:
        items, mended = mended_items(items)
        if not mended:
            return FunctionReadings(strange=strange)
        candidates, _ = candidates_of(items, model)
    if not candidates:
        return FunctionReadings(strange=strange)
    candidates = [each for each in candidates if not _differs_in_case(each.values)]
    readings: list[FunctionReading] = []
    error: MeaningError | None = None
    best = 0.0
    for candidate, root in _applicable(candidates):
        if isinstance(root, Operation) and root.variant.function is None:
            if not readings:
                break  # an operation of the table, which refused the text before
            continue
        if candidate.score < best * _RIVAL:
            break
        try:
            found = _reading(candidate, root)
        except (MeaningError, VerificationError) as raised:
            if isinstance(raised, MeaningError) and not readings:
                error = error or raised
                best = best or candidate.score
            continue
        best = best or candidate.score
        if all(not _same(found.value, other.value) for other in readings):
            readings.append(found)
    if not readings:
        return FunctionReadings(error=error, score=best, mended=mended)
    return FunctionReadings(tuple(readings), score=readings[0].score, mended=mended)


def candidates_of(items: tuple[Item, ...], model: Path) -> tuple[list[Candidate], str]:
    """The targets that a text may ask for, the likeliest first; and a word that none accounts for."""
    known = targets()
    head = function_head_of(function_head_file(model), len(known) + 1)
    if head is None:
        return [], ""
    shares = head.probabilities(features_of(items, phrasing_words()))
    found: list[Candidate] = []
    strange, fitting = "", float(shares[-1])  # of targets that fit, and of none
    for place in shares.argsort()[::-1][:MOST_TARGETS].tolist():
        share = float(shares[place])
        if place == len(known) or share < _LEAST_SHARE:
            continue
        matched = match_of(items, place, known[place])
        if isinstance(matched, Unmatched):
            strange = strange or matched.word
            continue
        fitting += share
        found += _candidates(matched, known[place].expression, known[place].number, share)
    shared = [replace(each, share=each.share / fitting) for each in found]
    return sorted(shared, key=lambda each: -each.score), strange


def _differs_in_case(values: Mapping[str, Part]) -> bool:
    """Whether a letter is asked for that the text has only in the other case: `how many R are in strawberry`."""
    texts = [part.value for part in values.values() if isinstance(part.value, str)]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    return len(texts) == 2 and any(
        letter not in text and letter.lower() in text.lower()
        for letter in letters
        for text in texts
        if text is not letter
    )


def likeliest_share(items: tuple[Item, ...], model: Path) -> float:
    """The head's probability of the likeliest target."""
    head = function_head_of(function_head_file(model), len(targets()) + 1)
    return 0.0 if head is None else float(head.probabilities(features_of(items, phrasing_words()))[:-1].max())


def _candidates(matched: list[Match], expression: str, number: int, share: float) -> Iterator[Candidate]:
    for match in matched:
        yield Candidate(expression, number, match.values, share, match.likeness, len(match.leftover))


def _applicable(
    candidates: Sequence[Candidate],
) -> Iterator[tuple[Candidate, Operation | MeaningError]]:
    """The candidates whose lists have the right shape, with their operations; these share the probability of all."""
    found: list[tuple[Candidate, Operation | MeaningError]] = []
    lost: dict[str, float] = {}
    for candidate in candidates:
        try:
            found.append((candidate, applied(candidate.expression, candidate.values)))
        except NoSuchListError:
            lost[candidate.expression] = candidate.share
        except MeaningError as error:
            found.append((candidate, error))
    left = max(1e-6, 1.0 - sum(lost.values()))
    for candidate, root in found:
        yield replace(candidate, share=candidate.share / left) if lost else candidate, root


def _reading(candidate: Candidate, root: Operation | MeaningError) -> FunctionReading:
    """The call of a candidate with its value. Raises MeaningError or VerificationError."""
    if isinstance(root, MeaningError):
        raise root
    return FunctionReading(
        Plan(root, root.intent, root.arguments), evaluate(root), describe(root), candidate.score
    )


def _same(one: Value, other: Value) -> bool:
    if type(one) is not type(other) and not (isinstance(one, int | float) and isinstance(other, int | float)):
        return False
    return one == other or (one != one and other != other)


__all__ = ["SCORES_THEMSELVES", "FunctionReading", "FunctionReadings", "candidates_of", "read_function"]
