"""How well `nl prompt` handles prompts that people wrote: right, refused, wrong; with an ablation, and its latency.

    python benchmarks/prompts.py [--corpus DIR | --no-corpus] [--held-out] [--json] [--misses] [--confidence]

Sets: `people.tsv` and `out_of_scope.tsv` of the corpus (skipped if the folder is missing), and the project's own
`benchmarks/data`: 200 out-of-scope sentences with numbers and in-scope prompts, written from the specification before
any generator existed. None of them is training data.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from neurlang.benchmarks import processor
from neurlang.learning import reliability
from neurlang.pipeline import Answered, Failed, Refused, answer, answer_many, shipped_engine
from neurlang.prompts.reading import SEED, SHIPPED_MODEL, Logits, Network, layers_of
from neurlang.prompts.reading.functions import function_head_file
from neurlang.prompts.training.rehearsal import rehearsal_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from neurlang.pipeline import Answer
    from neurlang.prompts.reading import Engine, Tokens

ROOT = Path(__file__).parents[1]
OWN_DATA = ROOT / "benchmarks" / "data"
CORPUS = ROOT.parent / "shared" / "corpus" / "prompts"
SEEN = (
    "in_scope_dev",
    "effects_dev",
    "compositions_dev",
    "out of scope, numbers",
)  # sets whose misses may be looked at
CLOSE = 1e-6  # relative; reals this close to what a person would accept are right
COLD_RUNS = 7
WARM_ROUNDS = 20
CONFIDENCES = (0.0, 0.9, 0.95, 0.98, 0.99, 1.0)  # edges of the ranges of `--confidence`


@dataclass(frozen=True, slots=True)
class Case:
    """A prompt and what a person would accept."""

    text: str
    # Numbers, texts as `text:…` or `=…`, `=@` for any value, `@intent` for an intent with an unpredictable result,
    # REFUSE, ERROR.
    accepted: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class WeightsEngine:
    """The native evaluator with the weights passed in, for the ablation."""

    name: str
    model: Path
    network: Network

    def evaluate(self, batch: Sequence[Tokens]) -> Logits:
        """Logits for each text of the batch."""
        return self.network.evaluate(batch)

    def places(self, tokens: Tokens) -> NDArray[np.float32]:
        """The encoder's features at each place of a text."""
        return self.network.places(tokens)


