"""The confusion matrix as a picture: which operation was asked for, and which one was read."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence

from neurlang.benchmarks.accuracy.cases import NO_OPERATION
from neurlang.optional_parts import load

MOST = 60  # labels on an axis; more cannot be read
OTHERS = "all others"
ENDINGS = ("refused", "error")  # columns for cases that got no answer
INCHES = 0.22  # of a cell


def check_drawing() -> None:
    """Raise MissingPartError if nothing is installed that draws."""
    load("matplotlib", "plot", "the confusion matrix")


def labels_of(confused: Mapping[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """The labels of rows (asked for) and columns (read as), the same ones first.

    If there are more than MOST operations, these are named: first those that were read as another one, or read for
    another one, then those that were refused, each by how often.
    """
    misread: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    for (wanted, found), count in confused.items():
        if found in ENDINGS:
            unanswered[wanted] += count
        elif wanted != found:
            misread.update({wanted: count, found: count})
    operations = {each for pair in confused for each in pair if each not in ENDINGS}
    ranked = sorted(operations, key=lambda name: (-misread[name], -unanswered[name], name))
    named = sorted(ranked[:MOST])
    rest = [OTHERS] if len(ranked) > MOST else []
    endings = [each for each in ENDINGS if any(found == each for _, found in confused)]
    return [*named, *rest], [*named, *rest, *endings]


def table_of(
    confused: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]
) -> list[list[int]]:
    """The counts for labels of `labels_of`."""
    table = [[0] * len(columns) for _ in rows]
    row_of = {name: place for place, name in enumerate(rows)}
    column_of = {name: place for place, name in enumerate(columns)}
    for (wanted, found), count in confused.items():
        row = row_of.get(wanted, row_of.get(OTHERS, 0))
        table[row][column_of.get(found, column_of.get(OTHERS, 0))] += count
    return table


def draw_confusion(confused: Mapping[tuple[str, str], int], title: str) -> bytes:
    """The matrix as PNG; a cell's colour is its share of its row. Raises MissingPartError without matplotlib."""
    figures = load("matplotlib.figure", "plot", "the confusion matrix")
    rows, columns = labels_of(confused)
    table = table_of(confused, rows, columns)
    shares = [[count / max(sum(row), 1) for count in row] for row in table]
    figure = figures.Figure(
        figsize=(4 + INCHES * len(columns), 3 + INCHES * len(rows)), dpi=120, layout="constrained"
    )
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="equal")
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            if count:
                dark = shares[row][column] > 0.5
                axes.text(
                    column,
                    row,
                    str(count),
                    ha="center",
                    va="center",
                    size=6,
                    color="white" if dark else "black",
                )
    axes.set_xticks(range(len(columns)), [_shown(each) for each in columns], rotation=90, fontsize=7)
    axes.set_yticks(range(len(rows)), [_shown(each) for each in rows], fontsize=7)
    axes.set(xlabel="read as", ylabel="asked for", title=title)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _shown(label: str) -> str:
    return "nothing" if label == NO_OPERATION else label
