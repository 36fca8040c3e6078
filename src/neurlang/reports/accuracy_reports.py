"""How right answers are, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, TypedDict, cast

from neurlang.benchmarks import Accuracy, Scored
from neurlang.prompts.reading import Engine

MILLISECOND_DIGITS = 4
SHARE_DIGITS = 5


class TallyFields(TypedDict):
    """How many cases have each verdict."""

    cases: Annotated[int, "how many there are"]
    right: Annotated[int, "answered rightly, or refused where a refusal is wanted"]
    refused: Annotated[int, "refused, although there is an answer"]
    wrong: Annotated[int, "answered with something else"]
    error: Annotated[int, "another error, although there is an answer"]


class ConfidenceBin(TypedDict):
    """Answers whose confidences are between two bounds."""

    low: Annotated[float, "the lower bound"]
    high: Annotated[float, "the upper bound"]
    count: Annotated[int, "how many answers"]
    right: Annotated[int, "how many of them are right"]
    confidence: Annotated[float, "their mean confidence"]


class LatencyFields(TypedDict):
    """How long an answer takes, from the text to the verified result, in milliseconds."""

    mean: Annotated[float, "the mean"]
    median: Annotated[float, "half of the answers take at most this long"]
    percentile_99: Annotated[float, "99 % of the answers take at most this long"]


class Miss(TypedDict):
    """A case that was not answered rightly."""

    prompt: Annotated[str, "the text"]
    level: Annotated[int, "1 to 5; 0 if nobody said"]
    verdict: Annotated[Literal["refused", "wrong", "error"], "what became of it"]
    accepted: Annotated[list[str], "what would have been right"]
    found: Annotated[str, "the answer, or how the prompt ended"]


class AccuracyReport(TypedDict):
    """`nl accuracy --json`: how many prompts are answered rightly."""

    schema: Literal["neurlang.accuracy/1"]
    data: Annotated[str, "the data file, or benchmark"]
    model: Annotated[str, "the file of the model"]
    engine: Annotated[str, "what evaluated it"]
    total: Annotated[TallyFields, "all cases"]
    levels: Annotated[dict[str, TallyFields], "the cases of each level; 0 if nobody said"]
    without_answer: Annotated[TallyFields, "the cases for which a refusal or an error is right"]
    skipped: Annotated[int, "rows that do not say how they should be answered"]
    confidence: Annotated[
        list[ConfidenceBin], "how often answers are right, by confidence; notation has none"
    ]
    calibration_error: Annotated[
        float | None, "mean distance of confidence and the share that is right; null without answers"
    ]
    latency_ms: Annotated[LatencyFields, "of one answer, warm"]
    misses: Annotated[list[Miss], "with --verbose, what was not right; else empty"]


def accuracy_report(
    data: Path | None, engine: Engine, accuracy: Accuracy, skipped: int, *, with_misses: bool
) -> AccuracyReport:
    """All figures of a measurement; `data` is None for the suite."""
    error = accuracy.calibration_error
    return {
        "schema": "neurlang.accuracy/1",
        "data": "benchmark" if data is None else str(data),
        "model": str(engine.model),
        "engine": engine.name,
        "total": cast("TallyFields", asdict(accuracy.total)),
        "levels": {
            str(level): cast("TallyFields", asdict(tally)) for level, tally in accuracy.levels.items()
        },
        "without_answer": cast("TallyFields", asdict(accuracy.without_answer)),
        "skipped": skipped,
        "confidence": [
            {
                "low": each.low,
                "high": each.high,
                "count": each.count,
                "right": each.right,
                "confidence": round(each.confidence, SHARE_DIGITS),
            }
            for each in accuracy.bins
        ],
        "calibration_error": None if error is None else round(error, SHARE_DIGITS),
        "latency_ms": {
            "mean": round(accuracy.latency.mean, MILLISECOND_DIGITS),
            "median": round(accuracy.latency.median, MILLISECOND_DIGITS),
            "percentile_99": round(accuracy.latency.percentile_99, MILLISECOND_DIGITS),
        },
        "misses": [_miss(each) for each in accuracy.misses] if with_misses else [],
    }


def _miss(scored: Scored) -> Miss:
    return {
        "prompt": scored.case.prompt,
        "level": scored.case.level,
        "verdict": cast("Literal['refused', 'wrong', 'error']", scored.verdict.value),
        "accepted": [str(each) for each in scored.case.accepted],
        "found": str(scored.said),
    }
