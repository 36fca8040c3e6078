"""From pages of the phrasebook to phrases: the meaning of headings, and a check of every field.

| heading | what its entries are |
|---|---|
| `SQRT nominal` | phrases of the intent, whose operands are the fields in the order of their names |
| `POWER(a, 2) nominal` | phrases with other operands than the fields |
| `SQRT symbolic, whole` | phrases that ask for whole numbers |
| `pattern shift nominal` | phrases with blanks that several intents share, as `<ways>` |
| `SHL like shift` | what fills the blanks of all sections of that pattern, as `<ways> = to the left` |
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurlang.prompts.reading import INTENTS, Source
from neurlang.prompts.training.phrasebook import Line, Page, alternatives, shown
from neurlang.prompts.training.phrasing.forms import FORMS
from neurlang.prompts.training.phrasing.people import CAST_FIELDS
from neurlang.prompts.training.phrasing.phrase import OPERANDS, Mood, Operand, Phrase, fields_of

_PATTERN = re.compile(r"pattern (?P<name>[a-z]+) (?P<mood>[a-z]+)")
_REQUEST = re.compile(
    r"(?P<intent>[A-Z][A-Z0-9_]*)(?:\((?P<operands>[^()]*)\))? (?:like (?P<pattern>[a-z]+)|(?P<mood>[a-z]+))"
    r"(?P<whole>, whole)?"
)
_CONSTANT = re.compile(r"-?\d+")
_ONE = re.compile(r"1 ([-+]) ([a-e])")
_NAMES = frozenset(intent.name for intent in INTENTS)
_MOODS = {mood.value: mood for mood in Mood}
_NESTED = re.compile(r"\[[^\]]*\[")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of requests."""

    intent: str
    slots: tuple[Operand, ...]
    whole: bool
    mood: Mood | None  # None if the section fills a pattern
    pattern: str


def phrases_of(page: Page) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of a page, by intent. Raises DataError with file and line if something is malformed."""
    patterns = _patterns(page)
    found: dict[str, list[Phrase]] = defaultdict(list)
    for section in page.sections:
        if _PATTERN.fullmatch(section.heading.text):
            continue
        heading = _heading(section.heading)
        if heading.mood is not None:
            lines = (page.filled(line) for line in section.entries)
            found[heading.intent] += _phrases(lines, heading, heading.mood)
            continue
        if heading.pattern not in patterns:
            raise section.heading.error(f"no pattern '{heading.pattern}' on this page")
        blanks = page.blanks(section)
        for mood, entries in patterns[heading.pattern]:
            lines = (page.filled(line, blanks) for line in entries)
            found[heading.intent] += _phrases(lines, heading, mood)
    return {intent: tuple(phrases) for intent, phrases in found.items()}


def _patterns(page: Page) -> Mapping[str, list[tuple[Mood, tuple[Line, ...]]]]:
    found: dict[str, list[tuple[Mood, tuple[Line, ...]]]] = defaultdict(list)
    for section in page.sections:
        if heading := _PATTERN.fullmatch(section.heading.text):
            found[heading["name"]].append((mood_of(heading["mood"], section.heading), section.entries))
    return found


def _heading(line: Line) -> _Heading:
    found = _REQUEST.fullmatch(line.text)
    if found is None:
        raise line.error(
            "expected a heading such as 'SQRT nominal', 'POWER(a, 2) question' or 'SHL like shift'"
        )
    if found["intent"] not in _NAMES:
        raise line.error(f"no intent '{found['intent']}'; `nl intents` lists them")
    slots = tuple(_operand(text.strip(), line) for text in (found["operands"] or "").split(",") if text)
    mood = mood_of(found["mood"], line) if found["mood"] else None
    return _Heading(found["intent"], slots, bool(found["whole"]), mood, found["pattern"] or "")


def mood_of(name: str, line: Line) -> Mood:
    """The mood of that name. Raises DataError with the line's place if there is none."""
    if name not in _MOODS:
        raise line.error(f"no mood '{name}'; a mood is one of {', '.join(_MOODS)}")
    return _MOODS[name]


def _operand(text: str, line: Line) -> Operand:
    if text in OPERANDS:
        return Operand(Source.LITERAL, text)
    if _CONSTANT.fullmatch(text):
        return Operand(Source.CONSTANT, value=int(text))
    if one := _ONE.fullmatch(text):
        return Operand(Source.ONE_MINUS if one[1] == "-" else Source.ONE_PLUS, one[2])
    if text == "total":
        return Operand(Source.TOTAL)
    if text == "count":
        return Operand(Source.COUNT)
    raise line.error(
        f"no operand '{text}'; an operand is a to e, 1 - a, 1 + a, a whole number, total or count"
    )


def _phrases(lines: Iterator[Line], heading: _Heading, mood: Mood) -> list[Phrase]:
    """The phrases of a section, each once, in order."""
    readings: dict[str, float] = {}
    for line in lines:
        texts = readings_of(line)
        for text in texts:
            if heading.slots:
                _check_operands(text, heading, line)
            readings.setdefault(text, len(texts) ** -0.5)
    return [Phrase(text, mood, heading.slots, heading.whole, weight) for text, weight in readings.items()]


def _check_operands(text: str, heading: _Heading, line: Line) -> None:
    for name in (operand.field for operand in heading.slots if operand.field):
        if f"{{{name}}}" not in text and f"{{{name}:" not in text:
            raise line.error(f"the operand '{name}' of the heading is missing in '{text}'")


def readings_of(line: Line) -> tuple[str, ...]:
    """Every reading of an entry of a request. Raises DataError for an unknown field."""
    if _NESTED.search(line.text):
        raise line.error("alternatives within alternatives; write them one after the other")
    rest = line.text
    for field in reversed(fields_of(line.text)):
        rest = rest[: field.start] + rest[field.end :]
        if not field.is_literal and field.name not in CAST_FIELDS:
            known = ", ".join(sorted(CAST_FIELDS))
            raise line.error(
                f"no field '{field.name}'; a field is one of a to e, a number, or one of {known}"
            )
        if field.form not in FORMS and not (field.is_spare and field.form == "digits"):
            raise line.error(f"no form '{field.form}'; a form is one of {', '.join(filter(None, FORMS))}")
    if "{" in rest:
        raise line.error("expected a field between braces, as '{a}' or '{b:percent}'")
    texts = alternatives(line.text)
    return texts if line.text.isascii() else tuple(map(shown, texts))
