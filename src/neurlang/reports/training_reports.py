"""Training as JSON: the data, the epochs, the export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict, cast

from neurlang.prompts.reading import INTENTS
from neurlang.prompts.training import PROFILES, Head, functions_of

if TYPE_CHECKING:  # its module loads torch, which takes more than a second
    from neurlang.prompts.training import CrossValidated, DataJob, DataSummary, Exported, Trained


class DatagenReport(TypedDict):
    """`nl datagen --json`: what was written."""

    schema: Literal["neurlang.datagen/1"]
    output: Annotated[str, "the data file"]
    examples: Annotated[int, "how many examples it has"]
    seed: Annotated[int, "of the generator"]
    made: Annotated[dict[str, int], "how many examples come from each source"]
    left_out: Annotated[dict[str, int], "how many texts failed each check"]
    fields: Annotated[str, "the schema of the rows: intent, library or full"]
    level: Annotated[int | None, "the highest level; null if none was named"]
    bytes: Annotated[int, "the size of the file"]
    origins: Annotated[dict[str, int], "how many examples come from the library, the examples, …"]
    levels: Annotated[dict[str, int], "how many examples each level has; 0 is that of refusals"]
    categories: Annotated[dict[str, int], "how many examples each category has"]
    intents: Annotated[dict[str, int], "how many examples ask for each intent"]
    functions: Annotated[dict[str, int], "how many examples ask for each function of the library"]
    heads: Annotated[dict[str, int], "how many examples teach each head of the network"]
    duplicates: Annotated[dict[str, int], "how many texts were dropped, and why"]
    skipped: Annotated[dict[str, str], "examples that were not used, and why"]


class EpochFields(TypedDict):
    """One epoch of training."""

    epoch: Annotated[int, "its number, from 1"]
    train_loss: Annotated[float, "mean loss on the training examples"]
    train_accuracy: Annotated[float, "of the intent, on the training examples"]
    validation_loss: Annotated[float, "mean loss on the examples held out"]
    validation_accuracy: Annotated[float, "of the intent, on the examples held out"]
    scope_accuracy: Annotated[float, "of the scope, on the examples held out"]
    seconds: Annotated[float, "how long it took"]


class TrainReport(TypedDict):
    """`nl train --json`: how training went."""

    schema: Literal["neurlang.train/1"]
    model: Annotated[str, "the file of the model"]
    train_samples: Annotated[int, "examples that were trained on"]
    validation_samples: Annotated[int, "examples that were held out"]
    best: Annotated[EpochFields, "the epoch whose model was kept"]
    epochs: Annotated[list[EpochFields], "all epochs"]
    seconds: Annotated[float, "how long it took"]
    files: Annotated[list[str], "all that was written: the model, its card, its curves, the checkpoint"]


class ProfileFields(TypedDict):
    """A kind of machine, and what suits it."""

    name: Annotated[str, "for --profile"]
    gpu: Annotated[str, "which GPU"]
    batch_size: Annotated[int, "by default"]
    memory: Annotated[str, "of the GPU"]
    notes: Annotated[str, "what it is used for"]
    device: Annotated[str, "as PyTorch names it"]
    mixed_precision: Annotated[bool, "whether the layers compute in bfloat16"]


class ProfilesReport(TypedDict):
    """`nl train --list-profiles --json`: the profiles."""

    schema: Literal["neurlang.profiles/1"]
    profiles: Annotated[list[ProfileFields], "all, in the order of the table"]


class FoldFields(TypedDict):
    """A fold, and how a model did on it that was trained on all others."""

    number: Annotated[int, "its number, from 1"]
    accuracy: Annotated[float, "of the intent, on the fold"]
    scope_accuracy: Annotated[float, "of the scope, on the fold"]
    train_count: Annotated[int, "examples of the other folds"]
    test_count: Annotated[int, "examples of the fold"]
    templates: Annotated[int, "templates of the fold; no other fold has them"]
    epochs: Annotated[int, "how many were run"]
    seconds: Annotated[float, "how long it took"]


class CrossValidationReport(TypedDict):
    """`nl train --cross-validate --json`: how well the trainer does on wordings that it has not seen."""

    schema: Literal["neurlang.cross-validation/1"]
    folds: Annotated[list[FoldFields], "all folds"]
    templates: Annotated[int, "of all examples"]
    mean: Annotated[float, "the mean accuracy of the folds"]
    deviation: Annotated[float, "the standard deviation of the folds' accuracies"]
    seconds: Annotated[float, "how long it took"]


class CheckFields(TypedDict):
    """How far the logits after a stage of the export are from PyTorch's, on real prompts, padded and not."""

    stage: Annotated[str, "export, constant folding, operator fusion or fp16"]
    largest_difference: Annotated[float, "of a logit"]
    largest_logit: Annotated[float, "the largest absolute value of a logit"]
    argmax_agreement: Annotated[float, "share of heads with the same largest logit"]
    texts: Annotated[int, "how many prompts, of 1 to 128 tokens"]
    checked_by: Annotated[str, "what evaluated the ONNX file"]


