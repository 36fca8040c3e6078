"""Random expressions and values for property tests."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from neurlang.kernels.expr import OPS, Expr, constant, make, truth, variable

NAMES = ("x", "y", "z")
WITH_ARGS = tuple(entry for entry in OPS if entry.arg_kinds)

numbers = st.one_of(
    st.integers(-9, 9).map(float),
    st.sampled_from([0.1, 0.5, 1e300, 1e-300, -0.0, 5e-324, math.inf, -math.inf, math.pi]),
    st.floats(allow_nan=False),
)


@st.composite
def expressions(
    draw: st.DrawFn, *, ops: tuple[str, ...] | None = None, closed: bool = True, size: int = 12
) -> Expr:
    """An expression of at most `size` ops; with `closed` False, every op depends on an input."""
    table = [entry for entry in WITH_ARGS if ops is None or entry.name in ops]
    numbers_pool: list[Expr] = [variable(name) for name in NAMES]
    truths_pool: list[Expr] = [truth(True), truth(False)] if closed else []
    constants = [constant(draw(numbers)) for _ in range(3)]
    for _ in range(draw(st.integers(1, size))):
        entry = draw(st.sampled_from(table))
        if "b" in entry.arg_kinds and not truths_pool:
            continue
        if entry.name == "powi":
            args = [draw(st.sampled_from(numbers_pool)), constant(draw(st.integers(-9, 9)))]
        else:
            args = [
                draw(st.sampled_from(numbers_pool if kind == "r" else truths_pool))
                for kind in entry.arg_kinds
            ]
            reals = [place for place, kind in enumerate(entry.arg_kinds) if kind == "r"]
            if len(reals) > 1 and draw(st.booleans()):
                args[draw(st.sampled_from(reals))] = draw(st.sampled_from(constants))
        (numbers_pool if entry.kind == "r" else truths_pool).append(make(entry.name, *args))
    return draw(st.sampled_from([pool[-1] for pool in (numbers_pool, truths_pool) if pool]))


def same(left: object, right: object) -> bool:
    """Equal as floats, NaN being equal to NaN."""
    import numpy as np

    return bool(np.array_equal(np.asarray(left), np.asarray(right), equal_nan=True))
