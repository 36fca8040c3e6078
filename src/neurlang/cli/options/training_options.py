"""The options of `nl train` that its result depends on. They mean the same wherever it trains."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from neurlang.prompts.training import TrainConfig


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How to train. Each field is an option of the command, here and where a backend runs it."""

    epochs: Annotated[int, typer.Option("--epochs", min=1)] = 20
    batch_size: Annotated[int, typer.Option("--batch-size", min=2)] = 256
    learning_rate: Annotated[float, typer.Option("--learning-rate", min=1e-8)] = 0.001
    patience: Annotated[
        int, typer.Option("--patience", min=1, help="Stop after this many epochs without progress.")
    ] = 5
    train_ratio: Annotated[
        float, typer.Option("--train-ratio", min=0.01, max=0.99, help="Fraction to train on.")
    ] = 0.9
    seed: Annotated[int, typer.Option("--seed", help="Seed of the split, the weights and the order.")] = 42

    def config(self) -> TrainConfig:
        """The trainer's settings."""
        from neurlang.prompts.training import TrainConfig

        return TrainConfig(**asdict(self))

    def words(self) -> tuple[str, ...]:
        """The options as words of a command line."""
        return tuple(f"--{name.replace('_', '-')}={value!r}" for name, value in asdict(self).items())
