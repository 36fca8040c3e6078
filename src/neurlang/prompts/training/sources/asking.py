"""A `@prompt` line with values in place of its parameters, and where the reader finds them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from neurlang.prompts.reading import Literal, Slot, Source, lex
from neurlang.prompts.training.examples import LeftOutError

_PLACE = re.compile(r"\{(\w+)\}")
_FEWEST_ENUMERATED = 3
_LITERALS = 32  # that an operand head can point to


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, and for each value by name the literal that is it; values that the text does not name are missing."""

    text: str
    slots: Mapping[str, Slot]
    prompt: str
    """The line that it was made from."""


def ask(prompt: str, values: Mapping[str, Any], random: Random) -> Asked:
    """The text of a prompt with these values. Raises LeftOutError if the reader does not find one of them."""
    pieces: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    end = length = 0
    for match in _PLACE.finditer(prompt):
        if match[1] not in values:
            raise LeftOutError(f"a phrasing names {{{match[1]}}}, which is no value")
        written = _written(values[match[1]], random, is_free=_is_free(prompt, match))
        pieces += (prompt[end : match.start()], written)
        start = length + match.start() - end
        length, end = start + len(written), match.end()
        spans.setdefault(match[1], (start, length))
    text = "".join(pieces) + prompt[end:]
    lexed = lex(text)
    if len(lexed.text) != len(text):
        raise LeftOutError("read otherwise")
    slots = {name: _slot(lexed.literals, span, values[name]) for name, span in spans.items()}
    if random.random() < 0.3 and not prompt.startswith("{"):
        text = text[:1].upper() + text[1:]
    return Asked(text, slots, prompt)


def _is_free(prompt: str, match: re.Match[str]) -> bool:
    """Whether a list may be written without brackets here: not beside another number, and not in a call."""
    before, after = prompt[: match.start()].rstrip(), prompt[match.end() :].lstrip()
    return not before.endswith((",", "(", "and", "}", "=")) and not after.startswith(
        (",", ")", "and", "{", "[")
    )


def _written(value: Any, random: Random, *, is_free: bool) -> str:  # noqa: ANN401 - any value of a call
    match value:
        case str():
            quote = '"' if "'" in value or random.random() < 0.7 else "'"
            return f"{quote}{value}{quote}"
        case tuple():
            parts = [_number(each) for each in value]
            if is_free and len(parts) >= _FEWEST_ENUMERATED and random.random() < 0.35:
                return ", ".join(parts[:-1]) + random.choice((" and ", ", ")) + parts[-1]
            return f"[{random.choice((', ', ', ', ',')).join(parts)}]"
    return _number(value)


def _number(value: object) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise LeftOutError("a value that no prompt writes")
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _decimal(value)
    return str(value)


def _decimal(value: float) -> str:
    text = repr(value)
    if "e" in text:
        raise LeftOutError("a value that no prompt writes")
    return text


def _slot(literals: tuple[Literal, ...], span: tuple[int, int], value: Any) -> Slot:  # noqa: ANN401
    for place, literal in enumerate(literals):
        if span[0] <= literal.start and literal.end <= span[1]:
            if place < _LITERALS and same_value(literal.value, value):
                return Slot(Source.LITERAL, place)
            break
    raise LeftOutError("read otherwise")


def same_value(found: object, wanted: object) -> bool:
    """Whether a literal is a value: the nearest double of an exact number is the same."""
    if isinstance(found, tuple) and isinstance(wanted, tuple):
        return len(found) == len(wanted) and all(map(same_value, found, wanted))
    if isinstance(found, int | Fraction) and isinstance(wanted, int | float):
        return (float(found) if isinstance(wanted, float) else found) == wanted
    return found == wanted
