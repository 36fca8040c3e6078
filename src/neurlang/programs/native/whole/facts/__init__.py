"""What is known of a procedure before its text is written."""

from neurlang.programs.native.whole.facts.early_returns import EarlyReturn, early_return
from neurlang.programs.native.whole.facts.float_state import (
    FloatState,
    float_registers,
    states_at_blocks,
    written_state,
)
from neurlang.programs.native.whole.facts.frames import NO_FRAMES, SP, Frames, frames_of
from neurlang.programs.native.whole.facts.fuel_regions import charges_of, checkpoints
from neurlang.programs.native.whole.facts.loop_unrolling import checked_by_rounds, unrolled
from neurlang.programs.native.whole.facts.procedure_interface import (
    DEPTH,
    FUEL,
    MACHINE,
    MEMORY,
    POINTERS,
    Interface,
    interface_of,
    type_of,
)
from neurlang.programs.native.whole.facts.range_checks import SharedRange, shared_ranges

__all__ = [
    "DEPTH",
    "FUEL",
    "MACHINE",
    "MEMORY",
    "NO_FRAMES",
    "POINTERS",
    "SP",
    "EarlyReturn",
    "FloatState",
    "Frames",
    "Interface",
    "SharedRange",
    "charges_of",
    "checked_by_rounds",
    "checkpoints",
    "early_return",
    "float_registers",
    "frames_of",
    "interface_of",
    "shared_ranges",
    "states_at_blocks",
    "type_of",
    "unrolled",
    "written_state",
]
