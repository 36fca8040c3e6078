"""`nl datagen`, `nl train`, `nl export-onnx`: the steps of the seed's quick start, with little data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

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
        (("train", "--data", "model.pt"), 1, "model.pt:1: not UTF-8 text"),
        (("export-onnx", "-i", "none.pt"), 1, "Model file not found: none.pt"),
        (("export-onnx", "-i", "data.jsonl"), 1, "a model to export is a .pt or .safetensors file"),
        (("export-onnx", "-o", "model.txt"), 2, "is a .onnx file"),
        (("export-onnx", "-i", "model.pt", "--opset", "9"), 2, "--opset is 18 to 23, not 9"),
        (("export-onnx", "-i", "model.pt", "-o", "nowhere/model.onnx"), 2, "File not writable"),
        (("datagen", "-o", "nowhere/data.jsonl", "-n", "10"), 2, "File not writable"),
        (
            ("datagen", "-o", "x.jsonl", "--schema", "both"),
            2,
            "--schema is one of intent, library, full, not 'both'",
        ),
        (("datagen", "-o", "x.jsonl", "--format", "csv"), 2, "--format is one of jsonl, parquet, not 'csv'"),
        (("datagen", "-o", "x.jsonl", "--stdlib-dir", "none"), 2, "Not a folder: none"),
        (("datagen", "-o", "x.jsonl", "--level", "6"), 2, "less than or equal to 5"),
        (("train", "--data", "cut.jsonl"), 1, "the line is cut off; 1 of 2 lines are good"),
    ],
)
def test_bad_input_is_one_clear_line(
    trained: Path, nl_there: Callable[..., Ended], arguments: tuple[str, ...], code: int, words: str
) -> None:
    (trained / "cut.jsonl").write_bytes(
        (trained / "data.jsonl").read_bytes().partition(b"\n")[0] + b'\n{"tex'
    )
    before = sorted(path.name for path in trained.iterdir())
    done = nl_there(*arguments)
    assert done.code == code
    assert words in done.err
    assert "Traceback" not in done.err
    assert sorted(path.name for path in trained.iterdir()) == before


def test_the_seed_s_command_has_all_sources(trained: Path, nl_there: Callable[..., Ended]) -> None:
    """`nl datagen -o F --include-examples --stdlib-dir lib`, then `nl train`, which learns what it has heads for."""
    repository = Path(__file__).parents[2]
    command = ("datagen", "-o", "all.jsonl", "-n", "400", "-l", "5", "--include-examples", "--workers", "2")
    done = nl_there(*command, "--stdlib-dir", str(repository / "lib"))
    assert done.code == 0, done.err
    for line in (
        "400 examples, seed 42",
        "level 5",
        "functions",
        "trained on",
        "examples skipped",
        "nl train --data",
    ):
        assert line in done.out
    report = nl_there(*command, "--stdlib-dir", str(repository / "lib"), "--json", "--resume").json
    assert sum(report["levels"].values()) == report["examples"] == 400
    assert set(report["origins"]) == {"library", "examples", "phrases", "patterns", "refusals"}
    assert report["heads"]["function"] == sum(report["functions"].values())
    assert report["heads"]["intent"] == sum(report["intents"].values())
    assert report["bytes"] == (trained / "all.jsonl").stat().st_size
    learned = nl_there("train", "--data", "all.jsonl", "--epochs", "1", "-o", "all.pt")
    assert learned.code == 0, learned.err
    assert "examples are of functions of the library, which have a head of their own" in learned.out


@pytest.mark.parametrize("schema", ["library", "full"])
@pytest.mark.parametrize("written_as", ["jsonl", "parquet"])
def test_schemas_and_formats_are_written(
    trained: Path, nl_there: Callable[..., Ended], schema: str, written_as: str
) -> None:
    if written_as == "parquet":
        pytest.importorskip("pyarrow")
    name = f"{schema}.{written_as}"
    done = nl_there(
        "datagen", "-o", name, "-n", "20", "--schema", schema, "--format", written_as, "--workers", "1"
    )
    assert done.code == 0, done.err
    assert f"{name}: 20 examples" in done.out
    assert (trained / name).stat().st_size > 1000
