"""Every command of the seed's document on training, in small. Where one is run by another test, the table names it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

TESTS = Path(__file__).parent
SEED = TESTS.parents[2] / "shared" / "seeds" / "000_a9e722efd6dbb069.txt"
SOURCE = '''from neurlang.programs.stdlib.types import u64


def thrice(n: u64) -> u64:
    """Three times a number.

    Parameters:
        n (0 .. 1000): a number

    Returns: 3 n
    Difficulty: 1

    Prompts:
        thrice {n}
        three times {n}
        {n} three times over
        the triple of {n}
        triple {n}
        treble {n}
        {n} taken three times
        {n} trebled
        what is thrice {n}?
        thrice({n})
    """
    return 3 * n
'''


@dataclass(frozen=True, slots=True)
class Row:
    """A command as the document has it; as it is run here; and how it ends, or which test runs it."""

    command: str
    small: str = ""
    words: str = ""
    code: int = 0
    elsewhere: str = ""


SMALL_DATA = "-n 60 --workers 1"
SMALL_TRAINING = "--epochs 1 --light --device cpu"
ELSEWHERE = "test_training_elsewhere.py"
# In the order of a user's day: later rows use what earlier ones made.
TABLE = (
    Row("nl stdlib --build", "--source source --output lib", "1 file below lib"),
    Row("nl stdlib --build --verbose", "--source source --output lib", "thrice"),
    Row("nl test -p lib", "", "6 passed, 0 failed"),
    Row(
        "nl datagen -o training_data.jsonl --include-examples --stdlib-dir lib",
        SMALL_DATA,
        "training_data.jsonl: 60 examples",
    ),
    Row("nl datagen -o training_data.jsonl -n 100000 --level 5", SMALL_DATA, "level 5"),
    Row("nl datagen -o basic.jsonl -n 10000 --level 1", SMALL_DATA, "level 1"),
    Row("nl datagen -o data.jsonl --include-examples", SMALL_DATA, "data.jsonl: 60 examples"),
    Row("nl datagen -o data.jsonl --seed 12345", SMALL_DATA, "60 examples, seed 12345"),
    Row("nl train --list-profiles", "", "h100     NVIDIA H100"),
    Row("nl train --data training_data.jsonl --epochs 20", SMALL_TRAINING, "Model saved to: model.onnx"),
    Row(
        "nl train --data training_data.jsonl --backend pytorch",
        f"{SMALL_TRAINING} -o model.pt",
        "Model saved to: model.pt",
    ),
    Row(
        "nl train --data training_data.jsonl --profile cpu",
        SMALL_TRAINING.replace("--device cpu", ""),
        "Batch size: 32",
    ),
    Row(
        "nl train --data data.jsonl --profile cpu",
        SMALL_TRAINING.replace("--device cpu", ""),
        "Batch size: 32",
    ),
    Row("nl train --data data.jsonl --profile a100", SMALL_TRAINING, "Batch size: 256"),
    Row(
        "nl train --data data.jsonl --cross-validate --folds 5",
        f"{SMALL_TRAINING} --folds 2",
        "Mean accuracy: ",
    ),
    Row(
        "nl train --data training_data.jsonl --backend docker",
        elsewhere=f"{ELSEWHERE}::test_a_model_is_trained_in_a_container",
    ),
    Row(
        "nl train --data training_data.jsonl --remote user@gpu-server --profile h100 --epochs 50",
        elsewhere=f"{ELSEWHERE}::test_a_model_is_trained_at_a_remote_machine",
    ),
    Row("nl export-onnx -i model.pt -o model.onnx", "", "argmax agreement 100.00%"),
    Row("nl accuracy --benchmark", "--model model.onnx", "Benchmark suite: 500 cases. Model: model.onnx"),
    Row(
        "nl test-accuracy --model model.onnx --benchmark", "", "Benchmark suite: 500 cases. Model: model.onnx"
    ),
    Row('nl prompt "add 5 and 3"', "", "8\n"),
    Row('nl generate "add 5 and 3"', "", "8\n"),
    Row('nl generate "add 5 and 3" --engine tract', "--model shipped.onnx", "8\n"),
    Row('nl generate "add 5 and 3" --engine ort', "--model shipped.onnx", "8\n"),
    # The places of candle and burn have `torch` and `native` (mapping.md).
    Row('nl generate "add 5 and 3" --engine candle', "", "Unknown engine 'candle'", code=2),
)


def commands_of(document: str) -> set[str]:
    """The commands of the document's blocks of code, each on one line, without comments."""
    blocks = [text for _, text in re.findall(r"^```(\w*)\n(.*?)^```", document, re.DOTALL | re.MULTILINE)]
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    found = (line.partition("#")[0].split() for line in lines if line.startswith("nl "))
    return {" ".join(words) for words in found}


@pytest.mark.skipif(not SEED.is_file(), reason="the seed's document is not here")
def test_the_table_has_every_command_of_the_document() -> None:
    assert commands_of(SEED.read_text("utf-8")) == {row.command for row in TABLE}


@pytest.mark.parametrize("row", [row for row in TABLE if row.elsewhere], ids=lambda row: row.command)
def test_what_is_run_elsewhere_is_there(row: Row) -> None:
    file, _, name = row.elsewhere.partition("::")
    assert f"def {name}(" in (TESTS / file).read_text("utf-8")


@pytest.mark.slow
def test_every_command_works_in_small(
    nl: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neurlang.prompts.reading import SHIPPED_MODEL

    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "three.py").write_text(SOURCE, "utf-8")
    (tmp_path / "shipped.onnx").write_bytes(SHIPPED_MODEL.with_suffix(".onnx").read_bytes())
    for row in TABLE:
        if row.elsewhere:
            continue
        if "--engine" in row.command and not installed(row.command.split()[-1]):
            continue
        done = nl(*shlex.split(row.command)[1:], *shlex.split(row.small))
        assert (done.code, "Traceback" in done.err) == (row.code, False), (row.command, done.err)
        assert row.words in (done.err if row.code else done.out), (row.command, done.out)


def installed(engine: str) -> bool:
    """Whether the package of an engine is there, if it needs one."""
    from importlib.util import find_spec

    return find_spec({"ort": "onnxruntime", "tract": "tract"}.get(engine, "neurlang")) is not None
