"""One kernel's work: it is made anew from its source, optimised, checked, and told of as a row of plain values."""

from __future__ import annotations

import time
import traceback
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import neurlang
from neurlang.errors import NeurlangError
from neurlang.kernels.expr import print_text
from soundness.choosing import cheapest
from soundness.formulas import corpus, random_kernel, variants
from soundness.harness import check
from soundness.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.optimizing import Optimized
    from soundness.trial import Outcome

Row = dict[str, Any]

_read: dict[str, list[Kernel]] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kernel comes from: a number of a corpus, or of the random ones where that is empty; and its variant."""

    corpus: str
    number: int
    seed: int
    variant: str

    @property
    def key(self) -> str:
        """A name that no other source has."""
        return f"{self.corpus or f'random seed {self.seed}'} {self.number} {self.variant}"

    @property
    def plain(self) -> Kernel:
        """The kernel with its ranges as stated."""
        return (
            random_kernel(self.seed, self.number) if not self.corpus else kernels_of(self.corpus)[self.number]
        )

    @property
    def kernel(self) -> Kernel:
        """The kernel with the ranges of its variant."""
        return dict(variants(self.plain, (self.variant,)))[self.variant]


def kernels_of(path: str) -> list[Kernel]:
    """The kernels of a corpus, read once."""
    if path not in _read:
        _read[path] = list(corpus(Path(path)))
    return _read[path]


def sources(path: Path | None, count: int, seed: int, named: Sequence[str]) -> list[Source]:
    """The kernels of a corpus, or so many random ones, each with those variants of its ranges that differ."""
    name = "" if path is None else str(path)
    total = count if path is None else len(kernels_of(name))
    plain = [Source(name, number, seed, "stated") for number in range(total)]
    return [
        Source(name, each.number, seed, kind)
        for each in plain
        for kind, _ in variants(each.plain, tuple(named))
    ]


def checked(source: Source, effort: str) -> Row:
    """One kernel optimised and checked. Its points depend on its source alone."""
    kernel = source.kernel
    row: Row = {"key": source.key, "name": kernel.name, "dtype": kernel.dtype, "variant": source.variant}
    begin = time.monotonic()
    try:
        found = neurlang.optimize(kernel, effort=effort, chooser=cheapest)
        row |= _told(kernel, found) | {"optimizing_s": round(time.monotonic() - begin, 4)}
        if not found.is_improved or not kernel.inputs:
            return row
        options = found.options
        got = neurlang.kernel(
            found.kernel, fma=options.fma, tolerance_ulp=options.tolerance_ulp, target=options.target
        )
        begin = time.monotonic()
        subject = Subject(kernel, neurlang.kernel(kernel), got, found.kernel.outputs)
        outcome = check(subject, zlib.crc32(source.key.encode()))
    except NeurlangError as error:
        return row | {"refused": str(error).splitlines()[0]}
    except Exception:  # what is no error of ours is a fault of the optimiser, to be reported as such
        return row | {"formula": print_text(kernel).strip(), "crashed": traceback.format_exc().strip()}
    return row | _found(kernel, outcome) | {"checking_s": round(time.monotonic() - begin, 4)}


def _told(kernel: Kernel, found: Optimized) -> Row:
    """What the optimiser says of its result."""
    return {
        "rewritten": found.is_improved,
        "formula": found.before.text().strip(),
        "ranges": {item.name: [item.low, item.high] for item in kernel.inputs},
        "form": found.after.text().strip(),
        "rules": found.rules,
        "estimates_ulp": found.options.tolerance_ulp,
        "safe": found.safe,
        "bound": None if found.bound is None else found.bound.worst,
    }


def _found(kernel: Kernel, outcome: Outcome) -> Row:
    """What the harness says of it."""
    row = asdict(outcome)
    for fault in row["faults"]:
        fault["inputs"] = {
            name: value.hex() for name, value in zip(kernel.names, fault["inputs"], strict=True)
        }
    return row
