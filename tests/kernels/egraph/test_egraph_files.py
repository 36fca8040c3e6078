"""Reading, writing and drawing: what is written reads back, what is corrupt is one clear error."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from algebra import RULES, random_expression
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import DataError
from neurlang.kernels.egraph import EGraph, draw_dot, draw_svg, from_json, to_json
from neurlang.kernels.expr import constant, parse_expression


def grown(seed: int, rounds: int = 2) -> EGraph:
    graph = EGraph()
    graph.roots = [graph.add(random_expression(seed, 6))]
    graph.rebuild()
    for _ in range(rounds):
        graph.apply(graph.matches(RULES))
        graph.rebuild()
    return graph


@given(st.integers(0, 10_000))
@settings(max_examples=examples(20))
def test_what_is_written_reads_back(seed: int) -> None:
    graph = grown(seed)
    other = from_json(to_json(graph))
    assert (other.nodes, other.classes, len(other.roots)) == (graph.nodes, graph.classes, 1)
    again = from_json(to_json(other))
    assert (again.nodes, again.classes) == (graph.nodes, graph.classes)


@pytest.mark.parametrize("value", [0.1, -0.0, float("inf"), float("nan"), 5e-324])
def test_constants_keep_their_bits(value: float) -> None:
    graph = EGraph()
    graph.roots = [graph.add(constant(value))]
    other = from_json(to_json(graph))
    made = other.made
    assert other.add(constant(value)) < made


NODES = {
    "1": {"op": "var x", "children": [], "eclass": "a"},
    "2": {"op": "neg", "children": ["1"], "eclass": "b"},
}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not the JSON"),
        ("[]", "nodes"),
        ('{"nodes": {}}', "nodes"),
        (json.dumps({"nodes": {"1": 3}}), "Node '1'"),
        (json.dumps({"nodes": NODES | {"3": {"op": "frob", "children": [], "eclass": "c"}}}), "'frob'"),
        (json.dumps({"nodes": NODES | {"3": {"op": "add", "children": ["1"], "eclass": "c"}}}), "takes 2"),
        (json.dumps({"nodes": NODES | {"3": {"op": "neg", "children": ["9"], "eclass": "c"}}}), "not a node"),
        (
            json.dumps({"nodes": NODES | {"3": {"op": "neg", "children": ["3"], "eclass": "c"}}}),
            "contains itself",
        ),
        (json.dumps({"nodes": NODES | {"3": {"op": "not", "children": ["1"], "eclass": "c"}}}), "mixes"),
        (json.dumps({"nodes": NODES | {"3": {"op": "true", "children": [], "eclass": "a"}}}), "mixes"),
        (
            json.dumps({"nodes": NODES | {"3": {"op": "const x", "children": [], "eclass": "c"}}}),
            "not a number",
        ),
        (json.dumps({"nodes": NODES, "root_eclasses": ["z"]}), "root_eclasses"),
        ("[" * 100_000, "not the JSON"),
    ],
)
def test_what_is_corrupt_is_refused(content: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        from_json(content)


def test_a_limit_holds_for_files() -> None:
    with pytest.raises(DataError, match="1 to 3"):
        from_json(to_json(grown(3)), limit=3)


def test_the_dot_text_of_a_small_graph() -> None:
    graph = EGraph()
    root = graph.add(parse_expression("x < 2 ? x : -x"))
    graph.rebuild()
    assert draw_dot(graph, [root]).splitlines()[3:7] == [
        '  c0 [label="<f0> ?:" penwidth=2]',
        "  c0:f0 -> c1",
        "  c0:f0 -> c2",
        "  c0:f0 -> c3",
    ]
    assert '[label="<f0> \\<"]' in draw_dot(graph, [root])


@given(st.integers(0, 10_000))
@settings(max_examples=10)
def test_the_picture_is_xml_and_its_boxes_do_not_overlap(seed: int) -> None:
    graph = grown(seed)
    picture = ET.fromstring(draw_svg(graph, graph.roots))
    boxes = [each for each in picture.iter("{http://www.w3.org/2000/svg}rect") if each.get("rx")]
    rows: dict[str, list[tuple[float, float]]] = {}
    for box in boxes:
        rows.setdefault(box.attrib["y"], []).append((float(box.attrib["x"]), float(box.attrib["width"])))
    for row in rows.values():
        row.sort()
        assert all(x + width <= following for (x, width), (following, _) in pairwise(row))


def test_the_picture_says_what_it_left_out() -> None:
    graph = grown(3)
    assert "left out" in draw_svg(graph, graph.roots, most_classes=3)
