"""`nl train`: train the prompt reader on a data file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurlang import reports
from neurlang.cli.output import progress_bar, show_json
from neurlang.optional_parts import need

if TYPE_CHECKING:
    from neurlang.prompts.training import EpochReport


def command(
    data: Annotated[Path, typer.Option(help="A JSONL file, as `nl datagen` writes it.")] = Path(
        "training_data.jsonl"
    ),
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The model: .safetensors, .onnx or .pt.")
    ] = Path("model.onnx"),
    epochs: Annotated[int, typer.Option(min=1)] = 20,
    batch_size: Annotated[int, typer.Option(min=2)] = 256,
    learning_rate: Annotated[float, typer.Option(min=1e-8)] = 0.001,
    patience: Annotated[int, typer.Option(min=1, help="Stop after this many epochs without progress.")] = 5,
    train_ratio: Annotated[float, typer.Option(min=0.01, max=0.99, help="Fraction to train on.")] = 0.9,
    seed: Annotated[int, typer.Option(help="Seed of the split, the weights and the order.")] = 42,
    json_output: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Train the prompt reader.

    Example: nl train --data training_data.jsonl --epochs 20 -o model.safetensors
    """
    need("torch", "train", "training")
    from neurlang.prompts.training import (
        TrainConfig,
        can_learn,
        check_model_format,
        read_examples,
        save_model,
        train,
    )

    check_model_format(output)
    examples = list(read_examples(data))
    config = TrainConfig(
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        patience=patience,
        train_ratio=train_ratio,
        seed=seed,
    )
    started = time.monotonic()
    foreign = sum(not can_learn(each) for each in examples)
    if foreign and not json_output:
        print(
            f"{foreign:,} examples are left out: the network has no head for functions of the library, or for code."
        )
    if not json_output:
        print(
            f"Training Configuration:\n  Data: {data} ({len(examples)} examples)\n  Epochs: {epochs}\n"
            f"  Batch size: {batch_size}\n  Learning rate: {learning_rate}\n\nStarting training..."
        )
    with progress_bar("Batches") as advance:
        last = 0

        def progress(done: int, total: int) -> None:
            nonlocal last
            advance(done - last, total)
            last = done

        def report(each: EpochReport) -> None:
            if not json_output:
                _show_epoch(each, epochs)

        trained = train(examples, config, report, progress)
    save_model(trained.model, output)
    seconds = time.monotonic() - started
    if json_output:
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
