"""`nl train`: train the prompt reader on a data file, here or elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.options.backend_options import BackendOptions
from neurlang.cli.options.option_groups import with_groups
from neurlang.cli.options.training_options import TrainingOptions
from neurlang.cli.output import progress_bar, show_json
from neurlang.cli.training_elsewhere import train_elsewhere
from neurlang.training_backends import LeftRunning, Request

if TYPE_CHECKING:
    from neurlang.prompts.training import EpochReport, Example

# What training imports. It is looked for at another machine before a training starts there.
PACKAGES = (
    *("torch", "numpy", "numba", "elftools", "safetensors", "mpmath", "flint"),
    *("typer", "rich", "platformdirs", "filelock"),
)
EXIT_INTERRUPTED = 130


@with_groups
def command(
    *,
    data: Annotated[Path, typer.Option(help="A JSONL file, as `nl datagen` writes it.")] = Path(
        "training_data.jsonl"
    ),
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The model: .safetensors, .onnx or .pt.")
    ] = Path("model.onnx"),
    training: TrainingOptions,
    where: BackendOptions,
    json_output: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Train the prompt reader.

    Example: nl train --data training_data.jsonl --epochs 20 -o model.safetensors
    """
    if where.stopped_run is not None:
        print(where.stop())
        return
    from neurlang.prompts.training import WRITER_PACKAGES, check_model_format, read_examples

    check_model_format(output)
    backend = where.elsewhere()
    examples = list(read_examples(data))
    if backend is None:
        _train_here(examples, data, output, training, as_json=json_output)
        return
    request = Request(
        data,
        output,
        command=("neurlang.cli", "train"),
        options=(*training.words(), *(("--json",) if json_output else ())),
        packages=(*PACKAGES, *WRITER_PACKAGES.get(output.suffix, ())),
    )
    try:
        train_elsewhere(backend, request, as_json=json_output)
    except LeftRunning as left:
        print(f"Interrupted. {left}", file=sys.stderr)
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _train_here(
    examples: Sequence[Example], data: Path, output: Path, options: TrainingOptions, *, as_json: bool
) -> None:
    from neurlang.prompts.training import can_learn, save_model, train

    started = time.monotonic()
    foreign = sum(not can_learn(each) for each in examples)
    if foreign and not as_json:
        print(
            f"{foreign:,} examples are left out: the network has no head for functions of the library, or for code."
        )
    if not as_json:
        print(
            f"Training Configuration:\n  Data: {data} ({len(examples)} examples)\n  Epochs: {options.epochs}\n"
            f"  Batch size: {options.batch_size}\n  Learning rate: {options.learning_rate}\n\nStarting training..."
        )
    with progress_bar("Batches") as advance:
        last = 0

        def progress(done: int, total: int) -> None:
            nonlocal last
            advance(done - last, total)
            last = done

        def report(each: EpochReport) -> None:
            if not as_json:
                _show_epoch(each, options.epochs)

        trained = train(examples, options.config(), report, progress)
    save_model(trained.model, output)
    seconds = time.monotonic() - started
    if as_json:
        show_json(reports.train_report(output, trained, seconds))
        return
    print(
        f"\nTraining complete!\nModel saved to: {output}\n"
        f"Best validation accuracy: {trained.best.validation_accuracy:.1%}\nTotal time: {seconds / 60:.1f} minutes"
    )


def _show_epoch(report: EpochReport, epochs: int) -> None:
    print(
        f"Epoch {report.epoch}/{epochs}:\n"
        f"  Train loss: {report.train_loss:.3f}  Intent acc: {report.train_accuracy:.1%}\n"
        f"  Val loss: {report.validation_loss:.3f}    Intent acc: {report.validation_accuracy:.1%}"
        f"  Scope acc: {report.scope_accuracy:.1%}",
        flush=True,
    )
