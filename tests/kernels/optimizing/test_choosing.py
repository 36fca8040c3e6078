"""Forms get the final check in the order of their speed, and hardly more than one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kernel_choosers import choose_last
from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.cost import port_cost
from neurlang.kernels.expr import parse
from neurlang.kernels.optimizing import by_cost, final_check, optimize, yardstick_of
from neurlang.kernels.optimizing.checking import candidate, judgement_of
from neurlang.kernels.optimizing.final_check import accepted_forms
from neurlang.kernels.simd import CompileOptions, compile_kernel

if TYPE_CHECKING:
    from neurlang.kernels.expr import DType
    from neurlang.kernels.optimizing.checking import Candidate, Judgement

pytestmark = pytest.mark.usefixtures("patient")
TEXTS = ("x/y + z/y", "(x + z)/y", "1/y*(x + z)", "x*(1/y) + z/y", "x/y + z*(1/y)")
RANGES = {"x": (1.0, 2.0), "y": (1.0, 2.0), "z": (1.0, 2.0)}


def forms_of(texts: tuple[str, ...]) -> tuple[list[Candidate], Judgement]:
    kernel = parse(texts[0], dtype="f32", ranges=RANGES)
    options = CompileOptions()
    yard = yardstick_of(kernel, compile_kernel(kernel, options), DEFAULT_TOLERANCE)
    outputs = [parse(text, inputs=kernel.names).outputs for text in texts]
    forms = [candidate(kernel, each, yard, options) for each in outputs]
    return forms, judgement_of(forms[0], yard)


def test_the_cheapest_come_first_and_the_form_as_written_last() -> None:
    forms, _ = forms_of(TEXTS)
    kernel = parse(TEXTS[0], dtype="f32", ranges=RANGES)
    found = list(by_cost()(kernel, [form.code for form in forms]))
    costs = [
        port_cost(forms[place].code.target.name).of(forms[place].code.form.outputs) for place, _, _ in found
    ]
    assert costs == sorted(costs)
    assert found[-1][0] == 0
    assert all(timing.ns < written.ns for _, timing, written in found[:-1])


def test_a_refused_form_makes_way_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, judgement = forms_of(TEXTS)
    kernel = judgement.yard.kernel
    order = [place for place, _, _ in by_cost()(kernel, [form.code for form in forms])]
    assert len(order) > 2
    tried = []

    def all_but_the_first(form: Candidate, _verdict: object, _judgement: Judgement) -> bool:
        tried.append(form)
        return len(tried) > 1

    monkeypatch.setattr(final_check, "passes_final_check", all_but_the_first)
    chosen = next(accepted_forms(kernel, forms, judgement, by_cost()))
    assert tried == [forms[order[0]], forms[order[1]]]
    assert chosen.winner is forms[order[1]]
    assert chosen.refused == (forms[order[0]],)


def test_if_all_are_refused_the_form_as_written_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, judgement = forms_of(TEXTS)
    monkeypatch.setattr(final_check, "passes_final_check", lambda *_: False)
    chosen = next(accepted_forms(judgement.yard.kernel, forms, judgement, by_cost()))
    assert chosen.winner is forms[0]
    assert chosen.verdict is None
    assert chosen.refused


def test_after_the_deadline_only_one_form_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, judgement = forms_of(TEXTS)
    tried = []
    monkeypatch.setattr(final_check, "passes_final_check", lambda form, *_: tried.append(form))
    chosen = next(accepted_forms(judgement.yard.kernel, forms, judgement, by_cost(), deadline=0.0))
    assert chosen.winner is forms[0]
    assert len(tried) == 1


@pytest.mark.slow
def test_results_that_are_subnormal_together_are_looked_at() -> None:
    """Hermite interpolation: with three products by x the roundings of subnormal numbers add up to 4.28 units."""
    ranges = dict.fromkeys(("y0", "y1", "y2", "y3"), (0.0, 1.0)) | {"x": (0.5, 1.0)}
    text = "(((0.5*(y3 - y0) + 1.5*(y1 - y2))*x + (y0 - 2.5*y1 + 2.0*y2 - 0.5*y3))*x + 0.5*(y2 - y0))*x + y1"
    found = optimize(text, ranges=ranges, dtype="f32", chooser=by_cost())
    assert found.after.accuracy.worst <= 3.4


@pytest.mark.parametrize(
    ("text", "form", "dtype", "ranges"),
    [
        pytest.param(
            "(((0.5*(d - a) + 1.5*(b - c))*x + (a - 2.5*b + 2.0*c - 0.5*d))*x + 0.5*(c - a))*x + b",
            "((a + 2.0*c - 0.5*d - 2.5*b + (1.5*(b - c) + (0.5*d + -0.5*a))*x)*x + (-0.5*a + 0.5*c))*x + b",
            "f32",
            dict.fromkeys("abcd", (0.0, 1.0)) | {"x": (0.5, 1.0)},
            id="off by 4.28 ULP on subnormal numbers",
        ),
        pytest.param(
            "exp(-((x - m)/s)) / (s * ((1 + exp(-((x - m)/s))) * (1 + exp(-((x - m)/s)))))",
            "1.0 / (s*(exp((x - m)/s) + exp((m - x)/s) + 2.0))",
            "f64",
            {"x": (-160.0, 160.0), "m": (-16.0, 16.0), "s": (0.03125, 48.0)},
            id="0 by overflow on the way, for normal numbers in a narrow band",
        ),
    ],
)
def test_forms_that_are_wrong_at_few_points_are_refused(
    text: str, form: str, dtype: DType, ranges: dict[str, tuple[float, float]]
) -> None:
    kernel = parse(text, dtype=dtype, ranges=ranges)
    options = CompileOptions()
    yard = yardstick_of(kernel, compile_kernel(kernel, options), DEFAULT_TOLERANCE)
    written = candidate(kernel, kernel.outputs, yard, options)
    other = candidate(kernel, parse(form, inputs=kernel.names).outputs, yard, options)
    assert final_check.verdict_of(kernel, other, judgement_of(written, yard)) is None


def test_estimates_may_not_overflow_a_number_early() -> None:
    """Found by the soundness harness: at x = 0x1.942ec4p+92, y = 0x1.3f11d4p-71 it was infinite."""
    found = optimize(
        "x*rsqrt(y)", ranges={"x": (1.0, float("inf")), "y": (-10.0, 10.0)}, dtype="f32", chooser=choose_last
    )
    assert not found.is_improved
