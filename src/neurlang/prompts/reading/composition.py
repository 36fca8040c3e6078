"""Taking a text apart that asks for several operations, by asking the network about its parts.

The network judges whether a text is *one complete request*. So the composer looks for a part that is one, works it
out into a plan, puts a number in its place and reads again: `78 times 81 minus 5` → `78 times 81` is one request →
`N minus 5` is one request. Only the network says what a part means; the rules here say which part comes first:

1. what stands in parentheses, innermost first;
2. what stands before a sequel ("…, then square it"), whose pronoun then stands for the number;
3. parts with one literal before parts with two ("5 squared plus 3 squared");
4. written operators by their precedence, words from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.errors import MeaningError
from neurlang.prompts.reading.interpretation import Reading, build, interpret
from neurlang.prompts.reading.literals import LiteralKind
from neurlang.prompts.reading.plan import Leaf, Node, Plan, kind_of
from neurlang.prompts.reading.scope import Scope
from neurlang.prompts.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.prompts.reading.engines import Engine

Clause = tuple[str | Node, ...]  # a text whose literals, and parts already worked out, are nodes
Shape = tuple[str | LiteralKind, ...]  # a clause as the tokenizer wants it

LARGEST_STEPS = 128  # clauses read in one prompt, those given up included
WORDS_BEFORE = 6  # how far a part may reach beyond its literals
WORDS_AFTER = 3
WORDS_BEFORE_VALUE = 2  # in `take 5`, `start with 5`
BATCH = 256  # texts evaluated at once

SEQUEL = re.compile(
    r"[,;.]?\s*(?:\b(?:and then|then|and|after that|next)\b[,\s]*)+|[,;]\s*|\.\s+|\s+(?=before\b)"
)
PRONOUN = re.compile(
    r"\b(?:it|that|this|(?:the|that|this) (?:result|answer|outcome|total|number|value|sum|product))\b"
)
WORD = re.compile(r"[a-z']+|[^a-z'\s]")
OPERATOR = re.compile(
    r"^\s*[-+*/^%&|<>=,;]|[-+*/^%&|<>,;]\s*$"
)  # at a part's edge it belongs to what is around it
LETTERS = re.compile(r"[a-wyz]")  # x may be a sign of multiplication


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the network must be: probabilities. Set by judgement, not fitted to any set of prompts."""

    whole: float = 0.80  # that a whole text is one request, to be answered
    part: float = 0.90  # that a part is, to be worked out first
    intent: float = 0.50  # of what is asked for
    bare: float = 0.95  # that a text without any number or quoted text is a request


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a clause that may be one request: `clause` is the stretch, the rest stands around it."""

    before: Clause
    clause: Clause
    after: Clause
    first_leaf: int

    def replaced_by(self, node: Node) -> Clause:
        """The clause with this part worked out."""
        return joined((*self.before, node, *self.after))


class Composer:
    """Reads clauses with an engine; remembers readings, since parts of a text repeat. One per prompt."""

    def __init__(self, engine: Engine, thresholds: Thresholds) -> None:
        self._engine = engine
        self._thresholds = thresholds
        self._readings: dict[Shape, Reading] = {}
        self._steps_left = LARGEST_STEPS

    def read_all(self, clauses: Sequence[Clause]) -> list[Reading]:
        """The network's reading of each clause."""
        shapes = [shape_of(clause) for clause in clauses]
        new = list({shape: None for shape in shapes if shape not in self._readings})
        for start in range(0, len(new), BATCH):
            chunk = new[start : start + BATCH]
            logits = self._engine.evaluate([tokenize(shape) for shape in chunk])
            for row, shape in enumerate(chunk):
                literals = sum(isinstance(piece, LiteralKind) for piece in shape)
                self._readings[shape] = interpret(logits, row, literals)
        return [self._readings[shape] for shape in shapes]

    def reading_of(self, clause: Clause) -> Reading:
        """The network's reading of one clause."""
        (reading,) = self.read_all([clause])
        return reading

    def compose(self, clause: Clause, threshold: float | None = None) -> Plan | None:
        """The plan of a text, or None where the network finds no way to read all of it.

        `threshold` is how sure it must be of the last step, `Thresholds.whole` if absent. Depth first: where what
        is left cannot be read, the next part is tried in its place. Raises MeaningError where the only ways to read
        the text lead to an operation without a meaning.
        """
        if self._steps_left == 0:
            return None
        if not leaves_of(clause):
            return self._read_as_one(clause, self._thresholds.bare)
        self._steps_left -= 1
        plan = self._read_as_one(clause, threshold or self._thresholds.whole)
        if plan is not None:
            return plan
        error: MeaningError | None = None
        for smaller in self._with_a_part_worked_out(clause):
            try:
                plan = self.compose(smaller, threshold)
            except MeaningError as raised:
                error = error or raised
                continue
            if plan is not None:
                return plan
        if error is not None:
            raise error
        return None

    def _read_as_one(self, clause: Clause, threshold: float) -> Plan | None:
        reading = self.reading_of(clause)
        if not self._is_sure(reading, threshold):
            return None
        return build(reading, leaves_of(clause))

    def _is_sure(self, reading: Reading, threshold: float) -> bool:
        return (
            reading.scope is Scope.ONE
            and reading.scope_probability >= threshold
            and reading.intent_probability >= self._thresholds.intent
        )

    def _with_a_part_worked_out(self, clause: Clause) -> Iterator[Clause]:
        """The clause with one part replaced by its node, the likeliest part first."""
        first = self._work_out_parentheses(clause) or self._work_out_sequel(clause)
        if first is not None:
            yield first
        elif not any("(" in piece or ")" in piece for piece in clause if isinstance(piece, str)):
            yield from self._work_out_fragments(clause)

    def _work_out_parentheses(self, clause: Clause) -> Clause | None:
        for group in innermost_groups(clause):
            inner = unwrapped(group.clause)
            leaves = leaves_of(inner)
            if not is_call(group) and len(inner) == 1 and leaves:
                return group.replaced_by(leaves[0])
            if is_call(group):
                smaller = self._work_out_call(group)
                if smaller is not None:
                    return smaller
                continue
            plan = self.compose(inner)
            if plan is not None:
                return group.replaced_by(plan.root)
        return None

    def _work_out_call(self, group: Part) -> Clause | None:
        """A call such as `gcd(48, 3 * 6)`: its arguments first, one a step, then the call itself."""
        arguments = split_arguments(unwrapped(group.clause))
        for index, argument in enumerate(arguments):
            if len(argument) == 1 and leaves_of(argument):
                continue
            plan = self.compose(argument)
            if plan is None:
                return None
            replaced = [*arguments[:index], (plan.root,), *arguments[index + 1 :]]
            return joined((*group.before, "(", *separated(replaced), ")", *group.after))
        name = re.search(r"[a-z_][a-z0-9_. ]*$", str(group.before[-1]))
        assert name is not None  # is_call saw a letter there
        before = (*group.before[:-1], str(group.before[-1])[: name.start()])
        call = Part(before, joined((name.group(), *group.clause)), group.after, 0)
        for candidate in (call.clause, listed(call.clause)):
            plan = self._read_as_one(candidate, self._thresholds.part)
            if plan is not None:
                return call.replaced_by(plan.root)
        return None

    def _work_out_sequel(self, clause: Clause) -> Clause | None:
        """`first, then … it …`: the first part worked out, and put where the pronoun stands."""
        cuts = [
            (index, cut)
            for index, piece in enumerate(clause)
            if isinstance(piece, str) and leaves_of(clause[:index])
            for cut in SEQUEL.finditer(piece)
        ]
        for index, cut in reversed(cuts):  # the pronoun stands for all that was said before it
            piece = str(clause[index])
            rest = joined((piece[cut.end() :], *clause[index + 1 :]))
            place = pronoun_place(rest)
            value = self._work_out_first(joined((*clause[:index], piece[: cut.start()]))) if place else None
            if place is None or value is None:
                continue
            at, match = place
            text = str(rest[at])
            return joined((*rest[:at], text[: match.start()], value, text[match.end() :], *rest[at + 1 :]))
        return None

    def _work_out_first(self, clause: Clause) -> Node | None:
        """What a pronoun stands for: the plan of all before it, or its one literal (`take 5, double it`)."""
        plan = self.compose(clause, self._thresholds.part)
        if plan is not None:
            return plan.root
        leaves = leaves_of(clause)
        words = [word for piece in clause if isinstance(piece, str) for word in WORD.findall(piece)]
        return leaves[0] if len(leaves) == 1 and len(words) <= WORDS_BEFORE_VALUE else None

    def _work_out_fragments(self, clause: Clause) -> Iterator[Clause]:
        """The clause with each part that is a request worked out, the best first, one for the same literals."""
        parts = list(fragments(clause))
        if not parts:
            return
        accepted: list[tuple[tuple[float, ...], Part, Plan]] = []
        for part, reading in zip(parts, self.read_all([part.clause for part in parts]), strict=True):
            if not self._is_sure(reading, self._thresholds.part):
                continue
            try:
                plan = build(reading, leaves_of(part.clause))
            except MeaningError:  # of this part; the text may still be read another way
                continue
            if plan is not None:
                accepted.append((rank(part, reading), part, plan))
        seen: set[tuple[int, int]] = set()
        for _, part, plan in sorted(accepted, key=lambda candidate: candidate[0]):
            literals = (part.first_leaf, len(leaves_of(part.clause)))
            if literals not in seen:
                seen.add(literals)
                yield part.replaced_by(plan.root)


