"""Reciprocals and reciprocal square roots by the CPU's estimate and one step of Newton's method.

They are several times faster than division, and are used only if a tolerance allows it: in f32, on x86, for 1/a and
1/sqrt(a). The relative error of an estimate is at most 1.5·2⁻¹² (Intel's and AMD's manuals) and the step squares
it: 1/a is within 4 ULP and 1/sqrt(a) within 6. Results differ between CPU vendors.

Estimates are that accurate only for normal numbers: some CPUs treat subnormal arguments or results as zero, and the
step turns zeros and infinities into NaN. Therefore every estimate is checked: the step computes its error, and if that
is NaN or larger than stated, the lane is divided instead. So results that are not divided are within the stated
error on any CPU, or within half a subnormal unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.kernels.expr import DType, Expr, number_of
from neurlang.kernels.simd.emitting.target import Target

REST = "0x3F39000000000000"  # 3.8e-4, a little above 1.5·2⁻¹²: the largest error of a good estimate


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate instruction refined by one step: LLVM's declaration, the call, the step, the error.

    The step computes `{y}.rest`, the relative error of the estimate `{y}`, and the result `{y}.next`.
    """

    declaration: str
    call: str
    step: tuple[str, ...]
    error_ulp: float


def constants(value: str, lanes: int) -> str:
    """A constant of f32 in all lanes."""
    return "<" + ", ".join([f"float {value}"] * lanes) + ">"


def fused(lanes: int, left: str, right: str, addend: str) -> str:
    """A fused multiply-add of vectors of f32."""
    vector = f"<{lanes} x float>"
    return f"call {vector} @llvm.fma.v{lanes}f32({vector} {left}, {vector} {right}, {vector} {addend})"


def newton_root(lanes: int) -> tuple[str, ...]:
    """The step y + y·(1/2 - a·y·y/2) for argument a and estimate y; a is not halved, as a/2 may be subnormal."""
    vector = f"<{lanes} x float>"
    return (
        f"{{y}}.half = fmul {vector} {{y}}, {constants('-0.5', lanes)}",
        f"{{y}}.part = fmul {vector} {{a}}, {{y}}",
        f"{{y}}.rest = {fused(lanes, '{y}.part', '{y}.half', constants('0.5', lanes))}",
        f"{{y}}.next = {fused(lanes, '{y}', '{y}.rest', '{y}')}",
    )


def newton_reciprocal(lanes: int) -> tuple[str, ...]:
    """The step y + y·(1 - a·y) for argument a and estimate y."""
    vector = f"<{lanes} x float>"
    return (
        f"{{y}}.minus = fneg {vector} {{a}}",
        f"{{y}}.rest = {fused(lanes, '{y}.minus', '{y}', constants('1.0', lanes))}",
        f"{{y}}.next = {fused(lanes, '{y}', '{y}.rest', '{y}')}",
    )


def avx2(name: str) -> tuple[str, str]:
    """Declaration and call of a 256-bit estimate."""
    return (
        f"declare <8 x float> @llvm.x86.avx.{name}.ps.256(<8 x float>)",
        f"call <8 x float> @llvm.x86.avx.{name}.ps.256(<8 x float> {{a}})",
    )


def avx512(name: str) -> tuple[str, str]:
    """Declaration and call of a 512-bit estimate, which is accurate to 2⁻¹⁴."""
    full = f"@llvm.x86.avx512.{name}14.ps.512"
    return (
        f"declare <16 x float> {full}(<16 x float>, <16 x float>, i16)",
        f"call <16 x float> {full}(<16 x float> {{a}}, <16 x float> zeroinitializer, i16 -1)",
    )


ESTIMATES: dict[tuple[str, str], Estimate] = {
    ("avx2", "reciprocal"): Estimate(*avx2("rcp"), newton_reciprocal(8), 4.0),
    ("avx2", "root"): Estimate(*avx2("rsqrt"), newton_root(8), 6.0),
    ("avx512", "reciprocal"): Estimate(*avx512("rcp"), newton_reciprocal(16), 4.0),
    ("avx512", "root"): Estimate(*avx512("rsqrt"), newton_root(16), 6.0),
}


def estimate_for(
    node: Expr, dtype: DType, target: Target, tolerance_ulp: float
) -> tuple[Estimate, Expr] | None:
    """The estimate that may replace a division, and its argument; None if the division stays."""
    if (
        dtype != "f32"
        or node.op.name != "div"
        or node.args[0].op.name != "const"
        or number_of(node.args[0]) != 1
    ):
        return None
    divisor = node.args[1]
    is_root = divisor.op.name == "sqrt"
    found = ESTIMATES.get((target.name, "root" if is_root else "reciprocal"))
    if found is None or found.error_ulp > tolerance_ulp:
        return None
    return found, divisor.args[0] if is_root else divisor
