"""Verdicts, figures and the confusion matrix."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from neurlang.benchmarks import (
    Case,
    Ending,
    Said,
    Scored,
    Tally,
    Verdict,
    accuracy_of,
    check_drawing,
    draw_confusion,
)
from neurlang.benchmarks.accuracy.confusion import MOST, OTHERS, labels_of, table_of
from neurlang.benchmarks.accuracy.expected import parse_expected
from neurlang.benchmarks.accuracy.scoring import latency_of
from neurlang.errors import MissingPartError

FIVE = Case("add 2 and 3", (parse_expected("5"),), 1, "ADD")
NOTHING = Case("order a pizza", (parse_expected("REFUSE"),), 2, "-")
REFUSED = Said(Ending.REFUSED)


def answered(value: int) -> Said:
    return Said(Ending.ANSWERED, value)


def scored(
    case: Case,
    said: Said,
    confidence: float | None = None,
    operation: str | None = None,
    seconds: float = 1e-3,
) -> Scored:
    return Scored(case, said, confidence, operation, seconds)


@pytest.mark.parametrize(
    ("case", "said", "verdict"),
    [
        (FIVE, answered(5), Verdict.RIGHT),
        (FIVE, answered(6), Verdict.WRONG),
        (FIVE, REFUSED, Verdict.REFUSED),
        (FIVE, Said(Ending.NO_ANSWER), Verdict.ERROR),
        (FIVE, Said(Ending.BROKEN), Verdict.ERROR),
        (NOTHING, REFUSED, Verdict.RIGHT),
        (NOTHING, answered(2), Verdict.WRONG),
        (NOTHING, Said(Ending.BROKEN), Verdict.ERROR),
    ],
)
def test_verdicts(case: Case, said: Said, verdict: Verdict) -> None:
    assert scored(case, said).verdict is verdict


def test_the_figures_of_a_measurement() -> None:
    wrong = scored(FIVE, answered(6), 0.95, "MUL")
    accuracy = accuracy_of(
        [
            scored(FIVE, answered(5), 0.95, "ADD"),
            wrong,
            scored(FIVE, answered(5), 1.0, "ADD"),  # notation: the network was not asked
            scored(NOTHING, REFUSED),
        ]
    )
    assert accuracy.total == Tally(cases=4, right=3, refused=0, wrong=1, error=0)
    assert accuracy.levels == {1: Tally(3, 2, 0, 1, 0), 2: Tally(1, 1, 0, 0, 0)}
    assert accuracy.without_answer == Tally(1, 1, 0, 0, 0)
    assert [(each.count, each.right) for each in accuracy.bins] == [(2, 1)]
    assert accuracy.calibration_error == pytest.approx(0.45)
    assert accuracy.misses == (wrong,)
    assert accuracy.confused == {("ADD", "ADD"): 2, ("ADD", "MUL"): 1, ("-", "-"): 1}


def test_without_answers_there_is_no_calibration_error() -> None:
    assert accuracy_of([scored(NOTHING, REFUSED)]).calibration_error is None


def test_percentiles_are_by_nearest_rank() -> None:
    latency = latency_of([0.001 * each for each in range(1, 201)])
    assert latency.mean == pytest.approx(100.5)
    assert latency.median == pytest.approx(100)
    assert latency.percentile_99 == pytest.approx(198)
    assert latency_of([0.002]).percentile_99 == pytest.approx(2)


def test_the_matrix_counts_what_was_asked_for_and_what_was_read() -> None:
    confused = Counter({("ADD", "ADD"): 7, ("ADD", "SUB"): 2, ("SUB", "refused"): 1})
    rows, columns = labels_of(confused)
    assert (rows, columns) == (["ADD", "SUB"], ["ADD", "SUB", "refused"])
    assert table_of(confused, rows, columns) == [[7, 2, 0], [0, 0, 1]]


def test_a_large_matrix_names_what_was_confused_and_sums_up_the_rest() -> None:
    confused = Counter({(f"op{each:03}", f"op{each:03}"): 1 for each in range(MOST + 40)})
    confused |= {("op098", "op099"): 1, ("op097", "refused"): 5}
    rows, columns = labels_of(confused)
    assert {"op097", "op098", "op099"} < set(rows)
    assert (len(rows), rows[-1], columns[-1]) == (MOST + 1, OTHERS, "refused")
    table = table_of(confused, rows, columns)
    assert sum(map(sum, table)) == confused.total()


@pytest.mark.slow
def test_the_picture_is_a_png_and_the_same_each_time() -> None:
    confused = Counter({("ADD", "ADD"): 7, ("ADD", "SUB"): 2, ("-", "-"): 1})
    picture = draw_confusion(confused, "title")
    assert picture.startswith(b"\x89PNG")
    assert draw_confusion(confused, "title") == picture


def test_without_matplotlib_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPartError, match=r"neurlang\[plot\]"):
        check_drawing()