def rank(part: Part, reading: Reading) -> tuple[float, ...]:
    """What comes first: few literals, tight written operators, the left, what the network is surest of, the longest."""
    leaves = len(leaves_of(part.clause))
    precedence = reading.intent.precedence if is_written(part.clause) else None
    looseness = 0 if precedence is None or leaves == 1 else -precedence
    position = part.first_leaf if reading.intent.name != "POWER" or leaves == 1 else -part.first_leaf
    length = sum(len(piece) if isinstance(piece, str) else 1 for piece in part.clause)
    return leaves, looseness, position, -round(reading.scope_probability, 2), -length


def shape_of(clause: Clause) -> Shape:
    """The clause as the tokenizer wants it."""
    return tuple(piece if isinstance(piece, str) else kind_of(piece) for piece in clause)


def leaves_of(clause: Clause) -> tuple[Node, ...]:
    """The nodes of a clause, in order."""
    return tuple(piece for piece in clause if not isinstance(piece, str))


def joined(pieces: Sequence[str | Node]) -> Clause:
    """A clause with neighbouring texts put together, empty ones left out, its ends stripped."""
    result: list[str | Node] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] = result[-1] + piece
        else:
            result.append(piece)
    if result and isinstance(result[0], str):
        result[0] = result[0].lstrip()
    if result and isinstance(result[-1], str):
        result[-1] = result[-1].rstrip()
    return tuple(piece for piece in result if piece != "")


