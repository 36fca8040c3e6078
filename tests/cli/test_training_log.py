"""`nl train` on this machine: its log, its files, resuming, cross-validation."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

pytestmark = pytest.mark.slow
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_a9e722efd6dbb069.txt"
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}  # more threads would only spin


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small data file."""
    path = tmp_path_factory.mktemp("data") / "training_data.jsonl"
    command = [
        sys.executable,
        "-m",
        "neurlang.cli",
        "datagen",
        "-o",
        str(path),
        "-n",
        "120",
        "--workers",
        "1",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return path


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """With small tensors more threads only spin, on cores that other tests need."""
    import torch

    torch.set_num_threads(1)


def block(after: str) -> list[str]:
    """The lines of the code block that follows a text of the seed's document."""
    text = SEED.read_text(encoding="utf-8").partition(after)[2]
    return text.partition("```\n")[2].partition("\n```")[0].splitlines()


def shape(line: str) -> str:
    """A line with its figures, names and unit of time left open."""
    line = re.sub(r"(Data|Model saved to): \S+", r"\1: FILE", line)
    line = re.sub(r"minutes?|seconds?", "TIME", line)
    return re.sub(r"\d+(\.\d+)?", lambda figure: "N." + "d" * len(figure[1] or "."), line)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed's document is not here")
def test_the_log_has_the_lines_of_the_seeds(nl: Callable[..., Ended], data: Path) -> None:
    done = nl("train", "--data", data, "--epochs", "2", "-o", "model.safetensors", "--device", "cpu")
    assert done.code == 0, done.err
    wanted = block("### Training Output")
    found, _, rest = done.out.partition("\n\nWritten:\n")
    assert [shape(line) for line in found.splitlines()] == [shape(line) for line in wanted]
    assert rest.splitlines() == [
        "  model.safetensors  the model",
        "  model.card.md      its card: data, settings, figures",
        "  model.curves.png   loss and accuracy of each epoch",
        "  model.checkpoint   the run, for --resume",
        "Next:",
        "  nl accuracy --benchmark --model model.safetensors",
        '  nl prompt --model model.safetensors "add 5 and 3"',
        "  nl export-onnx -i model.safetensors -o model.onnx",
    ]
    assert "  Batch size: 256\n  Learning rate: 0.001\n" in found


@pytest.mark.skipif(not SEED.is_file(), reason="the seed's document is not here")
def test_cross_validation_has_the_lines_of_the_seeds(
    nl: Callable[..., Ended], data: Path, tmp_path: Path
) -> None:
    options = ("--cross-validate", "--folds", "2", "--epochs", "1", "--device", "cpu")
    done = nl("train", "--data", data, *options)
    assert done.code == 0, done.err
    title, *folds, empty, mean = (shape(line) for line in block("--cross-validate --folds 5\n```"))
    found, _, rest = done.out.partition("\n\nNext:\n")
    assert [shape(line) for line in found.splitlines()] == [title, *folds[:2], empty, mean]
    assert rest == f"  nl train --data {data}\n"
    assert list(tmp_path.iterdir()) == []
    report = nl("train", "--data", data, *options, "--json").json
    assert report["schema"] == "neurlang.cross-validation/1"
    assert f"Fold 2: {report['folds'][1]['accuracy']:.1%} accuracy" in done.out
    assert f"Mean accuracy: {report['mean']:.1%} ± {report['deviation']:.1%}" in done.out


def test_a_model_has_a_card_curves_and_files_for_tensorboard(
    nl: Callable[..., Ended], data: Path, tmp_path: Path
) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    done = nl(
        *("train", "--data", data, "--epochs", "2", "--profile", "cpu", "--lr", "0.002", "--light"),
        *("-o", "mine.pt", "--logdir", "logs", "--json"),
    )
    assert done.code == 0, done.err
    names = ["mine.pt", "mine.card.md", "mine.curves.png", "mine.checkpoint"]
    assert done.json["files"] == names
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*names, "logs"])
    assert (tmp_path / "mine.curves.png").read_bytes().startswith(b"\x89PNG")
    card = (tmp_path / "mine.card.md").read_text(encoding="utf-8")
    assert "| data | training_data.jsonl, 120 examples |" in card
    assert '"batch_size": 32, "learning_rate": 0.002' in card
    assert "| parameters | 53,158 |" in card
    log = EventAccumulator(str(tmp_path / "logs")).Reload()
    losses = [each["validation_loss"] for each in done.json["epochs"]]
    assert [each.value for each in log.Scalars("loss/validation")] == pytest.approx(losses, rel=1e-6)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_training_goes_on_with_the_same_result(
    nl: Callable[..., Ended], data: Path, tmp_path: Path, interrupts: None, number: signal.Signals
) -> None:
    many = ["--epochs", "20", "--patience", "20"]  # so that it is stopped long before its end
    options = ["--data", str(data), *many, "--batch-size", "16", "--device", "cpu", "-v"]
    whole = nl("train", *options, "-o", "whole.safetensors")
    assert whole.code == 0, whole.err
    command = [sys.executable, "-m", "neurlang.cli", "train", *options, "-o", "stopped.safetensors"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert any(line.startswith("Epoch 2/") for line in process.stdout)
        process.send_signal(number)
        _, told = process.communicate()
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    if number == signal.SIGINT:
        assert told == (
            "\nInterrupted. The run is kept in stopped.checkpoint; the same command with --resume goes on.\n"
        )
    assert not (tmp_path / "stopped.safetensors").exists()
    resumed = nl("train", *options, "-o", "stopped.safetensors", "--resume")
    assert resumed.code == 0, resumed.err
    assert "Epoch 1/20" not in resumed.out
    assert "Epoch 20/20" in resumed.out
    assert (tmp_path / "stopped.safetensors").read_bytes() == (tmp_path / "whole.safetensors").read_bytes()


def test_a_model_may_be_all_that_is_written(nl: Callable[..., Ended], data: Path, tmp_path: Path) -> None:
    done = nl("train", "--data", data, "--epochs", "1", "--device", "cpu", "-o", "mine.pt", "--only-model")
    assert done.code == 0, done.err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.pt"]
    assert "Written:\n  mine.pt  the model\nNext:\n" in done.out


def test_the_profiles_are_listed(nl: Callable[..., Ended]) -> None:
    done = nl("train", "--list-profiles")
    assert done.code == 0
    assert "b300     NVIDIA Blackwell  512         192 GB    Next-gen\n" in done.out
    report = nl("train", "--list-profiles", "--json").json
    assert [each["name"] for each in report["profiles"]] == [
        line.split()[0] for line in done.out.splitlines()[1:]
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--profile", "h1000"), 2, "Unknown profile 'h1000': choose from h100, h200"),
        (("--device", "tpu"), 2, "Unknown device 'tpu'"),
        (("--device", "cuda:99"), 1, "PyTorch cannot train on 'cuda:99' here"),
        (("--resume", "--only-model"), 2, "--only-model writes no checkpoint, and --resume needs one"),
        (("--resume",), 1, "No checkpoint to go on from: model.checkpoint\nLeave out `--resume`"),
        (("--resume", "-o", "damaged.onnx"), 1, "damaged.checkpoint: not a checkpoint of this release"),
        (("--cross-validate", "--backend", "docker"), 2, "--cross-validate works in this process only"),
        (("--resume", "--remote", "me@host"), 2, "--resume works in this process only"),
        (("--logdir", "logs", "--remote", "me@host"), 2, "--logdir works in this process only"),
        (("--logdir", "damaged.checkpoint/logs"), 2, "--logdir damaged.checkpoint/logs: not writable"),
        (("--cross-validate", "--folds", "1"), 2, "--folds"),
        (("-o", "folder.pt"), 2, "File not writable: folder.pt (Is a directory)"),
        (
            ("-o", "damaged.checkpoint/x.pt"),
            2,
            "File not writable: damaged.checkpoint/x.pt (Not a directory)",
        ),
        (("--cross-validate", "--folds", "100"), 1, "the examples cannot be dealt out to 100 folds: "),
    ],
)
def test_bad_input_is_one_clear_error(
    nl: Callable[..., Ended],
    data: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    damaged = tmp_path / "damaged.checkpoint"
    damaged.write_bytes(b"neither model nor checkpoint")
    folder = tmp_path / "folder.pt"
    folder.mkdir()
    done = nl("train", "--data", data, *arguments)
    assert done.code == code, done.out + done.err
    assert words in done.err
    assert "Traceback" not in done.err
    assert set(tmp_path.iterdir()) == {damaged, folder}
    assert not any(folder.iterdir())
    assert damaged.read_bytes() == b"neither model nor checkpoint"
