"""`nl datagen`, `nl train`, `nl export-onnx`: the steps of the seed's quick start, with little data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

pytestmark = pytest.mark.slow


def fresh(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a separate process, as in the quick start."""
    return subprocess.run(
        [sys.executable, "-m", "neurlang.cli", *arguments],
        cwd=cwd,
        env=os.environ
        | {"OMP_NUM_THREADS": "1"},  # more threads would only spin, on cores that other tests need
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small data file and a model trained on it."""
    folder = tmp_path_factory.mktemp("training")
    made = fresh("datagen", "-o", "data.jsonl", "-n", "800", "--seed", "7", cwd=folder)
    assert made.returncode == 0, made.stderr
    assert "800 examples, seed 7" in made.stdout
    done = fresh(
        *("train", "--data", "data.jsonl", "--epochs", "2", "-o", "model.pt", "--backend", "pytorch"),
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    assert "Epoch 2/2:" in done.stdout
    assert "Training complete!\nModel saved to: model.pt" in done.stdout
    return folder


@pytest.fixture
def nl_there(
    trained: Path, nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    """Run `nl` in that folder, in this process, which loads torch only once."""
    monkeypatch.chdir(trained)
    return nl


def test_the_same_seed_gives_the_same_file(trained: Path, nl_there: Callable[..., Ended]) -> None:
    again = nl_there("datagen", "-o", "again.jsonl", "-n", "800", "--seed", "7", "--workers", "1", "--json")
    fields = again.json
    assert fields["schema"] == "neurlang.datagen/1"
    assert sum(fields["made"].values()) == 800
    assert (trained / "again.jsonl").read_bytes() == (trained / "data.jsonl").read_bytes()


def test_lines_have_the_fields_of_the_seed(trained: Path) -> None:
    rows = [json.loads(line) for line in (trained / "data.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all({"text", "intent", "operand_count", "operands", "program"} <= set(row) for row in rows)
    assert all(len(row["operands"]) == 4 for row in rows)


def test_the_figures_of_training_are_printed(trained: Path, nl_there: Callable[..., Ended]) -> None:
    options = ("--epochs", "1", "-o", "again.pt", "--backend", "native", "--json")
    done = nl_there("train", "--data", "data.jsonl", *options)
    assert done.code == 0, done.err
    assert done.json["schema"] == "neurlang.train/1"
    assert [epoch["epoch"] for epoch in done.json["epochs"]] == [1]
    (trained / "again.pt").unlink()


def test_a_trained_model_is_exported_and_answers_or_refuses(
    trained: Path, nl_there: Callable[..., Ended]
) -> None:
    done = nl_there("export-onnx", "-i", "model.pt", "-o", "model.onnx", "--json")
    assert done.code == 0, done.err
    assert done.json["bytes"] == (trained / "model.onnx").stat().st_size
    assert [check["stage"] for check in done.json["checks"]][-1] == "operator fusion"
    prompt = nl_there("prompt", "--model", "model.onnx", "--json", "add 5 and 3")
    assert prompt.code in (0, 1, 3)
    assert prompt.json["schema"] == "neurlang.prompt/1"


@pytest.mark.parametrize("options", [("--fp16",), ("--no-optimize",), ("--opset", "21")])
def test_the_options_of_the_export(
    trained: Path, nl_there: Callable[..., Ended], options: tuple[str, ...]
) -> None:
    done = nl_there("export-onnx", "-i", "model.pt", "-o", "other.onnx", *options)
    assert done.code == 0, done.err
    assert "argmax agreement" in done.out
    assert "Warning" not in done.err
    (trained / "other.onnx").unlink()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("train", "--data", "none.jsonl"), 1, "Data file not found: none.jsonl"),
        (("train", "--data", "data.jsonl", "-o", "model.mpk"), 2, "Unknown model format '.mpk'"),
        (("train", "--data", "model.pt"), 1, "model.pt:1: not JSON"),
        (("export-onnx", "-i", "none.pt"), 1, "Model file not found: none.pt"),
        (("export-onnx", "-i", "data.jsonl"), 1, "a model to export is a .pt or .safetensors file"),
        (("export-onnx", "-o", "model.txt"), 2, "is a .onnx file"),
        (("export-onnx", "-i", "model.pt", "--opset", "9"), 2, "--opset is 18 to 23, not 9"),
        (("export-onnx", "-i", "model.pt", "-o", "nowhere/model.onnx"), 2, "File not writable"),
        (("datagen", "-o", "nowhere/data.jsonl", "-n", "10"), 2, "File not writable"),
    ],
)
def test_bad_input_is_one_clear_line(
    trained: Path, nl_there: Callable[..., Ended], arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = sorted(path.name for path in trained.iterdir())
    done = nl_there(*arguments)
    assert done.code == code
    assert words in done.err
    assert "Traceback" not in done.err
    assert sorted(path.name for path in trained.iterdir()) == before
