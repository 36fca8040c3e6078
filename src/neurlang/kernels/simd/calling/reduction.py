"""Reductions: accumulate results in lanes block by block, and join the lanes.

Order: element number i of a run goes to lane i mod 8. Lanes accumulate in binary64, together with the exact error
of every addition (Knuth's two-sum, 1969); products of `dot` are exact pairs too. At the end all lanes and all
errors are added exactly and rounded once. So on any machine and with any number of threads, a sum differs from the
exact sum of the rounded terms by at most one rounding plus n²·2⁻¹⁰⁶ times the sum of the magnitudes. Minima and
maxima are exact; NaN wins.

Infinities and overflow: if a lane's running sum is not finite, the result is the plain sum of the lanes, an infinity
or NaN, as in NumPy. A sum beyond the range is an infinity, and so is its mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import UsageError
from neurlang.kernels.expr import DTYPES, DType, Kernel, Reduction, exact_sum

LANES = 8
STATE = 2 * LANES  # binary64 numbers of a result: the lanes, then their errors


def result_count(kernel: Kernel) -> int:
    """The number of results of a kernel's reduction."""
    return 1 if kernel.reduction == "dot" else len(kernel.outputs)


def initial_state(kernel: Kernel) -> NDArray[np.float64]:
    """The state before any element: a row per result, lanes first, then errors."""
    assert kernel.reduction is not None
    state = np.zeros((result_count(kernel), STATE))
    state[:, :LANES] = REDUCERS[reducer_of(kernel)][0]
    return state


def join(kernel: Kernel, states: Sequence[NDArray[np.float64]], count: int) -> tuple[NDArray[Any], ...]:
    """The results from the states of all runs, rounded once; `count` is the number of elements.

    Raises:
        UsageError: a minimum or maximum has no elements.

    """
    assert kernel.reduction is not None
    if count == 0 and kernel.reduction in ("min", "max"):
        raise UsageError(f"The {kernel.reduction} of no elements is undefined.")
    rows = np.concatenate(states, axis=1)
    with np.errstate(all="ignore"):
        return tuple(_rounded(_joined(kernel.reduction, row, count), kernel.dtype) for row in rows)


def _rounded(value: float, dtype: DType) -> NDArray[Any]:
    return np.asarray(value, DTYPES[dtype])


def _joined(reduction: Reduction, row: NDArray[np.float64], count: int) -> float:
    lanes = row.reshape(-1, 2, LANES)[:, 0]
    if reduction in ("min", "max"):
        return float(lanes.min() if reduction == "min" else lanes.max())
    total = exact_sum(row.tolist()) if np.isfinite(row).all() else float(lanes.sum())
    return total if reduction != "mean" else float(np.float64(total) / np.float64(count))


PRODUCT = """\
  %p = fmul <8 x double> %x, %y
  %p.negative = fneg <8 x double> %p
  %p.error = call <8 x double> @llvm.fma.v8f64(<8 x double> %x, <8 x double> %y, <8 x double> %p.negative)
  %e.in = fadd <8 x double> %e, %p.error"""
TWO_SUM = """\
  %s.next = fadd <8 x double> %s, {term}
  %part = fsub <8 x double> %s.next, %s
  %rest = fsub <8 x double> %s.next, %part
  %low = fsub <8 x double> %s, %rest
  %high = fsub <8 x double> {term}, %part
  %error = fadd <8 x double> %low, %high
  %e.next = fadd <8 x double> {errors}, %error"""
EXTREME = """\
  %better = fcmp {comparison} <8 x double> %x, %s
  %x.absent = fcmp uno <8 x double> %x, %x
  %take = or <8 x i1> %better, %x.absent
  %s.next = select <8 x i1> %take, <8 x double> %x, <8 x double> %s
  %e.next = select <8 x i1> %take, <8 x double> %e, <8 x double> %e"""


