"""What is known of a story while its sentences are read: its numbers, its people, and the request so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from neurlang.prompts.reading.lexicon.inert_words import NAMES
from neurlang.prompts.reading.lexicon.word_forms import stem_of
from neurlang.prompts.reading.literals import lex
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.stories import words as w

_OTHER_MONEY = frozenset("€£¥₹")  # an amount with a sign counts as dollars


class NotAStoryError(Exception):
    """A sentence has none of the shapes; the text is then read otherwise."""


@dataclass(slots=True)
class Text:
    """A story with its numbers as #0#, #1#, … in lower case; which numbers were read; and who is named."""

    text: str
    values: tuple[int, ...]
    money: tuple[bool, ...]  # whether each number is an amount of money: `$5`
    names: frozenset[str]
    dozens: int
    used: set[int] = field(default_factory=set)

    def number(self, mark: str) -> int:
        """The number of a mark, which may be read once. Raises NotAStoryError."""
        index = int(mark.strip("#"))
        if index in self.used:
            raise NotAStoryError
        self.used.add(index)
        return self.values[index]

    def is_money(self, mark: str, text: str = "") -> bool:
        """Whether a number is money, by its sign or by the words behind it."""
        return self.money[int(mark.strip("#"))] or not w.MONEY.isdisjoint(text.split())

    @property
    def is_used_up(self) -> bool:
        """Whether every number was read."""
        return self.used == set(range(len(self.values)))


@dataclass(slots=True)
class Story:
    """What is known after some of the clauses: the words of the request so far, and its value."""

    said: str = ""
    value: Fraction = Fraction(0)
    noun: str = ""
    way: int = 0  # of the last verb: +1 more, -1 less
    costs: bool = False  # amounts are prices that add up
    steps: int = 0
    each: bool = False  # the last step shared it out
    loses: bool = False  # some step makes less
    acts: bool = False  # some step after the first changes what somebody has
    verbs: tuple[frozenset[str], ...] = ()  # stems of the verbs of each clause that has any
    group: str = ""  # what the things are in, and how many are in each
    size: int = 0
    had: bool = False  # the first sentence says what there was
    tally: bool = False  # the story says only what was done: `sells 8 boxes and 6 more`
    holders: dict[str, tuple[str, Fraction]] = field(default_factory=dict)  # what each person has

    def change(self, said: str, value: Fraction) -> None:
        """Go on with a step. Raises NotAStoryError if the value is then no whole number, or negative."""
        if not self.said:
            raise NotAStoryError
        self.said += said
        self.loses |= value < self.value
        self.value = value
        self.each = False
        self.steps += 1
        self.check()

    def check(self) -> None:
        """Raise NotAStoryError if the value is no whole number, or negative."""
        if self.value < 0 or self.value.denominator != 1:
            raise NotAStoryError


def text_of(prompt: str) -> Text:
    """A prompt with marks for its numbers. Raises NotAStoryError for numbers that no story has."""
    if not _OTHER_MONEY.isdisjoint(prompt):
        raise NotAStoryError
    lexed = lex(prompt, enumerations=False)
    cased = normalise(prompt).cased
    if len(cased) != len(lexed.text):
        raise NotAStoryError
    values: list[int] = []
    money: list[bool] = []
    pieces: list[str] = []
    position = dozens = 0
    for literal in lexed.literals:
        written = lexed.text[literal.start : literal.end]
        if not isinstance(literal.value, int) or literal.form == "ordinal":
            if written not in w.PARTS:
                raise NotAStoryError
            continue
        pieces += [cased[position : literal.start], f"#{len(values)}#"]
        values.append(literal.value)
        money.append(literal.form == "money")
        dozens += "dozen" in written
        position = literal.end
    cased = "".join([*pieces, cased[position:]])
    capitalised = frozenset(each.lower() for each in re.findall(r"\b[A-Z][a-z]+\b", cased))
    text = re.sub(r"\s+", " ", cased.lower()).strip()
    return Text(text, tuple(values), tuple(money), (capitalised - w.NO_NAMES) | NAMES, dozens)


def words_in(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return re.findall(r"[^\W\d_]+", text)


def root_of(verb: str) -> str:
    """The stem of a verb, also of irregular forms: sold as sell."""
    return stem_of(w.IRREGULAR.get(verb, verb))
