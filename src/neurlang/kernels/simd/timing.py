"""The timing harness: what a kernel takes, relative to a reference kernel timed beside it.

Protocol: inputs and results lie in one 64-byte-aligned arena, neighbours 1,024 bytes apart modulo 4,096, so
that no two arrays compete for the same cache sets. A sample is a number of calls that takes about 20 µs;
kernels take turns in random order, 15 samples each a round (5 of what takes over a millisecond), three
rounds some milliseconds apart. A kernel's time is its minimum of all, divided by the reference kernel's
minimum. A round in which the reference is over 5 % slower than its best is done again; where that does not
help, the machine is too noisy and nothing is reported.

The spread is how far the slowest round's minimum lies above the fastest round's, in fractions.
"""

from __future__ import annotations

import ctypes
import mmap
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import NeurlangError, UsageError
from neurlang.kernels.expr import Kernel, parse
from neurlang.kernels.simd.emitting.code import (
    Code,
    CompileOptions,
    LoadedObject,
    compile_kernel,
    load,
    stored_object,
)
from neurlang.kernels.simd.emitting.target import choose_target
from neurlang.kernels.simd.points import domain_points

SPACING, PERIOD = 1024, 4096  # bytes: array starts differ by the one modulo the other
HUGE_PAGE = 2 * 1024 * 1024
REFERENCE = "((((((x*0.125 + 0.25)*x + 0.5)*x + 1)*x - 0.5)*x + 0.75)*x - 0.25)*x + 2"
REFERENCE_LENGTH = 4096


class NoisyMachineError(NeurlangError):
    """The reference kernel's time varies so much that no figure would mean anything."""

    kind = "noisy-machine"


@dataclass(frozen=True, slots=True)
class TimingProtocol:
    """How long and how often is measured; the defaults are the protocol above."""

    sample_ns: float = 20_000
    samples: int = 15
    long_ns: float = 1e6
    long_samples: int = 5
    rounds: int = 3
    pause_seconds: float = 0.003
    drift: float = 0.05
    most_redone: int = 12


class Subject(Protocol):
    """Something to time: `elements` are computed by each call."""

    @property
    def name(self) -> str:
        """What it is called in a table."""

    @property
    def elements(self) -> int:
        """How many elements a call computes."""

    def nanoseconds(self, calls: int) -> float:
        """What that many calls in a row take."""


@dataclass(frozen=True, slots=True)
class Timing:
    """A subject's time: nanoseconds an element, the ratio to the reference kernel, the spread of rounds.

    `is_estimated` says that a model estimated it; its spread is then the model's uncertainty.
    """

    name: str
    ns: float
    relative: float
    spread: float
    is_estimated: bool = False


class Arena:
    """One piece of aligned memory that arrays are laid out in.

    It asks for huge pages: with small ones, which cache sets arrays share differs from process to process,
    and times with it.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        offsets, end = [], 0
        for place, size in enumerate(sizes):
            start = -(-end // PERIOD) * PERIOD + place * SPACING % PERIOD
            offsets.append(start)
            end = start + size
        memory = mmap.mmap(-1, (end // HUGE_PAGE + 2) * HUGE_PAGE)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            memory.madvise(mmap.MADV_HUGEPAGE)
        self.memory = np.frombuffer(memory, np.uint8)
        shift = -self.memory.ctypes.data % HUGE_PAGE
        self.starts = [shift + offset for offset in offsets]

    def array(self, place: int, values: NDArray[Any]) -> NDArray[Any]:
        """The values, copied to their place."""
        start = self.starts[place]
        placed = self.memory[start : start + values.nbytes].view(values.dtype)
        placed[:] = values
        return placed


@dataclass(frozen=True, slots=True)
class Arrays:
    """Inputs and results of a kernel in an arena, and their addresses as compiled loops take them."""

    inputs: tuple[NDArray[Any], ...]
    results: tuple[NDArray[Any], ...]
    addresses: Any
    arena: Arena


def arrays_for(kernel: Kernel, length: int, seed: int = 0) -> Arrays:
    """Points of the kernel's domain and room for its results, laid out in an arena."""
    points = domain_points(kernel, min(length, 65536), seed)
    inputs = [np.resize(point, length) for point in points]
    results: list[NDArray[Any]] = [
        np.zeros(length, kernel.float_type if root.kind == "r" else np.bool_) for root in kernel.outputs
    ]
    everything = [*inputs, *results]
    arena = Arena([array.nbytes for array in everything])
    placed = [arena.array(place, array) for place, array in enumerate(everything)]
    addresses = (ctypes.c_void_p * len(placed))(*(array.ctypes.data for array in placed))
    return Arrays(tuple(placed[: len(inputs)]), tuple(placed[len(inputs) :]), addresses, arena)


@dataclass(frozen=True, slots=True)
class NativeSubject:
    """A compiled loop `(args, n, data)`, called through its address from a native loop."""

    name: str
    elements: int
    function: int
    data: int
    arrays: Arrays
    owner: object = None

    def nanoseconds(self, calls: int) -> float:
        """What that many calls in a row take, without Python in between."""
        return float(native_timer()(self.function, self.arrays.addresses, self.elements, self.data, calls))


@dataclass(frozen=True, slots=True)
class PythonSubject:
    """Something that Python calls."""

    name: str
    elements: int
    call: Callable[[], object]

    def nanoseconds(self, calls: int) -> float:
        """What that many calls in a row take, with Python's own cost of calling."""
        call, clock = self.call, time.perf_counter_ns
        start = clock()
        for _ in range(calls):
            call()
        return float(clock() - start)