REDUCER = """\
define void @{symbol}(ptr %state, ptr %xs, ptr %ys, i64 %n) nounwind {{
entry:
  %errors = getelementptr double, ptr %state, i64 8
  %s.first = load <8 x double>, ptr %state, align 8
  %e.first = load <8 x double>, ptr %errors, align 8
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %s = phi <8 x double> [ %s.first, %entry ], [ %s.next, %loop ]
  %e = phi <8 x double> [ %e.first, %entry ], [ %e.next, %loop ]
  %left = sub i64 %n, %i
  %left.one = insertelement <8 x i64> undef, i64 %left, i32 0
  %left.all = shufflevector <8 x i64> %left.one, <8 x i64> undef, <8 x i32> zeroinitializer
  %mask = icmp ult <8 x i64> <i64 0, i64 1, i64 2, i64 3, i64 4, i64 5, i64 6, i64 7>, %left.all
{load_x}
{load_y}
{body}
  %next = add i64 %i, 8
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  store <8 x double> %s.next, ptr %state, align 8
  store <8 x double> %e.next, ptr %errors, align 8
  ret void
}}"""

LOADS = {
    "f32": """\
  %{v}.at = getelementptr float, ptr %{v}s, i64 %i
  %{v}.raw = call <8 x float> @llvm.masked.load.v8f32.p0(
    ptr %{v}.at, i32 1, <8 x i1> %mask, <8 x float> {neutral})
  %{v} = fpext <8 x float> %{v}.raw to <8 x double>""",
    "f64": """\
  %{v}.at = getelementptr double, ptr %{v}s, i64 %i
  %{v} = call <8 x double> @llvm.masked.load.v8f64.p0(
    ptr %{v}.at, i32 1, <8 x i1> %mask, <8 x double> {neutral})""",
}

DECLARATIONS = """\
declare <8 x float> @llvm.masked.load.v8f32.p0(ptr, i32, <8 x i1>, <8 x float>)
declare <8 x double> @llvm.masked.load.v8f64.p0(ptr, i32, <8 x i1>, <8 x double>)
declare <8 x double> @llvm.fma.v8f64(<8 x double>, <8 x double>, <8 x double>)"""

# The neutral element for lanes without an element, and the code that accumulates eight numbers.
REDUCERS: dict[str, tuple[float, str]] = {
    "sum": (0.0, TWO_SUM.format(term="%x", errors="%e")),
    "dot": (0.0, PRODUCT + "\n" + TWO_SUM.format(term="%p", errors="%e.in")),
    "min": (math.inf, EXTREME.format(comparison="olt")),
    "max": (-math.inf, EXTREME.format(comparison="ogt")),
}


def reducer_text(symbol: str) -> str:
    """A reducer as LLVM IR, `symbol(state, xs, ys, n)`.

    It accumulates eight elements at a time into the eight lanes, the last few by masked loads. Only `dot` reads
    the second array.
    """
    _, name, dtype = symbol.split("_")
    neutral, body = REDUCERS[name]
    scalar = {"f32": "float", "f64": "double"}[dtype]
    text = {0.0: "0.0", math.inf: "0x7FF0000000000000", -math.inf: "0xFFF0000000000000"}[neutral]
    vector = "<" + ", ".join([f"{scalar} {text}"] * LANES) + ">"
    load_x = LOADS[dtype].format(v="x", neutral=vector)
    load_y = LOADS[dtype].format(v="y", neutral=vector) if name == "dot" else ""
    return f"{DECLARATIONS}\n{REDUCER.format(symbol=symbol, load_x=load_x, load_y=load_y, body=body)}"


def reducer_of(kernel: Kernel) -> str:
    """The reduction that accumulates a kernel's elements; a mean is a sum."""
    assert kernel.reduction is not None
    return "sum" if kernel.reduction == "mean" else kernel.reduction


def reducer_name(kernel: Kernel) -> str:
    """The symbol of a kernel's reducer."""
    return f"reduce_{reducer_of(kernel)}_{kernel.dtype}"
