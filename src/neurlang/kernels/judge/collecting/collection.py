"""What is measured, in which order: the corpus as written and rewritten, then random kernels with their variants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from neurlang.errors import FormulaError
from neurlang.kernels.expr import DTYPES, Kernel, within_type
from neurlang.kernels.judge.collecting.measuring import Group
from neurlang.kernels.judge.collecting.random_kernels import random_kernels
from neurlang.kernels.judge.collecting.variants import Variants, variants_of

MOST_VARIANTS = 12
POOL = 4  # groups from which the one that the models disagree on most is measured

# How much the models disagree about the forms of a group.
Disagreement = Callable[[Variants], float]


def corpus_groups(corpus: Iterable[Kernel], skip: set[str]) -> Iterator[Group]:
    """The kernels of a corpus with their variants, in both types."""
    for kernel in corpus:
        for dtype in DTYPES:
            name = f"corpus-{kernel.name}-{dtype}"
            if name in skip:
                continue
            try:
                typed = within_type(replace(kernel, dtype=dtype, reduction=None))
                yield group_of(name, "corpus", variants_of(typed, MOST_VARIANTS))
            except FormulaError:  # a range without a number of the type, or an empty domain
                continue


def random_groups(seed: int, skip: set[str], disagreement: Disagreement | None = None) -> Iterator[Group]:
    """Random kernels with their variants, without end; with `disagreement` the most instructive of each few."""
    kernels = (kernel for kernel in random_kernels(seed) if kernel.name not in skip)
    while True:
        pool = [variants_of(kernel, MOST_VARIANTS) for kernel in islice(kernels, POOL if disagreement else 1)]
        chosen = max(pool, key=disagreement) if disagreement else pool[0]
        yield group_of(chosen.kernel.name, "random", chosen)


def group_of(name: str, source: str, variants: Variants) -> Group:
    """Variants as a group to be measured."""
    return Group(name, source, variants.kernels())
