"""The shipped head for stretches: data, training on the encoder of the shipped model, export, card, confidence."""

from __future__ import annotations

import json
import os
import platform
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import torch

from neurlang.prompts.reading import SHIPPED_MODEL, open_engine, stretches_file
from neurlang.prompts.training.calibration import TreeFit, calibrate_trees, report_of_trees, write_calibration
from neurlang.prompts.training.export import save_stretch_head
from neurlang.prompts.training.stretches.learner import StretchConfig, StretchReport, train_stretches
from neurlang.prompts.training.stretches.trees import generate_trees

if TYPE_CHECKING:
    from neurlang.prompts.training.model import MultiHeadModel

CONFIG = StretchConfig(epochs=4, seed=20261201)
TEXTS = 56_000  # that the head learns from
TEXTS_OF_CONFIDENCE = 4_000  # that its confidence is fitted to; their seed is the next one
THREADS = 1  # batches are small: two threads would mostly wait for each other
CARD = stretches_file(SHIPPED_MODEL).with_suffix(".md")


def make_stretch_head(model: MultiHeadModel, workers: int) -> None:
    """Train the head on the encoder of a model, write it with its card, and fit its confidence."""
    torch.set_num_threads(THREADS)
    started = time.monotonic()
    trees = list(generate_trees(TEXTS, CONFIG.seed, workers))
    print(f"data: {TEXTS:,} texts with requests inside, {time.monotonic() - started:.0f} s", flush=True)
    head, history = train_stretches(trees, model, CONFIG, _print_epoch)
    save_stretch_head(head, stretches_file(SHIPPED_MODEL))
    fit = fit_confidence_of_trees(workers)
    parameters = sum(each.numel() for each in head.parameters())
    CARD.write_text(card(history.best, fit, parameters, time.monotonic() - started), encoding="utf-8")


def fit_confidence_of_trees(workers: int) -> TreeFit:
    """Fit the confidence of trees to texts that the head was not trained on, and write it."""
    engine = open_engine(SHIPPED_MODEL)
    fit = calibrate_trees(generate_trees(TEXTS_OF_CONFIDENCE, CONFIG.seed + 1, workers), engine)
    write_calibration(fit.calibration, engine)
    print(report_of_trees(fit))
    return fit


def _print_epoch(report: StretchReport) -> None:
    print(
        f"stretches, epoch {report.epoch}: loss {report.train_loss:.4f}, validation {report.validation_loss:.4f}, "
        f"recall {report.recall:.2%}, precision {report.precision:.2%}, {report.seconds:.0f} s",
        flush=True,
    )


def card(best: StretchReport, fit: TreeFit, parameters: int, seconds: float) -> str:
    """The head's card in Markdown: its data and its figures."""
    size = stretches_file(SHIPPED_MODEL).stat().st_size
    lines = [
        "# The head for stretches",
        "",
        "Made by `make model`; do not edit. It stands on the encoder of the shipped model, which does not change, and",
        "says whether a stretch of a text is one complete request where it stands.",
        "",
        "| | |",
        "|---|---|",
        f"| data | {TEXTS:,} texts, with and without requests inside them (`prompts/training/stretches/trees.py`) |",
        f"| training | {json.dumps(asdict(CONFIG))} |",
        f"| parameters | {parameters:,} |",
        f"| size | {size:,} bytes |",
        f"| recall, precision on held-out texts at one half | {best.recall:.2%}, {best.precision:.2%} |",
        f"| confidence of trees, fitted to other texts | {report_of_trees(fit)} |",
        (
            f"| time, data and confidence included | {seconds:.0f} s, {os.cpu_count()} cores, {platform.machine()}, "
            f"torch {torch.__version__} |"
        ),
        "",
    ]
    return "\n".join(lines)
