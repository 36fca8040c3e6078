"""From a phrase to a text: filled fields, courtesies around it, and small typing errors."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from neurlang.prompts.reading import Slot, Source
from neurlang.prompts.training.phrasing.courtesies import COURTESIES_OF, ENDINGS
from neurlang.prompts.training.phrasing.forms import FORMS, Setting, Value, write_spare
from neurlang.prompts.training.phrasing.people import cast
from neurlang.prompts.training.phrasing.phrase import Composition, Field, Mood, Operand, Phrase, fields_of
from neurlang.prompts.training.phrasing.ranges import everyday, range_of
from neurlang.prompts.training.phrasing.typos import slip


@dataclass(frozen=True, slots=True)
class Carelessness:
    """The probability of each way in which a text is less neat than its phrase."""

    courtesy: float = 0.5  # words around it, up to three times, each time half as likely
    typo: float = 0.06
    double_space: float = 0.02
    upper_case: float = 0.02
    sentence_case: float = 0.35


NEAT = Carelessness(0.0, 0.0, 0.0, 0.0, 0.0)
USUAL = Carelessness()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text, and what the reader must find in it.

    `literals` are the exact values in the order of the text (integers, fractions, texts, tuples). `slots` says
    where each operand comes from, `negative` whether it is a negative constant; both are empty for a composition.
    """

    text: str
    literals: tuple[Value, ...]
    slots: tuple[Slot, ...]
    negative: tuple[bool, ...]
    whole: bool


def render(
    phrase: Phrase | Composition, random: Random, intent: str = "", carelessness: Carelessness = USUAL
) -> Rendered:
    """One text of this phrase. Deterministic for the state of `random`.

    The numbers have the ranges of `intent`; without an intent, a general range.
    """
    template, mood = _wrap(phrase.text, phrase.mood, random, carelessness)
    template = _with_cast(template, random) + _ending(template, mood, random, carelessness)
    fields = fields_of(template)
    texts, values = _fill(template, fields, phrase, intent, random)
    pieces = _pieces(template, fields)
    pieces = _mistype(pieces, random, carelessness)
    text = "".join(part for pair in zip(pieces, (*texts, ""), strict=True) for part in pair)
    if not isinstance(phrase, Phrase):
        return Rendered(text, values, (), (), whole=False)
    places = {field.name: index for index, field in enumerate(fields)}
    return Rendered(
        text,
        values,
        tuple(_slot(operand, places) for operand in phrase.operands),
        tuple(operand.value < 0 for operand in phrase.operands),
        phrase.whole,
    )


def _slot(operand: Operand, places: dict[str, int]) -> Slot:
    if operand.source is Source.CONSTANT:
        return Slot(Source.CONSTANT, abs(operand.value))
    return Slot(operand.source, places[operand.field] if operand.field else 0)


def _wrap(template: str, mood: Mood, random: Random, carelessness: Carelessness) -> tuple[str, Mood]:
    chance = carelessness.courtesy
    for _ in range(3):
        # A bare word must stay at the end of the text, or the courtesy would seem to be part of it.
        fitting = [
            courtesy
            for courtesy in COURTESIES_OF[mood]
            if ":bare}" not in template or courtesy.text.endswith("{}")
        ]
        if not fitting or random.random() >= chance:
            break
        courtesy = random.choices(fitting, [courtesy.weight for courtesy in fitting])[0]
        template, mood = courtesy.text.replace("{}", template), courtesy.becomes or mood
        chance /= 2
    return template, mood


def _with_cast(template: str, random: Random) -> str:
    if "{name" not in template and all(field.is_literal for field in fields_of(template)):
        return template
    for name, word in cast(random).items():
        template = template.replace(f"{{{name}}}", word)
    return template


def _ending(template: str, mood: Mood, random: Random, carelessness: Carelessness) -> str:
    if carelessness is NEAT or template.endswith(("?", "=", ".")):
        return ""
    ending = random.choice(ENDINGS[mood])
    return "" if ":bare}" in template and ending not in ("", "?") else ending


def _fill(
    template: str, fields: tuple[Field, ...], phrase: Phrase | Composition, intent: str, random: Random
) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    texts, values = [], []
    is_story = phrase.mood is Mood.STATEMENT
    for index, field in enumerate(fields):
        before = template[fields[index - 1].end if index else 0 : field.start]
        after = template[field.end : fields[index + 1].start if index + 1 < len(fields) else None]
        beside = {before if index else "", after if index + 1 < len(fields) else ""}
        range = range_of(intent, field.name)
        setting = Setting(
            everyday(range) if is_story else range,
            is_signed=_may_be_signed(before, index == 0, phrase.mood),
            is_plain=phrase.mood is Mood.SYMBOLIC or bool(beside & {" ", ", "}),
            is_whole=range.real == 0 or (isinstance(phrase, Phrase) and phrase.whole),
            small_words=" and " in beside,
        )
        written = (
            write_spare(int(field.name), field.form, random, setting)
            if field.is_spare
            else FORMS[field.form](random, setting)
        )
        texts.append(written.text)
        values.append(written.value)
    return tuple(texts), tuple(values)


def _may_be_signed(before: str, is_first: bool, mood: Mood) -> bool:
    """Whether a minus sign is clear here: not in a story, after a symbol, or at the start of a formula."""
    if mood is Mood.STATEMENT:
        return False
    if not before.strip():
        return is_first and mood is not Mood.SYMBOLIC
    return before.endswith((" ", "(", ","))


def _pieces(template: str, fields: tuple[Field, ...]) -> list[str]:
    """The texts around the fields: one more than there are fields."""
    starts = [0, *(field.end for field in fields)]
    ends = [*(field.start for field in fields), len(template)]
    return [template[start:end] for start, end in zip(starts, ends, strict=True)]


def _mistype(pieces: list[str], random: Random, carelessness: Carelessness) -> list[str]:
    if random.random() < carelessness.typo:
        at = random.randrange(len(pieces))
        pieces[at] = slip(pieces[at], random)
    if random.random() < carelessness.double_space:
        at = random.randrange(len(pieces))
        pieces[at] = pieces[at].replace(" ", "  ", 1)
    if random.random() < carelessness.upper_case:
        return [piece.upper() for piece in pieces]
    if random.random() < carelessness.sentence_case:
        pieces[0] = pieces[0][:1].upper() + pieces[0][1:]
    return pieces
