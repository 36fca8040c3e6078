"""Lowering leaves bits as they were; FMA selection fuses what is only added."""

from __future__ import annotations

import numpy as np
import pytest

from neurlang.kernels.expr import evaluate, parse, print_text
from neurlang.kernels.simd import compiled_form, lower, select_fma
from neurlang.kernels.simd.emitting.schedule import register_need, schedule


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("x / 2", "x*0.5"),
        ("x / 4 * 1", "x*0.25"),
        ("x - 0", "x"),
        ("x - -y", "x + y"),
        ("-1 * x", "-x"),
        ("pow(x, 2)", "x*x"),
        ("x**3", "x*(x*x)"),
        ("recip(x)", "1/x"),
        ("rsqrt(x)", "1/sqrt(x)"),
        ("x * (2*3 + 1)", "x*7"),
        ("max(2, x)", "max(x, 2)"),
        ("sqrt(4) * x", "2*x"),
    ],
)
def test_lowers(start: str, goal: str) -> None:
    assert lower(parse(start)).outputs == parse(goal).outputs


@pytest.mark.parametrize(
    "text", ["x / 3", "x + 0", "max(0, x)", "x - (-0.0)", "x / 5e-324", "pow(x, 0.5)", "pow(x, 9)"]
)
def test_leaves_alone_what_would_change_bits(text: str) -> None:
    kernel = parse(text)
    assert lower(kernel).outputs == kernel.outputs


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("x*y + z", "fma(x, y, z)"),
        ("z + x*y", "fma(x, y, z)"),
        ("x*y - z", "fma(x, y, -z)"),
        ("z - x*y", "fma(-x, y, z)"),
        ("z - -x*y", "fma(x, y, z)"),
        ("x*y + z*z", "fma(x, y, z*z)"),
        ("p = x*y; p + z, p + x", "fma(x, y, z), fma(x, y, x)"),
    ],
)
def test_fuses(start: str, goal: str) -> None:
    assert select_fma(parse(start)).outputs == parse(goal, inputs=parse(start).names).outputs


@pytest.mark.parametrize("text", ["p = x*y; p + z, p", "p = x*y; p + p", "p = x*y; p + z, sqrt(p)", "x + y"])
def test_does_not_fuse_a_product_that_is_needed_anyway(text: str) -> None:
    kernel = parse(text)
    assert select_fma(kernel) == kernel


def test_without_fma_nothing_is_rounded_once_less() -> None:
    kernel = parse("x*x + y*y - 1", dtype="f32")
    x, y = np.random.default_rng(0).normal(size=(2, 1000)).astype(np.float32)
    (plain,) = evaluate(compiled_form(kernel, fma=False), x, y)
    assert (plain == evaluate(kernel, x, y)[0]).all()
    assert (plain != evaluate(compiled_form(kernel), x, y)[0]).any()


def test_constants_fold_in_the_kernels_type() -> None:
    single = lower(parse("x + (0.1 + 0.2)", dtype="f32"))
    assert print_text(single) == f"x + {float(np.float32(0.1) + np.float32(0.2))!r}"


def test_schedule_computes_each_value_once_and_after_its_arguments() -> None:
    kernel = parse("a = x*y; b = a + x; sqrt(a*b) + exp(b), a")
    order = schedule(kernel)
    place = {node: number for number, node in enumerate(order)}
    assert len(place) == len(order) == len(kernel.nodes())
    assert all(place[arg] < place[node] for node in order for arg in node.args)


def test_schedule_computes_the_hungrier_side_first() -> None:
    kernel = parse("x + ((x*y)*(x/y) - (x-y)*(x+y))")
    product = next(node for node in kernel.nodes() if node.op.name == "sub" and node.args[0].op.name == "mul")
    need = register_need(kernel.nodes())
    assert need[product] > need[kernel.outputs[0].args[0]]
    assert schedule(kernel)[-1] is kernel.outputs[0]
