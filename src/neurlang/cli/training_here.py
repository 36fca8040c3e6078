"""How `nl train` trains in this process, and shows it: the log of the seed, a bar, and what was written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang import reports
from neurlang.cli.endings import NOTHING, command_line, ending_lines, explained_interrupt
from neurlang.cli.options.training_options import LocalOptions, TrainingOptions
from neurlang.cli.output import progress_bar, show_json
from neurlang.errors import DataError, MissingPartError, UsageError
from neurlang.programs.stdlib import functions_file
from neurlang.result_files import check_place, keep_apart, write_file

if TYPE_CHECKING:
    from neurlang.programs.stdlib import FileFunction
    from neurlang.prompts.training import EpochReport, Example, Fold, TrainConfig, Trained

MINUTE = 60  # seconds
ONNX = ".onnx"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of a model: the model itself, and those beside it."""

    model: Path
    only_model: bool = False

    @property
    def checkpoint(self) -> Path | None:
        """The run: the best weights, and the last state, from which `--resume` goes on."""
        return None if self.only_model else self.model.with_suffix(".checkpoint")

    def check_checkpoint(self) -> None:
        """Raise DataError if there is nothing to go on from, UsageError if the files exclude it."""
        if self.checkpoint is None:
            raise UsageError(
                "--only-model writes no checkpoint, and --resume needs one; leave out one of them."
            )
        if not self.checkpoint.exists():
            raise DataError(
                f"No checkpoint to go on from: {self.checkpoint}\nLeave out `--resume` to start a new training."
            )

    @property
    def curves(self) -> Path:
        """Loss and accuracy by epoch."""
        return self.model.with_suffix(".curves.png")

    @property
    def functions(self) -> Path:
        """The head for functions of the library."""
        return self.model.parent / f"{self.model.stem}.functions.safetensors"

    @property
    def card(self) -> Path:
        """What the model is."""
        return self.model.with_suffix(".card.md")

    @property
    def all(self) -> list[Path]:
        """Those that a training writes, whether they exist or not."""
        return [self.model, *([] if self.checkpoint is None else [self.checkpoint, self.card, self.curves])]

    def described(self) -> list[tuple[Path, str]]:
        """Those that exist, each with what it is."""
        model = (self.model, "the model")
        own = (functions_file(self.model), "your own functions that it knows")
        if self.checkpoint is None:
            return [each for each in (model, own) if each[0].exists()]
        beside = (
            own,
            (self.functions, "the head for functions of the library"),
            (self.card, "its card: data, settings, figures"),
            (self.curves, "loss and accuracy of each epoch"),
            (self.checkpoint, "the run, for --resume"),
        )
        return [each for each in (model, *beside) if each[0].exists()]

    def kept(self) -> str:
        """What an interrupted training leaves."""
        if self.checkpoint is None:
            return "Nothing is kept, because --only-model writes no checkpoint."
        if not self.checkpoint.exists():
            return "Nothing is kept, because there was no checkpoint yet; start again."
        return f"The run is kept in {self.checkpoint}; the same command with --resume goes on."


def train_here(
    examples: Sequence[Example],
    data: Path,
    files: ModelFiles,
    options: TrainingOptions,
    local: LocalOptions,
    own: Sequence[FileFunction],
    *,
    rows: Sequence[Example],
    as_json: bool,
) -> None:
    """Train, write the model and what belongs to it, and print the log or the report.

    Raises DataError if there is no checkpoint to go on from, or too few examples.
    """
    from neurlang.prompts.training import keep_functions, save_model, tensorboard_log, train

    started = time.monotonic()
    output = files.model
    config = options.config()
    if local.resume:
        files.check_checkpoint()
    keep_apart(data, files.all)
    check_place(output)
    if not as_json:
        _show_configuration(examples, data, config, verbose=options.verbose)
    with tensorboard_log(local.logdir) as log, _batches() as progress:

        def report(each: EpochReport) -> None:
            log(each)
            if not as_json:
                _show_epoch(each, config.epochs, verbose=options.verbose)

        with explained_interrupt(files.kept):
            trained = train(examples, config, report, progress, files.checkpoint, resume=local.resume)
    try:
        save_model(trained.model, output)
    except UsageError as error:  # the training took long; nothing of it is lost
        raise UsageError(f"{error}\n{files.kept()}") from error
    if not files.only_model:
        keep_functions(own, output)
    faults = [] if files.only_model else _write_beside(files, data, examples, config, trained, own)
    if not files.only_model:
        _write_functions(files, rows, config.seed)
    seconds = time.monotonic() - started
    if as_json:
        show_json(reports.train_report(output, trained, seconds, [path for path, _ in files.described()]))
        return
    print(
        f"Training complete!\nModel saved to: {output}\n"
        f"Best validation accuracy: {trained.best.validation_accuracy:.1%}\nTotal time: {_duration(seconds)}\n"
    )
    for fault in faults:
        print(f"Left out: {fault}")
    written = files.described()
    if local.logdir is not None:
        written.append((local.logdir, "files for TensorBoard"))
    print("\n".join(ending_lines(written, following(output, local.logdir))))


