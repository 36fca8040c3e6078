"""The bins of the operand heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.prompts.reading import BINS, Slot, Source, slot_of_bin
from neurlang.prompts.reading.slots import LAYOUT

slots = st.sampled_from(list(LAYOUT)).flatmap(
    lambda source: st.integers(0, LAYOUT[source][1] - 1).map(lambda index: Slot(source, index))
)


@given(slots)
def test_a_slot_survives_its_bin(slot: Slot) -> None:
    assert slot_of_bin(slot.bin) == slot


def test_no_two_sources_share_a_bin() -> None:
    taken = [bin for first, size in LAYOUT.values() for bin in range(first, first + size)]
    assert len(taken) == len(set(taken))
    assert max(taken) < BINS


def test_an_index_beyond_the_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="literal 32 has no bin"):
        _ = Slot(Source.LITERAL, 32).bin
