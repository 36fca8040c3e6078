"""Targets: the kinds of machine, with their vector registers, that code is compiled for.

A target is chosen by name, or from the features that LLVM detects on this machine. Code for a target that this
machine does not support can be printed but not run.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass, replace
from functools import cache

import llvmlite.binding as llvm

from neurlang.errors import UsageError
from neurlang.ieee import MXCSR_IEEE
from neurlang.kernels.expr import DType
from neurlang.machine_code import host_architecture, host_cpu, host_features, initialize

BEST_EFFORT = 3
SIZES: dict[DType, int] = {"f32": 4, "f64": 8}  # bytes of an element


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of machine.

    `bits` is the width of a vector register, 0 for plain scalars. `vector_prefix` is the prefix of the platform's
    vector maths functions in the vector function ABI. `save` and `restore` are the LLVM instructions that preserve
    the floating-point status, with `{slot}` for a stack slot of eight bytes; `save` also sets IEEE 754's defaults,
    and `restore` reverts them.
    """

    name: str
    architecture: str
    bits: int
    cpu: str
    features: str
    needs: tuple[str, ...]
    vector_prefix: str
    save: tuple[str, ...]
    restore: tuple[str, ...]

    def lanes(self, dtype: DType) -> int:
        """Elements in a vector; 1 for plain scalars."""
        return max(1, self.bits // 8 // SIZES[dtype])

    @property
    def triple(self) -> str:
        """LLVM's target triple: this machine's if the architecture is the same, else one for Linux."""
        if self.architecture == host_architecture():
            return str(llvm.get_process_triple())
        return f"{self.architecture}-unknown-linux-gnu"

    @property
    def runs_here(self) -> bool:
        """Whether this machine has the features that the target needs."""
        return self.architecture == host_architecture() and all(
            host_features().get(need, False) for need in self.needs
        )


MXCSR_SAVE = (
    "call void @llvm.x86.sse.stmxcsr(ptr {slot})",
    "{slot}.ieee = getelementptr i8, ptr {slot}, i64 4",
    f"store i32 {MXCSR_IEEE}, ptr {{slot}}.ieee",
    "call void @llvm.x86.sse.ldmxcsr(ptr {slot}.ieee)",
)
MXCSR_RESTORE = ("call void @llvm.x86.sse.ldmxcsr(ptr {slot})",)
FPSR_SAVE = (
    "{slot}.fpsr = call i64 @llvm.aarch64.get.fpsr()",
    "store i64 {slot}.fpsr, ptr {slot}",
    "{slot}.fpcr = call i64 @llvm.aarch64.get.fpcr()",
    "call void @llvm.aarch64.set.fpcr(i64 0)",
)
FPSR_RESTORE = (
    "{slot}.old = load i64, ptr {slot}",
    "call void @llvm.aarch64.set.fpsr(i64 {slot}.old)",
    "call void @llvm.aarch64.set.fpcr(i64 {slot}.fpcr)",
)

X86_FEATURES_512 = "+avx512f,+avx512vl,+avx512bw,+avx512dq,+avx2,+fma,-prefer-256-bit"
X86_NEEDS_512 = ("avx512f", "avx512vl", "avx512bw", "avx512dq", "fma")

# In order of preference: the first that runs here is the default.
TARGETS: tuple[Target, ...] = (
    #      name      arch       bits cpu           features          needs            prefix
    Target("avx512", "x86_64",  512, "x86-64-v4",  X86_FEATURES_512, X86_NEEDS_512,   "_ZGVeN",
           MXCSR_SAVE, MXCSR_RESTORE),
    Target("avx2",   "x86_64",  256, "x86-64-v3",  "+avx2,+fma",     ("avx2", "fma"), "_ZGVdN",
           MXCSR_SAVE, MXCSR_RESTORE),
    Target("neon",   "aarch64", 128, "generic",    "+neon",          (),              "_ZGVnN",
           FPSR_SAVE, FPSR_RESTORE),
    Target("scalar", "x86_64",  0,   "x86-64",     "",               (),              "",
           MXCSR_SAVE, MXCSR_RESTORE),
    Target("scalar", "aarch64", 0,   "generic",    "",               (),              "",
           FPSR_SAVE, FPSR_RESTORE),
)  # fmt: skip


@cache
def choose_target(name: str | None = None) -> Target:
    """The target of that name, or by default the best that this machine runs; the best is tuned for its CPU.

    Raises:
        UsageError: there is no target of that name, or this machine's architecture is not supported.

    """
    here = [target for target in TARGETS if target.architecture == host_architecture()]
    if name is None:
        best = next((target for target in here if target.runs_here), None)
        if best is None:
            raise UsageError(
                f"Kernels are compiled for x86-64 and AArch64; this machine is '{platform.machine()}'."
            )
        return _tuned(best)
    named = next((target for target in (*here, *TARGETS) if target.name == name), None)
    if named is None:
        known = ", ".join(dict.fromkeys(target.name for target in TARGETS))
        raise UsageError(f"There is no target '{name}'; there are {known}.")
    return _tuned(named)


def _tuned(target: Target) -> Target:
    """The target with the host's CPU and features, if it is the widest that the host runs.

    All features are listed, as a virtual machine may lack some that the CPU's name implies.
    """
    widest = next((item for item in TARGETS if item.runs_here), None)
    if target != widest:
        return target
    cpu = host_cpu()
    return replace(target, cpu=cpu.name, features=f"{cpu.features},{target.features}")


@cache
def target_machine(target: Target, effort: int = BEST_EFFORT) -> llvm.TargetMachine:
    """LLVM's code generator for the target, created once; `effort` is its optimisation level, 0 to 3."""
    return make_target_machine(target, effort)


def make_target_machine(target: Target, effort: int = BEST_EFFORT) -> llvm.TargetMachine:
    """A new code generator, for an engine that takes ownership of it."""
    initialize(is_native=target.architecture == host_architecture())
    found = llvm.Target.from_triple(target.triple)
    return found.create_target_machine(cpu=target.cpu, features=target.features, opt=effort, reloc="pic")
