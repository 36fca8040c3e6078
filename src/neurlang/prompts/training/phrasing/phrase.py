"""A phrase: one way in which people ask for an intent, with fields for its operands.

`{a}` is an operand of the intent, and `{b:percent}` says how it is written (see `forms`). A field named by a number,
`{1}`, is a spare number: it is said only for clarity, and no operand uses it. `{name}` and others come from `people`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from neurlang.prompts.reading import Source

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
OPERANDS = ("a", "b", "c", "d", "e")


class Mood(Enum):
    """The grammatical kind of a phrase, which decides which courtesies fit around it."""

    NOMINAL = "nominal"  # "the sum of 3 and 4"
    IMPERATIVE = "imperative"  # "add 3 and 4"
    QUESTION = "question"  # "how much is 3 and 4"
    SYMBOLIC = "symbolic"  # "3 + 4"
    STATEMENT = "statement"  # "i have 3 and get 4 more. how many is that"


@dataclass(frozen=True, slots=True)
class Operand:
    """Where an operand comes from, by the name of a field rather than its place in the text."""

    source: Source
    field: str = ""
    value: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a template to be filled: its name, its form (empty if any form fits), and its span."""

    name: str
    form: str
    start: int
    end: int

    @property
    def is_spare(self) -> bool:
        """Whether the field is a number that no operand uses."""
        return self.name.isdigit()

    @property
    def is_literal(self) -> bool:
        """Whether the field is a number, text or list, not a name or a noun."""
        return self.is_spare or self.name in OPERANDS


def fields_of(text: str) -> tuple[Field, ...]:
    """The fields of a template, in the order of the text."""
    return tuple(Field(match[1], match[2] or "", *match.span()) for match in _FIELD.finditer(text))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask for one operation."""

    text: str
    mood: Mood = Mood.IMPERATIVE
    slots: tuple[Operand, ...] = ()  # empty if the operands are the fields a, b, c
    whole: bool = False  # it asks for a whole number: a quotient, an integer root
    weight: float = 1.0  # when one is drawn; a line of n readings weighs √n, not n

    @property
    def spare(self) -> tuple[int, ...]:
        """The numbers in the text that no operand uses."""
        return tuple(int(field.name) for field in fields_of(self.text) if field.is_spare)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The operands in the intent's order."""
        names = sorted({field.name for field in fields_of(self.text) if field.name in OPERANDS})
        return self.slots or tuple(Operand(Source.LITERAL, name) for name in names)


@dataclass(frozen=True, slots=True)
class Composition:
    """One way to ask for several operations; `plan` has intents over the fields: `SUB(MUL(a, b), c)`."""

    text: str
    plan: str
    mood: Mood = Mood.IMPERATIVE
