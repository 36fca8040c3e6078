"""The learned residual on top of the pipeline: what its error usually is for such code, and how far to trust that.

Ridge regressions on shares of instruction classes, each fitted to another draw of the kernels with replacement (Breiman
1996). Their mean corrects the pipeline; their disagreement, with the errors that remain on kernels left out, is the
uncertainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neurlang.kernels.judge.modelling.instructions import CLASSES, PLACE
from neurlang.kernels.judge.modelling.loops import PreparedLoop
from neurlang.kernels.judge.modelling.pipeline import Pipeline

Reals = NDArray[np.float64]

MEMBERS = 8
RIDGE = 3.0
LARGEST = 0.25  # of a correction, as a logarithm: beyond that the model has seen nothing like it
BOUND = 0.5  # of errors in the fit
FEATURES = 2 * (len(CLASSES) + 12)
UNITS = ("divide.f32", "divide.f64", "root.f32", "root.f64")


@dataclass(frozen=True, slots=True)
class Residual:
    """Coefficients of each member (members by features), the scale of features, and the errors that remain.

    `error` is the deviation of the logarithm of predicted over measured, `within` that among forms of a kernel.
    """

    coefficients: Reals
    center: Reals
    scale: Reals
    error: float
    within: float

    def corrections(self, features: Reals) -> Reals:
        """What each member adds to the logarithm of the prediction: members by rows."""
        scaled = (features - self.center) / self.scale
        found: Reals = self.coefficients[:, :1] + self.coefficients[:, 1:] @ scaled.T
        return np.clip(found, -LARGEST, LARGEST)


def features_of(loop: PreparedLoop, cycles: float) -> list[float]:
    """What the correction depends on: shares of classes, the size of the loop, cycles for an instruction.

    Loops that call functions have coefficients of their own beside the common ones.
    """
    common = _common_features(loop, cycles)
    return [*common, *(common if loop.functions else [0.0] * len(common))]


def _common_features(loop: PreparedLoop, cycles: float) -> list[float]:
    counts = np.bincount(loop.kinds, minlength=len(CLASSES)).astype(float)
    total = max(len(loop.kinds), 1)
    dividing = sum(counts[PLACE[name]] for name in UNITS)
    streamed = float((loop.loads == 2).sum() + (loop.stores == 2).sum())
    size = float(np.log(total))
    return [
        *(counts / total).tolist(),
        float(np.log(cycles / total)),
        size,
        size * size,
        float(loop.vectors > 1),
        float(loop.vectors > 2),
        float(loop.is_outside),
        streamed / total,
        float(dividing > 0),
        dividing / max(cycles, 1.0),
        len(loop.functions) / max(cycles / loop.vectors, 1.0),
        1.0,
        float(loop.lanes <= 8),
    ]


def feature_rows(pipeline: Pipeline, loops: Sequence[PreparedLoop], cycles: Reals) -> Reals:
    """The features of many loops."""
    return np.array([features_of(loop, each) for loop, each in zip(loops, cycles, strict=True)])


def fit_residual(features: Reals, errors: Reals, groups: NDArray[np.int64], seed: int = 0) -> Residual:
    """The residual for errors of the pipeline: logarithms of measured over predicted. Deterministic."""
    center, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    scaled = (features - center) / scale
    bounded = np.clip(errors, -BOUND, BOUND)
    random = np.random.default_rng(seed)
    count = int(groups.max()) + 1
    members, left_out = [], np.full((MEMBERS, len(errors)), np.nan)
    for member in range(MEMBERS):
        drawn = np.bincount(random.integers(count, size=count), minlength=count).astype(float)
        weights = drawn[groups]
        coefficients = _ridge(scaled, bounded, weights)
        members.append(coefficients)
        missed = weights == 0
        found = np.clip(coefficients[0] + scaled[missed] @ coefficients[1:], -LARGEST, LARGEST)
        left_out[member, missed] = errors[missed] - found
    known = ~np.isnan(left_out).all(axis=0)
    rest = np.nanmean(left_out[:, known], axis=0)
    return Residual(np.array(members), center, scale, _robust_deviation(rest), _within(rest, groups[known]))


def _ridge(features: Reals, values: Reals, weights: Reals) -> Reals:
    """The intercept and the coefficients; a few reweightings keep outliers from deciding (Huber 1964)."""
    rows = np.column_stack([np.ones(len(features)), features])
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(4):
        distance = np.abs(values - rows @ found)
        robust = weights * np.minimum(1.0, 0.1 / np.maximum(distance, 1e-9))
        found = np.linalg.solve(rows.T @ (robust[:, None] * rows) + penalty, rows.T @ (robust * values))
    return found


def _robust_deviation(errors: Reals) -> float:
    """The standard deviation of a normal distribution with the same median size."""
    return float(1.4826 * np.median(np.abs(errors - np.median(errors)))) if len(errors) else 0.0


def _within(errors: Reals, groups: NDArray[np.int64]) -> float:
    """The deviation of errors from the mean of their group, for groups of several."""
    count = np.bincount(groups)
    mean = np.bincount(groups, errors) / np.maximum(count, 1)
    several = count[groups] > 1
    return _robust_deviation((errors - mean[groups])[several])
