"""`make model`: the model that ships, from a fixed seed: data, training, export, and its card.

python -m neurlang.prompts.training.shipped [--checkpoint FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from neurlang.prompts.reading import SHIPPED_MODEL, WORDS_FILE, Scope, open_engine
from neurlang.prompts.training.calibration import (
    calibrate,
    report_of,
    write_calibration,
)
from neurlang.prompts.training.dataset import make_dataset
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.export import load_model, save_model
from neurlang.prompts.training.functions.shipped import fit_confidence_of_functions, make_function_head
from neurlang.prompts.training.generation import GenerationConfig, Tally, generate
from neurlang.prompts.training.learner import EpochReport, TrainConfig
from neurlang.prompts.training.loss import confusion_of_scope
from neurlang.prompts.training.stretches.shipped import fit_confidence_of_trees, make_stretch_head
from neurlang.prompts.training.trainer import Trained, parts_of, split, train
from neurlang.prompts.training.vocabulary import EXAMPLES, file_of, words_by_name

GENERATION = GenerationConfig(examples=190_000, seed=20261126, workers=2)
TRAINING = TrainConfig(epochs=9, batch_size=128, learning_rate=0.002, seed=20261126)
THREADS = 2  # fixed, because the number of threads changes the order of sums
CARD = SHIPPED_MODEL.with_suffix(".md")


def main() -> None:
    """Make data, train, export to safetensors and ONNX, write card and words. Prints its progress."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        help="keep the run here after each epoch; if the file exists, continue from it",
    )
    parser.add_argument(
        "--only-confidence",
        action="store_true",
        help="only fit the confidence of the shipped model again",
    )
    parser.add_argument(
        "--only-stretches",
        action="store_true",
        help="only train the head for stretches of the shipped model again",
    )
    parser.add_argument(
        "--only-functions",
        action="store_true",
        help="only make the phrasings and the head for functions of the shipped model again",
    )
    arguments = parser.parse_args()
    started = time.monotonic()
    if arguments.only_stretches:
        make_stretch_head(load_model(SHIPPED_MODEL), GENERATION.workers)
        return
    if arguments.only_functions:
        make_function_head()
        return
    torch.set_num_threads(THREADS)
    tally = Tally()
    examples = list(_counted(generate(GENERATION, tally), started))
    if arguments.only_confidence:
        _write_confidence(examples)
        fit_confidence_of_trees(GENERATION.workers)
        fit_confidence_of_functions()
        return
    data_seconds = time.monotonic() - started
    trained = train(examples, TRAINING, report=_print_epoch, checkpoint=arguments.checkpoint)
    save_model(trained.model, SHIPPED_MODEL)
    save_model(trained.model, SHIPPED_MODEL.with_suffix(".onnx"))
    WORDS_FILE.write_text(file_of(words_by_name(examples[:EXAMPLES])), encoding="utf-8")
    _write_confidence(examples)
    make_stretch_head(trained.model, GENERATION.workers)
    make_function_head()
    seconds = time.monotonic() - started
    CARD.write_text(card(examples, tally, trained, data_seconds, seconds), encoding="utf-8")
    print(f"{SHIPPED_MODEL} and its card: {seconds:.0f} s in all, {data_seconds:.0f} s of them for the data")


def _counted(examples: Iterator[Example], started: float) -> Iterator[Example]:
    """The same examples; prints their number from time to time."""
    for number, example in enumerate(examples, 1):
        yield example
        if number % 20_000 == 0:
            print(
                f"data: {number:,} of {GENERATION.examples:,}, {time.monotonic() - started:.0f} s", flush=True
            )


def _write_confidence(examples: Sequence[Example]) -> None:
    """Fit the confidence of the shipped model to the examples that its training held out."""
    _, validation = parts_of(examples, TRAINING)
    engine = open_engine(SHIPPED_MODEL)
    fit = calibrate(validation, engine)
    write_calibration(fit.calibration, engine)
    print(report_of(fit))


def _print_epoch(report: EpochReport) -> None:
    print(
        f"epoch {report.epoch}: loss {report.train_loss:.4f}, validation {report.validation_loss:.4f}, "
        f"intent {report.validation_accuracy:.2%}, scope {report.scope_accuracy:.2%}, {report.seconds:.0f} s",
        flush=True,
    )


def card(examples: list[Example], tally: Tally, trained: Trained, data_seconds: float, seconds: float) -> str:
    """The model's card in Markdown: the model, its training data, its figures."""
    _, validation = split(examples, TRAINING)
    confusion = confusion_of_scope(trained.model, validation, TRAINING.batch_size)
    best = trained.best
    kinds = sorted({example.source.split(":")[0] for example in examples})
    made = {kind: sum(example.source.split(":")[0] == kind for example in examples) for kind in kinds}
    tokens = [len(each) for each in make_dataset(examples[:10_000]).tokens]
    lines = [
        "# The model that ships",
        "",
        "Made by `make model`; do not edit. It reads prompts: which of the 54 intents, which literal is which",
        "operand, and whether to answer at all. Architecture: `prompts/training/model.py`.",
        "",
        "| | |",
        "|---|---|",
        f"| data | {len(examples):,} synthetic examples, all from the tables in `prompts/training`; "
        + ", ".join(f"{kind} {number:,}" for kind, number in made.items())
        + " |",
        f"| texts left out, as they failed a check | {sum(tally.left_out.values()):,} |",
        f"| tokens a text, mean and longest of 10,000 | {sum(tokens) / len(tokens):.1f}, {max(tokens)} |",
        f"| seed | {GENERATION.seed} |",
        f"| training | {json.dumps(asdict(TRAINING))} |",
        f"| epochs run, best | {len(trained.reports)}, {best.epoch} |",
        f"| parameters | {sum(each.numel() for each in trained.model.parameters()):,} |",
        f"| size | {SHIPPED_MODEL.stat().st_size:,} bytes |",
        f"| intent accuracy, {trained.validation_count:,} held-out texts | {best.validation_accuracy:.2%} |",
        f"| scope accuracy, the same texts | {best.scope_accuracy:.2%} |",
        (
            f"| time, data included | {seconds:.0f} s (data {data_seconds:.0f} s), {os.cpu_count()} cores, "
            f"{platform.machine()}, torch {torch.__version__} |"
        ),
        "",
        "Held-out texts come from the same tables as the training texts. How it does on prompts that people wrote",
        "stands in `docs/benchmarks-prompts.md`.",
        "",
        "Scope of the held-out texts: rows ask for, columns are what the network says.",
        "",
        "| | " + " | ".join(scope.name for scope in Scope) + " |",
        "|---|" + "---|" * len(Scope),
        *(
            f"| {scope.name} | " + " | ".join(f"{number:,}" for number in row) + " |"
            for scope, row in zip(Scope, confusion, strict=True)
        ),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
