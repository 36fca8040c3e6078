"""The network confirms a reading of phrases: it must find each operation in the words that ask for it.

The grammar parses the structure of a text. For each operation that words ask for, the network reads those words, with
a literal for each operand. Its likeliest intent must be one that the operation can be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from neurlang.prompts.reading.engines import Engine
from neurlang.prompts.reading.intents import INTENTS, intent_named
from neurlang.prompts.reading.lexicon.expected_intents import EXPECTED_INTENTS
from neurlang.prompts.reading.literals import LiteralKind
from neurlang.prompts.reading.notation import Apply, Computed, Listing, Quantity, Quoted, Tree
from neurlang.prompts.reading.plan import kind_of
from neurlang.prompts.reading.tokens import tokenize

Shape = tuple[str | LiteralKind, ...]
SPACES = re.compile("  +")
LISTED = 3  # so many numbers or more, joined by commas and `and`, are one list for the network


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How sure the network is of each operation, and the words that it reads differently, if any.

    The score is that of the least sure operation, 0 to 1; None if no words ask for an operation.
    """

    score: float | None
    doubtful: str = ""


def confirm(tree: Tree, engine: Engine) -> Confirmation:
    """Ask the network about the words of each operation of a tree. It is not asked about signs."""
    asked = list(dict.fromkeys(_spoken_operations(tree)))
    if not asked:
        return Confirmation(None)
    logits = engine.evaluate([tokenize(shape) for shape, _ in asked])
    score = 1.0
    for row, (shape, operation) in zip(np.asarray(logits.intent), asked, strict=True):
        expected = EXPECTED_INTENTS[operation]
        if INTENTS[int(row.argmax())].name not in expected:
            return Confirmation(
                0.0, "".join(each if isinstance(each, str) else "…" for each in shape).strip()
            )
        weights = np.exp(row - row.max())  # of the softmax
        share = sum(float(weights[intent_named(name).number]) for name in expected) / float(weights.sum())
        score = min(score, share)
    return Confirmation(score)


def _spoken_operations(tree: Tree) -> Iterator[tuple[Shape, str]]:
    """The words of each operation that words ask for, and its name."""
    if isinstance(tree, Listing):
        for element in tree.elements:
            yield from _spoken_operations(element)
    if not isinstance(tree, Apply):
        return
    for argument in tree.arguments:
        yield from _spoken_operations(argument)
    if tree.spoken and tree.operation in EXPECTED_INTENTS:
        yield _shape(tree), tree.operation


def _shape(tree: Apply) -> Shape:
    pieces: list[str | LiteralKind] = []
    for piece in tree.spoken:
        if isinstance(piece, str):
            pieces.append(SPACES.sub(" ", piece))
        elif piece < 0:
            pieces += _listed(tree.arguments)
        else:
            argument = tree.arguments[piece]
            pieces += _listed((argument,)) if isinstance(argument, Listing) else [_kind(argument)]
    pieces = _put_together(pieces)
    pieces[0] = pieces[0].lstrip() if isinstance(pieces[0], str) else pieces[0]
    pieces[-1] = pieces[-1].rstrip() if isinstance(pieces[-1], str) else pieces[-1]
    return tuple(pieces)


def _put_together(pieces: list[str | LiteralKind]) -> list[str | LiteralKind]:
    """The pieces, neighbouring texts joined with single spaces."""
    result: list[str | LiteralKind] = []
    for piece in pieces:
        last = result[-1] if result else None
        if isinstance(piece, str) and isinstance(last, str):
            result[-1] = SPACES.sub(" ", last + piece)
        else:
            result.append(piece)
    return result


def _listed(arguments: tuple[Tree, ...]) -> list[str | LiteralKind]:
    """Operands as the network sees an enumeration: one list if there are three or more, else one by one."""
    (first, *_) = arguments
    elements = first.elements if len(arguments) == 1 and isinstance(first, Listing) else arguments
    if len(elements) >= LISTED or len(elements) == 1:
        return [LiteralKind.LIST]
    left, right = elements
    return [_kind(left), " and ", _kind(right)]


def _kind(tree: Tree) -> LiteralKind:
    match tree:
        case Quantity(value):
            return LiteralKind.REAL if isinstance(value, Fraction) else LiteralKind.INTEGER
        case Quoted():
            return LiteralKind.TEXT
        case Computed(node):
            return kind_of(node)
        case Listing():
            return LiteralKind.LIST
        case Apply(operation, _) if operation == "percent":
            return LiteralKind.REAL
    return LiteralKind.INTEGER
