"""Published numbers of instructions, to be shown beside the fitted ones: cycles on full registers of 512 bits.

From LLVM 19's scheduling model of znver4 (`llvm-mca-19 -mcpu=znver4`), which its authors took from AMD's Software
Optimization Guide for the AMD Zen4 Microarchitecture (57647) and from measurements of uops.info.
"""

from __future__ import annotations

PUBLISHED: dict[str, dict[str, tuple[float, float]]] = {
    # class: cycles between two independent ones, cycles until the result is there
    "znver4": {
        "add": (1.0, 3), "minmax": (1.0, 2), "multiply": (1.0, 3), "fma": (1.0, 4),
        "divide.f32": (6.0, 11), "divide.f64": (10.0, 13), "root.f32": (10.0, 15), "root.f64": (18.0, 21),
        "estimate": (1.0, 5), "compare": (1.0, 2), "round": (1.0, 3), "logic": (0.5, 1), "blend": (1.0, 1),
        "mask": (0.5, 1), "shuffle": (1.0, 5), "convert": (1.0, 4),
    },
}  # fmt: skip
PUBLISHED_BY = "LLVM 19, scheduling model of znver4"