def following(model: Path, logdir: Path | None = None) -> list[str]:
    """The commands that one may give when a model is trained."""
    commands = [
        command_line("nl", "accuracy", "--benchmark", "--model", model),
        f'{command_line("nl", "prompt", "--model", model)} "add 5 and 3"',
    ]
    if model.suffix != ONNX:
        commands.append(command_line("nl", "export-onnx", "-i", model, "-o", model.with_suffix(ONNX)))
    if logdir is not None:
        commands.append(command_line("tensorboard", "--logdir", logdir))
    return commands


@contextmanager
def _batches() -> Iterator[Callable[[int, int], None]]:
    """A bar that is told the batches done and their number."""
    with progress_bar("Batches") as advance:
        last = 0

        def progress(done: int, total: int) -> None:
            nonlocal last
            advance(done - last, total)
            last = done

        yield progress


def _show_configuration(
    examples: Sequence[Example], data: Path, config: TrainConfig, *, verbose: bool
) -> None:
    from neurlang.prompts.training import parts_of

    training, validation = parts_of(examples, config)
    print(
        f"Training Configuration:\n  Data: {data} ({len(examples)} examples)\n"
        f"  Train samples: {len(training)}\n  Val samples: {len(validation)}\n"
        f"  Epochs: {config.epochs}\n  Batch size: {config.batch_size}\n  Learning rate: {config.learning_rate}"
    )
    if verbose:
        precision = "bfloat16 in the layers" if config.mixed_precision else "float32"
        print(f"  Device: {config.device}, {precision}\n  Patience: {config.patience}\n  Seed: {config.seed}")
    print("\nStarting training...", flush=True)


def _show_epoch(report: EpochReport, epochs: int, *, verbose: bool) -> None:
    more = f"  Scope acc: {report.scope_accuracy:.1%}  Time: {report.seconds:.1f} s\n" if verbose else ""
    print(
        f"Epoch {report.epoch}/{epochs}:\n"
        f"  Train loss: {report.train_loss:.3f}  Intent acc: {report.train_accuracy:.1%}\n"
        f"  Val loss: {report.validation_loss:.3f}    Intent acc: {report.validation_accuracy:.1%}\n{more}",
        flush=True,
    )


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} seconds"
    minutes = round(seconds / MINUTE)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _write_beside(
    files: ModelFiles,
    data: Path,
    examples: Sequence[Example],
    config: TrainConfig,
    trained: Trained,
    own: Sequence[FileFunction],
) -> list[str]:
    """Write card and curves; return what could not be made for lack of a package."""
    from neurlang.prompts.training import card_of, draw_curves

    write_file(files.card, card_of(files.model, data, examples, config, trained, own).encode())
    try:
        picture = draw_curves(trained.reports, trained.best, files.model.name)
    except MissingPartError as error:
        return [str(error)]
    write_file(files.curves, picture)
    return []


def _write_functions(files: ModelFiles, rows: Sequence[Example], seed: int) -> None:
    """Write the head for functions, if the rows teach it."""
    from neurlang.prompts.training import head_of_rows, save_function_head

    head = head_of_rows(rows, seed)
    if head is not None:
        save_function_head(head, files.functions)


def cross_validate_here(
    examples: Sequence[Example], data: Path, options: TrainingOptions, folds: int, *, as_json: bool
) -> None:
    """Train a model for each fold, judge it on that fold, and print the figures."""
    from neurlang.prompts.training import cross_validate

    started = time.monotonic()
    with explained_interrupt(lambda: NOTHING), progress_bar("Folds", folds) as advance:

        def done(_: Fold) -> None:
            advance(1)

        found = cross_validate(examples, options.config(), folds, done)
    if as_json:
        show_json(reports.cross_validation_report(found, time.monotonic() - started))
        return
    print(f"Cross-Validation Results ({folds} folds):")
    for each in found.folds:
        print(f"  Fold {each.number}: {each.accuracy:.1%} accuracy")
        if options.verbose:
            print(
                f"    Trained on {each.train_count} texts, judged on {each.test_count} of {each.templates} other "
                f"templates; scope acc {each.scope_accuracy:.1%}, {each.epochs} epochs, {each.seconds:.0f} s"
            )
    print(f"\nMean accuracy: {found.mean:.1%} ± {found.deviation:.1%}\n")
    print("\n".join(ending_lines([], [command_line("nl", "train", "--data", data)])))
