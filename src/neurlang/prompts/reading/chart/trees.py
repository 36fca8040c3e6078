"""The likeliest trees of requests for a text: which of its stretches are requests, and what it asks of their values.

A stretch that the head finds likely is read like a text of its own, with the stretches inside it replaced by their
values in every way. So the trees grow from the shortest stretches to the whole text (Kay 1980).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from neurlang.prompts.reading.by_network import Requests
from neurlang.prompts.reading.chart.passages import (
    Passage,
    PassageReading,
    Placed,
    readings_of,
    replaced,
)
from neurlang.prompts.reading.chart.sequels import sequel_of
from neurlang.prompts.reading.chart.stretch_head import stretch_head_of
from neurlang.prompts.reading.chart.stretches import core_of, stretches_of, with_determiner
from neurlang.prompts.reading.chart.unfit import is_unfit_stretch, is_unfit_text
from neurlang.prompts.reading.engines import SeesPlaces
from neurlang.prompts.reading.literals import Lexed, lex
from neurlang.prompts.reading.literals.normal_form import normalise
from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.notation import Tree
from neurlang.prompts.reading.plan import Plan
from neurlang.prompts.reading.tokens import pieces_of, tokenize

LEAST = 0.2  # probability of a stretch that is tried
MOST = 8  # stretches that are tried
MOST_INSIDE = 3  # requests directly inside another one
MOST_TREES = 2  # of a stretch or a text, the likeliest of different value
RIVAL = 0.1  # a tree with this share of the best one's likelihood is another reading
LEAST_LIKELY = 0.2  # of a tree that may be an answer; chosen by judgement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a request, and how likely it is one."""

    start: int
    end: int
    probability: float

    def holds(self, other: Candidate) -> bool:
        """Whether another stretch is a part of this one."""
        return self.start <= other.start and other.end <= self.end and self != other


@dataclass(frozen=True, slots=True)
class RequestTree:
    """A tree of requests: its plan and value, the stretches in it, and the product of the readings' scores.

    `likelihood` is how likely its stretches are requests, no other stretch is, and each request reads as it does.
    """

    plan: Plan
    value: Value
    tree: Tree
    score: float
    used: frozenset[Candidate]
    likelihood: float


@dataclass(frozen=True, slots=True)
class Prospect:
    """A passage that may be read; `likelihood` is how likely its tree is if it reads as one request for sure."""

    passage: Passage
    used: frozenset[Candidate]
    score: float
    likelihood: float

    def tree(self, reading: PassageReading) -> RequestTree:
        """The tree with a reading of the passage."""
        return RequestTree(
            reading.plan,
            reading.value,
            reading.tree,
            self.score * reading.score,
            self.used,
            self.likelihood * reading.score,
        )


def trees_of(text: str, requests: Requests) -> list[RequestTree]:
    """The likeliest tree of a text with a request inside a request, and its rivals: others of different value."""
    cased = normalise(text).cased
    lexed = lex(cased)
    if len(lexed.text) != len(cased) or is_unfit_text(lexed):  # places must be the same in both texts
        return []
    candidates = _candidates(lexed, requests)
    if not candidates:
        return []
    return _Chart(cased, candidates, requests).trees()


def _candidates(lexed: Lexed, requests: Requests) -> list[Candidate]:
    """The likely requests in a text, the likeliest first; of two that differ by a determiner, one."""
    head = stretch_head_of(requests.engine.model)
    stretches = stretches_of(lexed)
    if head is None or not stretches or not isinstance(requests.engine, SeesPlaces):
        return []
    places = requests.engine.places(tokenize(pieces_of(lexed)))
    found = head.probabilities(places, [(each.first, each.behind) for each in stretches]).tolist()
    likely = [
        Candidate(stretch.start, stretch.end, probability)
        for probability, stretch in zip(found, stretches, strict=True)
        if probability >= LEAST and not is_unfit_stretch(lexed.text, stretch.start, stretch.end)
    ]
    likely.sort(key=lambda each: -each.probability)
    by_core: dict[tuple[int, int], Candidate] = {}
    for candidate in likely:
        by_core.setdefault(core_of(lexed.text, candidate.start, candidate.end), candidate)
    return list(by_core.values())[:MOST]


