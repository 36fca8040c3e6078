"""The op table: every line means one thing, in floating point, over the reals, and in its expansion."""

from __future__ import annotations

import math

import numpy as np
import pytest
from expr_strategies import same

from neurlang.kernels.expr import (
    OPS,
    Op,
    constant,
    evaluate,
    evaluate_expressions,
    exact,
    expansion,
    kernel_of,
    make,
    parse_expression,
    ulp_error,
    variable,
    variables,
    worst,
)

SPECIAL = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    1.5,
    -2.5,
    3.0,
    5e-324,
    -1e-310,
    1e300,
    -1e300,
    math.inf,
    -math.inf,
    math.nan,
]
REAL_OPS = [entry for entry in OPS if entry.arg_kinds and "b" not in entry.arg_kinds + entry.kind]

# What NumPy's functions, and roundings on the way, may cost. An op that is not here is rounded correctly.
ALLOWED_ULP = {
    "rsqrt": 1.5, "powi": 4.0, "fmod": 0.0, "abs": 0.0, "min": 0.0, "max": 0.0, "floor": 0.0, "ceil": 0.0,
    "hypot": 1.0, "pow": 1.0, "cbrt": 3.0, "sinh": 2.5, "cosh": 2.0, "tanh": 2.0, "expm1": 1.5, "log1p": 1.5,
    "exp": 1.0, "exp2": 1.0, "log": 1.0, "log2": 1.5, "log10": 1.5, "sin": 1.0, "cos": 1.0, "tan": 1.5,
    "asin": 1.5, "acos": 1.5, "atan": 1.5, "atan2": 1.5,
}  # fmt: skip


def points(arity: int, count: int, seed: int) -> list[np.ndarray]:
    """Random values of several sizes, then every combination of special ones (for three arguments, some)."""
    generator = np.random.default_rng(seed)
    sizes = 10.0 ** generator.uniform(-6, 6, (arity, count)) * generator.choice([-1, 1], (arity, count))
    small = generator.uniform(-1, 1, (arity, count))
    grid = np.meshgrid(*[SPECIAL] * min(arity, 2))
    special = [axis.ravel() for axis in grid] + [grid[0].ravel()[::-1]] * (arity - len(grid))
    return [np.concatenate([*rows]) for rows in zip(sizes, small, special, strict=True)]


def applied(entry: Op) -> tuple[object, str]:
    if entry.name == "powi":
        return make("powi", variable("a"), constant(7.0)), "a"
    names = "abc"[: entry.arity]
    return make(entry.name, *(variable(name) for name in names)), names


@pytest.mark.parametrize("entry", REAL_OPS, ids=lambda entry: entry.name)
@pytest.mark.parametrize("dtype", ["f64", "f32"])
def test_the_float_meaning_is_the_exact_meaning_rounded(entry: Op, dtype: str) -> None:
    expr, names = applied(entry)
    kernel = kernel_of([expr], names, dtype=dtype)
    with np.errstate(over="ignore"):
        arrays = [array.astype(kernel.float_type) for array in points(len(names), 40, seed=len(entry.name))]
    [real] = exact(kernel, *arrays)
    [rounded] = evaluate(kernel, *arrays)
    assert real.known.all()
    assert worst(ulp_error(rounded, real, dtype)) <= ALLOWED_ULP.get(entry.name, 0.5)


@pytest.mark.parametrize("entry", [entry for entry in OPS if entry.expansion], ids=lambda entry: entry.name)
@pytest.mark.parametrize("dtype", ["f64", "f32"])
def test_an_expansion_is_the_op_bit_for_bit(entry: Op, dtype: str) -> None:
    names = "abc"[: entry.arity]
    values = dict(zip(names, points(entry.arity, 60, seed=5), strict=True))
    pattern = expansion(entry.name)
    assert pattern is not None
    op_itself = make(entry.name, *(variable(name) for name in names))
    left, right = evaluate_expressions([op_itself, pattern], values, dtype)
    assert same(left, right)
    assert same(np.signbit(left[~np.isnan(left)]), np.signbit(right[~np.isnan(right)]))


@pytest.mark.parametrize("entry", [entry for entry in OPS if entry.domain], ids=lambda entry: entry.name)
def test_inside_its_domain_an_op_has_a_number_and_outside_none(entry: Op) -> None:
    names = "abc"[: entry.arity]
    domain = parse_expression(entry.domain)
    assert set(variables((domain,))) <= set(names)
    values = dict(
        zip(names, [np.append(array, 0.25) for array in points(entry.arity, 40, seed=3)], strict=True)
    )
    finite = np.all([np.isfinite(array) for array in values.values()], axis=0)
    if entry.name == "powi":
        node, values = make("powi", variable("a"), constant(-3.0)), {"a": values["a"], "b": np.array(-3.0)}
    else:
        node = make(entry.name, *(variable(name) for name in names))
    [real] = exact(
        kernel_of([node], ("a",) if entry.name == "powi" else names),
        *list(values.values())[: node.op.arity if entry.name != "powi" else 1],
    )
    [inside] = evaluate_expressions([domain], values)
    outside = finite & ~inside
    # An infinity there, by IEEE 754.
    poles = ("div", "recip", "rsqrt", "log", "log2", "log10", "log1p", "pow", "powi")
    assert not np.isnan(real.high[finite & inside]).any()
    assert np.isnan(real.high[outside]).all() or (
        entry.name in poles and not np.isfinite(real.high[outside]).any()
    )


def test_names_are_unique_and_python_spellings_exist_in_numpy_or_here() -> None:
    from neurlang.kernels.expr import functions

    assert len({entry.name for entry in OPS}) == len(OPS)
    for entry in OPS:
        module, dot, name = (entry.spelt("python") or "").partition(".")
        if entry.arg_kinds and dot:
            assert hasattr(np if module == "np" else functions, name), entry.name