def subject_of(code: Code, arrays: Arrays, length: int, name: str = "ours") -> NativeSubject:
    """Our own code as a subject."""
    return NativeSubject(name, length, code.plain, ctypes.addressof(code.plan), arrays, code)


# The loop that calls what is timed. `clock_gettime(CLOCK_MONOTONIC)` costs some 20 ns, samples take 20 µs.
TIMER = """\
declare i32 @clock_gettime(i32, ptr)
define i64 @time_calls(ptr %function, ptr %args, i64 %n, ptr %data, i64 %calls) nounwind {{
entry:
  %start = alloca {{ i64, i64 }}, align 8
  %stop = alloca {{ i64, i64 }}, align 8
  call i32 @clock_gettime(i32 {clock}, ptr %start)
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  call void %function(ptr %args, i64 %n, ptr %data)
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, %calls
  br i1 %more, label %loop, label %done
done:
  call i32 @clock_gettime(i32 {clock}, ptr %stop)
  %start.seconds = load i64, ptr %start
  %stop.seconds = load i64, ptr %stop
  %start.at = getelementptr i64, ptr %start, i64 1
  %stop.at = getelementptr i64, ptr %stop, i64 1
  %start.rest = load i64, ptr %start.at
  %stop.rest = load i64, ptr %stop.at
  %seconds = sub i64 %stop.seconds, %start.seconds
  %whole = mul i64 %seconds, 1000000000
  %rest = sub i64 %stop.rest, %start.rest
  %time = add i64 %whole, %rest
  ret i64 %time
}}"""


@cache
def _timer() -> LoadedObject:
    if not hasattr(time, "CLOCK_MONOTONIC"):
        raise UsageError("Timing needs the POSIX clock, which this system does not have.")
    target = choose_target()
    text = TIMER.format(clock=time.CLOCK_MONOTONIC)
    return load((stored_object(text, target),), ("time_calls",), target)


@cache
def native_timer() -> Callable[..., int]:
    """`(function, args, n, data, calls)`: the nanoseconds that the calls take."""
    pointer, integer = ctypes.c_void_p, ctypes.c_int64
    return ctypes.CFUNCTYPE(integer, pointer, pointer, integer, pointer, integer)(
        _timer().addresses["time_calls"]
    )


@cache
def reference_subject() -> NativeSubject:
    """The kernel that all others are measured against: a polynomial in cache, adds and multiplies only."""
    kernel = parse(REFERENCE, dtype="f32", ranges={"x": (-1.0, 1.0)})
    code = compile_kernel(kernel, CompileOptions(fma=False))
    return subject_of(code, arrays_for(kernel, REFERENCE_LENGTH), REFERENCE_LENGTH, "reference")


def measure(subjects: Sequence[Subject], protocol: TimingProtocol | None = None) -> list[Timing]:
    """The times of subjects measured together, in their order.

    Raises:
        NoisyMachineError: the reference keeps drifting.

    """
    rules = protocol or TimingProtocol()
    everything: list[Subject] = [reference_subject(), *subjects]
    turns = [_turns(subject, rules) for subject in everything]
    rounds: list[NDArray[np.float64]] = []
    random = np.random.default_rng(len(everything))
    for _ in range(rules.rounds + rules.most_redone):
        rounds.append(_round(everything, turns, random))
        best = min(float(row[0]) for row in rounds)
        good = [row for row in rounds if row[0] <= best * (1 + rules.drift)]
        if len(good) >= rules.rounds:
            return _timings(everything, good)
        time.sleep(rules.pause_seconds)
    raise NoisyMachineError(
        f"Of {len(rounds)} rounds only {len(good)} had the reference kernel within {rules.drift:.0%} of its "
        "best. Close what else runs on this machine, and measure again."
    )


@dataclass(frozen=True, slots=True)
class Turns:
    """How many samples of a subject a round takes, and how many calls each has."""

    samples: int
    calls: int


def _turns(subject: Subject, rules: TimingProtocol) -> Turns:
    subject.nanoseconds(1)
    calls, taken = 1, subject.nanoseconds(1)
    while taken < rules.sample_ns / 4:
        calls *= 2
        taken = subject.nanoseconds(calls)
    samples = rules.samples if taken / calls < rules.long_ns else min(rules.samples, rules.long_samples)
    return Turns(samples, max(1, round(calls * rules.sample_ns / taken)))


def _round(
    subjects: Sequence[Subject], turns: Sequence[Turns], random: np.random.Generator
) -> NDArray[np.float64]:
    """Each subject's minimum of a round, nanoseconds a call."""
    least = np.full(len(subjects), np.inf)
    for sample in range(max(turn.samples for turn in turns)):
        # In an order of its own each time: what ran before decides which arrays the last-level cache holds.
        for place in random.permutation(len(subjects)):
            subject, turn = subjects[place], turns[place]
            if sample >= turn.samples:
                continue
            subject.nanoseconds(1)  # brings its arrays back into the cache
            least[place] = min(least[place], subject.nanoseconds(turn.calls) / turn.calls)
    return least


def _timings(subjects: Sequence[Subject], rounds: Sequence[NDArray[np.float64]]) -> list[Timing]:
    table = np.array(rounds)
    least = table.min(axis=0)
    spread = table.max(axis=0) / least - 1
    per_element = least / [subject.elements for subject in subjects]
    return [
        Timing(subject.name, float(per_element[k]), float(per_element[k] / per_element[0]), float(spread[k]))
        for k, subject in enumerate(subjects)
        if k > 0
    ]
