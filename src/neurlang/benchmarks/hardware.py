"""The machine that figures were measured on."""

from __future__ import annotations

from pathlib import Path

import llvmlite.binding as llvm

from neurlang.machine_code import host_cpu


def processor() -> str:
    """The processor's name, with LLVM's name of its kind, since virtual machines hide it."""
    kind = host_cpu().name
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return kind
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{name} ({kind})"


def llvm_version() -> str:
    """The release of LLVM, as `20.1.8`."""
    return ".".join(map(str, llvm.llvm_version_info))
