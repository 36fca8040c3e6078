"""A small budget of damaged inputs: each runs or is refused, none crashes."""

from __future__ import annotations

from damage import ENDS, fuzz


def test_damaged_inputs_are_run_or_refused() -> None:
    tally = fuzz(seed=1_000_000, count=300, seconds=600)
    assert tally.total == 300
    assert all(tally.ends[end] for end in ENDS)
