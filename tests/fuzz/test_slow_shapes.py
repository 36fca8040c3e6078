"""The search for slow shapes: what it grows are programs, and what it finds is told."""

from __future__ import annotations

import random

import pytest
import slow_shapes
from slow_shapes import GROWING, MOST, Cost, Shape, search, seed_shape

from neurlang.programs.ir import check


def grown(seed: int) -> Shape:
    chance = random.Random(seed)
    shape = seed_shape(seed)
    for _ in range(5):
        shape = chance.choice(GROWING)(shape, chance) if shape.size else shape
    return shape


@pytest.mark.slow
def test_what_is_grown_is_a_program() -> None:
    shapes = [grown(seed) for seed in range(40)]
    for shape in shapes:
        check(shape.program())
    assert max(shape.size for shape in shapes) > 100
    assert all(len(shape.steps) >= 1 for shape in shapes)


@pytest.mark.slow
def test_growing_starts_from_what_costs_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_shapes, "cost_of", lambda shape: Cost({"tier 2": shape.size / 1000}, "compiled"))
    found = search(1, 600.0, 300)
    assert found[0].cost.most >= found[-1].cost.most
    assert 2_000 < found[0].shape.size <= MOST


def test_a_shape_that_takes_too_long_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["slow_shapes.py", "--shapes", "5"])
    monkeypatch.setattr(slow_shapes, "cost_of", lambda shape: Cost({"tier 2": 1.9}, "compiled"))
    assert slow_shapes.main() == 0
    monkeypatch.setattr(slow_shapes, "cost_of", lambda shape: Cost({"tier 2": 2.1}, "compiled"))
    assert slow_shapes.main() == 1
    assert "2.10 s" in capsys.readouterr().out


@pytest.mark.slow
def test_shapes_are_prepared_for_every_executor() -> None:
    (first, *_) = search(0, 600.0, 3)
    assert set(first.cost.seconds) == {"binary", "text", "interpreter", "tier 1", "tier 2"}
