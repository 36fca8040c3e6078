"""The curves of a training: loss and accuracy by epoch, as a picture and as files for TensorBoard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from neurlang.errors import UsageError
from neurlang.optional_parts import load
from neurlang.prompts.training.learner import EpochReport

Report = Callable[[EpochReport], None]


def draw_curves(reports: Sequence[EpochReport], best: EpochReport, title: str) -> bytes:
    """Loss and accuracy of each epoch as PNG. Raises MissingPartError without matplotlib."""
    figures = load("matplotlib.figure", "train", "drawing curves")
    figure = figures.Figure(figsize=(9, 4), dpi=120, layout="constrained")
    figure.suptitle(title)
    losses, accuracies = figure.subplots(1, 2)
    epochs = [each.epoch for each in reports]
    losses.plot(epochs, [each.train_loss for each in reports], "o-", label="training")
    losses.plot(epochs, [each.validation_loss for each in reports], "o-", label="validation")
    accuracies.plot(epochs, [100 * each.train_accuracy for each in reports], "o-", label="training")
    accuracies.plot(epochs, [100 * each.validation_accuracy for each in reports], "o-", label="validation")
    losses.set(xlabel="epoch", ylabel="loss")
    accuracies.set(xlabel="epoch", ylabel="accuracy of the intent, %")
    for axes in (losses, accuracies):
        axes.axvline(best.epoch, color="grey", linewidth=1, linestyle=":", label="kept")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend()
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


@contextmanager
def tensorboard_log(folder: Path | None) -> Iterator[Report]:
    """A function that writes the figures of an epoch into TensorBoard's files; it does nothing without a folder.

    Raises MissingPartError without tensorboard, UsageError if the folder cannot be written.
    """
    if folder is None:
        yield lambda _: None
        return
    load("tensorboard", "train", "writing files for TensorBoard")
    from torch.utils.tensorboard import SummaryWriter

    try:
        writer = SummaryWriter(str(folder))
    except OSError as error:
        raise UsageError(f"--logdir {folder}: not writable ({error.strerror})") from error

    def report(each: EpochReport) -> None:
        for name, value in (
            ("loss/training", each.train_loss),
            ("loss/validation", each.validation_loss),
            ("accuracy/training", each.train_accuracy),
            ("accuracy/validation", each.validation_accuracy),
            ("accuracy/scope", each.scope_accuracy),
        ):
            writer.add_scalar(name, value, each.epoch)
        writer.flush()

    try:
        yield report
    finally:
        writer.close()