def is_written(clause: Clause) -> bool:
    """Whether a clause is written arithmetic: signs and numbers, no words."""
    return not any(isinstance(piece, str) and LETTERS.search(piece) for piece in clause)


def innermost_groups(clause: Clause) -> Iterator[Part]:
    """Each stretch from `(` to its `)` that has no parenthesis within, from left to right."""
    opened: tuple[int, int] | None = None
    for index, piece in enumerate(clause):
        if not isinstance(piece, str):
            continue
        for position, character in enumerate(piece):
            if character == "(":
                opened = (index, position)
            elif character == ")" and opened is not None:
                yield _stretch(clause, opened, (index, position + 1))
                opened = None


def _stretch(clause: Clause, start: tuple[int, int], end: tuple[int, int]) -> Part:
    """The part of a clause between two places, each an index of a text piece and a position in it."""
    (first, begin), (last, stop) = start, end
    head, tail = str(clause[first]), str(clause[last])
    inner = (head[begin:stop],) if first == last else (head[begin:], *clause[first + 1 : last], tail[:stop])
    before = (*clause[:first], head[:begin])
    return Part(before, joined(inner), (tail[stop:], *clause[last + 1 :]), len(leaves_of(before)))


def is_call(group: Part) -> bool:
    """Whether a name stands right before the parenthesis: `gcd(…)`."""
    piece = group.before[-1] if group.before else ""
    return isinstance(piece, str) and piece[-1:].isalpha()


