"""The trainer: split the examples, build the learner, run the loop until the loss stops falling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from neurlang.errors import BackendError, DataError
from neurlang.learning import CheckpointFile, Job, fingerprint, hold_out, run, seeded_order
from neurlang.prompts.training.dataset import Dataset, make_dataset
from neurlang.prompts.training.examples import Example, can_learn, to_json
from neurlang.prompts.training.learner import STORE_EVERY, EpochReport, PromptLearner, TrainConfig, start
from neurlang.prompts.training.model import MultiHeadModel

FEWEST_EXAMPLES = 20  # fewer cannot be split into training and validation
OUT_OF_MEMORY = (
    "CUDA out of memory\nUse a smaller GPU profile or reduce batch size: add `--batch-size {half}`,\n"
    "or train on the processor: `--profile cpu`."
)


@dataclass(frozen=True, slots=True)
class Trained:
    """The best model of a run, in evaluation mode, with the figures of every epoch."""

    model: MultiHeadModel
    reports: tuple[EpochReport, ...]
    best: EpochReport
    train_count: int
    validation_count: int


def train(
    examples: Sequence[Example],
    config: TrainConfig,
    report: Callable[[EpochReport], None] = lambda _: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    checkpoint: Path | None = None,
    *,
    resume: bool = True,
    store_every: int = STORE_EVERY,
) -> Trained:
    """Train on a seeded split of the examples; return the model of the epoch with the lowest validation loss.

    Examples of what the network has no heads for are left out.
    Deterministic for a seed and a number of threads. The file `checkpoint` stores the run after each epoch, and within
    an epoch after every `store_every` batches. If it exists, the run continues from it and ends with the same weights;
    without `resume` the run starts again.

    Raises:
        DataError: there are too few examples, or the checkpoint is damaged or of another run.
        BackendError: the memory of the GPU is too small.

    """
    examples = [each for each in examples if can_learn(each)]
    training, validation = split(examples, config)
    torch_run = start(training, config)
    learner = PromptLearner(torch_run, training, validation, config, progress, store_every)
    kept = CheckpointFile(checkpoint, job_of(examples, config), EpochReport) if checkpoint else None
    try:
        history = run(learner, config.epochs, config.patience, report, kept, resume=resume)
    except torch.OutOfMemoryError as error:
        raise BackendError(OUT_OF_MEMORY.format(half=max(2, config.batch_size // 2))) from error
    torch_run.load_weights(history.weights)
    return Trained(
        torch_run.model.to("cpu").eval(), history.reports, history.best, len(training), len(validation)
    )


def split(examples: Sequence[Example], config: TrainConfig) -> tuple[Dataset, Dataset]:
    """Training and validation examples, by a seeded shuffle. No text is in both."""
    training, validation = parts_of(examples, config)
    return make_dataset(training), make_dataset(validation)


def parts_of(examples: Sequence[Example], config: TrainConfig) -> tuple[list[Example], list[Example]]:
    """The examples to learn from and those held out, as `split` takes them. Raises DataError if there are too few."""
    if len(examples) < FEWEST_EXAMPLES:
        raise DataError(
            f"{len(examples)} examples are too few to train on; at least {FEWEST_EXAMPLES} are needed"
        )
    rows = hold_out([each.text for each in examples], config.train_ratio, seeded_order(config.seed))
    training, validation = ([examples[row] for row in part] for part in rows)
    if not validation:
        raise DataError(
            "no example is left to validate on: lower the training ratio, or give more different texts"
        )
    return training, validation


def job_of(examples: Sequence[Example], config: TrainConfig) -> Job[TrainConfig]:
    """Everything that a run of training depends on."""
    return Job("prompts", config, fingerprint(map(to_json, examples)))
