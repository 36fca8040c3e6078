"""The diagram of confidences: drawn from the shipped model's figures, and committed as they stand."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from neurlang.learning import Bin
from neurlang.prompts.reading import SHIPPED_MODEL, calibration_of
from reliability_diagram import DRAWING, draw, interval

SVG = "{http://www.w3.org/2000/svg}"


def test_the_committed_diagram_is_that_of_the_shipped_model() -> None:
    assert DRAWING.read_text("utf-8") == draw(calibration_of(SHIPPED_MODEL).held_out), (
        "run tools/reliability_diagram.py"
    )


def test_a_bar_for_each_range_with_its_figures() -> None:
    root = ElementTree.fromstring(draw([Bin(0.0, 0.5, 4, 1, 0.3), Bin(0.5, 1.0, 1000, 900, 0.9)]))
    bars = [each for each in root.iter(f"{SVG}rect") if each.get("class") == "bar"]
    assert [float(each.get("height", 0)) for each in bars] == [72.5, 261.0]
    said = [each for each in root.iter(f"{SVG}line") if each.get("class") == "said"]
    assert float(said[1].get("y1", 0)) == float(bars[1].get("y", 0))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"0–0.5", "0.5–1", "4 texts", "1,000 texts"} <= set(texts)


def test_the_interval_is_wilsons() -> None:
    assert interval(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert interval(50, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