class ExportReport(TypedDict):
    """`nl export-onnx --json`: what was written."""

    schema: Literal["neurlang.export-onnx/1"]
    input: Annotated[str, "the trained model"]
    output: Annotated[str, "the ONNX file"]
    bytes: Annotated[int, "its size"]
    checks: Annotated[list[CheckFields], "after each stage; the last is stored in the file"]


def datagen_report(output: Path, job: DataJob, summary: DataSummary) -> DatagenReport:
    """How many examples were made, by everything that they are counted by, and what was left out."""
    counts = summary.progress.counts
    labels = {int(label): number for label, number in counts.get("labels", {}).items()}
    functions = {each.number: each.full_name for each in functions_of(job)}
    return {
        "schema": "neurlang.datagen/1",
        "output": str(output),
        "examples": job.examples,
        "seed": job.seed,
        "made": _sorted(counts, "sources"),
        "left_out": _sorted(counts, "left_out"),
        "fields": job.schema.value,
        "level": job.level,
        "bytes": summary.size,
        "origins": _sorted(counts, "origins"),
        "levels": _sorted(counts, "levels"),
        "categories": _sorted(counts, "categories"),
        "intents": {each.name: labels[each.number] for each in INTENTS if each.number in labels},
        "functions": {name: labels[number] for number, name in sorted(functions.items()) if number in labels},
        "heads": {each.value: counts.get("heads", {}).get(each.value, 0) for each in Head},
        "duplicates": _sorted(counts, "duplicates"),
        "skipped": summary.skipped,
    }


def _sorted(counts: Mapping[str, Mapping[str, int]], table: str) -> dict[str, int]:
    return dict(sorted(counts.get(table, {}).items()))


def train_report(output: Path, trained: Trained, seconds: float, files: Sequence[Path]) -> TrainReport:
    """The figures of each epoch, and which one was kept."""
    return {
        "schema": "neurlang.train/1",
        "model": str(output),
        "train_samples": trained.train_count,
        "validation_samples": trained.validation_count,
        "best": cast("EpochFields", asdict(trained.best)),
        "epochs": [cast("EpochFields", asdict(each)) for each in trained.reports],
        "seconds": round(seconds, 1),
        "files": [str(each) for each in files],
    }


def profiles_report() -> ProfilesReport:
    """The profiles."""
    return {
        "schema": "neurlang.profiles/1",
        "profiles": [
            {
                "name": each.name,
                "gpu": each.gpu,
                "batch_size": each.batch_size,
                "memory": each.memory,
                "notes": each.notes,
                "device": each.device,
                "mixed_precision": each.is_mixed,
            }
            for each in PROFILES
        ],
    }


def cross_validation_report(found: CrossValidated, seconds: float) -> CrossValidationReport:
    """The figures of each fold, and of all."""
    return {
        "schema": "neurlang.cross-validation/1",
        "folds": [cast("FoldFields", asdict(each)) for each in found.folds],
        "templates": found.templates,
        "mean": found.mean,
        "deviation": found.deviation,
        "seconds": round(seconds, 1),
    }


def export_report(source: Path, output: Path, exported: Exported) -> ExportReport:
    """What was exported, the size of the result, and how it was checked."""
    return {
        "schema": "neurlang.export-onnx/1",
        "input": str(source),
        "output": str(output),
        "bytes": len(exported.data),
        "checks": [cast("CheckFields", asdict(check)) for check in exported.checks],
    }
