"""The confidence of calls: how often readings with a score are right, on requests in a stranger's words.

`development.txt` has these requests with their values. They were written without a look at the phrasings, and the head
is not trained on them; but phrasings were added after a look at what was missed, so the curve is a little too kind.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from neurlang.learning import curve_through, isotonic
from neurlang.prompts.reading import Curve, Engine, Scope, Value, candidates_of, items_of, read_function
from neurlang.prompts.training.calibration import DIGITS, LOWEST, MOST_WRONG
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate

OTHER_TEXTS = 800  # of the phrasebook, that ask for no operation, or for several
_REFUSE = "refuse"
_ALIKE = 0.9  # so like a phrasing, a text of the phrasebook asks for the function


@dataclass(frozen=True, slots=True)
class FunctionFit:
    """The curve of calls, and how the reader does with it on the texts that it was fitted to."""

    curve: Curve
    texts: int
    judged: tuple[tuple[float, bool], ...]  # score of each text that has a reading, and whether it is right

    @property
    def answered(self) -> tuple[bool, ...]:
        """Whether each text that is answered is answered rightly."""
        return tuple(
            right for score, right in self.judged if self.curve.confidence(score) >= self.curve.least
        )


def calibrate_functions(engine: Engine, seed: int) -> FunctionFit:
    """Fit the confidence of calls."""
    asked = development_texts()
    judged = [*_of_development(asked, engine), *_of_others(engine, seed)]
    scores, confidences = curve_through(isotonic(judged))
    curve = Curve(scores, tuple(round(each, DIGITS) for each in confidences), LOWEST)
    texts = len(asked) + OTHER_TEXTS
    return FunctionFit(replace(curve, least=_least(judged, curve, texts)), texts, tuple(judged))


def development_texts() -> tuple[tuple[str, object], ...]:
    """The requests of `development.txt` with their values; None for one that must be refused."""
    lines = resources.files(__package__).joinpath("development.txt").read_text("utf-8").splitlines()
    pairs = (line.rpartition(" => ") for line in lines if line and not line.startswith("#"))
    return tuple((text, None if value == _REFUSE else ast.literal_eval(value)) for text, _, value in pairs)


def _of_development(asked: Sequence[tuple[str, object]], engine: Engine) -> Iterator[tuple[float, bool]]:
    for text, wanted in asked:
        found = read_function(text, engine.model)
        if len(found.readings) == 1:  # of several, none is an answer
            yield round(found.score, DIGITS), _is(found.readings[0].value, wanted)


def _is(value: Value, wanted: object) -> bool:
    if isinstance(wanted, list):
        return isinstance(value, tuple) and len(value) == len(wanted) and all(map(_is, value, wanted))
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return math.isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return value == wanted


def _of_others(engine: Engine, seed: int) -> Iterator[tuple[float, bool]]:
    for example in generate(GenerationConfig(examples=OTHER_TEXTS, seed=seed), Tally()):
        if example.scope == Scope.ONE:
            continue  # an operation of the table reads it before
        candidates, _ = candidates_of(items_of(example.text), engine.model)
        if candidates and not (candidates[0].likeness > _ALIKE and not candidates[0].leftover):
            yield round(candidates[0].score, DIGITS), False


def _least(judged: Sequence[tuple[float, bool]], curve: Curve, texts: int) -> float:
    """The lowest confidence, LOWEST or more, with which at most MOST_WRONG of all texts are answered wrongly."""
    candidates = [LOWEST, *sorted({each for each in curve.confidences if each > LOWEST})]
    for least in candidates:
        if (
            sum(not right and curve.confidence(score) >= least for score, right in judged)
            <= MOST_WRONG * texts
        ):
            return least
    return candidates[-1]


def report_of_functions(fit: FunctionFit) -> str:
    """The figures of a fit, as a line for people."""
    return (
        f"{fit.texts:,} texts, a reading for {len(fit.judged):,}, {len(fit.answered):,} answered, "
        f"{fit.answered.count(False):,} wrongly; an answer needs {fit.curve.least}"
    )
