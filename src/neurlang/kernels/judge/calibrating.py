"""Measuring on this machine, measuring again, and choosing what to measure next."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from neurlang.errors import DataError, FormulaError, UsageError
from neurlang.kernels.expr import Kernel
from neurlang.kernels.judge.collecting.collection import Disagreement, corpus_groups, random_groups
from neurlang.kernels.judge.collecting.measuring import Group, Progress, measure_groups, pinned
from neurlang.kernels.judge.collecting.records import Record
from neurlang.kernels.judge.collecting.store import compact, read_store
from neurlang.kernels.judge.collecting.variants import Variants
from neurlang.kernels.judge.judge import Judge
from neurlang.kernels.judge.modelling.distilling import kernel_of_record
from neurlang.kernels.simd import Target, choose_target, compiled_form

ARCHITECTURE = "x86_64"
QUICK_MINUTES, MINUTES = 2.5, 20.0
LOOKED_AT = 3  # forms of a kernel, to see how much the models disagree about it
SEED = 1
FEWEST_FORMS = 4  # of a kernel that is measured again

Show = Callable[[Progress], None]


def measure_here(
    folder: Path,
    corpus: Sequence[Kernel],
    minutes: float,
    show: Show,
    *,
    seed: int = SEED,
    judge: Judge | None = None,
) -> Progress:
    """Measure what the store lacks, for some minutes: the corpus, then random kernels; with a Judge the doubtful ones.

    Raises:
        MissingPartError: pyarrow is not installed.
        UsageError: this machine's instructions cannot be read.
        DataError: the store cannot be written.
        NoisyMachineError: nothing can be measured on this machine now.

    """
    check_architecture(choose_target())
    contents = read_store(folder)
    names = {record.group for record in contents.records}
    keys = {record.key for record in contents.records}
    disagreement = None if judge is None else disagreement_of(judge)
    groups = chain(corpus_groups(corpus, names), random_groups(seed, names, disagreement))
    with pinned():
        progress = measure_groups(groups, folder, keys, time.monotonic() + 60 * minutes, show)
    compact(folder)
    return progress


def measure_again(folder: Path, other: Path, minutes: float, show: Show, *, seed: int = SEED) -> Progress:
    """Measure forms of a store again, into another, so that the two can be compared."""
    check_architecture(choose_target())
    contents, second = read_store(folder), read_store(other)
    known = {record.key for record in second.records}
    with pinned():
        deadline = time.monotonic() + 60 * minutes
        progress = measure_groups(stored_groups(contents.records, seed), other, known, deadline, show)
    compact(other)
    return progress


def check_architecture(target: Target) -> None:
    """Raise UsageError if the instructions of a target cannot be read."""
    if target.architecture != ARCHITECTURE:
        raise UsageError(
            f"The Judge reads the instructions of x86-64 only, and this machine's code is for {target.architecture}."
        )


def stored_groups(records: Iterable[Record], seed: int) -> Iterator[Group]:
    """The kernels of a store in random order, the form as written first."""
    by_group: dict[str, list[Record]] = {}
    for record in records:
        by_group.setdefault(record.group, []).append(record)
    names = sorted(name for name, some in by_group.items() if len(some) >= FEWEST_FORMS)
    for place in np.random.default_rng(seed).permutation(len(names)):
        some = sorted(by_group[names[place]], key=lambda record: not record.is_written)
        yield Group(names[place], some[0].source, tuple(map(kernel_of_record, some)))


def disagreement_of(judge: Judge) -> Disagreement:
    """How much the members of a Judge disagree about the forms of a kernel."""
    target = choose_target()

    def disagreement(variants: Variants) -> float:
        kernels = variants.kernels()
        places = sorted({0, len(kernels) // 2, len(kernels) - 1})[:LOOKED_AT]
        try:
            forms = [compiled_form(kernels[place]) for place in places]
            opinion = judge.of_forms(forms, target, [0.0] * len(forms))
        except (DataError, FormulaError, UsageError):
            return 0.0
        return float(opinion.members.std(axis=0).mean())

    return disagreement