class _Chart:
    """The trees of each candidate stretch of one text."""

    def __init__(self, text: str, candidates: Sequence[Candidate], requests: Requests) -> None:
        self._text = text
        self._candidates = candidates
        self._requests = requests
        self._inner: dict[Candidate, list[RequestTree]] = {}
        self._read: dict[Passage, list[PassageReading]] = {}

    def trees(self) -> list[RequestTree]:
        """The trees of the whole text."""
        for candidate in sorted(self._candidates, key=lambda each: each.end - each.start):
            inside = [each for each in self._candidates if candidate.holds(each)]
            plain = Passage(self._text[candidate.start : candidate.end])
            prospects = [self._prospect(plain, (), inside)]
            prospects += self._composed(candidate.start, candidate.end, inside)
            self._inner[candidate] = [
                replace(each, used=each.used | {candidate}) for each in self._likeliest(prospects)
            ]
        found = self._likeliest(self._composed(0, len(self._text), self._candidates))
        return found if found and found[0].likelihood >= LEAST_LIKELY else []

    def _composed(self, start: int, end: int, inside: Sequence[Candidate]) -> Iterator[Prospect]:
        """The ways to put the values of trees into a part of the text."""
        readable = sorted((each for each in inside if self._inner.get(each)), key=lambda each: each.start)
        for count in range(1, MOST_INSIDE + 1):
            for chosen in combinations(readable, count):
                if any(left.end > right.start for left, right in pairwise(chosen)):
                    continue
                for trees in product(*(self._inner[each] for each in chosen)):
                    for passage in self._passages(start, end, chosen, trees):
                        yield self._prospect(passage, trees, inside)

    def _passages(
        self, start: int, end: int, chosen: Sequence[Candidate], trees: Sequence[RequestTree]
    ) -> Iterator[Passage]:
        """The part of the text with the values of trees in their places, or in the place of a pronoun."""
        text = self._text[start:end]
        values = [
            Placed(with_determiner(text, each.start - start), each.end - start, tree.plan.root)
            for each, tree in zip(chosen, trees, strict=True)
        ]
        if (passage := replaced(text, values)) is not None:
            yield passage
        first, *others = values
        found = sequel_of(text, first.start, first.end)
        if found is None:
            return
        begin, low, high = found
        if any(each.start < high and low < each.end for each in others):
            return
        moved = sorted((Placed(low, high, first.node), *others), key=lambda each: each.start)
        values = [Placed(each.start - begin, each.end - begin, each.node) for each in moved]
        if (passage := replaced(text[begin:], values)) is not None:
            yield passage

    def _prospect(
        self, passage: Passage, inner: Sequence[RequestTree], inside: Sequence[Candidate]
    ) -> Prospect:
        used: frozenset[Candidate] = frozenset().union(*(each.used for each in inner))
        score = math.prod(each.score for each in inner)
        chances = (each.probability if each in used else 1.0 - each.probability for each in inside)
        return Prospect(passage, used, score, score * math.prod(chances))

    def _likeliest(self, prospects: Iterable[Prospect]) -> list[RequestTree]:
        """The likeliest trees of different value, without those that are no rivals of the best.

        A tree is at most as likely as its prospect, so prospects that are too unlikely are not read.
        """
        found: list[RequestTree] = []
        best = LEAST_LIKELY
        for prospect in sorted(prospects, key=lambda each: -each.likelihood):
            if prospect.likelihood < RIVAL * best:
                break
            for reading in self._readings(prospect.passage):
                tree = prospect.tree(reading)
                found.append(tree)
                best = max(best, tree.likelihood)
        found.sort(key=lambda each: -each.likelihood)
        kept: list[RequestTree] = []
        for tree in found:
            if tree.likelihood >= RIVAL * best and all(tree.value != other.value for other in kept):
                kept.append(tree)
        return kept[:MOST_TREES]

    def _readings(self, passage: Passage) -> list[PassageReading]:
        if passage not in self._read:
            self._read[passage] = list(readings_of(passage, self._requests))
        return self._read[passage]
