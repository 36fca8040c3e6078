"""The figures of one kernel of a benchmark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KernelFigures:
    """A kernel at one length: nanoseconds an element, ratios to ours, and what could not be run."""

    name: str
    source: str
    dtype: str
    nodes: int
    calls_library: bool
    ns: dict[str, float]
    spread: dict[str, float]
    ratio: dict[str, float]
    compile_ms: float
    error_ulp: float
    missing: dict[str, str]
    supported: bool = True
