"""Running by meaning: the reference interpreter."""

from neurlang.programs.machine.arithmetic import signed
from neurlang.programs.machine.decoding import Code, decode
from neurlang.programs.machine.floating_point import to_bits, to_float
from neurlang.programs.machine.running import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    MAX_MEMORY,
    Outcome,
    run,
)
from neurlang.programs.machine.state import MAX_CALL_DEPTH, State
from neurlang.programs.machine.traps import Trap, TrapKind
from neurlang.programs.machine.values import parse_value

__all__ = [
    "DEFAULT_MAX_INSTRUCTIONS",
    "DEFAULT_MEMORY",
    "MAX_CALL_DEPTH",
    "MAX_MEMORY",
    "Code",
    "Outcome",
    "State",
    "Trap",
    "TrapKind",
    "decode",
    "parse_value",
    "run",
    "signed",
    "to_bits",
    "to_float",
]
