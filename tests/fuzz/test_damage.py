"""A small budget of damaged inputs: none crashes, and all kinds of ends are seen."""

from __future__ import annotations

import random

import damaged_commands
import pytest
from damage import ENDS, fuzz
from damaged_stores import damage_entry, private_cache, read_entry


@pytest.mark.slow
def test_damaged_inputs_are_run_or_refused() -> None:
    tally = fuzz(seed=1_000_000, count=1500)
    assert tally.total == 1500
    assert all(tally.ends[end] for end in ENDS)


def test_an_entry_that_passes_for_another_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neurlang.disk_cache.objects._head", lambda path, data: b"x" * 50)
    with private_cache() as entries, pytest.raises(AssertionError, match="another entry's object"):
        for seed in range(100):
            read_entry(damage_entry(entries, random.Random(seed)))


@pytest.mark.parametrize(
    ("raised", "told"),
    [(ValueError("no"), "ValueError: no"), (SystemExit(77), "ended with 77"), (None, None)],
)
def test_a_command_that_ends_wrongly_is_told(
    monkeypatch: pytest.MonkeyPatch, raised: BaseException | None, told: str | None
) -> None:
    def run_wrongly() -> None:
        if raised is not None:
            raise raised

    monkeypatch.setattr(damaged_commands, "main", run_wrongly)
    found = damaged_commands.fault_of_command(b"halt", ".nl", random.Random(1))
    assert told is None if found is None else told is not None and told in found
