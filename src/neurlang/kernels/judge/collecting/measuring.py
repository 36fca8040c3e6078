"""Measuring: groups of equal forms are compiled together, timed in turns, and kept if the figures can be relied on.

All forms of a group are timed in the same rounds, with the reference kernel among them (`simd.measure`), on one
processor core if the system lets this process be pinned. A form whose rounds differ by more than `MOST_SPREAD` is not
kept, nor is a group during which the reference kernel kept drifting, or took longer than it usually does in this run:
something else then used the core's units. Such a group is tried once more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from neurlang.errors import DataError, FormulaError, UsageError
from neurlang.kernels.expr import Kernel
from neurlang.kernels.judge.collecting.records import (
    Fingerprint,
    Record,
    arrays_of,
    calls_of,
    fingerprint,
    key_of,
    text_of,
)
from neurlang.kernels.judge.collecting.store import write_part
from neurlang.kernels.judge.modelling.instructions import loop_text
from neurlang.kernels.simd import (
    Listing,
    NoisyMachineError,
    Timing,
    TimingProtocol,
    arrays_for,
    choose_target,
    compile_batch,
    compiled_form,
    measure,
    subject_of,
    vectors_per_iteration,
)

LENGTH = 4096  # elements: as the optimiser times forms
PROTOCOL = TimingProtocol(samples=10, drift=0.05, most_redone=9)
MOST_SPREAD = 0.02  # between rounds; beyond that, a figure no longer ranks forms
PART_SECONDS = 5.0  # of measuring that a kill may lose
SLOWER = 0.02  # of the reference kernel, above the lower quartile of the run: more counts as disturbed
FASTER = 0.04  # below it: a higher frequency, to which loads from the second cache do not keep pace
MOST_FAILED = 5  # groups at the start, if nothing at all can be measured
FEWEST = 12  # groups before that can be told


@dataclass(frozen=True, slots=True)
class Group:
    """Equal forms to be measured together, the form as written first. `source` says where they come from."""

    name: str
    source: str
    kernels: tuple[Kernel, ...]


@dataclass(slots=True)
class Progress:
    """How a run of measuring goes: what was kept, what was dropped as noisy, and the seconds spent."""

    kept: int = 0
    noisy: int = 0
    groups: int = 0
    failed: int = 0
    seconds: float = 0.0
    spreads: list[float] = field(default_factory=list)
    references: list[float] = field(default_factory=list)

    def is_steady(self, reference: float) -> bool:
        """Whether the reference kernel took as long as it usually does; notes the time."""
        self.references.append(reference)
        if len(self.references) < FEWEST:
            return True
        usual = quantiles(self.references, n=4)[0]
        return usual * (1 - FASTER) <= reference <= usual * (1 + SLOWER)

    @property
    def rate(self) -> float:
        """Forms compiled and measured a second."""
        return (self.kept + self.noisy) / self.seconds if self.seconds else 0.0

    @property
    def noise(self) -> float:
        """The median spread between rounds."""
        return median(self.spreads) if self.spreads else 0.0


@contextmanager
def pinned() -> Iterator[int | None]:
    """Run on one core of those allowed, the last one; yields its number, None if the system refuses."""
    if not hasattr(os, "sched_setaffinity"):
        yield None
        return
    before = os.sched_getaffinity(0)
    core = max(before)
    try:
        os.sched_setaffinity(0, {core})
    except OSError:
        yield None
        return
    try:
        yield core
    finally:
        os.sched_setaffinity(0, before)


def measure_groups(
    groups: Iterable[Group],
    folder: Path,
    known: set[str],
    deadline: float,
    tell: Callable[[Progress], None] = lambda _progress: None,
) -> Progress:
    """Measure groups until there are no more or the deadline (of the monotonic clock) has come; store the records.

    `known` are the keys of forms that are stored already, which are not measured again; a group of which all forms
    but the first are known is left out.

    Raises:
        DataError: the store cannot be written.
        NoisyMachineError: not one of the first groups could be measured.

    """
    progress, waiting, written = Progress(), [], time.monotonic()
    for group in groups:
        if time.monotonic() > deadline:
            break
        begin = time.monotonic()
        try:
            records, noisy = _steadily_measured(group, known, progress)
        except NoisyMachineError:
            progress.failed += 1
            if progress.failed > MOST_FAILED and not progress.kept:
                raise
            continue
        except (FormulaError, UsageError, DataError):
            continue
        progress.seconds += time.monotonic() - begin
        known |= {record.key for record in records}
        waiting += records
        progress.kept += len(records)
        progress.noisy += noisy
        progress.groups += bool(records)
        progress.spreads += [record.spread for record in records]
        if waiting and time.monotonic() - written > PART_SECONDS:
            write_part(folder, waiting)
            waiting, written = [], time.monotonic()
        tell(progress)
    if waiting:
        write_part(folder, waiting)
    return progress


def _steadily_measured(group: Group, known: set[str], progress: Progress) -> tuple[list[Record], int]:
    """The records of a group; nothing, if the machine was disturbed twice."""
    count = 0
    for _ in range(2):
        records, noisy = measured(group, known)
        if not records or progress.is_steady(records[0].ns / records[0].ratio):
            return records, noisy
        count = len(records) + noisy
    return [], count


def measured(group: Group, known: set[str]) -> tuple[list[Record], int]:
    """The records of a group's forms, and how many of its forms were too noisy.

    Raises:
        NoisyMachineError: the reference kernel kept drifting.
        FormulaError: the points of the kernel's domain cannot be found.
        UsageError: the kernel has too many operands.

    """
    target = choose_target()
    forms = [compiled_form(kernel) for kernel in group.kernels]
    keys = [key_of(form, target) for form in forms]
    chosen = [place for place, key in enumerate(keys) if key not in known and key not in keys[:place]]
    if not chosen:
        return [], 0
    arrays = arrays_for(group.kernels[0], LENGTH)
    listings = compile_batch([forms[place] for place in chosen])
    subjects = [subject_of(each.code, arrays, LENGTH, str(place)) for place, each in enumerate(listings)]
    timings = measure(subjects, PROTOCOL)
    machine, now = fingerprint(), time.time()
    records = [
        record_of(group, place, listing, timing, keys[place], machine, now)
        for place, listing, timing in zip(chosen, listings, timings, strict=True)
        if timing.spread <= MOST_SPREAD
    ]
    return records, len(chosen) - len(records)


def record_of(
    group: Group,
    place: int,
    listing: Listing,
    timing: Timing,
    key: str,
    machine: Fingerprint,
    now: float,
) -> Record:
    """The timing of a group's kernel as a record."""
    kernel, form, target = group.kernels[place], listing.code.form, listing.code.target
    return Record(
        key=key,
        group=group.name,
        source=group.source,
        form=text_of(kernel),
        nodes=len(kernel.nodes()),
        dtype=kernel.dtype,
        target=target.name,
        lanes=target.lanes(kernel.dtype),
        vectors=vectors_per_iteration(form),
        arrays=arrays_of(form),
        loop=loop_text(listing.assembly),
        calls=calls_of(form, target),
        ns=timing.ns,
        ratio=timing.relative,
        spread=timing.spread,
        is_written=place == 0,
        fingerprint=machine,
        time=now,
    )
