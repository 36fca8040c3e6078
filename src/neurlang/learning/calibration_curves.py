"""Calibration: how often a model is right with a given score, and how well that holds for other texts.

A score is a number that is higher if the model is surer. The curve is the rising one with the least squared error. It
is found by pooling neighbours that are out of order (Ayer et al. 1955; Zadrozny and Elkan 2002 for classifiers).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring scores for which the curve has one value."""

    low: float
    high: float
    right: int
    count: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.count

    def joined(self, other: Block) -> Block:
        """One block made of this block and the one above it."""
        return Block(self.low, other.high, self.right + other.right, self.count + other.count)


def isotonic(judged: Iterable[tuple[float, bool]]) -> list[Block]:
    """The steps of the rising curve through scores and whether they were right, lowest first."""
    blocks: list[Block] = []
    for score, same in groupby(sorted(judged), key=lambda each: each[0]):
        verdicts = [right for _, right in same]
        blocks.append(Block(score, score, sum(verdicts), len(verdicts)))
        while len(blocks) > 1 and blocks[-2].share >= blocks[-1].share:
            above = blocks.pop()
            blocks[-1] = blocks[-1].joined(above)
    return blocks


def curve_through(blocks: Sequence[Block]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Points of a rising curve from score 0 to 1: both ends of each step, with straight lines between the steps.

    The highest value is that of the rule of succession for the highest step, (right + 1) / (count + 2): if all of a
    few were right, the next one is not certain to be.
    """
    highest = (blocks[-1].right + 1) / (blocks[-1].count + 2)
    points = {0.0: min(blocks[0].share, highest)}
    for block in blocks:
        points[block.low] = points[block.high] = min(block.share, highest)
    points[1.0] = max(points.values())
    scores = sorted(points)
    return tuple(scores), tuple(points[score] for score in scores)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidences are between two edges: their mean confidence, and how many were right."""

    low: float
    high: float
    count: int
    right: int
    confidence: float  # the mean


def reliability(judged: Sequence[tuple[float, bool]], edges: Sequence[float]) -> tuple[Bin, ...]:
    """Confidences and whether they were right, sorted into bins. The last bin includes its upper edge."""
    bins = []
    for low, high in pairwise(edges):
        inside = [each for each in judged if low <= each[0] < high or each[0] == high == edges[-1]]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), sum(right for _, right in inside), mean))
    return tuple(bins)
