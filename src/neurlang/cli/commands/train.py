"""`nl train`: train the prompt reader on a data file, here or elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from neurlang import reports
from neurlang.cli.endings import NOTHING, explained_interrupt
from neurlang.cli.options.backend_options import BackendOptions
from neurlang.cli.options.option_groups import with_groups
from neurlang.cli.options.training_options import LocalOptions, TrainingOptions
from neurlang.cli.output import show_json
from neurlang.cli.training_elsewhere import train_elsewhere
from neurlang.cli.training_here import ModelFiles, cross_validate_here, train_here
from neurlang.errors import UsageError
from neurlang.result_files import keep_apart
from neurlang.training_backends import Request

# What training imports. It is looked for at another machine before a training starts there.
PACKAGES = (
    *("torch", "numpy", "numba", "elftools", "safetensors", "mpmath", "flint"),
    *("typer", "rich", "platformdirs", "filelock"),
)


@with_groups
def command(
    *,
    data: Annotated[Path, typer.Option(help="A JSONL file, as `nl datagen` writes it.")] = Path(
        "training_data.jsonl"
    ),
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The model: .safetensors, .onnx or .pt.")
    ] = Path("model.onnx"),
    training: TrainingOptions,
    local: LocalOptions,
    where: BackendOptions,
    list_profiles: Annotated[
        bool, typer.Option("--list-profiles", help="List the profiles; train nothing.")
    ] = False,
    only_model: Annotated[
        bool, typer.Option("--only-model", help="Write no card, curves or checkpoint beside the model.")
    ] = False,
    json_output: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Train the prompt reader.

    Example: nl train --data training_data.jsonl --epochs 20 -o model.safetensors
    """
    if where.stopped_run is not None:
        print(where.stop())
        return
    from neurlang.prompts.training import (
        WRITER_PACKAGES,
        can_learn,
        check_model_format,
        functions_taught,
        profile_rows,
        read_examples,
    )

    if list_profiles:
        if json_output:
            show_json(reports.profiles_report())
        else:
            _show_table(profile_rows())
        return
    check_model_format(output)
    training.named_profile()
    backend = where.elsewhere()
    if backend is not None and (wanted := local.wanted()):
        raise UsageError(f"{wanted} works in this process only; leave out --remote and --backend docker.")
    rows = list(read_examples(data))
    examples = [each for each in rows if can_learn(each)]
    own = () if only_model or local.cross_validate else functions_taught(rows, data)
    if backend is None and not json_output and (foreign := len(rows) - len(examples)):
        print(
            f"{foreign:,} examples are of functions of the library, which have a head of their own, or of code."
        )
    if local.cross_validate:
        cross_validate_here(examples, data, training, local.folds, as_json=json_output)
        return
    if backend is None:
        files = ModelFiles(output, only_model=only_model)
        train_here(examples, data, files, training, local, own, rows=rows, as_json=json_output)
        return
    keep_apart(data, [output])
    request = Request(
        data,
        output,
        command=("neurlang.cli", "train"),
        options=(*training.words(), "--only-model", *(("--json",) if json_output else ())),
        packages=(*PACKAGES, *WRITER_PACKAGES.get(output.suffix, ())),
    )
    with explained_interrupt(lambda: NOTHING):
        train_elsewhere(backend, request, own, as_json=json_output)


def _show_table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
