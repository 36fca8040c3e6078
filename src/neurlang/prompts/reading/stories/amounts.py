"""Amounts in the clauses of stories: a number of things, groups of things, a price, a rate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from neurlang.prompts.reading.contradictions.finding import COUNTED
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.stories import shapes
from neurlang.prompts.reading.stories import words as w
from neurlang.prompts.reading.stories.story import NotAStoryError, Text

_ADJECTIVES = frozenset(
    ("single", "loose", "new", "old", "other", "individual", "extra", "spare", "separate")
)
_VERBS = w.GONE | w.ADDED | w.HAVING | w.LOSING | w.GAINING | w.MOVING
_NO_NOUNS = (w.PREPOSITIONS | w.ADVERBS | w.PRONOUNS | w.DETERMINERS | _VERBS) - _ADJECTIVES


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a clause, and where it stands."""

    said: str
    value: Fraction
    noun: str  # its stem
    is_money: bool
    start: int
    end: int
    group: str = ""
    size: int = 0  # of a group
    verb: str = ""  # within the shape
    is_product: bool = False


def amount_of(clause: str, text: Text) -> Amount:
    """The amount of a clause, its numbers read. Raises NotAStoryError."""
    for name, pattern in shapes.AMOUNTS.items():
        found = pattern.search(clause)
        if found is not None:
            return _product(name, found, text)
    found = shapes.BOUGHT_ONE.search(clause)
    if found is not None:
        if not text.is_money(found["size"], found["coin"] or ""):
            raise NotAStoryError
        size = text.number(found["size"])
        return Amount(str(size), Fraction(size), "dollar", True, *found.span(), is_product=True)
    found = shapes.AMOUNT.search(clause)
    if found is None:
        raise NotAStoryError
    noun, end = _counted(found)
    is_money = text.is_money(found["count"], noun)
    count = text.number(found["count"])
    return Amount(
        str(count),
        Fraction(count),
        _noun(noun or ("dollars" if is_money else "")),
        is_money,
        found.start(),
        end,
    )


def _product(shape: str, found: re.Match[str], text: Text) -> Amount:
    groups = found.groupdict()
    noun = (groups.get("noun") or groups.get("coin") or "").split(" ")[-1]
    is_money = text.is_money(found["size"], noun)
    if shape == "rate" and not _same_unit(found["unit"], found["units"]):
        raise NotAStoryError
    if shape == "priced" and not is_money:
        raise NotAStoryError
    if shape == "have each" and groups["verb"] in w.PREPOSITIONS:
        raise NotAStoryError
    noun = _noun(noun or ("dollars" if is_money else ""))
    count, size = text.number(found["count"]), text.number(found["size"])
    group = stem_of(groups["groups"].split()[-1]) if groups.get("groups") else ""
    return Amount(
        f"the product of {count} and {size}", Fraction(count * size), noun, is_money,
        *found.span(), group, size, groups.get("verb") or "", is_product=True,
    )  # fmt: skip


def _same_unit(unit: str, units: str) -> bool:
    """Whether `a day` and `for 6 days` have the same unit."""
    return stem_of(unit) == stem_of(units) and stem_of(unit) in set(map(stem_of, w.UNITS))


def _counted(found: re.Match[str]) -> tuple[str, int]:
    """The noun that an amount counts, and where number and noun end."""
    kept: list[str] = []
    for each in (found["noun"] or "", found["second"] or ""):
        if not each or each in _NO_NOUNS:
            break
        kept.append(each)
        if each.endswith("s") or each in COUNTED:
            break
    length = len(found["count"]) + len(found["more"] or "") + sum(1 + len(each) for each in kept)
    return (kept[-1] if kept else ""), found.start() + length


def _noun(noun: str) -> str:
    return stem_of(noun) if noun else ""
