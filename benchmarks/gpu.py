"""Training on a GPU: a few epochs by a CUDA profile, a resumed run, the export, and the figures of the CPU beside them.

    python benchmarks/gpu.py [--profile h100] [--examples N] [--epochs N] [--seconds N] [--device cpu] [--json]

1. Data are made, or read from --data.
2. The model is trained by the profile on the GPU, in mixed precision if the profile has it, and again in float32.
3. A third training is stopped within its second epoch and resumed; its weights must be those of the second.
4. The same training runs on the CPU. Losses and accuracies of all are printed side by side.
5. The model of the GPU is exported to ONNX, which compares the logits with PyTorch's on the CPU.

No step begins after --seconds (150 by default, so that all ends within four minutes); what was left out is named. Exit
codes: 0 all held, 1 something did not hold, 2 wrong usage, 4 there is no GPU. With `--device cpu` the same steps run on
the CPU, to try the script itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from neurlang.errors import NeurlangError
from neurlang.prompts.training import (
    Example,
    ExportOptions,
    GenerationConfig,
    Tally,
    TrainConfig,
    Trained,
    batch_size_of,
    device_of,
    export_onnx,
    generate,
    profile_named,
    read_examples,
    train,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NO_GPU = 4
CLOSE_LOSS, CLOSE_ACCURACY = 0.1, 0.03  # of float32 on GPU and CPU, which add in another order
CLOSE_MIXED = 0.3
SECONDS = 150


class _StoppedError(Exception):
    """Ends a training within an epoch."""


@dataclass(frozen=True, slots=True)
class Row:
    """A training: where, how long an epoch took, and how good it became."""

    name: str
    seconds: float  # of the fastest epoch
    texts: int  # trained on, a second
    loss: float
    intent: float
    scope: float
    memory: int  # bytes of the GPU at most


@dataclass(slots=True)
class Report:
    """What was measured, what did not hold, and what there was no time for."""

    device: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def row_of(name: str, trained: Trained, device: str) -> Row:
    """The figures of a training."""
    fastest = min(each.seconds for each in trained.reports)
    memory = torch.cuda.max_memory_allocated() if device.startswith("cuda") else 0
    best = trained.best
    return Row(
        name,
        fastest,
        round(trained.train_count / max(fastest, 1e-9)),
        best.validation_loss,
        best.validation_accuracy,
        best.scope_accuracy,
        memory,
    )


def same_weights(one: Trained, other: Trained) -> bool:
    """Whether two models are the same, to the last bit."""
    first, second = one.model.state_dict(), other.model.state_dict()
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


def stopped_and_resumed(examples: Sequence[Example], config: TrainConfig, checkpoint: Path) -> Trained:
    """Train until the middle of the second epoch, then go on from the checkpoint."""

    def stop(done: int, total: int) -> None:
        if done >= total * 3 // (2 * config.epochs):
            raise _StoppedError

    try:
        train(examples, config, progress=stop, checkpoint=checkpoint, resume=False, store_every=2)
    except _StoppedError:
        return train(examples, config, checkpoint=checkpoint, store_every=2)
    raise AssertionError("the training was not stopped")


def compare(report: Report, name: str, one: Row, other: Row, closeness: float) -> None:
    """Note how far two trainings are from each other; it is a fault if that is too far."""
    loss, accuracy = abs(one.loss - other.loss), abs(one.intent - other.intent)
    told = f"{name}: validation loss {loss:.4f} apart, intent accuracy {accuracy:.2%}"
    if loss > closeness or accuracy > CLOSE_ACCURACY:
        report.faults.append(told)
    else:
        report.notes.append(told)


def measure(
    examples: Sequence[Example], config: TrainConfig, folder: Path, time_left: Callable[[], bool]
) -> Report:
    """All steps, as far as there is time."""
    report = Report(_described(config.device))
    exact = replace(config, mixed_precision=False)
    if config.mixed_precision:
        report.rows.append(row_of("mixed precision", train(examples, config), config.device))
    if not time_left():
        report.left_out += ["float32", "resuming", "CPU", "export"]
        return report
    whole = train(examples, exact, checkpoint=folder / "whole.checkpoint", resume=False)
    report.rows.append(row_of("float32", whole, config.device))
    if config.mixed_precision:
        compare(report, "mixed precision and float32", report.rows[0], report.rows[1], CLOSE_MIXED)
    if time_left():
        resumed = stopped_and_resumed(examples, exact, folder / "stopped.checkpoint")
        if same_weights(whole, resumed):
            report.notes.append("a stopped and resumed training has the same weights, to the last bit")
        else:
            report.faults.append("a stopped and resumed training has other weights")
    else:
        report.left_out.append("resuming")
    if time_left():
        exported = export_onnx(whole.model, ExportOptions())
        last = exported.checks[-1]
        told = (
            f"export: {len(exported.data):,} bytes, logits within {last.largest_difference:.1e} of PyTorch's, "
            f"argmax agreement {last.argmax_agreement:.2%}"
        )
        (report.notes if last.argmax_agreement == 1 else report.faults).append(told)
    else:
        report.left_out.append("export")
    if time_left():
        on_cpu = row_of("float32, CPU", train(examples, replace(exact, device="cpu")), "cpu")
        compare(report, f"{config.device} and CPU", report.rows[-1], on_cpu, CLOSE_LOSS)
        report.rows.append(on_cpu)
    else:
        report.left_out.append("CPU")
    return report


def _described(device: str) -> str:
    if not device.startswith("cuda"):
        return f"{device}, {torch.get_num_threads()} threads, torch {torch.__version__}"
    properties = torch.cuda.get_device_properties(torch.device(device))
    memory = f"{properties.total_memory / 2**30:.0f} GiB"
    return f"{properties.name}, {memory}, CUDA {torch.version.cuda}, torch {torch.__version__}"


def text_of(report: Report) -> str:
    """The report for people."""
    lines = [f"device: {report.device}", ""]
    lines.append(f"{'':<18}{'s/epoch':>9}{'texts/s':>10}{'loss':>9}{'intent':>9}{'scope':>9}{'GPU MiB':>9}")
    lines += map(_line, report.rows)
    lines.append("")
    lines += [f"holds: {each}" for each in report.notes]
    lines += [f"DOES NOT HOLD: {each}" for each in report.faults]
    lines += [f"left out, for lack of time: {each}" for each in report.left_out]
    return "\n".join(lines)


def _line(row: Row) -> str:
    return (
        f"{row.name:<18}{row.seconds:>9.2f}{row.texts:>10,}{row.loss:>9.4f}{row.intent:>9.2%}"
        f"{row.scope:>9.2%}{row.memory / 2**20:>9.0f}"
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--profile", default="generic", help="a profile of `nl train --list-profiles`")
    parser.add_argument("--device", default="auto", help="auto, cuda:1, … or cpu, to try the script")
    parser.add_argument("--data", type=Path, help="a data file; without it, data are made")
    parser.add_argument("--examples", type=int, default=20_000, help="how many are made")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="no step begins later")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        profile = profile_named(arguments.profile)
        if arguments.device != "cpu" and not torch.cuda.is_available():
            print(
                "There is no GPU of CUDA here, so nothing was measured. `--device cpu` tries the script itself.",
                file=sys.stderr,
            )
            return NO_GPU
        device = device_of(arguments.device, profile)
        workers = os.cpu_count() or 1
        made = GenerationConfig(arguments.examples, seed=42, workers=workers)
        examples = [*(read_examples(arguments.data) if arguments.data else generate(made, Tally()))]
        config = TrainConfig(
            epochs=max(2, arguments.epochs),
            batch_size=batch_size_of(None, profile),
            device=device,
            mixed_precision=profile.is_mixed,
        )
        with tempfile.TemporaryDirectory(prefix="neurlang-gpu-") as folder:
            report = measure(
                examples, config, Path(folder), lambda: time.monotonic() - started < arguments.seconds
            )
    except NeurlangError as error:
        print(f"Error: {error}", file=sys.stderr)
        return error.exit_code
    if arguments.json:
        rows = [{name: getattr(row, name) for name in Row.__slots__} for row in report.rows]
        print(json.dumps({**{name: getattr(report, name) for name in Report.__slots__}, "rows": rows}))
    else:
        print(text_of(report))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
