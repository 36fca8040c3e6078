"""The inference engines: time for a text by its length, quiet and with all cores busy, and whether all agree.

    python benchmarks/engines.py [--rounds N] [--corpus DIR] [--json]

A text is evaluated as the reader does it: alone, with the heads of one operand. `NumPy` is the reference, which runs
where the system allows no native code. Every engine is timed in turn in each round, so that a slow moment of the
machine does not fall on one of them; the figure of a text is its median over the rounds. The benchmark's texts are the
prompts of its sets that have at most 32 tokens. For agreement, all prompts count: the largest logit of each head must
be the same for all engines.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from neurlang.benchmarks import processor
from neurlang.prompts.reading import (
    ENGINES,
    LONGEST,
    SHIPPED_MODEL,
    Network,
    layers_of,
    open_engine,
    read_tensors,
    tokens_of_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neurlang.prompts.reading import Engine, Logits, Tokens

OWN_DATA = Path(__file__).parent / "data"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "prompts"
LENGTHS = (8, 16, 32, 64)
REPEATS = 10  # of one text
TIMED = 60  # of the benchmark's texts
HEADS = ("intent", "count", "operands", "signs", "scope")


@dataclass(frozen=True, slots=True)
class NumpyEngine:
    """The NumPy evaluator as an engine."""

    name: str
    model: Path
    network: Network

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch."""
        return self.network.evaluate(batch)


def engines() -> list[Engine]:
    """The installed engines with the shipped model, and NumPy."""
    numpy = NumpyEngine("NumPy", SHIPPED_MODEL, Network(layers_of(read_tensors(SHIPPED_MODEL), "shipped")))
    return [*(open_engine(name=kind.name) for kind in ENGINES if kind.is_installed), numpy]


def texts_of(folder: Path) -> list[str]:
    """The prompts of the tables in a folder; none if there is no such folder."""
    lines = [line for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [line.split("\t")[0] for line in lines if not line.startswith("# ")]


def medians(found: list[Engine], texts: Sequence[Tokens], rounds: int) -> dict[str, list[float]]:
    """Microseconds of each text by each engine, the median over the rounds."""
    times: dict[str, list[list[float]]] = {engine.name: [[] for _ in texts] for engine in found}
    for _ in range(rounds):
        for engine in found:
            engine.evaluate(texts[:1])  # the engine before has filled the caches
            for place, tokens in enumerate(texts):
                started = time.perf_counter()
                engine.evaluate([tokens]).operands[0, 0]
                times[engine.name][place].append(time.perf_counter() - started)
    return {name: [statistics.median(each) * 1e6 for each in texts] for name, texts in times.items()}


def _keep_busy() -> None:
    """Multiply matrices until the process is ended."""
    left = np.ones((200, 200))
    while True:
        left = left @ left / 200.0


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keep each core busy with work of another process."""
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_keep_busy, daemon=True) for _ in range(os.cpu_count() or 1)]
    for other in others:
        other.start()
    time.sleep(2.0)  # they load NumPy first
    try:
        yield
    finally:
        for other in others:
            other.terminate()
            other.join()


def disagreements(found: list[Engine], texts: Sequence[Tokens]) -> dict[str, int]:
    """How many heads of all texts have another largest logit than by the first engine."""
    counts = dict.fromkeys((engine.name for engine in found), 0)
    for tokens in texts:
        best = [largest(engine.evaluate([tokens])) for engine in found]
        for engine, each in zip(found, best, strict=True):
            counts[engine.name] += int((each != best[0]).sum())
    return counts


def largest(logits: Logits) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """The place of the largest logit of each head."""
    return np.concatenate([np.asarray(getattr(logits, head)).argmax(-1).ravel() for head in HEADS])


def main() -> None:
    """Time all engines, compare their answers, and print everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    found = engines()
    tokens = [tokens_of_text(text) for text in texts_of(OWN_DATA) + texts_of(arguments.corpus)]
    tokens = [each for each in tokens if len(each)]
    short = [each for each in tokens if len(each) <= LONGEST]
    chosen = short[:: max(1, len(short) // TIMED)]
    long = max(tokens, key=len)
    by_length = {
        length: medians(found, [np.resize(long, length)] * REPEATS, arguments.rounds) for length in LENGTHS
    }
    quiet = medians(found, chosen, arguments.rounds)
    with busy_cores():
        busy = medians(found, chosen, arguments.rounds)
    differing = disagreements(found, tokens)
    rows = [
        {
            "engine": engine.name,
            "us_by_tokens": {
                str(length): statistics.median(by_length[length][engine.name]) for length in LENGTHS
            },
            "us": statistics.median(quiet[engine.name]),
            "us_busy": statistics.median(busy[engine.name]),
            "differing_heads": differing[engine.name],
        }
        for engine in found
    ]
    machine = (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )
    if arguments.json:
        print(json.dumps({"schema": "neurlang.benchmark.engines/1", "machine": machine, "rows": rows}))
        return
    print("microseconds for one text, median\n")
    print(
        f"{'engine':<8}"
        + "".join(f"{length:>8}" for length in LENGTHS)
        + "   benchmark    busy   ratio   differ"
    )
    for row in rows:
        print(
            f"{row['engine']:<8}"
            + "".join(f"{each:>8.1f}" for each in row["us_by_tokens"].values())
            + f"{row['us']:>12.1f}{row['us_busy']:>8.1f}{row['us_busy'] / row['us']:>8.2f}"
            + f"{row['differing_heads']:>9}"
        )
    lengths = statistics.median(map(len, chosen))
    print(
        f"\ncolumns: texts of {', '.join(map(str, LENGTHS))} tokens; {len(chosen)} prompts of at most {LONGEST} tokens"
        f" (median {lengths:.0f}), quiet\nand with {os.cpu_count()} processes that keep the cores busy; heads with"
        f" another argmax than {found[0].name}, of {len(tokens):,} prompts\nmachine: {machine}"
    )


if __name__ == "__main__":
    main()
