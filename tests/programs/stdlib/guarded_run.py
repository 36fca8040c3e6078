"""Running compiled code with guards around its arrays: reads beyond them find garbage, writes are noticed."""

from collections.abc import Sequence
from typing import Any

from neurlang.programs.ir import Program
from neurlang.programs.machine import run
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.testing.executing import FIRST_ADDRESS, Result, placed, result_of

GUARD = b"\xa5"
ALIGNMENT = 64
MAX_INSTRUCTIONS = 200_000


def run_guarded(
    function: SourceFunction,
    program: Program,
    values: Sequence[Any],
    max_instructions: int = MAX_INSTRUCTIONS,
) -> Result:
    """What the code leaves; the trap is "guard" if it wrote outside its arrays."""
    arguments = placed(function, values)
    memory = {FIRST_ADDRESS - ALIGNMENT: GUARD * ALIGNMENT}
    guards = [range(FIRST_ADDRESS - ALIGNMENT, FIRST_ADDRESS)]
    for place, value in enumerate(values):
        if isinstance(value, list | bytearray):
            address = arguments.registers[place]
            content = arguments.memory.get(address, b"")
            gap = ALIGNMENT - len(content) % ALIGNMENT
            memory[address] = content + GUARD * gap
            guards.append(range(address + len(content), address + len(content) + gap))
    outcome = run(program, arguments.registers, preload=memory, max_instructions=max_instructions)
    if any(bytes(outcome.memory[each.start : each.stop]) != GUARD * len(each) for each in guards):
        return Result(None, (), "guard")
    return result_of(function, values, outcome)
