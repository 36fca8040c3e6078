"""The work on one kernel: it is recreated from its source and optimised, its forms are checked, a row is returned."""

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
from neurlang.kernels.optimizing import by_cost, right_forms
from soundness.formulas import corpus, in_type, random_kernel, variants
from soundness.harness import check
from soundness.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.kernels.expr import DType, Kernel
    from neurlang.kernels.optimizing import Optimized
    from soundness.trial import Outcome

Row = dict[str, Any]

_read: dict[str, list[Kernel]] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kernel comes from: its number in a corpus, or among the random ones if `corpus` is empty; its variant."""

    corpus: str
    number: int
    seed: int
    variant: str
    dtype: DType | None = None  # None: the kernel's own

    @property
    def key(self) -> str:
        """A unique name of the source."""
        key = f"{self.corpus or f'random seed {self.seed}'} {self.number} {self.variant}"
        return key if self.dtype is None else f"{key} {self.dtype}"

    @property
    def plain(self) -> Kernel:
        """The kernel with its ranges as stated."""
        found = (
            random_kernel(self.seed, self.number) if not self.corpus else kernels_of(self.corpus)[self.number]
        )
        return found if self.dtype is None else in_type(found, self.dtype)

    @property
    def kernel(self) -> Kernel:
        """The kernel with the ranges of its variant."""
        return dict(variants(self.plain, (self.variant,)))[self.variant]


def kernels_of(path: str) -> list[Kernel]:
    """The kernels of a corpus, read once."""
    if path not in _read:
        _read[path] = list(corpus(Path(path)))
    return _read[path]


def sources(
    path: Path | None, count: int, seed: int, named: Sequence[str], dtype: DType | None = None
) -> list[Source]:
    """The kernels of a corpus, or `count` random ones, each with those variants of its ranges that differ."""
    name = "" if path is None else str(path)
    total = count if path is None else len(kernels_of(name))
    plain = [Source(name, number, seed, "stated", dtype) for number in range(total)]
    return [
        Source(name, each.number, seed, kind, dtype)
        for each in plain
        for kind, _ in variants(each.plain, tuple(named))
    ]


def checked(source: Source, effort: str, most: int = 1) -> Row:
    """One kernel optimised, and at most `most` of its right forms checked, the cheapest first.

    The points depend on the source alone.
    """
    kernel = source.kernel
    row: Row = {"key": source.key, "name": kernel.name, "dtype": kernel.dtype, "variant": source.variant}
    row |= {"formula": print_text(kernel).strip(), "forms": []}
    row["ranges"] = {item.name: [item.low, item.high] for item in kernel.inputs}
    begin = time.monotonic()
    try:
        found = right_forms(kernel, most, effort=effort, chooser=by_cost(even_dearer=True))
        row["optimizing_s"] = round(time.monotonic() - begin, 4)
        for form in found:
            if form.is_improved and kernel.inputs:
                row["forms"].append(_told(form) | _held_against(kernel, form, source.key))
    except NeurlangError as error:
        row["refused"] = str(error).splitlines()[0]
    except Exception:  # any other exception is a fault of the optimiser, to be reported as such
        row["crashed"] = traceback.format_exc().strip()
    return row


def _held_against(kernel: Kernel, form: Optimized, key: str) -> Row:
    """The harness's findings about a form; its code is compiled anew from what the optimiser returned."""
    begin, options = time.monotonic(), form.options
    got = neurlang.kernel(
        form.kernel, fma=options.fma, tolerance_ulp=options.tolerance_ulp, target=options.target
    )
    subject = Subject(kernel, neurlang.kernel(kernel), got, form.kernel.outputs)
    outcome = check(subject, zlib.crc32(key.encode()))
    return _found(kernel, outcome) | {"checking_s": round(time.monotonic() - begin, 4)}


def _told(form: Optimized) -> Row:
    """What the optimiser says about a form."""
    return {
        "form": form.after.text().strip(),
        "rules": form.rules,
        "estimates_ulp": form.options.tolerance_ulp,
        "safe": form.safe,
        "bound": None if form.bound is None else form.bound.worst,
    }


def _found(kernel: Kernel, outcome: Outcome) -> Row:
    """The harness's findings as a row."""
    row = asdict(outcome)
    for fault in row["faults"]:
        fault["inputs"] = {
            name: value.hex() for name, value in zip(kernel.names, fault["inputs"], strict=True)
        }
    return row
