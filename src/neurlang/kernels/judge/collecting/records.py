"""A measured form: what was timed, on which machine, how long it took, and how far that can be relied on."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache

import llvmlite
import llvmlite.binding as llvm

from neurlang.kernels.expr import DType, Kernel, print_fpcore
from neurlang.kernels.simd import Target, library_function
from neurlang.machine_code import host_cpu
from neurlang.versions import version_of


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What figures depend on: the processor, its features (as a hash), LLVM, and this package."""

    processor: str
    features: str
    llvm: str
    package: str


@cache
def fingerprint() -> Fingerprint:
    """The fingerprint of this machine."""
    cpu = host_cpu()
    features = hashlib.sha256(cpu.features.encode()).hexdigest()[:12]
    version = ".".join(map(str, llvm.llvm_version_info))
    return Fingerprint(
        cpu.name, features, f"{version}/{llvmlite.__version__}", version_of("neurlang") or "unknown"
    )


@dataclass(frozen=True, slots=True)
class Record:
    """One form, measured.

    `group` names the kernel that it is a form of: forms of one group are equal, and are never divided between fitting
    and judging. `loop` is the text of the main loop, of `vectors` vectors of `lanes` elements; `calls` are the library
    functions called for each vector. `ns` is the time of an element, `ratio` the same relative to an element of the
    reference kernel, `spread` the relative distance between rounds, `time` seconds since 1970.
    """

    key: str
    group: str
    source: str
    form: str
    nodes: int
    dtype: DType
    target: str
    lanes: int
    vectors: int
    arrays: int
    loop: str
    calls: tuple[str, ...]
    ns: float
    ratio: float
    spread: float
    is_written: bool
    fingerprint: Fingerprint
    time: float

    @property
    def iteration(self) -> float:
        """The time of an iteration of the loop, in elements of the reference kernel."""
        return self.ratio * self.lanes * self.vectors


def key_of(form: Kernel, target: Target) -> str:
    """What identifies a compiled form in a store: its code does not depend on anything else."""
    return hashlib.sha256(f"{form.fingerprint()} {target.name} {target.cpu}".encode()).hexdigest()[:24]


def text_of(kernel: Kernel) -> str:
    """The form as FPCore, on one line."""
    return " ".join(print_fpcore(kernel).split())


def calls_of(form: Kernel, target: Target) -> tuple[str, ...]:
    """The library functions that a compiled form calls for each vector, sorted, each as often as it is called."""
    names: Counter[str] = Counter()
    for node in form.nodes():
        if node.op.is_library:
            names[library_function(node.op, form.dtype, target).symbol] += 1
    return tuple(sorted(names.elements()))


def arrays_of(form: Kernel) -> int:
    """How many arrays a compiled form reads and writes."""
    return len({node.value for node in form.nodes() if node.op.name == "var"}) + len(form.outputs)
