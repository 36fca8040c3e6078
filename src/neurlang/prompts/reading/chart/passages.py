"""A text in which values stand in the place of requests, and its readings as one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neurlang.errors import MeaningError
from neurlang.prompts.reading.by_grammar import read_by_grammar
from neurlang.prompts.reading.by_network import Clause, Requests, clause_of, leaves_of
from neurlang.prompts.reading.confirming import confirm
from neurlang.prompts.reading.doubts import doubt_of
from neurlang.prompts.reading.interpretation import build
from neurlang.prompts.reading.lexicon.algorithms import names_another_algorithm
from neurlang.prompts.reading.literals import Lexed, lex
from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.notation import Computed, Kind, scan
from neurlang.prompts.reading.notation.trees import Tree
from neurlang.prompts.reading.phrases import prepared
from neurlang.prompts.reading.plan import Leaf, Node, Operation, Plan, evaluate


@dataclass(frozen=True, slots=True)
class Placed:
    """A node that stands in the place of a part of a text."""

    start: int
    end: int
    node: Node


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with values: each is a numeral in the text, by its place, that stands for a node."""

    text: str
    values: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageReading:
    """One way to read a passage as one request."""

    plan: Plan
    value: Value
    score: float
    tree: Tree


def replaced(text: str, placed: Sequence[Placed]) -> Passage | None:
    """The text with numerals in the place of its parts, which are in order; None if a value is not a number."""
    pieces: list[str] = []
    values: list[Placed] = []
    position = length = 0
    for each in placed:
        numeral = numeral_of(each.node)
        if numeral is None:
            return None
        between = text[position : each.start]
        length += len(between)
        values.append(Placed(length, length + len(numeral), each.node))
        length += len(numeral)
        pieces += (between, numeral)
        position = each.end
    return Passage("".join(pieces) + text[position:], tuple(values))


def numeral_of(node: Node) -> str | None:
    """A numeral without a sign for the value of a node; None if it is not a number that can be written so."""
    value = evaluate(node)
    if isinstance(value, int):
        return str(abs(value))
    if isinstance(value, float) and abs(value) < 1e15 and value == value:
        return f"{abs(value):.6f}".rstrip("0") + ("0" if float(f"{abs(value):.6f}").is_integer() else "")
    return None


def readings_of(passage: Passage, requests: Requests) -> Iterator[PassageReading]:
    """The readings of a passage: those of the grammar, else that of the network."""
    found = False
    try:
        for reading in _by_grammar(passage, requests):
            found = True
            yield reading
        if not found:
            yield from _by_network(passage, requests)
    except MeaningError:
        return


def _by_grammar(passage: Passage, requests: Requests) -> Iterator[PassageReading]:
    tokens = scan(passage.text)
    computed = {each.start: Computed(each.node) for each in passage.values}
    kept = {(token.start, token.end) for token in prepared(tokens) if token.kind is Kind.NUMBER}
    if any((each.start, each.end) not in kept for each in passage.values):
        return
    for reading in read_by_grammar(passage.text, scanned=tokens, computed=computed).readings:
        confirmation = confirm(reading.tree, requests.engine)
        score = confirmation.score
        confidence = 1.0 if score is None else requests.calibration.confidence(score)
        if not confirmation.doubtful and confidence >= requests.least_for(reading.plan.operands):
            yield PassageReading(reading.plan, reading.value, 1.0 if score is None else score, reading.tree)


def _by_network(passage: Passage, requests: Requests) -> Iterator[PassageReading]:
    seen: list[Clause] = []
    for enumerations in (True, False):
        clause = _clause(lex(passage.text, enumerations=enumerations), passage)
        if clause is None or clause in seen or names_another_algorithm(clause):
            continue
        seen.append(clause)
        asked = requests.read(clause)
        plain = build(asked.reading, [_plain(each) for each in leaves_of(clause)])
        if asked.plan is None or plain is None:
            continue
        if doubt_of(passage.text, plain, asked.confidence, requests):
            continue
        yield PassageReading(
            asked.plan, evaluate(asked.plan.root), asked.reading.score, Computed(asked.plan.root)
        )
        return


def _plain(node: Node) -> Node:
    """The node as the text has it: a numeral."""
    value = evaluate(node)
    return Leaf(value) if isinstance(node, Operation) and isinstance(value, int | float) else node


def _clause(lexed: Lexed, passage: Passage) -> Clause | None:
    """The passage as a clause with its values as nodes; None if a value is not one literal of the text."""
    nodes = {(each.start, each.end): each.node for each in passage.values}
    places = [(literal.start, literal.end) for literal in lexed.literals]
    if not nodes.keys() <= set(places):
        return None
    pieces = list(clause_of(lexed))
    at = -1
    for index, piece in enumerate(pieces):
        if not isinstance(piece, str):
            at += 1
            pieces[index] = nodes.get(places[at], piece)
    return tuple(pieces)
