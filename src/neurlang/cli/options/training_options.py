"""The options of `nl train` that its result depends on, and those of what else it writes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from neurlang.prompts.training import Profile, TrainConfig


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How to train. Each field is an option of the command, here and where a backend runs it."""

    epochs: Annotated[int, typer.Option("--epochs", min=1)] = 20
    batch_size: Annotated[
        int | None, typer.Option("--batch-size", min=2, help="By default the profile's, else 256.")
    ] = None
    learning_rate: Annotated[float, typer.Option("--lr", "--learning-rate", min=1e-8)] = 0.001
    patience: Annotated[
        int, typer.Option("--patience", min=1, help="Stop after this many epochs without progress.")
    ] = 5
    train_ratio: Annotated[
        float, typer.Option("--train-ratio", min=0.01, max=0.99, help="Fraction to train on.")
    ] = 0.9
    seed: Annotated[int, typer.Option("--seed", help="Seed of the split, the weights and the order.")] = 42
    profile: Annotated[
        str | None, typer.Option("--profile", help="Settings for a kind of GPU; see --list-profiles.")
    ] = None
    device: Annotated[
        str, typer.Option("--device", help="auto, cpu, cuda, cuda:1, … or mps; auto takes a GPU of CUDA.")
    ] = "auto"
    light: Annotated[
        bool, typer.Option("--light", help="Train the small network: a tenth of the parameters.")
    ] = False
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Show more figures of each epoch, and the device.")
    ] = False

    def config(self) -> TrainConfig:
        """The trainer's settings. Raises UsageError if the profile is unknown, BackendError without its device."""
        from neurlang.prompts.training import TrainConfig, batch_size_of, device_of

        profile = self.named_profile()
        device = device_of(self.device, profile)
        return TrainConfig(
            epochs=self.epochs,
            batch_size=batch_size_of(self.batch_size, profile),
            learning_rate=self.learning_rate,
            train_ratio=self.train_ratio,
            patience=self.patience,
            seed=self.seed,
            device=device,
            light=self.light,
            mixed_precision=profile is not None and profile.is_mixed and device.startswith("cuda"),
        )

    def named_profile(self) -> Profile | None:
        """The profile that is named. Raises UsageError if it is unknown."""
        from neurlang.prompts.training import profile_named

        return None if self.profile is None else profile_named(self.profile)

    def words(self) -> tuple[str, ...]:
        """The options as words of a command line, but for those that were left out."""
        return tuple(word for each in fields(self) for word in _words(each.name, getattr(self, each.name)))


def _words(name: str, value: object) -> tuple[str, ...]:
    option = f"--{name.replace('_', '-')}"
    if value is None or value is False:
        return ()
    return (option,) if value is True else (f"{option}={value}",)


@dataclass(frozen=True, slots=True)
class LocalOptions:
    """What only a training in this process can do."""

    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on from the checkpoint beside the model, with the same result."),
    ] = False
    logdir: Annotated[
        Path | None, typer.Option("--logdir", metavar="DIR", help="Write files for TensorBoard there.")
    ] = None
    cross_validate: Annotated[
        bool,
        typer.Option("--cross-validate", help="Measure by folds that share no template; write no model."),
    ] = False
    folds: Annotated[int, typer.Option("--folds", min=2, max=100, help="Of --cross-validate.")] = 5

    def wanted(self) -> str | None:
        """An option of this group that is wanted; None if there is none."""
        if self.cross_validate:
            return "--cross-validate"
        if self.resume:
            return "--resume"
        return "--logdir" if self.logdir is not None else None
