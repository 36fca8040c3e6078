"""A unit: a program that others may call, with its source lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from neurlang.programs.ir import Line, Program, tokenize


@dataclass(frozen=True, slots=True)
class Scratch:
    """Memory that a unit needs: `register` holds its address; it is as long as the text that `like` points to."""

    register: int
    like: int


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit: its whole text, its lines of code without the head, and the program that they assemble to.

    The program has no data of its own, and it has the labels of the lines. Units are compared by identity.
    """

    name: str
    text: str
    lines: tuple[str, ...]
    program: Program
    scratch: tuple[Scratch, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the code, in the order of their positions."""
        return tuple(symbol.name for symbol in self.program.symbols)

    def renamed(self, prefix: str) -> tuple[str, ...]:
        """The lines of code with every label prefixed, so that several units can stand in one text."""
        return tuple(prefix.join(pieces) for pieces in _cut_at_labels(self))


@cache
def _cut_at_labels(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """The lines, each split before every label that it refers to."""
    labels = {*unit.labels}
    return tuple(_pieces(Line(unit.name, number, text), labels) for number, text in enumerate(unit.lines, 1))


def _pieces(line: Line, labels: set[str]) -> tuple[str, ...]:
    tokens = tokenize(line)
    mnemonic = 0
    while tokens[mnemonic + 1 : mnemonic + 2] and tokens[mnemonic + 1].text == ":":
        mnemonic += 2
    named = [
        token.column
        for place, token in enumerate(tokens)
        if place != mnemonic and token.kind == "name" and token.text in labels
    ]
    return tuple(line.text[start:end] for start, end in pairwise([0, *named, len(line.text)]))
