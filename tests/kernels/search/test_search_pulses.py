"""Pulses: every form is equal over the real numbers, the path to it is proved, and nothing depends on chance."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neurlang.kernels.accuracy import DEFAULT_TOLERANCE
from neurlang.kernels.cost import latency_cost, port_cost, table_models
from neurlang.kernels.egraph import Annealing, anneal
from neurlang.kernels.expr import exact, parse, parse_expression, postorder
from neurlang.kernels.optimizing import table_knowledge
from neurlang.kernels.optimizing.candidates import Found
from neurlang.kernels.optimizing.explaining import proofs_along
from neurlang.kernels.search import Limits, Plan, Pulses, graph_of, saturate, search_in_pulses
from neurlang.kernels.search.repair import repaired
from neurlang.kernels.simd import domain_points

if TYPE_CHECKING:
    from collections.abc import Callable

    from neurlang.kernels.expr import Expr

    Form = tuple[Expr, ...]

PLAN = Plan(rounds=4, nodes=600, moves=1000, seeds=1)
RANGES = dict.fromkeys("xyz", (0.5, 2.0))
TEXTS = (
    "x/y + z/y + exp(x)*exp(y)/exp(z) + sqrt(x)*sqrt(y)*sqrt(z)",
    "log(x) + log(y) - log(z) + max(exp(x), exp(y))*x*x*x + x*x*y + x/(y + 1) + z/(y + 1)",
    "1/(1 + exp(-x)) + (x + y)*(x - y) + pow(x, 0.5)*z, x/z + y/z",
)


def searched(
    text: str,
    plan: Plan = PLAN,
    is_near: Callable[[Form], bool] = lambda _form: True,
    is_right: Callable[[Expr, Expr], bool] = lambda _part, _other: False,
) -> Pulses:
    kernel = parse(text, ranges={name: RANGES[name] for name in parse(text).names})
    known = table_knowledge(kernel, DEFAULT_TOLERANCE)
    return search_in_pulses(
        kernel.outputs, known.rewrites, known.analysis, table_models("avx512"), plan, is_near, is_right
    )


@pytest.mark.parametrize("text", TEXTS)
def test_every_form_of_every_round_is_equal_over_the_reals(text: str) -> None:
    kernel = parse(text, ranges=RANGES)
    points = domain_points(kernel, 20, seed=3)
    truths = exact(kernel, *points)
    found = searched(text)
    assert len(found.rounds) > 1
    for form in {form for pulse in found.rounds for form in pulse.forms}:
        for truth, other in zip(truths, exact(kernel.with_outputs(*form), *points), strict=True):
            assert np.allclose(other.high, truth.high, rtol=1e-14, atol=0)


@pytest.mark.parametrize("text", TEXTS)
def test_the_proof_leads_over_the_rounds_to_their_last_form(text: str) -> None:
    kernel = parse(text, ranges=RANGES)
    pulses = searched(text)
    form = pulses.rounds[-1].best
    found = Found(pulses.rounds, pulses.stop_reason, (form,))
    path = found.path_to(form)
    assert [segment.before for segment in path] == [kernel.outputs, *(segment.after for segment in path[:-1])]
    # Each step is replayed here: the proof checker raises where one does not hold.
    proofs = proofs_along(path, table_knowledge(kernel, DEFAULT_TOLERANCE))
    assert [(proof.start, proof.end) for proof in proofs] == list(zip(kernel.outputs, form, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_each_round_begins_with_the_best_form_so_far(text: str) -> None:
    rounds = searched(text).rounds
    for before, after in pairwise(rounds):
        assert after.start == before.best
        assert after.before == before.after <= before.before
    for pulse in rounds:
        assert list(pulse.forms.values()) == sorted(pulse.forms.values())
        assert pulse.after == port_cost("avx512").of(pulse.best)
        assert {"matching", "applying", "rebuilding", "extracting", "checking"} <= set(pulse.phases)
        assert sum(pulse.phases.values()) <= pulse.seconds


def test_the_same_search_gives_the_same_forms() -> None:
    one, other = searched(TEXTS[0]), searched(TEXTS[0])
    assert [pulse.forms for pulse in one.rounds] == [pulse.forms for pulse in other.rounds]
    assert one.stop_reason == other.stop_reason


def test_what_is_saturated_is_not_searched_again() -> None:
    found = searched("min(x, y) + z")
    assert found.stop_reason == "saturated"
    assert len(found.rounds) == 1


def test_rounds_without_gain_are_the_end() -> None:
    found = searched(TEXTS[0], Plan(rounds=50, nodes=600, moves=200, seeds=1))
    assert found.stop_reason == "no gain"
    assert len(found.rounds) < 50


def test_nothing_is_gone_on_from_that_is_too_far_off() -> None:
    """A form with a logarithm of a product is called too far off: it is in no round, not even as a start."""

    def has_no_product_in_logarithm(form: Form) -> bool:
        return not any(node.op.name == "log" and node.args[0].op.name == "mul" for node in postorder(form))

    text = "log(x) + log(y) + x/z + y/z"
    free = searched(text)
    held = searched(
        text,
        is_near=has_no_product_in_logarithm,
        is_right=lambda _part, other: has_no_product_in_logarithm((other,)),
    )
    assert not has_no_product_in_logarithm(free.rounds[-1].best)
    assert all(has_no_product_in_logarithm(form) for pulse in held.rounds for form in pulse.forms)
    assert sum(pulse.refused for pulse in held.rounds) > 0
    assert held.rounds[-1].after < held.rounds[0].before  # the division is saved all the same


def test_a_repair_keeps_what_is_near_and_reverts_what_is_not() -> None:
    first = parse_expression("(x + 0*1) * (y + y) + sqrt(x)*sqrt(y)")
    second = parse_expression("(x + 0) * (2*y) + sqrt(x*y)")
    graph = graph_of((first,), table_knowledge(parse("x + y"), DEFAULT_TOLERANCE).analysis)
    node = graph.add(second)
    pairs = [("y + y", "2*y"), ("sqrt(x)*sqrt(y)", "sqrt(x*y)")]
    for one, other in pairs:
        graph.unite(graph.add(parse_expression(one)), graph.add(parse_expression(other)))
    graph.rebuild()
    assert graph.find(node) == graph.find(graph.roots[0])

    def has_as_many_roots(part: Expr, other: Expr) -> bool:
        one, two = (sum(each.op.name == "sqrt" for each in postorder((root,))) for root in (part, other))
        return one == two

    (form,) = repaired(graph, (first,), (second,), has_as_many_roots)
    parts = postorder((form,))
    assert parse_expression("sqrt(x)*sqrt(y)") in parts
    assert parse_expression("2*y") in parts
    assert repaired(graph, (first,), (second,), lambda _part, _other: False) == (first,)
    assert repaired(graph, (first,), (second,), lambda _part, _other: True) == (second,)


def test_annealing_goes_on_from_a_form_and_never_ends_above_it() -> None:
    ranges = {name: RANGES[name] for name in "xyz"}
    kernel = parse(TEXTS[0], ranges=ranges)
    known = table_knowledge(kernel, DEFAULT_TOLERANCE)
    graph = graph_of(kernel.outputs, known.analysis)
    saturate(graph, known.rewrites, Limits(nodes=600, seconds=600.0))
    ports, guide = port_cost("avx512"), latency_cost("avx512").node_costs
    stays = anneal(graph, graph.roots, ports.of_rows, guide, Annealing(moves=0), kernel.outputs)
    assert stays.start == pytest.approx(ports.of(kernel.outputs))
    assert ports.of(stays.roots) == pytest.approx(ports.of(kernel.outputs))
    moved = anneal(graph, graph.roots, ports.of_rows, guide, Annealing(moves=500), kernel.outputs)
    assert moved.cost < stays.start
