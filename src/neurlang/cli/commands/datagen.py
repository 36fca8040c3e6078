"""`nl datagen`: make training data; every example is executed and checked before it is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from neurlang.cli.files import writing
from neurlang.cli.output import progress_bar, show_json


def command(
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSONL file to write.")] = Path(
        "training_data.jsonl"
    ),
    examples: Annotated[
        int, typer.Option("-n", "--num-examples", min=1, help="How many examples.")
    ] = 100_000,
    level: Annotated[int, typer.Option(min=1, max=5, help="Intents up to this curriculum level.")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed produces the same bytes.")] = 42,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 means one per core.")] = 0,
    json_output: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Generate training data for the prompt reader.

    Example: nl datagen -o training_data.jsonl -n 10000 --seed 7
    """
    from neurlang import reports
    from neurlang.prompts.training import GenerationConfig, Tally, generate, to_json

    config = GenerationConfig(examples, seed, level, workers or os.cpu_count() or 1)
    tally = Tally()
    with writing(output) as file, progress_bar("Examples", examples) as advance:
        for example in generate(config, tally):
            file.write(to_json(example).encode() + b"\n")
            advance(1)
    report = reports.datagen_report(output, config, tally)
    if json_output:
        show_json(report)
        return
    print(f"{output}: {examples:,} examples, seed {seed}")
    families: dict[str, int] = {}
    for source, number in report["made"].items():
        families[source.split(":")[0]] = families.get(source.split(":")[0], 0) + number
    for family, number in sorted(families.items()):
        print(f"  {family:<12} {number:>8,}")
    print(f"  left out, as they failed a check: {sum(report['left_out'].values()):,}")
