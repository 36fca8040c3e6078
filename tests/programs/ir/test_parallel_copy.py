"""A sequence of moves has the effect of all at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.ir import REGISTERS, Register
from neurlang.programs.ir.intrinsic_expansion import parallel_copy

DESTINATIONS = REGISTERS[11:14]
SCRATCH = REGISTERS[15]


@given(st.lists(st.sampled_from(REGISTERS[:16]) | st.integers(100, 110), max_size=3))
def test_sequence_equals_simultaneous_moves(sources: list[Register | int]) -> None:
    before: dict[Register, object] = {register: register.name for register in REGISTERS}
    now = dict(before)
    for into, source in parallel_copy(list(zip(DESTINATIONS, sources, strict=False)), SCRATCH):
        now[into] = now[source] if isinstance(source, Register) else source
    for into, source in zip(DESTINATIONS, sources, strict=False):
        assert now[into] == (before[source] if isinstance(source, Register) else source)
    changed = {register for register in REGISTERS if now[register] != before[register]}
    assert changed <= {*DESTINATIONS, SCRATCH}
