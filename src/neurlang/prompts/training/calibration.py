"""The confidence of a model: how often readings with a score are right, fitted to texts that it was not trained on.

The reader reads each text without a minimum of confidence, and its plan is judged. A file beside the model gets the
curve that turns scores into confidences, and the confidence that an answer needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from neurlang.errors import MeaningError, UsageError
from neurlang.learning import Bin, curve_through, deal_folds, isotonic, reliability, to_json
from neurlang.prompts.reading import (
    Calibration,
    Curve,
    Engine,
    Requests,
    RequestTree,
    calibration_file,
    calibration_of,
    trees_of,
)
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.judging import Judged, computes, is_refused, judge_all, same_value
from neurlang.prompts.training.stretches.trees import TreeText
from neurlang.result_files import write_file

LOWEST = 0.9  # an answer needs at least this confidence
MOST_WRONG = 0.005  # of all validation texts
BARE = (
    0.95  # score that texts without a number or a quoted text need; chosen by judgement, as few are held out
)
FOLDS = 5
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
DIGITS = 5  # of the file's numbers


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration, and how the reader does with it on the texts that it was fitted to."""

    calibration: Calibration
    texts: int
    answered: int  # with enough confidence, or without the network
    wrong: int  # of these


def calibrate(validation: Sequence[Example], engine: Engine) -> Fit:
    """Fit the confidence of an engine's model to texts that it was not trained on."""
    judged = list(judge_all(validation, engine))
    calibration = curve_of(judged)
    least = least_confidence(judged, calibration, len(validation))
    bare = max(least, calibration.confidence(BARE))
    bins = held_out_reliability(judged)
    known = calibration_of(engine.model)
    calibration = replace(
        calibration,
        least=least,
        least_bare=bare,
        held_out=bins,
        trees=known.trees,
        functions=known.functions,
    )
    answered = [each for each in judged if is_answered(each, calibration)]
    wrong = sum(not each.right for each in answered)
    return Fit(calibration, len(validation), len(answered), wrong)


def curve_of(judged: Iterable[Judged]) -> Calibration:
    """The curve through the scores and whether they were right. The confidence that an answer needs is not set yet."""
    scored = [(round(each.score, DIGITS), each.right) for each in judged if each.score is not None]
    scores, confidences = curve_through(isotonic(scored))
    return Calibration(scores, tuple(round(each, DIGITS) for each in confidences), LOWEST, LOWEST)


def least_confidence(judged: Sequence[Judged], calibration: Calibration, texts: int) -> float:
    """The lowest confidence, LOWEST or more, with which at most MOST_WRONG of all texts are answered wrongly.

    It is LOWEST or a value of the curve; the highest value if none is high enough.
    """
    candidates = [LOWEST, *sorted({each for each in calibration.confidences if each > LOWEST})]
    for least in candidates:
        tried = replace(calibration, least=least, least_bare=least)
        wrong = sum(is_answered(each, tried) and not each.right for each in judged)
        if wrong <= MOST_WRONG * texts:
            return least
    return candidates[-1]


def is_answered(judged: Judged, calibration: Calibration) -> bool:
    """Whether the reader answers a text; it always answers notation, for which the network is not asked."""
    least = calibration.least_bare if judged.bare else calibration.least
    return judged.score is None or calibration.confidence(judged.score) >= least


def held_out_reliability(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """How often readings of each confidence are right. Each fold uses the curve of the other folds."""
    random = Random(0)
    texts = [each.text for each in judged]
    confidences: list[tuple[float, bool]] = []
    for fold in deal_folds(texts, FOLDS, lambda count: random.sample(range(count), count)):
        held_out = set(fold)
        curve = curve_of(each for row, each in enumerate(judged) if row not in held_out)
        confidences += [
            (curve.confidence(each.score), each.right)
            for each in (judged[row] for row in fold)
            if each.score is not None
        ]
    bins = reliability(confidences, EDGES)
    return tuple(replace(each, confidence=round(each.confidence, DIGITS)) for each in bins)


@dataclass(frozen=True, slots=True)
class TreeFit:
    """A calibration with the curve of trees, and how the chart does with it on the texts that it was fitted to."""

    calibration: Calibration
    texts: int
    refused: int  # by the reader without the chart
    judged: tuple[
        tuple[float, bool], ...
    ]  # the likelihood of the best tree of these, and whether it is right

    @property
    def answered(self) -> tuple[bool, ...]:
        """Whether each text that the chart answers is answered rightly."""
        curve = self.calibration.trees
        assert curve is not None  # calibrate_trees
        return tuple(
            right for likelihood, right in self.judged if curve.confidence(likelihood) >= curve.least
        )


def calibrate_trees(trees: Iterable[TreeText], engine: Engine) -> TreeFit:
    """Fit the confidence of trees of requests, for the texts that the reader refuses without the chart."""
    known = calibration_of(engine.model)
    without = replace(known, trees=None)
    judged: list[tuple[float, bool]] = []
    texts = refused = 0
    for tree in trees:
        texts += 1
        try:
            if not is_refused(tree.text, engine, without):
                continue
            refused += 1
            found = trees_of(tree.text, Requests(engine, known))
        except (MeaningError, UsageError):
            continue  # an error is not an answer
        if len(found) == 1:
            judged.append((round(found[0].likelihood, DIGITS), _is_right_tree(found[0], tree)))
    scores, confidences = curve_through(isotonic(judged))
    curve = Curve(scores, tuple(round(each, DIGITS) for each in confidences), LOWEST)
    curve = replace(curve, least=_least_confidence_of_trees(judged, curve, texts))
    return TreeFit(replace(known, trees=curve), texts, refused, tuple(judged))


def _is_right_tree(found: RequestTree, tree: TreeText) -> bool:
    if tree.value is not None:
        return same_value(tree.value, found.value)
    return tree.program is not None and computes(tree.program, found.plan)


def _least_confidence_of_trees(judged: Sequence[tuple[float, bool]], curve: Curve, texts: int) -> float:
    """As `least_confidence`, for trees."""
    candidates = [LOWEST, *sorted({each for each in curve.confidences if each > LOWEST})]
    for least in candidates:
        wrong = sum(not right and curve.confidence(likelihood) >= least for likelihood, right in judged)
        if wrong <= MOST_WRONG * texts:
            return least
    return candidates[-1]


def write_calibration(calibration: Calibration, engine: Engine) -> None:
    """Write the curves beside the engine's model."""
    write_file(calibration_file(engine.model), (to_json(calibration) + "\n").encode())
    calibration_of.cache_clear()


def report_of_trees(fit: TreeFit) -> str:
    """The figures of a fit of trees, as a line for people."""
    wrong = fit.answered.count(False)
    return (
        f"{fit.texts:,} texts, {fit.refused:,} refused without the chart; it finds a tree for {len(fit.judged):,}, "
        f"answers {len(fit.answered):,}, {wrong:,} wrongly"
    )


def report_of(fit: Fit) -> str:
    """The figures of a fit, as lines for people."""
    needed = fit.calibration
    lines = [
        f"{fit.texts:,} texts, {fit.answered:,} answered, {fit.wrong:,} wrongly: {fit.wrong / fit.texts:.2%} of all",
        f"an answer needs {needed.least}; without a number or a quoted text {needed.least_bare}",
        "confidence       said    right       of",
    ]
    lines += [
        f"{each.low:.2f} to {each.high:.2f}  {each.confidence:.3f}    {each.right / each.count:.3f}  {each.count:7,}"
        for each in needed.held_out
    ]
    return "\n".join(lines)