def unwrapped(clause: Clause) -> Clause:
    """What stands between a group's parentheses."""
    pieces = list(clause)
    pieces[0] = str(pieces[0])[1:]
    pieces[-1] = str(pieces[-1])[:-1]
    return joined(pieces)


def split_arguments(clause: Clause) -> list[Clause]:
    """The arguments of a call, which commas separate."""
    arguments: list[list[str | Node]] = [[]]
    for piece in clause:
        if not isinstance(piece, str):
            arguments[-1].append(piece)
            continue
        first, *others = piece.split(",")
        arguments[-1].append(first)
        arguments.extend([other] for other in others)
    return [joined(argument) for argument in arguments]


def separated(arguments: Sequence[Clause]) -> list[str | Node]:
    """Arguments with commas between them again."""
    pieces: list[str | Node] = []
    for index, argument in enumerate(arguments):
        pieces.extend(((", ",) if index else ()) + argument)
    return pieces


def listed(call: Clause) -> Clause:
    """A call of three numbers or more with one list as its argument: `max(3, 9, 4)` → `max([3, 9, 4])`."""
    leaves = leaves_of(call)
    values = tuple(
        leaf.value for leaf in leaves if isinstance(leaf, Leaf) and isinstance(leaf.value, int | float)
    )
    if len(values) != len(leaves) or len(values) < 3:
        return call
    whole = all(isinstance(value, int) for value in values)
    elements = Leaf(tuple(map(int, values)) if whole else tuple(map(float, values)))
    return (call[0], elements, call[-1])


def pronoun_place(clause: Clause) -> tuple[int, re.Match[str]] | None:
    """Where the first pronoun stands: the piece's index, and the match in it."""
    for index, piece in enumerate(clause):
        match = PRONOUN.search(piece) if isinstance(piece, str) else None
        if match is not None:
            return index, match
    return None


def fragments(clause: Clause) -> Iterator[Part]:
    """Every stretch with one literal, or two neighbours, that begins and ends at a word's edge; never the whole."""
    places = [index for index, piece in enumerate(clause) if not isinstance(piece, str)]
    for order, first in enumerate(places):
        for last in places[order : order + 2]:
            yield from _around(clause, first, last, order)


def _around(clause: Clause, first: int, last: int, order: int) -> Iterator[Part]:
    head = str(clause[first - 1]) if first > 0 and isinstance(clause[first - 1], str) else ""
    tail = str(clause[last + 1]) if last + 1 < len(clause) and isinstance(clause[last + 1], str) else ""
    begins = [len(head), *(match.start() for match in reversed([*WORD.finditer(head)][-WORDS_BEFORE:]))]
    ends = [0, *(match.end() for match in [*WORD.finditer(tail)][:WORDS_AFTER])]
    outer_before = clause[: first - 1] if head else clause[:first]
    outer_after = clause[last + 2 :] if tail else clause[last + 1 :]
    for begin in begins:
        for end in ends:
            if OPERATOR.match(head[begin:]) or OPERATOR.search(tail[:end]):
                continue
            stretch = joined((head[begin:], *clause[first : last + 1], tail[:end]))
            before, after = (*outer_before, head[:begin]), (tail[end:], *outer_after)
            if len(stretch) > 1 and (joined(before) or joined(after)):
                yield Part(before, stretch, after, order)
