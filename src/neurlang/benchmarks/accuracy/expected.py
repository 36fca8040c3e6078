"""What a case accepts, and whether an answer is that.

The notation, as `docs/benchmarks-prompts.md` describes it:

    12, 0.5      a number; a real may differ by a billionth of its size
    TRUE, FALSE  a truth, which may be written as 1 or 0 too
    "abc"        a text, or bytes in hexadecimal
    [1, 2]       a list of numbers
    BYTES 16     any 16 bytes
    NUMBER       any number
    REFUSE       a refusal
    ERROR        an error, since the question has no answer
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

CLOSE = 1e-9  # relative: two programs may round differently
TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class Ending(Enum):
    """How a prompt ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    NO_ANSWER = "the question has no answer"
    BROKEN = "a fault of this system or its installation"


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a prompt."""

    ending: Ending
    value: int | float | None = None  # a number, if the answer is one
    output: str | None = None  # a text, bytes in hexadecimal, a list, a truth

    def __str__(self) -> str:
        if self.ending is not Ending.ANSWERED:
            return str(self.ending.value)
        if self.output is None:
            return str(self.value)
        return self.output if self.value is None else f"{self.value} ({self.output})"


class Expected(Protocol):
    """One of the answers that a case accepts; its text is its notation."""

    def accepts(self, said: Said) -> bool:
        """Whether a prompt ended with it."""
        ...


@dataclass(frozen=True, slots=True)
class Number:
    """A number; whole numbers must be equal, reals close."""

    number: int | float

    def __str__(self) -> str:
        return repr(self.number)

    def accepts(self, said: Said) -> bool:
        """Whether the answer is that number."""
        return said.value is not None and is_close(said.value, self.number)


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    truth: bool

    def __str__(self) -> str:
        return str(self.truth).upper()

    def accepts(self, said: Said) -> bool:
        """Whether the answer is that truth, as a number or a word."""
        word = said.output if said.output is not None else str(said.value)
        return TRUTHS.get(word.lower()) is self.truth


@dataclass(frozen=True, slots=True)
class Text:
    """A text, or bytes in hexadecimal."""

    text: str

    def __str__(self) -> str:
        return json.dumps(self.text, ensure_ascii=False)

    def accepts(self, said: Said) -> bool:
        """Whether the answer is that text."""
        return said.output == self.text


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of numbers, in this order."""

    numbers: tuple[int | float, ...]

    def __str__(self) -> str:
        return json.dumps(self.numbers)

    def accepts(self, said: Said) -> bool:
        """Whether the answer is that list."""
        found = None if said.output is None else list_in(said.output)
        return (
            found is not None and len(found) == len(self.numbers) and all(map(is_close, found, self.numbers))
        )


@dataclass(frozen=True, slots=True)
class AnyBytes:
    """Bytes that nobody can predict."""

    count: int

    def __str__(self) -> str:
        return f"BYTES {self.count}"

    def accepts(self, said: Said) -> bool:
        """Whether the answer is so many bytes."""
        return said.output is not None and bool(re.fullmatch(f"[0-9a-f]{{{2 * self.count}}}", said.output))


@dataclass(frozen=True, slots=True)
class AnyNumber:
    """A number that nobody can predict."""

    def __str__(self) -> str:
        return "NUMBER"

    def accepts(self, said: Said) -> bool:
        """Whether the answer is a number."""
        return said.value is not None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The prompt asks for nothing that this system can do, or for nothing definite."""

    def __str__(self) -> str:
        return "REFUSE"

    def accepts(self, said: Said) -> bool:
        """Whether the prompt was refused; an error for it gives no wrong answer either."""
        return said.ending in (Ending.REFUSED, Ending.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The question has no answer."""

    def __str__(self) -> str:
        return "ERROR"

    def accepts(self, said: Said) -> bool:
        """Whether the prompt ended with an error that says so."""
        return said.ending is Ending.NO_ANSWER


WORDS: dict[str, Expected] = {
    "TRUE": Truth(True),
    "FALSE": Truth(False),
    "NUMBER": AnyNumber(),
    "REFUSE": Refusal(),
    "ERROR": NoAnswer(),
}


def parse_expected(text: str) -> Expected:
    """The expected answer that a notation stands for. Raises ValueError if it is not one."""
    if text in WORDS:
        return WORDS[text]
    if text.startswith("BYTES "):
        return AnyBytes(int(text.removeprefix("BYTES ")))
    return expected_of(json.loads(text))


def expected_of(value: object) -> Expected:
    """A value as an expected answer. Raises ValueError if no answer can be like that."""
    match value:
        case bool():
            return Truth(value)
        case int() | float():
            return Number(value)
        case str():
            return Text(value)
        case bytes():
            return Text(value.hex())
        case tuple() | list() if all(map(is_number, value)):
            return Numbers(tuple(value))
    raise ValueError(f"no answer is {value!r}")


def list_in(text: str) -> tuple[int | float, ...] | None:
    """The list of numbers that a text is; None if it is something else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return tuple(found) if isinstance(found, list) and all(map(is_number, found)) else None


def is_number(value: object) -> bool:
    """Whether a value is a number and no truth."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_close(one: float, other: float) -> bool:
    """Whether two numbers are equal; two reals, or a real and a whole number, nearly so."""
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    return one == other or math.isclose(one, other, rel_tol=CLOSE) or (one != one and other != other)
