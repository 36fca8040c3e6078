"""How long commands end: what they wrote and what may follow; after Ctrl-C, what is kept and how to go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from neurlang.cli.endings import ending_lines
from neurlang.cli.training_here import ModelFiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended


def test_files_and_commands_are_listed() -> None:
    written = [(Path("m.pt"), "the model"), (Path("my model.md"), "its card")]
    assert [*ending_lines(written, ["nl prompt"])] == [
        "Written:",
        "  m.pt         the model",
        "  my model.md  its card",
        "Next:",
        "  nl prompt",
    ]
    assert [*ending_lines([], [])] == []


def test_data_are_made_and_then_trained_on(nl: Callable[..., Ended]) -> None:
    done = nl("datagen", "-o", "my data.jsonl", "-n", "2", "--workers", "1")
    size = Path("my data.jsonl").stat().st_size
    assert done.out.endswith(
        f"Written:\n  my data.jsonl  the data, {size:,} bytes\n"
        "Next:\n  nl train --data 'my data.jsonl'\n  nl accuracy --test-data 'my data.jsonl'\n"
    )


@pytest.mark.slow
def test_data_without_labels_are_not_for_training(nl: Callable[..., Ended]) -> None:
    done = nl("datagen", "-o", "code.jsonl", "-n", "2", "--workers", "1", "--schema", "library")
    assert done.out.endswith("Next:\n  nl datagen --schema intent makes what `nl train` reads\n")


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("has_part", [False, True])
def test_interrupted_data_say_what_is_kept(
    nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, has_part: bool
) -> None:
    import neurlang.prompts.training as training

    monkeypatch.setattr(training, "write_data", interrupt)
    if has_part:
        Path("data.jsonl.partial").touch()
    done = nl("datagen", "-o", "data.jsonl", "-n", "5")
    kept = "What is made is kept in data.jsonl.partial; the same command with --resume goes on."
    assert done.code == 130
    assert done.err == f"\nInterrupted. {kept if has_part else 'Nothing is kept; start again.'}\n"


def test_an_interrupted_measurement_keeps_nothing(
    nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    import neurlang.benchmarks as benchmarks

    monkeypatch.setattr(benchmarks, "accuracy_of", interrupt)
    row = {"text": "add 5 and 3", "intent": 0, "operand_count": 2, "operands": [5, 3, 0, 0], "level": 1}
    Path("data.jsonl").write_text(json.dumps(row), encoding="utf-8")
    done = nl("accuracy", "--test-data", "data.jsonl")
    assert (done.code, done.err) == (130, "\nInterrupted. Nothing is kept; start again.\n")


def test_an_interrupted_training_says_what_is_kept(tmp_path: Path) -> None:
    files = ModelFiles(tmp_path / "model.pt")
    assert files.kept() == "Nothing is kept, because there was no checkpoint yet; start again."
    (tmp_path / "model.checkpoint").touch()
    assert files.kept().endswith("model.checkpoint; the same command with --resume goes on.")
    only_model = ModelFiles(tmp_path / "model.pt", only_model=True)
    assert only_model.kept() == "Nothing is kept, because --only-model writes no checkpoint."
