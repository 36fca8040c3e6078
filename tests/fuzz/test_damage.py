"""A small budget of damaged inputs: each runs or is refused, none crashes."""

from __future__ import annotations

from damage import fuzz


def test_damaged_inputs_are_run_or_refused() -> None:
    assert fuzz(seed=1_000_000, count=300, seconds=600) == 300
