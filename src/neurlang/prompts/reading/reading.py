"""Text to plan: what `nl prompt` understands, or why it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.errors import UsageError
from neurlang.prompts.reading.algorithms import names_another_algorithm
from neurlang.prompts.reading.composition import Clause, Composer, Thresholds, joined
from neurlang.prompts.reading.literals import Lexed, Literal, lex
from neurlang.prompts.reading.plan import Leaf, Node, Plan, leaf_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neurlang.prompts.reading.engines import Engine
    from neurlang.prompts.reading.interpretation import Reading

LARGEST_PROMPT = 4096  # characters; people's requests have under two hundred
POWER_SIGN = re.compile(r" ?(?:\^|\*\*)")
LARGEST_LITERALS = 64  # in one prompt; the composer works out at most so many parts


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the network makes of a prompt as a whole, and the plan where there is one."""

    plan: Plan | None
    reading: Reading


def read(text: str, engine: Engine, thresholds: Thresholds | None = None) -> Understanding:
    """Read a prompt: its plan, or none where it asks for nothing that can be done.

    Raises UsageError for an empty prompt, one that is too long, or one with NUL characters; MeaningError where what
    is asked for has no answer whatever the program ("gcd of 2.5 and 3").
    """
    check_prompt(text)
    composer = Composer(engine, thresholds or Thresholds())
    first: Clause | None = None
    for clause in clauses_of(text):
        first = first or clause
        plan = None if names_another_algorithm(clause) else composer.compose(clause)
        if plan is not None:
            return Understanding(plan, composer.reading_of(clause))
    assert first is not None  # clauses_of refuses what leaves nothing to read
    return Understanding(None, composer.reading_of(first))


def check_prompt(text: str) -> None:
    """Refuse what is no prompt at all. Raises UsageError."""
    if not text.strip():
        raise UsageError('The prompt is empty. Say what to compute, for example: nl prompt "factorial of 10"')
    if len(text) > LARGEST_PROMPT:
        raise UsageError(f"The prompt has {len(text):,} characters; at most {LARGEST_PROMPT:,} are read.")
    if "\0" in text:
        raise UsageError(f"The prompt has a NUL character at position {text.index(chr(0)) + 1}.")


def clauses_of(text: str) -> Iterator[Clause]:
    """The ways to take the literals of a prompt, the likeliest first; each is lexed only when it is asked for.

    Enumerations are one list or numbers one by one; `3/4` is a fraction or a division. Raises UsageError where nothing
    is left to read, or too much.
    """
    seen: list[Clause] = []
    for enumerations, fractions in ((True, True), (False, True), (True, False)):
        lexed = lex(text, enumerations=enumerations, fractions=fractions)
        if not lexed.text:
            raise UsageError("The prompt has no words and no numbers.")
        if len(lexed.literals) > LARGEST_LITERALS:
            raise UsageError(
                f"The prompt has {len(lexed.literals)} numbers; at most {LARGEST_LITERALS} are read."
            )
        clause = clause_of(lexed)
        if clause not in seen:
            seen.append(clause)
            yield clause


def clause_of(lexed: Lexed) -> Clause:
    """A lexed prompt as a clause: texts, and leaves where literals stand."""
    pieces: list[str | Node] = []
    position = 0
    for literal in lexed.literals:
        pieces += [lexed.text[position : literal.start], *_signed(lexed, literal)]
        position = literal.end
    return joined([*pieces, lexed.text[position:]])


def _signed(lexed: Lexed, literal: Literal) -> tuple[str | Node, ...]:
    """A literal's leaf; but before a power the sign is a factor of its own, as in written arithmetic: -2^2 is -4."""
    leaf = leaf_of(literal)
    value = leaf.value
    if not isinstance(value, int | float) or value >= 0 or not POWER_SIGN.match(lexed.text, literal.end):
        return (leaf,)
    return (Leaf(-1), " * ", Leaf(-value))
