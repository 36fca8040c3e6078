"""The card of a trained model: what it was trained on, how, and how well it does, in Markdown."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from neurlang.programs.stdlib import FileFunction
from neurlang.prompts.training.examples import Example
from neurlang.prompts.training.learner import TrainConfig
from neurlang.prompts.training.trainer import Trained


def card_of(
    model: Path,
    data: Path,
    examples: Sequence[Example],
    config: TrainConfig,
    trained: Trained,
    own: Sequence[FileFunction] = (),
) -> str:
    """The card of a model that is written."""
    best = trained.best
    sources = Counter(each.source.partition(":")[0] for each in examples)
    rows = (
        ("file", f"{model.name}, {model.stat().st_size:,} bytes"),
        ("data", f"{data.name}, {len(examples):,} examples"),
        (
            "sources of the examples",
            ", ".join(f"{name} {count:,}" for name, count in sorted(sources.items())),
        ),
        ("training", json.dumps(asdict(config))),
        ("trained on, held out", f"{trained.train_count:,}, {trained.validation_count:,} texts"),
        ("epochs run, kept", f"{len(trained.reports)}, {best.epoch}"),
        ("parameters", f"{sum(each.numel() for each in trained.model.parameters()):,}"),
        ("validation loss", f"{best.validation_loss:.4f}"),
        ("intent accuracy, held-out texts", f"{best.validation_accuracy:.2%}"),
        ("scope accuracy, held-out texts", f"{best.scope_accuracy:.2%}"),
        ("time of the epochs", f"{sum(each.seconds for each in trained.reports):.0f} s"),
        ("made with", f"torch {torch.__version__}, {platform.machine()}"),
        *(("own function", f"{each.number}: {each.full_name}, {each.file}") for each in own),
    )
    return "\n".join(
        (
            f"# {model.name}",
            "",
            "Made by `nl train`. It reads prompts: which operation, which literal is which operand, and whether to",
            "answer at all. The texts that were held out come from the same data file as those it was trained on.",
            "",
            "| | |",
            "|---|---|",
            *(f"| {name} | {value} |" for name, value in rows),
            "",
        )
    )
