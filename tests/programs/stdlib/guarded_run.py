"""Running compiled code with guards around its arrays: reads beyond them find garbage, writes are noticed."""

from collections.abc import Sequence
from typing import Any

from neurlang.programs.ir import Program
from neurlang.programs.machine import run
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.testing.executing import Result, guarded, placed, result_of

MAX_INSTRUCTIONS = 200_000


def run_guarded(
    function: SourceFunction,
    program: Program,
    values: Sequence[Any],
    max_instructions: int = MAX_INSTRUCTIONS,
) -> Result:
    """What the code leaves; the trap is "guard" if it wrote outside its arrays."""
    made = guarded(placed(function, values))
    outcome = run(
        program,
        made.arguments.registers,
        preload=made.arguments.memory,
        max_instructions=max_instructions,
    )
    return (
        result_of(function, values, outcome) if made.are_intact(outcome.memory) else Result(None, (), "guard")
    )
