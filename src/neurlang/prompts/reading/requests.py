"""Texts that are one request, judged by the network as a whole.

The network says what is asked for and which literal is which operand; what is not one complete request is not
taken apart here: a text of several operations is read by the grammar of `phrases`, or refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.prompts.reading.interpretation import Reading, build, interpret
from neurlang.prompts.reading.literals import Lexed, LiteralKind, lex
from neurlang.prompts.reading.plan import Leaf, Node, Plan, kind_of, leaf_of
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.prompts.reading.engines import Engine

Clause = tuple[str | Node, ...]  # a text whose literals are nodes


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the network must be: probabilities. Set by judgement, not fitted to any set of prompts."""

    whole: float = 0.80  # that a text is one request, to be answered
    intent: float = 0.50  # of what is asked for
    bare: float = 0.95  # that a text without any number or quoted text is a request


@dataclass(frozen=True, slots=True)
class Requests:
    """Reads clauses with an engine."""

    engine: Engine
    thresholds: Thresholds

    def read(self, clause: Clause) -> tuple[Plan | None, Reading]:
        """The plan of a clause, or None where the network does not find one request in it; and its reading.

        Raises MeaningError where the operation has no meaning for these values.
        """
        leaves = leaves_of(clause)
        logits = self.engine.evaluate([tokenize(shape_of(clause))])
        reading = interpret(logits, 0, len(leaves))
        needed = self.thresholds.whole if leaves else self.thresholds.bare
        sure = (
            reading.scope is Scope.ONE
            and reading.scope_probability >= needed
            and reading.intent_probability >= self.thresholds.intent
        )
        return (build(reading, leaves) if sure else None), reading


def clauses_of(text: str) -> Iterator[Clause]:
    """The ways to take the literals of a prompt, the likeliest first; each is lexed only when it is asked for.

    Enumerations are one list or numbers one by one; `3/4` is a fraction or a division.
    """
    seen: list[Clause] = []
    for enumerations, fractions in ((True, True), (False, True), (True, False)):
        clause = clause_of(lex(text, enumerations=enumerations, fractions=fractions))
        if clause not in seen:
            seen.append(clause)
            yield clause


def clause_of(lexed: Lexed) -> Clause:
    """A lexed prompt as a clause: texts, and leaves where literals stand."""
    pieces: list[str | Node] = []
    position = 0
    for literal in lexed.literals:
        pieces += [lexed.text[position : literal.start], leaf_of(literal)]
        position = literal.end
    return joined([*pieces, lexed.text[position:]])


def shape_of(clause: Clause) -> tuple[str | LiteralKind, ...]:
    """The clause as the tokenizer wants it."""
    return tuple(piece if isinstance(piece, str) else kind_of(piece) for piece in clause)


def leaves_of(clause: Clause) -> tuple[Node, ...]:
    """The nodes of a clause, in order."""
    return tuple(piece for piece in clause if not isinstance(piece, str))


def joined(pieces: Sequence[str | Node]) -> Clause:
    """A clause without empty texts, its ends stripped."""
    result = list(pieces)
    if result and isinstance(result[0], str):
        result[0] = result[0].lstrip()
    if result and isinstance(result[-1], str):
        result[-1] = result[-1].rstrip()
    return tuple(piece for piece in result if piece != "")


__all__ = ["Clause", "Leaf", "Requests", "Thresholds", "clause_of", "clauses_of"]
