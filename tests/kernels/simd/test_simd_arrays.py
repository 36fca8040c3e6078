"""Compiled loops on arrays of any length, stride, alignment and overlap; the floating-point status stays."""

from __future__ import annotations

import ctypes
import warnings
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import UsageError
from neurlang.kernels.expr import evaluate, parse
from neurlang.kernels.simd import TARGETS, CompileOptions, compile_kernel, make_ufunc, run_code

HERE = [target.name for target in TARGETS if target.runs_here]
CODES = {
    (dtype, target): compile_kernel(
        parse("x*y + sqrt(abs(z)), x < y", dtype=dtype), CompileOptions(target=target, use_cache=False)
    )
    for dtype in ("f32", "f64")
    for target in HERE
}
STEPS = st.sampled_from([0, 1, 2, 3, -1])


def strided(values: np.ndarray, step: int, length: int) -> np.ndarray:
    """A view of `length` elements with that step, 0 repeating one."""
    if step == 0:
        return np.broadcast_to(values[:1], (length,))
    return (values[: length * abs(step) : abs(step)])[:: 1 if step > 0 else -1]


@settings(max_examples=examples(150), deadline=None)
@given(
    st.sampled_from(sorted(CODES)),
    st.integers(0, 2100),
    st.tuples(STEPS, STEPS, STEPS),
    st.sampled_from([1, 2, -1]),
)
def test_any_length_and_stride(
    which: tuple[str, str], length: int, steps: tuple[int, int, int], out_step: int
) -> None:
    code = CODES[which]
    kind = code.form.float_type
    base = np.random.default_rng(1).normal(size=(3, 3 * 2100 + 1)).astype(kind)
    arrays = [strided(row, step, length) for row, step in zip(base, steps, strict=True)]
    room = np.full(2 * 2100 + 2, 7, kind)
    out = strided(room[1:], out_step, length)
    result, less = make_ufunc([code], "k", "")(*arrays, out=(out, None))
    expected = evaluate(code.form, *arrays)
    assert result is out
    assert np.array_equal(out, expected[0])
    assert np.array_equal(less, expected[1])
    untouched = np.ones(len(room), bool)
    untouched[1 : 1 + length * abs(out_step) : abs(out_step)] = False
    assert (room[untouched] == 7).all()


@pytest.mark.parametrize("offset", [1, 2, 3, 5])
@pytest.mark.parametrize("target", HERE)
def test_any_alignment(offset: int, target: str) -> None:
    code = CODES["f32", target]
    memory = np.zeros(4 * 50 + 16, np.uint8)
    odd = memory[offset : offset + 4 * 45].view(np.float32)
    odd[:] = np.arange(45)
    out = np.zeros(4 * 45 + 16, np.uint8)[offset : offset + 4 * 45].view(np.float32)
    less = np.zeros(45, np.bool_)
    addresses = (ctypes.c_void_p * 5)(*(array.ctypes.data for array in (odd, odd, odd, out, less)))
    loop = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p)(code.plain)
    loop(addresses, 45, ctypes.addressof(code.plan))
    assert np.array_equal(out, evaluate(code.form, odd.copy(), odd.copy(), odd.copy())[0])


def test_an_output_may_be_an_input() -> None:
    code = compile_kernel(parse("x*x + y", dtype="f64"))
    x, y = np.random.default_rng(2).normal(size=(2, 999))
    (expected,) = evaluate(code.form, x, y)
    make_ufunc([code], "k", "")(x, y, out=x)
    assert np.array_equal(x, expected)


def test_overlapping_arrays_are_as_if_apart() -> None:
    code = compile_kernel(parse("x + 1", dtype="f64"))
    memory = np.arange(1000.0)
    make_ufunc([code], "k", "")(memory[:-3], out=memory[3:])
    assert np.array_equal(memory[3:], np.arange(997.0) + 1)


def test_no_warning_and_no_floating_point_flag() -> None:
    code = compile_kernel(parse("x/y + exp(x*1e9) + sqrt(-y*y - 1)", dtype="f32"))
    ufunc = make_ufunc([code], "k", "")
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        assert np.isnan(ufunc(np.ones(19, np.float32), np.zeros(19, np.float32))).all()


@pytest.mark.skipif("avx2" not in HERE, reason="MXCSR is x86's")
def test_mxcsr_is_the_same_before_and_after() -> None:
    read = mxcsr_reader()
    code = compile_kernel(parse("x/y + exp(x*1e9)", dtype="f32"))
    before = read()
    run_code(code, [np.ones(1003, np.float32), np.zeros(1003, np.float32)])
    assert read() == before


def mxcsr_reader() -> ctypes._CFuncPtr:
    """A function that returns MXCSR."""
    from neurlang.kernels.simd import choose_target
    from neurlang.kernels.simd.emitting.code import load, object_code

    text = """
    declare void @llvm.x86.sse.stmxcsr(ptr)
    define i32 @read() {
      %slot = alloca i32
      call void @llvm.x86.sse.stmxcsr(ptr %slot)
      %value = load i32, ptr %slot
      ret i32 %value
    }"""
    target = choose_target()
    loaded = load((object_code(text, target),), ("read",), target)
    function = ctypes.CFUNCTYPE(ctypes.c_uint32)(loaded.addresses["read"])
    function.owner = loaded
    return function


def test_too_many_operands_are_refused() -> None:
    kernel = parse(" + ".join(f"x{k}" for k in range(64)))
    with pytest.raises(UsageError, match="65 inputs and outputs; code takes at most 64"):
        compile_kernel(kernel)


def test_sixty_four_operands_work() -> None:
    kernel = parse(" + ".join(f"x{k}" for k in range(63)))
    arrays = list(np.random.default_rng(0).normal(size=(63, 41)))
    code = compile_kernel(kernel)
    assert np.array_equal(run_code(code, arrays)[0], evaluate(code.form, *arrays)[0])


def test_a_kernel_without_inputs_runs() -> None:
    assert run_code(compile_kernel(parse("2 + 3")), [], 11)[0].tolist() == [5.0] * 11


@pytest.mark.parametrize("dtype", ["f32", "f64"])
def test_the_other_methods_of_ufuncs_work(dtype: str) -> None:
    code = compile_kernel(parse("x*0.5 + y", dtype=dtype, inputs=("x", "y")))
    ufunc = make_ufunc([code], "k", "")
    values = np.random.default_rng(5).normal(size=(37, 41)).astype(code.form.float_type)
    folded = list(accumulate(values[0], lambda left, right: ufunc(left, right)))
    assert np.array_equal(ufunc.accumulate(values[0]), folded)
    assert ufunc.reduce(values[0]) == folded[-1]
    assert np.array_equal(ufunc.reduce(values, axis=0), [ufunc.reduce(column) for column in values.T])
    assert np.array_equal(ufunc.outer(values[0], values[1]), ufunc(values[0][:, None], values[1]))
    target = values[0].copy()
    ufunc.at(target, [3, 3, 5], np.float32(2))
    assert target[3] == ufunc(ufunc(values[0, 3], 2), 2)
    assert target[5] == ufunc(values[0, 5], 2)


def test_interleaved_arrays_are_not_taken_for_dependent() -> None:
    code = compile_kernel(parse("x + 1"))
    pairs = np.arange(2000.0).reshape(1000, 2)
    make_ufunc([code], "k", "")(pairs[:, 0], out=pairs[:, 1])
    assert np.array_equal(pairs[:, 1], pairs[:, 0] + 1)
