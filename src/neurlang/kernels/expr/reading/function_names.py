"""Alternative names of functions and constants, beyond those of the op table.

A derived function is defined in terms of ops, by a formula in its arguments a, b, c.
"""

from __future__ import annotations

import math

from neurlang.kernels.expr.kernel import REDUCTIONS
from neurlang.kernels.expr.ops import OPS

FUNCTIONS: dict[str, str] = {entry.name: entry.name for entry in OPS if entry.code != "leaf"} | {
    # C
    "fabs": "abs", "fmin": "min", "fmax": "max", "rintf": "rint", "nearbyint": "rint",
    # GLSL
    "inversesqrt": "rsqrt", "roundEven": "rint",
    # NumPy
    "absolute": "abs", "power": "pow", "where": "select", "fix": "trunc",
    "negative": "neg", "reciprocal": "recip",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2",
}  # fmt: skip

DERIVED: dict[str, str] = {
    "square": "a*a",
    "clip": "minimum(maximum(a, b), c)",
    "clamp": "min(max(a, b), c)",
    "mix": "a*(1 - c) + b*c",
    "fract": "a - floor(a)",
    "step": "b < a ? 0 : 1",
    "radians": "a*0.017453292519943295",
    "deg2rad": "a*0.017453292519943295",
    "degrees": "a*57.29577951308232",
    "rad2deg": "a*57.29577951308232",
    "fdim": "a <= b ? 0 : a - b",
    "sign": "a > 0 ? 1 : a < 0 ? -1 : abs(a)",
    "isnan": "a != a",
    "isinf": "abs(a) == inf",
    "isfinite": "abs(a) < inf",
    "signbit": "copysign(1, a) < 0",
}

CONSTANTS: dict[str, float] = {
    "pi": math.pi, "PI": math.pi, "inf": math.inf, "nan": math.nan,
    "INFINITY": math.inf, "NAN": math.nan,
}  # fmt: skip

FPCORE_CONSTANTS: dict[str, float] = {
    "E": math.e, "LOG2E": math.log2(math.e), "LOG10E": math.log10(math.e),
    "LN2": math.log(2), "LN10": math.log(10),
    "PI": math.pi, "PI_2": math.pi / 2, "PI_4": math.pi / 4,
    "M_1_PI": 1 / math.pi, "M_2_PI": 2 / math.pi, "M_2_SQRTPI": 2 / math.sqrt(math.pi),
    "SQRT2": math.sqrt(2), "SQRT1_2": math.sqrt(0.5),
    "INFINITY": math.inf, "NAN": math.nan,
}  # fmt: skip

C_CONSTANTS: dict[str, float] = {
    "M_E": math.e, "M_LOG2E": math.log2(math.e), "M_LOG10E": math.log10(math.e), "M_LN2": math.log(2),
    "M_LN10": math.log(10), "M_PI": math.pi, "M_PI_2": math.pi / 2, "M_PI_4": math.pi / 4,
    "M_1_PI": 1 / math.pi, "M_2_PI": 2 / math.pi, "M_2_SQRTPI": 2 / math.sqrt(math.pi),
    "M_SQRT2": math.sqrt(2), "M_SQRT1_2": math.sqrt(0.5),
}  # fmt: skip


def is_known(written: str) -> bool:
    """Whether `written` names a function, a reduction or a constant."""
    return function_name(written) is not None or written in REDUCTIONS or written in CONSTANTS


def function_name(written: str) -> str | None:
    """The op or derived function that a name denotes, also in C's spelling for float (`sqrtf`); None if unknown."""
    plain = written.removeprefix("nl_")  # our functions have this prefix in C and GLSL
    for candidate in (plain, plain.removesuffix("f")):
        if candidate in FUNCTIONS:
            return FUNCTIONS[candidate]
        if candidate in DERIVED:
            return candidate
    return None
