"""Constants gathered: equal over the rational numbers at points, no dearer, and shown by a checker of its own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import FormulaError
from neurlang.kernels.egraph import TIDYING, Proof, Step, check_proof, is_equal_by_constants
from neurlang.kernels.expr import Expr, constant, kernel_of, make, parse, postorder, print_text, variable
from neurlang.kernels.optimizing.tidying import tidy

NAMES = ("x", "y", "z")
OPS = {"add": 2, "sub": 2, "mul": 2, "div": 2, "neg": 1, "sqrt": 1}
CONSTANTS = st.sampled_from(
    [1.0, 2.0, 3.0, -1.0, -3.0, 9.0, 27.0, 81.0, 0.5, 0.1, -0.25, 7.0, 1e300, 1e-300, 0.0]
)
POINTS = [
    dict(zip(NAMES, map(Fraction, point), strict=True))
    for point in (("3/7", "-5/3", "11"), ("-2", "1/9", "4/5"))
]


@st.composite
def formulas(draw: st.DrawFn) -> Expr:
    """Sums, products and quotients of inputs and constants, some parts shared."""
    pool = [variable(name) for name in NAMES] + [constant(draw(CONSTANTS)) for _ in range(4)]
    for _ in range(draw(st.integers(1, 12))):
        name = draw(st.sampled_from(list(OPS)))
        pool.append(make(name, *(draw(st.sampled_from(pool)) for _ in range(OPS[name]))))
    return pool[-1]


def value(root: Expr, point: dict[str, Fraction]) -> Fraction | None:
    """The exact value, None where there is none. A root is some function of its argument's exact value."""
    done: dict[Expr, Fraction | None] = {}
    for node in postorder((root,)):
        args = [done[arg] for arg in node.args]
        if isinstance(node.value, float):
            done[node] = Fraction(node.value)
        elif node.op.name == "var":
            done[node] = point[str(node.value)]
        elif None in args or (node.op.name == "div" and args[1] == 0):
            done[node] = None
        else:
            done[node] = {
                "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
                "div": lambda a, b: a / b, "neg": lambda a: -a, "sqrt": lambda a: (a * a + 1) / (a * a + 3) + a,
            }[node.op.name](*args)  # fmt: skip
    return done[root]


def operations(root: Expr) -> int:
    """Those that depend on an input: others are computed before code runs."""
    depends: dict[Expr, bool] = {}
    for node in postorder((root,)):
        depends[node] = node.op.name == "var" or any(depends[arg] for arg in node.args)
    return sum(depends[node] and bool(node.args) for node in postorder((root,)))


def text(root: Expr) -> str:
    return print_text(kernel_of((root,)))


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(formulas(), st.booleans())
def test_it_is_equal_no_dearer_shown_and_done_at_once(root: Expr, divides: bool) -> None:
    (found,) = tidy((root,), divides=divides)
    for point in POINTS:
        assert value(root, point) == value(found, point)
    assert operations(found) <= operations(root)
    assert is_equal_by_constants(root, found)
    check_proof(Proof(root, (Step(TIDYING, True, (), root, found),), found), ())
    assert operations(tidy((found,), divides=divides)[0]) == operations(found)


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(formulas(), formulas())
def test_what_the_checker_believes_is_equal(one: Expr, other: Expr) -> None:
    if is_equal_by_constants(one, other):
        assert all(value(one, point) == value(other, point) for point in POINTS)


@pytest.mark.parametrize(
    ("given_text", "wanted", "divided"),
    [
        ("9.0/81.0/9.0*27.0*(y+x)", "(x + y) * (1.0 / 3.0)", "(x + y) / 3.0"),
        ("2*x*3", "6.0 * x", "6.0 * x"),
        ("(x + 1) + 2", "x + 3.0", "x + 3.0"),
        ("2 - (x - 3)", "5.0 - x", "5.0 - x"),
        ("a - -2*x", "a + 2.0 * x", "a + 2.0 * x"),
        ("-2*x + a", "a - 2.0 * x", "a - 2.0 * x"),
        ("3/x/2", "1.5 / x", "1.5 / x"),
        ("(2*x)*(3*y)/(6*z)", "x * y / z", "x * y / z"),
        ("sqrt(x*4*0.25)", "sqrt(x)", "sqrt(x)"),
        ("0.5*(x/3)", "x * (1.0 / 6.0)", "x / 6.0"),
        ("x/3", "x / 3.0", "x / 3.0"),
        ("x/2", "x / 2.0", "x / 2.0"),
        ("1 + y*x", "x * y + 1.0", "x * y + 1.0"),
        ("exp(9/81)", "exp(1.0 / 9.0)", "exp(1.0 / 9.0)"),
    ],
)
def test_how_formulas_are_written(given_text: str, wanted: str, divided: str) -> None:
    outputs = parse(given_text).outputs
    assert text(tidy(outputs)[0]) == wanted
    assert text(tidy(outputs, divides=True)[0]) == divided


@pytest.mark.parametrize(
    "given_text",
    [
        "x*x/x",
        "0.1*x*0.2",
        "1e300*x*1e300",
        "0.1*x/3",
        "x*0 + y",
        "x/0",
        "inf*x",
        "x - x",
        "nan + x",
        "x*y/y",
    ],
)
def test_what_has_no_simple_form_or_another_domain_stays(given_text: str) -> None:
    (root,) = parse(given_text).outputs
    (found,) = tidy((root,))
    assert sorted(map(repr, postorder((root,)))) == sorted(map(repr, postorder((found,)))) or operations(
        found
    ) == operations(root)
    assert is_equal_by_constants(root, found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x/3", "x*0.3333333333333333"), ("x*x/x", "x"), ("(x + y)/3", "(x + y)/4"), ("x - y", "y - x"),
        ("0.1*x*0.2", "0.02*x"), ("sqrt(2*x)", "sqrt(x)"), ("x + 1", "x + 2"), ("(x - x)/y", "0"), ("2*x*y", "2*x"),
        ("x/(y - y)", "x/(z - z)"), ("x/0", "y/0"), ("x + 1e-400", "x + 5e-324"), ("x*y + 1", "x*(y + 1)"),
    ],
)  # fmt: skip
def test_what_is_not_equal_by_constants_is_refused(one: str, other: str) -> None:
    left, right = (parse(each, inputs=NAMES).outputs[0] for each in (one, other))
    assert not is_equal_by_constants(left, right)
    with pytest.raises(FormulaError, match="not an instance"):
        check_proof(Proof(left, (Step(TIDYING, True, (), left, right),), right), ())


def test_values_that_are_used_twice_are_computed_once() -> None:
    outputs = parse("t = 2*x*y; t*3 + t*5, t").outputs
    found = tidy(outputs)
    assert sum(operations(each) for each in found) <= sum(operations(each) for each in outputs)
    assert len(set(postorder(found))) <= len(set(postorder(outputs)))


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(formulas(), formulas())
def test_parts_shared_between_outputs_are_not_computed_twice(one: Expr, other: Expr) -> None:
    outputs = (one, other, make("add", one, other))
    found = tidy(outputs)

    def cost(roots: tuple[Expr, ...]) -> int:
        return sum(bool(node.args) and operations(node) > 0 for node in set(postorder(roots)))

    assert cost(found) <= cost(outputs)
    assert all(map(is_equal_by_constants, outputs, found))
