"""Texts that are one request, which the network reads as a whole.

The network says what the text asks for and which literal is which operand. A text that is not one complete request is
not taken apart here: the grammar of `phrases` reads it, or it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.prompts.reading.calibration import Calibration
from neurlang.prompts.reading.engines import Engine
from neurlang.prompts.reading.interpretation import Reading, build, interpret
from neurlang.prompts.reading.literals import Lexed, LiteralKind, lex
from neurlang.prompts.reading.plan import Node, Plan, kind_of, leaf_of
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.tokens import tokenize

Clause = tuple[str | Node, ...]  # a text whose literals are nodes


@dataclass(frozen=True, slots=True)
class Requests:
    """Reads clauses with an engine. A reading counts if its confidence is at least `least`, or the calibration's."""

    engine: Engine
    calibration: Calibration
    least: float | None = None

    def read(self, clause: Clause) -> NetworkReading:
        """The network's reading of a clause. Raises MeaningError if the operation has no meaning for these values."""
        leaves = leaves_of(clause)
        logits = self.engine.evaluate([tokenize(shape_of(clause))])
        reading = interpret(logits, 0, len(leaves))
        confidence = self.calibration.confidence(reading.score)
        sure = reading.scope is Scope.ONE and confidence >= self.least_for(leaves)
        return NetworkReading(build(reading, leaves) if sure else None, reading, confidence, sure)

    def least_for(self, leaves: Sequence[Node]) -> float:
        """The confidence that an answer needs."""
        if self.least is not None:
            return self.least
        return self.calibration.least if leaves else self.calibration.least_bare


@dataclass(frozen=True, slots=True)
class NetworkReading:
    """The network's reading of a clause; `plan` is None if it is not sure, or if its parts do not fit together."""

    plan: Plan | None
    reading: Reading
    confidence: float
    sure: bool


def clauses_of(text: str) -> Iterator[Clause]:
    """The ways to lex the literals of a prompt, the likeliest first, each lexed only if it is needed.

    An enumeration is one list or several numbers; `3/4` is a fraction or a division.
    """
    seen: list[Clause] = []
    for enumerations, fractions in ((True, True), (False, True), (True, False)):
        clause = clause_of(lex(text, enumerations=enumerations, fractions=fractions))
        if clause not in seen:
            seen.append(clause)
            yield clause


def clause_of(lexed: Lexed) -> Clause:
    """A lexed prompt as a clause: a leaf for each literal, texts between them."""
    pieces: list[str | Node] = []
    position = 0
    for literal in lexed.literals:
        pieces += [lexed.text[position : literal.start], leaf_of(literal)]
        position = literal.end
    return joined([*pieces, lexed.text[position:]])


def shape_of(clause: Clause) -> tuple[str | LiteralKind, ...]:
    """The clause as pieces for the tokenizer."""
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
