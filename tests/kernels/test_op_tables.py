"""The tables that passes keep about ops are complete, and the traits of the op table are true."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from neurlang.kernels.accuracy.error_bounds.enclosures import ENDS, PARTIAL
from neurlang.kernels.accuracy.error_bounds.error_rules import RULES as ERROR_RULES
from neurlang.kernels.accuracy.error_bounds.propagation import SUMS, is_choice
from neurlang.kernels.accuracy.error_bounds.slopes import SEVERAL, UNARY
from neurlang.kernels.accuracy.intervals.float_functions import RULES as FUNCTION_RULES
from neurlang.kernels.accuracy.intervals.ranges import RULES as RANGE_RULES
from neurlang.kernels.accuracy.intervals.real_functions import FUNCTIONS
from neurlang.kernels.cost.machine import UNITS
from neurlang.kernels.expr import (
    MIRRORED,
    OPS,
    Expr,
    Op,
    constant,
    evaluate_expressions,
    kernel_of,
    make,
    ops_with,
    variable,
)
from neurlang.kernels.expr.domains.backward_spans import BACKWARD
from neurlang.kernels.expr.domains.forward_spans import FORWARD
from neurlang.kernels.expr.ops import NEGATED, Trait, traits_of
from neurlang.kernels.expr.values.ball_evaluation import BALLS
from neurlang.kernels.expr.values.exact_evaluation import ARITHMETIC
from neurlang.kernels.rules.analysis import interval
from neurlang.kernels.rules.proofs.float_proof import _MEANINGS as FLOAT_MEANINGS
from neurlang.kernels.rules.proofs.real_terms import _ALGEBRA, _KNOWN, _ROOTS
from neurlang.kernels.simd import lower
from neurlang.kernels.simd.emitting.emit import CHOICES

if TYPE_CHECKING:
    from collections.abc import Collection

APPLIED = tuple(op for op in OPS if op.arity)
NUMERIC = tuple(op for op in APPLIED if op.kind == "r")
GENERATED = tuple(op for op in NUMERIC if not op.has("lowered"))  # code is generated for these
LIBRARY = tuple(op for op in OPS if op.is_library)
PLAIN = tuple(op for op in GENERATED if not op.is_library and op.name != "select")

# Names of ops that a table leaves out on purpose.
UNPROVED_REAL = {"ceil", "trunc", "round", "rint", "fmod", "atan2", "powi"}  # `powi` is unrolled
UNPROVED_FLOAT = {
    *(op.name for op in LIBRARY),
    *("rsqrt", "minimum", "maximum", "floor", "ceil", "trunc", "round", "rint", "powi"),
}
WITHOUT_INTERVAL = {"tan", "fmod"}  # the analysis of rules knows nothing of them

TABLES: tuple[tuple[str, Collection[str], tuple[Op, ...]], ...] = (
    ("spans", FORWARD, NUMERIC),
    ("exact values by double-doubles", ARITHMETIC, APPLIED),
    ("exact values by balls", BALLS, APPLIED),
    ("ranges of computed values", RANGE_RULES, PLAIN),
    ("ranges of computed library functions", FUNCTION_RULES, LIBRARY),
    ("ranges of real library functions", FUNCTIONS, LIBRARY),
    ("enclosures", ENDS, PLAIN),
    ("slopes of one number", UNARY, tuple(op for op in GENERATED if op.arg_kinds == "r")),
    ("slopes of several numbers", SEVERAL, tuple(op for op in GENERATED if op.arg_kinds in ("rr", "rrr"))),
    ("units", UNITS, tuple(op for op in OPS if not op.is_library and not (op.kind == "b" and op.arity))),
    ("code for choices", CHOICES, (*ops_with("smaller"), *ops_with("larger"))),
    ("mirrored comparisons", MIRRORED, tuple(op for op in OPS if op.is_comparison)),
    ("negated comparisons", NEGATED, tuple(op for op in OPS if op.is_comparison)),
)


@pytest.mark.parametrize(("table", "ops"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_a_table_has_a_row_for_each_op_that_its_pass_meets(
    table: Collection[str], ops: tuple[Op, ...]
) -> None:
    assert sorted(table) == sorted(op.name for op in ops)


def test_every_op_that_can_round_has_an_error_rule() -> None:
    elsewhere = {*SUMS, "fma", "select", *(op.name for op in OPS if is_choice(op))}
    by_slope = set(UNARY) - set(ERROR_RULES)
    assert set(ERROR_RULES) | elsewhere | by_slope == {op.name for op in GENERATED}
    assert not set(ERROR_RULES) & elsewhere


def test_every_op_with_a_domain_has_a_rule_for_boxes_that_leave_it() -> None:
    poles = {"div", "tan"}  # their ends are infinite there
    assert set(PARTIAL) | poles == {op.name for op in GENERATED if op.domain}


def test_spans_are_cut_backwards_by_known_ops_only() -> None:
    assert set(BACKWARD) <= set(FORWARD)


def test_provers_know_every_op_but_those_that_are_named_here() -> None:
    names = {op.name for op in APPLIED}
    assert {*_ALGEBRA, *_ROOTS, *_KNOWN} == names - UNPROVED_REAL
    assert set(FLOAT_MEANINGS) == names - UNPROVED_FLOAT


@pytest.mark.parametrize("op", NUMERIC, ids=lambda op: op.name)
def test_the_analysis_of_rules_has_an_interval_for_each_op(op: Op) -> None:
    inside = (0.25, 0.25, 0.25) if op.name != "powi" else (0.25, 2.0, 0.0)
    outside = (0.75, 0.75, 0.75) if op.name != "powi" else (0.75, 2.0, 0.0)
    low, high = interval(op.number, 0.0, inside, outside)
    assert (low == -math.inf and high == math.inf) == (op.name in WITHOUT_INTERVAL)


def test_an_op_is_found_by_its_number() -> None:
    assert [op.number for op in OPS] == list(range(len(OPS)))


def test_a_trait_that_does_not_exist_is_refused() -> None:
    assert traits_of("odd, exact") == {"odd", "exact"}
    with pytest.raises(ValueError, match="no trait evn"):
        traits_of("odd, evn")


# What the traits say, against the ops' own meaning at many points.

SIZES = np.array(
    [0.0, 5e-324, 1e-160, 1e-20, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 7.25, 40.0, 800.0, 1e20, 1e160, 1e300]
)
VALUES = np.concatenate((-SIZES[::-1], SIZES))


def applied(op: Op) -> tuple[Expr, str]:
    """The op over inputs; `powi` with an exponent that can underflow."""
    if op.name == "powi":
        return make("powi", variable("a"), constant(3.0)), "a"
    names = "abc"[: op.arity]
    if op.name == "select":
        return make("select", make("lt", variable("a"), constant(0.0)), variable("b"), variable("c")), names
    return make(op.name, *map(variable, names)), names


def results(op: Op, values: np.ndarray = VALUES) -> tuple[np.ndarray, np.ndarray]:
    """The op at all combinations of some values: rows of arguments, and the results."""
    node, names = applied(op)
    points = np.array(list(product(values, repeat=len(names))))
    with np.errstate(all="ignore"):
        found = evaluate_expressions((node,), dict(zip(names, points.T, strict=True)))[0]
    return points, np.asarray(found)


def where(trait: Trait, ops: tuple[Op, ...] = NUMERIC) -> tuple[set[str], set[str]]:
    """The names of the ops with a trait, and of those without."""
    return {op.name for op in ops if op.has(trait)}, {op.name for op in ops if not op.has(trait)}


def test_every_trait_is_used() -> None:
    assert {trait for op in OPS for trait in op.traits} == set(get_args(Trait))


def test_integers() -> None:
    numbers = np.linspace(-4, 4, 33)
    always = {op.name for op in NUMERIC if is_whole(results(op, numbers)[1])}
    of_integers = {op.name for op in NUMERIC if is_whole(results(op, np.arange(-4.0, 5.0))[1])}
    assert where("integer")[0] == always
    assert where("keeps integers")[0] <= of_integers


def is_whole(numbers: np.ndarray) -> bool:
    return bool((numbers == np.floor(numbers)).all())


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_symmetry(sign: float) -> None:
    unary = tuple(op for op in NUMERIC if op.arg_kinds == "r")
    symmetric = set()
    for op in unary:
        points, found = results(op)
        _, mirrored = results(op, -points[:, 0])
        known = ~np.isnan(found)
        if known.any() and np.array_equal(mirrored, sign * found, equal_nan=True):
            symmetric.add(op.name)
    assert where("even" if sign > 0 else "odd", unary)[0] == symmetric


def test_increasing_functions_never_fall() -> None:
    for op in NUMERIC:
        if op.has("increasing"):
            _, found = results(op, np.linspace(-0.99, 0.99, 199))
            assert (np.diff(found[~np.isnan(found)]) > 0).all(), op.name


def test_the_smaller_and_the_larger() -> None:
    for trait, function in (("smaller", np.minimum), ("larger", np.maximum)):
        for op in NUMERIC:
            if trait in op.traits:
                points, found = results(op)
                assert np.array_equal(found, function(points[:, 0], points[:, 1])), op.name


def test_exact_operations_return_binary32_numbers_for_binary32_numbers() -> None:
    rounded = VALUES[np.abs(VALUES) < 1e38].astype(np.float32)
    for op in NUMERIC:
        if op.has("exact"):
            _, found = results(op, rounded.astype(np.float64))
            known = found[np.isfinite(found)]
            assert (known.astype(np.float32) == known).all(), op.name


def test_a_division_has_a_pole_at_zero() -> None:
    infinite = set()
    for op in NUMERIC:
        points, found = results(op, np.array([0.0, 1.0]))
        is_divisor_zero = (points[:, -1] == 0) & (points[:, :-1] == 1).all(axis=1)
        if np.isinf(found[is_divisor_zero]).any():
            infinite.add(op.name)
    assert where("divides")[0] == infinite - {"log", "log2", "log10"}


def test_zeros_that_no_operand_explains() -> None:
    has_zeros = {"add", "sub", "fma", "log", "log1p", "log2", "log10", "acos"}  # over the reals
    vanishing = set()
    for op in NUMERIC:
        points, found = results(op, np.append(VALUES, [np.inf, -np.inf]))
        if not op.has("exact") and (found[(points != 0).all(axis=1)] == 0).any():
            vanishing.add(op.name)
    assert where("underflows")[0] == vanishing - has_zeros


def test_the_sign_of_zero() -> None:
    """What matters is a result that is not a zero."""
    sees = set()
    for op in NUMERIC:
        _, found = results(op, np.array([0.0, -1.5, 2.0, -1.0]))
        _, mirrored = results(op, np.array([-0.0, -1.5, 2.0, -1.0]))
        if not np.array_equal(found, mirrored, equal_nan=True):
            sees.add(op.name)
    assert sees - {"powi"} == where("sign of zero")[0] - {"powi"}
    assert np.isinf(
        evaluate_expressions((make("powi", variable("a"), constant(-1.0)),), {"a": np.array(-0.0)})[0]
    )


def test_numbers_from_nan() -> None:
    values = np.array([np.nan, 0.0, 1.0, np.inf])
    drops = set()
    for op in NUMERIC:
        points, found = results(op, values)
        if (np.isnan(points).any(axis=1) & ~np.isnan(found)).any():
            drops.add(op.name)
    assert drops == where("drops NaN")[0]


def test_lowered_ops_are_gone_before_code_is_generated() -> None:
    for op in NUMERIC:
        node, names = applied(op)
        kept = {each.op.name for each in lower(kernel_of((node,), names)).nodes()}
        assert (op.name in kept) != op.has("lowered"), op.name
