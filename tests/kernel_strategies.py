"""Random formulas of real operations for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from neurlang.kernels.expr import Expr, constant, kernel_of, make, op, variable

REAL_OPS = ("add", "sub", "mul", "add", "mul", "div", "neg", "sqrt", "min", "max", "floor", "exp", "fma")


@st.composite
def formulas(draw: st.DrawFn, *, size: int = 12) -> Expr:
    """A formula of one to `size` operations on x, y, z and constants, with shared parts."""
    pool = [*map(variable, "xyz"), constant(draw(st.integers(-3, 3))), constant(0.5)]
    for _ in range(draw(st.integers(1, size))):
        name = draw(st.sampled_from(REAL_OPS))
        pool.append(make(name, *(draw(st.sampled_from(pool)) for _ in range(op(name).arity))))
    return pool[-1]


kernels = formulas().map(lambda root: kernel_of([root], "xyz"))
