"""The result of a prompt: it is answered, refused, or failed.

Each of the three has the fields that make sense for it. All of them have seven names: `value`, `output`,
`program`, `verified`, `refused`, `error` and `kind`. If one of these cannot vary, it is a constant of the class, by
which a type checker knows the class: after `if answer.refused:`, `answer` is a `Refused`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from neurlang.prompts.reading import Value


@dataclass(frozen=True, slots=True)
class Answered:
    """A program was run, and its result agreed with the exact meaning of the prompt.

    If the prompt asks for a number in another notation (`in hex`), both `value` and `output` are set.

    Example:
        >>> import neurlang
        >>> answer = neurlang.answer("200 + 55 in hex")
        >>> answer.value, answer.output
        (255, '0xff')

    """

    text: str
    value: int | float | None  # a number, if the answer is one
    output: str | None  # a text, or bytes in hexadecimal
    intent: str  # the outermost operation
    operands: tuple[Value, ...]
    plan: str  # all operations: SUB(MUL(78, 81), 5)
    notation: str | None  # how the text was read: 78 × 81 − 5; None if the network read it as a whole
    mended: tuple[tuple[str, str], ...]  # corrected typing errors: the word in the text, the word read
    program: str  # register IR
    instructions: int  # executed
    confidence: float  # of the network, in its reading of the whole text, 0 to 1
    number: int | None = None  # of the outermost operation; from 64 on a function of the library

    verified: ClassVar[Literal[True]] = True
    refused: ClassVar[Literal[False]] = False
    error: ClassVar[None] = None
    kind: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The prompt asks for nothing that this system can do, or has several readings that differ in value.

    Example:
        >>> import neurlang
        >>> neurlang.answer("the capital of France").refused
        True

    """

    text: str
    error: str  # why, in words
    readings: tuple[tuple[str, Value], ...]  # notation and value of each, if the text has several
    mended: tuple[tuple[str, str], ...]
    confidence: float

    verified: ClassVar[Literal[False]] = False
    refused: ClassVar[Literal[True]] = True
    kind: ClassVar[Literal["refused"]] = "refused"
    value: ClassVar[None] = None
    output: ClassVar[None] = None
    program: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The text is not a prompt, its question has no answer, or no program for it could be verified or run.

    Example:
        >>> import neurlang
        >>> neurlang.answer("5 / 0").kind
        'no-answer'

    """

    text: str
    error: str
    kind: str  # of the error, as in `neurlang.errors`: no-answer, verification, usage, missing-part
    intent: str | None  # the outermost operation, if the prompt was understood
    operands: tuple[Value, ...]
    plan: str | None

    verified: ClassVar[Literal[False]] = False
    refused: ClassVar[Literal[False]] = False
    value: ClassVar[None] = None
    output: ClassVar[None] = None
    program: ClassVar[None] = None


Answer = Answered | Refused | Failed
