"""`nl accuracy`, also named `nl test-accuracy`: what it prints for the suite and for data files, and bad input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.prompts.reading import SHIPPED_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

ROWS = (
    {"text": "add 5 and 3", "intent": 0, "operand_count": 2, "operands": [5, 3, 0, 0], "level": 1},
    {"text": "add 5 and 4", "intent": 0, "operand_count": 2, "operands": [5, 5, 0, 0], "level": 1},
    {"text": "who won the match in 1998", "intent": None, "program": None},
    {"prompt": "a random number", "assembly": "ret", "test_cases": []},
)


@pytest.fixture
def data(tmp_path: Path, nl: Callable[..., Ended]) -> Path:
    """A data file in the folder in which `nl` runs."""
    path = Path("data.jsonl")
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["accuracy", "test-accuracy"])
def test_the_answers_of_a_data_file_are_scored(nl: Callable[..., Ended], data: Path, name: str) -> None:
    done = nl(name, "--test-data", data, "--json", "-v")
    assert done.code == 0
    assert done.json["total"] == {"cases": 3, "right": 2, "refused": 0, "wrong": 1, "error": 0}
    assert done.json["levels"]["1"]["wrong"] == 1
    assert done.json["without_answer"]["right"] == 1
    assert done.json["skipped"] == 1
    assert done.json["misses"] == [
        {"prompt": "add 5 and 4", "level": 1, "verdict": "wrong", "accepted": ["10"], "found": "9"}
    ]


def test_the_table_ends_with_how_to_go_on(nl: Callable[..., Ended], data: Path) -> None:
    lines = nl("accuracy", "--test-data", data).out.splitlines()
    assert lines[0].startswith("data.jsonl: 3 cases. Model: ")
    assert "all                   3    66.7%        0      1      0" in lines
    assert lines[-5:] == [
        "Left out: 1 rows that do not say how they should be answered.",
        "1 cases were not answered rightly; -v shows them.",
        "Next:",
        "  nl accuracy --test-data data.jsonl -v",
        '  nl prompt "add 5 and 3"',
    ]
    verbose = nl("accuracy", "--test-data", data, "-v").out
    assert verbose.splitlines()[-2:] == ["Next:", '  nl prompt "add 5 and 3"']
    assert "  wrong    1  add 5 and 4  (wanted 10, got 9)" in verbose


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("accuracy",), ("test-accuracy", "--model", SHIPPED_MODEL, "--benchmark")]
)
def test_the_suite_is_what_is_measured_by_default(
    nl: Callable[..., Ended], arguments: tuple[object, ...]
) -> None:
    done = nl(*arguments, "--json")
    assert done.json["data"] == "benchmark"
    assert done.json["total"]["cases"] == 500
    assert [tally["cases"] for tally in done.json["levels"].values()] == [100] * 5
    assert done.json["without_answer"]["cases"] == 75
    assert done.json["misses"] == []


@pytest.mark.slow
def test_the_confusion_matrix_is_drawn(nl: Callable[..., Ended], data: Path) -> None:
    done = nl("accuracy", "--test-data", data, "--confusion", "confusion.png")
    assert "\nWritten:\n  confusion.png  the confusion matrix\nNext:\n" in done.out
    assert Path("confusion.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--benchmark", "--test-data", "data.jsonl"), 2, "Give --benchmark or --test-data, not both."),
        (("--model", "none.onnx"), 1, "Model file not found: none.onnx"),
        (("--engine", "abacus"), 2, "Unknown engine 'abacus'"),
        (("--model", "data.jsonl"), 1, "No inference engine available for this model format"),
        (("--test-data", "none.jsonl"), 1, "Data file not found: none.jsonl"),
        (("--test-data", "cut.jsonl"), 1, "cut.jsonl:2: not JSON"),
        (("--test-data", "vague.jsonl"), 1, "vague.jsonl: no row says how it should be answered."),
        (("--confusion", "picture.jpg"), 2, "--confusion writes a .png file, not picture.jpg"),
        (("--confusion", "none/picture.png"), 2, "there is no folder none"),
    ],
)
def test_bad_input_is_one_clear_error(
    nl: Callable[..., Ended], data: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    whole = data.read_text(encoding="utf-8")
    Path("cut.jsonl").write_text(whole[: whole.index("add 5 and 4")], encoding="utf-8")
    Path("vague.jsonl").write_text(json.dumps(ROWS[-1]) + "\n", encoding="utf-8")
    done = nl("accuracy", *arguments)
    assert done.code == code
    assert done.err.startswith("Error: ")
    assert message in done.err


def test_without_matplotlib_nothing_is_measured(
    nl: Callable[..., Ended], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = nl("accuracy", "--test-data", data, "--confusion", "confusion.png")
    assert done.code == 1
    assert "The confusion matrix needs matplotlib, which is not installed." in done.err
    assert done.out == ""
