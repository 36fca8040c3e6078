"""Calibration: from a model's scores to how often it is right with such a score, and how well that holds.

A score is any number that is higher the surer the model is. The curve is the rising one with the least squared error,
found by pooling neighbours that are out of order (Ayer et al. 1955; Zadrozny and Elkan 2002 for classifiers).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring scores that the curve gives one value."""

    low: float
    high: float
    right: int
    count: int

    @property
    def share(self) -> float:
        """The part that is right."""
        return self.right / self.count

    def joined(self, other: Block) -> Block:
        """One block of this one and the one above it."""
        return Block(self.low, other.high, self.right + other.right, self.count + other.count)


def isotonic(judged: Iterable[tuple[float, bool]]) -> list[Block]:
    """The rising steps of scores with whether they were right, lowest first."""
    blocks: list[Block] = []
    for score, same in groupby(sorted(judged), key=lambda each: each[0]):
        verdicts = [right for _, right in same]
        blocks.append(Block(score, score, sum(verdicts), len(verdicts)))
        while len(blocks) > 1 and blocks[-2].share >= blocks[-1].share:
            above = blocks.pop()
            blocks[-1] = blocks[-1].joined(above)
    return blocks


def curve_through(blocks: Sequence[Block]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Points of a rising curve from score 0 to 1: both ends of each step, straight between the steps.

    No value is above what the highest step allows by the rule of succession, (right + 1) / (count + 2): that all of a
    few were right does not make the next one certain.
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
    """Answers whose confidences lie between two edges: what was said of them, and what they were."""

    low: float
    high: float
    count: int
    right: int
    confidence: float  # the mean


def reliability(judged: Sequence[tuple[float, bool]], edges: Sequence[float]) -> tuple[Bin, ...]:
    """Confidences with whether they were right, sorted into bins; the last one holds its upper edge too."""
    bins = []
    for low, high in pairwise(edges):
        inside = [each for each in judged if low <= each[0] < high or each[0] == high == edges[-1]]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), sum(right for _, right in inside), mean))
    return tuple(bins)
