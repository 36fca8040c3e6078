"""Commands of training where the disk is full: one clear error, and earlier files as they were."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("torch")

pytestmark = pytest.mark.slow


def with_small_disk(room: int, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `nl` where no file may grow beyond so many bytes; a write of more fails, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "neurlang.cli", *arguments]
    return subprocess.run(command, cwd=cwd, preexec_fn=limit, capture_output=True, text=True)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small data file."""
    folder = tmp_path_factory.mktemp("data")
    command = ("datagen", "-o", "data.jsonl", "-n", "60", "--workers", "1")
    assert with_small_disk(1 << 20, *command, cwd=folder).returncode == 0
    return folder / "data.jsonl"


@pytest.mark.parametrize("name", ["model.pt", "model.safetensors", "model.onnx"])
def test_a_model_is_written_whole_or_not_at_all(data: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"earlier")
    options = ("--epochs", "1", "--light", "--device", "cpu", "--only-model", "-o", name)
    done = with_small_disk(100_000, "train", "--data", str(data), *options, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: File not writable: {name} (File too large)\n"
        "Nothing is kept, because --only-model writes no checkpoint.\n"
    )
    assert (tmp_path / name).read_bytes() == b"earlier"
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_checkpoint_that_does_not_fit_ends_the_training(data: Path, tmp_path: Path) -> None:
    (tmp_path / "model.checkpoint").write_bytes(b"earlier")
    options = ("--epochs", "1", "--light", "--device", "cpu", "-o", "model.pt")
    done = with_small_disk(100_000, "train", "--data", str(data), *options, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "Error: File not writable: model.checkpoint (File too large)\n"
    assert [each.name for each in tmp_path.iterdir()] == ["model.checkpoint"]
    assert (tmp_path / "model.checkpoint").read_bytes() == b"earlier"


def test_data_go_on_where_the_disk_was_full(tmp_path: Path) -> None:
    command = ("datagen", "-o", "data.jsonl", "-n", "60", "--workers", "1")
    done = with_small_disk(10_000, *command, cwd=tmp_path)
    assert done.returncode == 2
    assert (
        "(File too large); its first 0 examples are kept, and the same command with --resume goes on"
        in done.stderr
    )
    assert not (tmp_path / "data.jsonl").exists()
    assert with_small_disk(1 << 20, *command, "--resume", cwd=tmp_path).returncode == 0
    assert len((tmp_path / "data.jsonl").read_bytes().splitlines()) == 60


def test_an_export_that_does_not_fit_leaves_the_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"earlier")
    done = with_small_disk(1 << 20, "export-onnx", "-o", "model.onnx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "Error: File not writable: model.onnx (File too large)\n")
    assert (tmp_path / "model.onnx").read_bytes() == b"earlier"


def test_a_picture_that_does_not_fit_is_not_written(tmp_path: Path) -> None:
    row = {"text": "add 5 and 3", "intent": 0, "operand_count": 2, "operands": [5, 3, 0, 0], "level": 1}
    (tmp_path / "data.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    options = ("--test-data", "data.jsonl", "--confusion", "picture.png")
    done = with_small_disk(2_000, "accuracy", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "Error: File not writable: picture.png (File too large)\n")
    assert not (tmp_path / "picture.png").exists()
