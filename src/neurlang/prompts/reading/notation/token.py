"""A token of a prompt, and the error of a text that is not notation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from neurlang.prompts.reading.literals import Number


class Kind(Enum):
    """The kind of a token."""

    NUMBER = "number"
    TEXT = "text"
    SIGN = "sign"
    WORD = "word"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text in folded form, its place, and the value of a number or a text."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Number | str | None = None
    glued: bool = False  # no space stands between it and the token before it
    form: str = ""  # of a number: ordinal, words, decimal comma, …


class NotationError(Exception):
    """A text that is not well-formed notation: what is wrong, and where."""

    def __init__(self, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = start + 1 if end is None else max(end, start + 1)