def read_cases(path: Path, kind: str = "") -> list[Case]:
    """The cases of a table: text, accepted answers, and a kind if the table has that column."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        fields = line.split("\t")
        cases.append(Case(fields[0], tuple(fields[1].split("|")), kind or fields[2]))
    return cases


def verdict(case: Case, result: Answer) -> str:
    """right, wrong, refused (where an answer was wanted), error."""
    match result:
        case Refused():
            return "right" if "REFUSE" in case.accepted else "refused"
        case Failed():
            return "right" if {"ERROR", "REFUSE"} & set(case.accepted) else "error"
        case Answered():
            return "right" if any(accepts(each, result) for each in case.accepted) else "wrong"


def accepts(wanted: str, result: Answered) -> bool:
    """Whether an answer is the wanted one: reals within a millionth."""
    if wanted in ("REFUSE", "ERROR"):
        return False
    if wanted.startswith("@"):
        return result.intent == wanted.removeprefix("@")
    if wanted == "=@":
        return True  # whatever it is, it was verified
    for mark in ("text:", "="):
        if wanted.startswith(mark):
            return result.output == wanted.removeprefix(mark)
    if result.value is None:
        return False
    if isinstance(result.value, int) and wanted.lstrip("-").isdigit():
        return result.value == int(wanted)
    return math.isclose(result.value, float(wanted), rel_tol=CLOSE)


def ablated(how: str, folder: Path) -> Engine:
    """The shipped model off (all weights zero), or with each tensor's weights shuffled.

    Both its network and its head for functions are changed; what stands beside a model is copied to the folder.
    """
    from safetensors.numpy import load_file, save_file

    for path in SHIPPED_MODEL.parent.glob(f"{SHIPPED_MODEL.stem}.*"):
        shutil.copy(path, folder)
    model = folder / SHIPPED_MODEL.name
    save_file(_changed(load_file(function_head_file(SHIPPED_MODEL)), how), function_head_file(model))
    tensors = load_file(SHIPPED_MODEL)
    changed = _changed({name: tensors[name] for name in SEED.shapes()}, how)
    return WeightsEngine(how, model, Network(layers_of(changed, how)))


def _changed(tensors: Mapping[str, NDArray[Any]], how: str) -> dict[str, NDArray[Any]]:
    random = np.random.default_rng(0)
    return {
        name: np.zeros_like(values)
        if how == "off"
        else random.permutation(values.ravel()).reshape(values.shape)
        for name, values in tensors.items()
    }


@dataclass(frozen=True, slots=True)
class Score:
    """What became of the cases of a set."""

    tally: Counter[str]  # of verdicts
    misses: list[tuple[Case, Answer]]  # what was not right
    confident: list[
        tuple[float, bool]
    ]  # the confidences that the network gave, and whether the answers were right


def score(cases: list[Case], engine: Engine) -> Score:
    """Answer all cases and hold the answers against what people would accept."""
    tally: Counter[str] = Counter()
    misses = []
    confident = []
    results = answer_many([each.text for each in cases], engine, host=rehearsal_host(seed=0))
    for case, result in zip(cases, results, strict=True):
        found = verdict(case, result)
        tally[found] += 1
        if found != "right":
            misses.append((case, result))
        if result.error is None and result.confidence < 1.0:  # 1 is that of notation, which needs no network
            confident.append((result.confidence, found == "right"))
    return Score(tally, misses, confident)


def corpus_sets(corpus: Path) -> Iterator[tuple[str, list[Case]]]:
    """The sets of the corpus, with their names; none, with a message, if the corpus is missing."""
    if not (corpus / "people.tsv").is_file():
        print(f"{corpus}: not there, its sets are skipped", file=sys.stderr)
        return
    people = read_cases(corpus / "people.tsv")
    for kind in ("single", "composed", "refuse"):
        yield f"people.tsv {kind}", [case for case in people if case.kind == kind]
    yield "out_of_scope.tsv", read_cases(corpus / "out_of_scope.tsv", "refuse")
    if (corpus / "reports.tsv").is_file():
        yield "reports.tsv", read_cases(corpus / "reports.tsv", "report")


def own_sets(held_out: bool) -> Iterator[tuple[str, list[Case]]]:
    """The project's own sets, with their names."""
    yield "out of scope, numbers", read_cases(OWN_DATA / "out_of_scope_numbers.tsv", "refuse")
    held = ("in_scope_heldout", "effects_heldout", "compositions_heldout") if held_out else ()
    for name in ("in_scope_dev", "effects_dev", "compositions_dev", *held):
        cases = read_cases(OWN_DATA / f"{name}.tsv")
        for kind in sorted({case.kind for case in cases}, reverse=True):
            yield f"{name} {kind}", [case for case in cases if case.kind == kind]


def warm_microseconds(texts: list[str]) -> float:
    """The median time of a warm `neurlang.answer` over texts; each text counts with its median over the rounds."""
    engine = shipped_engine()
    times = []
    for text in texts:
        rounds = []
        for _ in range(WARM_ROUNDS):
            started = time.perf_counter()
            answer(text, engine)
            rounds.append(time.perf_counter() - started)
        times.append(statistics.median(rounds))
    return statistics.median(times) * 1e6


