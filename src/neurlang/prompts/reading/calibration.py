"""From the score of a reading to how often such a reading is right: a monotone curve, measured on held-out texts.

The curve of a model is a file beside it, as `prompts.confidence.json` beside `prompts.safetensors`;
`training.calibration` makes it (isotonic regression: Zadrozny and Elkan 2002). Without such a file, the score itself
is the confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from neurlang.errors import DataError, ModelError
from neurlang.learning import Bin, from_json


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a rising curve from 0 to 1, and the confidence that an answer needs."""

    scores: tuple[float, ...]
    confidences: tuple[float, ...]
    least: float

    def confidence(self, score: float) -> float:
        """The height of the curve at a score."""
        return _along(self.scores, self.confidences, score)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A curve through points, straight between them, and the confidence below which a text is refused.

    `held_out` shows how well the curve holds: how often readings were right to which it was not fitted.
    """

    scores: tuple[float, ...]  # from 0 to 1
    confidences: tuple[float, ...]  # for each score: the share of readings that are right
    least: float  # for an answer
    least_bare: float  # for an answer to a text without any number or quoted text
    held_out: tuple[Bin, ...] = ()
    trees: Curve | None = None  # of the likelihoods of trees of requests; without it, no tree is an answer
    functions: Curve | None = (
        None  # of the scores of calls of functions; without it, the score is the confidence
    )

    def confidence(self, score: float) -> float:
        """How often readings with such a score are right, 0 to 1."""
        return _along(self.scores, self.confidences, score)


def _along(scores: tuple[float, ...], confidences: tuple[float, ...], score: float) -> float:
    """The height of a curve through points at a score."""
    place = bisect_right(scores, score, lo=1, hi=len(scores) - 1)
    (left, right), (low, high) = (each[place - 1 : place + 1] for each in (scores, confidences))
    return low + (high - low) * (score - left) / (right - left)


SCORE_ITSELF = Calibration((0.0, 1.0), (0.0, 1.0), least=0.9, least_bare=0.95)


def calibration_file(model: Path) -> Path:
    """The file with the curve of a model."""
    return model.parent / f"{model.stem}.confidence.json"


@lru_cache(maxsize=8)
def calibration_of(model: Path) -> Calibration:
    """The curve of a model; `SCORE_ITSELF` if it has no file. Raises ModelError if the file is damaged."""
    path = calibration_file(model)
    if not path.is_file():
        return SCORE_ITSELF
    try:
        found = from_json(Calibration, path.read_bytes(), str(path))
    except (DataError, OSError) as error:
        raise ModelError(f"{path}: not the confidence of a model ({error})") from error
    if not all(_is_a_curve(each) for each in (found, found.trees, found.functions) if each is not None):
        raise ModelError(f"{path}: damaged: its points are not a rising curve from 0 to 1")
    return found


def _is_a_curve(found: Calibration | Curve) -> bool:
    return (
        len(found.scores) == len(found.confidences) >= 2
        and (found.scores[0], found.scores[-1]) == (0.0, 1.0)
        and all(left < right for left, right in pairwise(found.scores))
        and all(low <= high for low, high in pairwise(found.confidences))
        and found.confidences[0] >= 0.0
        and found.confidences[-1] <= 1.0
    )
