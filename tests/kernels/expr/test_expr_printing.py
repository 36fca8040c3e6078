"""Printed C and LLVM IR run and agree with the evaluation; goldens show what the printers write."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from expr_strategies import expressions, same
from hypothesis import given, settings

from example_counts import examples, mostly_slow
from neurlang.errors import FormulaError
from neurlang.kernels.expr import (
    OPS,
    PRINTERS,
    Expr,
    Kernel,
    constant,
    evaluate,
    kernel_of,
    make,
    parse,
    print_c,
    print_glsl,
    print_llvm,
    print_text,
    variable,
)

if TYPE_CHECKING:
    from pathlib import Path

POINTS = [0.5, -2.0, 3.0, 0.0, -0.0, 1e-310, 1e300, np.inf, -np.inf, np.nan, 2.5, -2.5]

C_GOLDEN = """\
#include <math.h>

static inline float nl_rsqrt(float a)
{
    return 1.0f / sqrtf(a);
}

float scaled(float x, float y)
{
    const float t0 = x * x;
    return t0 < y ? nl_rsqrt(t0 + 0.1f) : -(t0 - (y - 1.0f));
}
"""

LLVM_GOLDEN = """\
define float @scaled(float %x, float %y) {
  %v.0 = fmul float %x, %x
  %v.1 = fcmp olt float %v.0, %y
  %v.2 = fadd float %v.0, 0x3FB99999A0000000
  %v.3 = call float @llvm.sqrt.f32(float %v.2)
  %v.4 = fdiv float 0x3FF0000000000000, %v.3
  %v.5 = fsub float %y, 0x3FF0000000000000
  %v.6 = fsub float %v.0, %v.5
  %v.7 = fneg float %v.6
  %v.8 = select i1 %v.1, float %v.4, float %v.7
  ret float %v.8
}
declare float @llvm.sqrt.f32(float)
"""

SCALED = parse("t = x*x; t < y ? rsqrt(t + 0.1) : -(t - (y - 1))", dtype="f32", name="scaled")


@pytest.mark.parametrize(("printer", "golden"), [(print_c, C_GOLDEN), (print_llvm, LLVM_GOLDEN)])
def test_goldens(printer, golden: str) -> None:  # noqa: ANN001
    assert printer(SCALED) == golden


def test_the_body_of_printed_c_and_glsl_reads_back_as_text() -> None:
    for printer in (print_c, print_glsl):
        kernel = parse("t = x*x; t < y ? t + 0.5 : t - (y - 1)", dtype="f32")
        printed = printer(kernel)
        body = printed[printed.rindex("{") + 1 : printed.rindex("}")]
        assert parse(body, inputs=("x", "y"), dtype="f32").outputs == kernel.outputs


def every_op(dtype: str) -> Kernel:
    """A kernel with one output per op that gives a number, over inputs a, b, c."""
    outputs = []
    for entry in OPS:
        if entry.arg_kinds and entry.kind == "r" and entry.name not in ("select", "powi"):
            outputs.append(make(entry.name, *(variable(name) for name in "abc"[: entry.arity])))
        elif entry.kind == "b" and entry.arg_kinds == "rr":
            outputs.append(
                make("select", make(entry.name, variable("a"), variable("b")), variable("c"), variable("a"))
            )
    outputs += [make("powi", variable("a"), constant(n)) for n in (0, 1, 7, -3)]
    truths = [make("lt", variable("a"), variable("b")), make("eq", variable("b"), variable("c"))]
    outputs += [make("select", make(name, *truths), variable("a"), variable("b")) for name in ("and", "or")]
    return kernel_of(outputs, ("a", "b", "c"), dtype=dtype, name="every_op")  # type: ignore[arg-type]


def agrees(kernel: Kernel, output: Expr, found: np.ndarray, expected: np.ndarray) -> bool:
    if not output.op.is_library:
        return same(found, expected)
    close = np.isclose(found, expected, rtol=16 * np.finfo(kernel.float_type).eps, atol=0, equal_nan=True)
    tiny = np.abs(expected) < np.finfo(kernel.float_type).tiny * 4
    return bool(np.all(close | tiny))


def check_all(kernel: Kernel, call) -> None:  # noqa: ANN001
    grid = [axis.ravel() for axis in np.meshgrid(POINTS, POINTS)]
    with np.errstate(over="ignore"):
        arrays = [axis.astype(kernel.float_type) for axis in (*grid, grid[0][::-1])]
    found = np.array([call(*(float(value) for value in point)) for point in zip(*arrays, strict=True)])
    for place, (output, expected) in enumerate(zip(kernel.outputs, evaluate(kernel, *arrays), strict=True)):
        assert agrees(kernel, output, found[:, place].astype(kernel.float_type), expected), output


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
@pytest.mark.parametrize("dtype", mostly_slow(["f64", "f32"], quick=1))
def test_printed_c_computes_what_the_evaluation_does(dtype: str, tmp_path: Path) -> None:
    kernel = every_op(dtype)
    source, library = tmp_path / "kernel.c", tmp_path / "kernel.so"
    source.write_text(print_c(kernel))
    flags = ["-std=c99", "-O1", "-ffp-contract=off", "-Wall", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, str(source), "-o", str(library), "-lm"], check=True)
    number = ctypes.c_double if dtype == "f64" else ctypes.c_float
    function = ctypes.CDLL(str(library)).every_op
    results = (number * len(kernel.outputs))()
    size = ctypes.sizeof(number)

    def call(*values: float) -> list[float]:
        pointers = [ctypes.byref(results, size * place) for place in range(len(kernel.outputs))]
        function(*(number(value) for value in values), *pointers)
        return list(results)

    check_all(kernel, call)


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
@pytest.mark.parametrize(
    "formula",
    mostly_slow(
        ["sum(count*t)", "mean(t*t)", "max(t - count), max(count)", "min(t)", "dot(t, count + 1)"], quick=2
    ),
)
def test_printed_reductions_loop_over_arrays(formula: str, tmp_path: Path) -> None:
    kernel = parse(formula, inputs=("t", "count"))
    source, library = tmp_path / "kernel.c", tmp_path / "kernel.so"
    source.write_text(print_c(kernel))
    flags = ["-std=c99", "-Wall", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, str(source), "-o", str(library), "-lm"], check=True)
    arrays = [np.array([1.5, -2.0, 4.25]), np.array([0.5, 3.0, 2.0])]
    expected = evaluate(kernel, *arrays)
    function = ctypes.CDLL(str(library)).kernel
    pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in arrays]
    if len(expected) == 1:
        function.restype = ctypes.c_double
        assert function(ctypes.c_size_t(3), *pointers) == expected[0]
        return
    results = [ctypes.c_double() for _ in expected]
    function(ctypes.c_size_t(3), *pointers, *(ctypes.byref(result) for result in results))
    assert [result.value for result in results] == [float(value) for value in expected]


@pytest.mark.parametrize("dtype", mostly_slow(["f64", "f32"], quick=1))
def test_printed_llvm_computes_what_the_evaluation_does(dtype: str) -> None:
    llvm = pytest.importorskip("llvmlite.binding")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    kernel = every_op(dtype)
    functions = []
    engines = []
    number = ctypes.c_double if dtype == "f64" else ctypes.c_float
    for output in kernel.outputs:
        single = kernel_of([output], ("a", "b", "c"), dtype=dtype)  # type: ignore[arg-type]
        module = llvm.parse_assembly(print_llvm(single))
        module.verify()
        engine = llvm.create_mcjit_compiler(module, llvm.Target.from_default_triple().create_target_machine())
        engine.finalize_object()
        engines.append(engine)
        functions.append(
            ctypes.CFUNCTYPE(number, number, number, number)(engine.get_function_address("kernel"))
        )
    check_all(kernel, lambda *values: [function(*values) for function in functions])


@given(expressions())
@settings(max_examples=examples(40), deadline=None)
def test_every_expression_prints_as_c_and_as_valid_llvm(expr: Expr) -> None:
    llvm = pytest.importorskip("llvmlite.binding")
    kernel = kernel_of([expr], ("x", "y", "z"), dtype="f32")
    assert "kernel(float x, float y, float z)" in print_c(kernel)
    llvm.parse_assembly(print_llvm(kernel)).verify()


def test_names_that_a_language_forbids_are_changed() -> None:
    kernel = kernel_of(
        [make("add", variable("t*"), make("mul", variable("double"), variable("exp")))], name="2 fast"
    )
    assert "double _2_fast(double t_, double double_, double exp_)" in print_c(kernel)
    assert print_text(kernel) == "t_ + double * exp_"


@pytest.mark.slow
def test_deep_and_shared_expressions_print_in_pieces() -> None:
    deep = variable("x")
    for _ in range(2000):
        deep = make("sin", make("add", deep, deep))
    kernel = kernel_of([deep])
    for name in ("text", "python", "c", "glsl", "fpcore", "llvm"):
        text = PRINTERS[name](kernel)
        assert len(text) < 200_000
    compile(PRINTERS["python"](kernel), "printed", "exec")


@pytest.mark.parametrize(
    ("printer", "formula", "says"),
    [
        ("glsl", "sum(x)", "'sum' runs over all"),
        ("llvm", "mean(x)", "'mean' runs over all"),
        ("glsl", "cbrt(x)", "GLSL has no function for 'cbrt'"),
        ("glsl", "round(x)", "GLSL has no function"),
    ],
)
def test_what_a_language_cannot_say_is_refused(printer: str, formula: str, says: str) -> None:
    with pytest.raises(FormulaError, match=says):
        PRINTERS[printer](parse(formula))