def cold_seconds() -> tuple[float, float, float]:
    """Minimum, median and maximum wall time of a new `nl prompt` process."""
    command = [sys.executable, "-m", "neurlang.cli", "prompt", "factorial of 10"]
    times = []
    for _ in range(COLD_RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return min(times), statistics.median(times), max(times)


def show_markdown(rows: list[dict[str, object]], warm: float, cold: float, machine: str) -> None:
    """Print the table of the README: the network on, and the two figures of time."""
    print("| prompts | how many | right | refused though answerable | wrong |\n|---|---|---|---|---|")
    for row in (row for row in rows if row["network"] == "on"):
        right = int(str(row.get("right", 0))) / int(str(row["size"]))
        counts = " | ".join(str(row.get(each, 0)) for each in ("refused", "wrong"))
        print(f"| {row['set']} | {row['size']} | {right:.1%} | {counts} |")
    print(
        f"\nA warm `neurlang.answer` takes {warm:.0f} µs (median), `nl prompt` from a cold process {cold:.2f} s."
    )
    print(f"Machine: {machine}.")


def show_confidence(confident: list[tuple[float, bool]]) -> None:
    """Print how often answers of each confidence were right."""
    print(f"{'confidence':<15}{'said':>7}{'right':>8}{'of':>7}")
    for each in reliability(confident, CONFIDENCES):
        share = each.right / each.count
        print(f"{each.low:.2f} to {each.high:.2f}   {each.confidence:>7.3f}{share:>8.3f}{each.count:>7}")


def score_all(
    engines: Mapping[str, Engine], arguments: argparse.Namespace
) -> tuple[list[dict[str, Any]], list[tuple[float, bool]]]:
    """Score every set with every engine; return the rows of the table, and the confidences of the shipped model."""
    rows: list[dict[str, Any]] = []
    confident: list[tuple[float, bool]] = []
    foreign = () if arguments.no_corpus else corpus_sets(arguments.corpus)
    for name, cases in (*foreign, *own_sets(arguments.held_out)):
        for network, engine in engines.items():
            scored = score(cases, engine)
            rows.append({"set": name, "network": network, "size": len(cases), **scored.tally})
            confident += scored.confident if network == "on" else []
            if arguments.misses and network == "on" and name.startswith(SEEN):
                show_misses(scored.misses)
    return rows, confident


def show_misses(misses: Sequence[tuple[Case, Answer]]) -> None:
    """Print what was wanted and what came."""
    for case, result in misses:
        plan = None if isinstance(result, Refused) else result.plan
        print(
            f"  {verdict(case, result):<8} {case.text!r} wanted {'|'.join(case.accepted)} "
            f"got {result.value if result.output is None else result.output} by {plan}"
        )


def main() -> None:
    """Score every set with every network, time warm and cold answers, and print everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--no-corpus", action="store_true", help="only the project's own sets")
    parser.add_argument("--held-out", action="store_true", help="score the held-out sets too")
    parser.add_argument(
        "--misses",
        action="store_true",
        help="print what was not right in the project's sets, except the held-out ones",
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--confidence",
        action="store_true",
        help="only how often answers of all sets are right, by confidence",
    )
    parser.add_argument("--markdown", action="store_true", help="print the README's table")
    arguments = parser.parse_args()

    engines = {"on": shipped_engine()}
    with ExitStack() as folders:
        if not arguments.confidence:
            for how in ("off", "shuffled"):
                engines[how] = ablated(how, Path(folders.enter_context(TemporaryDirectory())))
        rows, confident = score_all(engines, arguments)
    if arguments.confidence:
        show_confidence(confident)
        return
    singles = [case.text for case in read_cases(OWN_DATA / "in_scope_dev.tsv") if case.kind == "single"]
    warm = warm_microseconds(singles)
    cold = cold_seconds()
    machine = (
        f"{processor()}, {platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}"
    )
    if arguments.json:
        figures = {"warm_median_us": warm, "cold_median_s": cold[1], "machine": machine, "rows": rows}
        print(json.dumps({"schema": "neurlang.benchmark.prompts/1", **figures}))
        return
    if arguments.markdown:
        show_markdown(rows, warm, cold[1], machine)
        return
    print(f"{'set':<28}{'network':<10}{'size':>5}{'right':>9}{'refused':>9}{'wrong':>7}{'error':>7}")
    for row in rows:
        right = f"{row.get('right', 0) / row['size']:.1%}"
        counts = "".join(
            f"{row.get(each, 0):>{width}}" for each, width in (("refused", 9), ("wrong", 7), ("error", 7))
        )
        print(f"{row['set']:<28}{row['network']:<10}{row['size']:>5}{right:>9}{counts}")
    print(
        f"\nwarm neurlang.answer: median {warm:.0f} us over {len(singles)} prompts, {WARM_ROUNDS} rounds each"
    )
    print(
        f"cold nl prompt: least {cold[0]:.3f} s, median {cold[1]:.3f} s, largest {cold[2]:.3f} s of {COLD_RUNS}"
    )
    print(f"machine: {machine}")


if __name__ == "__main__":
    main()
