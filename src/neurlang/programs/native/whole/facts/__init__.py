"""The facts about a procedure from which its text is written: analyses, and the frozen value with their results."""

from neurlang.programs.native.whole.facts.early_returns import EarlyReturn
from neurlang.programs.native.whole.facts.float_state import FloatState, written_state
from neurlang.programs.native.whole.facts.procedure_facts import ProcedureFacts, facts_of
from neurlang.programs.native.whole.facts.procedure_interface import (
    DEPTH,
    FUEL,
    MACHINE,
    MEMORY,
    POINTERS,
    Interface,
    type_of,
)
from neurlang.programs.native.whole.facts.range_checks import SharedRange

__all__ = [
    "DEPTH",
    "FUEL",
    "MACHINE",
    "MEMORY",
    "POINTERS",
    "EarlyReturn",
    "FloatState",
    "Interface",
    "ProcedureFacts",
    "SharedRange",
    "facts_of",
    "type_of",
    "written_state",
]
