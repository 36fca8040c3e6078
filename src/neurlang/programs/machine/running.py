"""Run a program by the meaning of its instructions. This defines the results that other executors must match."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import length_hint

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.programs.ir import BY_NAME, DATA_BASE, REGISTERS, Program, print_instruction
from neurlang.programs.machine.code import Code, Step, traced
from neurlang.programs.machine.decoding.steps import decode
from neurlang.programs.machine.executor import Executor, charged
from neurlang.programs.machine.hidden.shadow import Shadow
from neurlang.programs.machine.host.deadline import NEVER, Deadline
from neurlang.programs.machine.host.host import Host
from neurlang.programs.machine.meaning.arithmetic import MASK, SIGN, signed
from neurlang.programs.machine.state import FIRST_CONSTANT, REGISTER_COUNT, State
from neurlang.programs.machine.traps import Fault, ProgramEnd, Trap, out_of_fuel

Trace = Callable[[int, "State"], None]

DEFAULT_MEMORY = 1 << 20
MAX_MEMORY = 1 << 30
DEFAULT_MAX_INSTRUCTIONS = 1_000_000

INTERPRETED_SLICE, NATIVE_SLICE = 1 << 14, 1 << 24
"""Instructions between two looks at the clock, if the run has a time limit: some hundredths of a second."""

_UNBOUNDED = 1 << 63
_SP = next(register.number for register in REGISTERS if register.name == "sp")
_NAMES = tuple(register.name for register in REGISTERS)
_READ_ONLY = ("pc", "zero")
_WRITABLE: dict[str | int, int] = {
    register.name: register.number for register in REGISTERS if register.name not in _READ_ONLY
}


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """How a run ended.

    `registers` maps every name to its value, unsigned. `trap` is None if the program ended by itself. `executed` is
    the number of instructions, including one that trapped. `memory` is the sandbox at the end. `unjoined` describes
    the first few tasks that trapped and were never joined.

    Example:
        >>> import neurlang
        >>> outcome = neurlang.run(neurlang.assemble("mov r0, 7"))
        >>> outcome.result, outcome.executed, outcome.registers["r0"]
        (7, 1, 7)

    """

    registers: Mapping[str, int]
    trap: Trap | None
    executed: int
    memory: bytearray
    unjoined: tuple[str, ...] = ()

    @property
    def result(self) -> int:
        """The value of `r0`, signed."""
        return signed(self.registers["r0"])

    def __repr__(self) -> str:
        """One line: without registers and memory."""
        ended = f"trap={self.trap!r}" if self.trap else f"result={self.result}"
        return f"Outcome({ended}, executed={self.executed}, memory of {len(self.memory)} bytes)"


@in_ieee_arithmetic
def run(
    program: Program | Code,
    registers: Mapping[str | int, int] | None = None,
    *,
    memory_size: int = DEFAULT_MEMORY,
    max_instructions: int = DEFAULT_MAX_INSTRUCTIONS,
    preload: Mapping[int, bytes] | None = None,
    trace: Trace | None = None,
    host: Host | None = None,
    executor: Callable[[Code], Executor] | None = None,
) -> Outcome:
    """Run a program from its entry to its end or a trap.

    A `Code` from `decode` saves decoding the program again. `registers` sets registers by name or number
    (-2^63 … 2^64-1). `memory_size` is in bytes. `max_instructions` is the fuel (0: no limit). `preload` maps addresses
    to bytes, which are written once the data section is. `trace` is called with index and state before each
    instruction. `host` supplies files, network and clock; by default only the console. `executor` makes the executor,
    which is used unless capabilities are strict or a trace is wanted.

    Raises UsageError if an argument is out of range. Traps are part of the outcome.
    """
    strict = host is not None and host.strict_capabilities
    code = program if isinstance(program, Code) else decode(program, hidden=strict)
    if strict and not code.hidden:
        code = decode(code.program, hidden=True)
    if trace is not None:
        code = traced(code, trace)
    state = start(code, registers or {}, memory_size, preload or {})
    if max_instructions < 0:
        raise UsageError(f"the bound on instructions is {max_instructions}; 0 or more is wanted")
    fuel = max_instructions or _UNBOUNDED
    if code.hidden:
        state.marks = [None] * len(state.slots)
        state.shadow = Shadow(memory_size)
        state.strict = strict
    unjoined: tuple[str, ...] = ()
    running = executor(code) if executor and trace is None and not strict else None
    deadline = NEVER if host is None else Deadline(host.limits.seconds, host.timer or host.clock)
    if code.outside:
        left, trap, unjoined = _execute_outside(code, state, fuel, host or Host(), running, deadline)
    else:
        left, trap = _execute(code, state, fuel, running, deadline)
    stopped = trap.registers if trap else named_registers(state, len(code.steps))
    return Outcome(stopped, trap, fuel - left, state.memory, unjoined)


def start(
    code: Code, registers: Mapping[str | int, int], memory_size: int, preload: Mapping[int, bytes]
) -> State:
    """The state before the first instruction. Raises UsageError."""
    data = code.program.data
    if not 0 <= memory_size <= MAX_MEMORY:
        raise UsageError(f"a memory of {memory_size} bytes; 0 to {MAX_MEMORY} are possible")
    if data and memory_size < DATA_BASE + len(data):
        raise UsageError(f"a memory of {memory_size} bytes; the data section ends at {DATA_BASE + len(data)}")
    memory = bytearray(memory_size)
    memory[DATA_BASE : DATA_BASE + len(data)] = data
    for address, content in preload.items():
        if not 0 <= address <= memory_size - len(content):
            raise UsageError(
                f"{len(content)} bytes at {address:#x} lie outside the memory of {memory_size:#x}"
            )
        memory[address : address + len(content)] = content
    slots = [0] * FIRST_CONSTANT
    slots[_SP] = memory_size
    for name, value in registers.items():
        slots[_writable(name)] = _in_64_bits(name, value)
    return State([*slots, *code.constants], memory)


def _writable(name: str | int) -> int:
    number = _WRITABLE.get(name)
    if number is not None:
        return number
    if isinstance(name, int):
        name = _NAMES[name] if 0 <= name < REGISTER_COUNT else str(name)
    register = BY_NAME.get(name.lower())
    if register is None:
        raise UsageError(f"unknown register '{name}'; r0 to r15, sp, fp, lr, csp and cfp can be set")
    if register.name in _READ_ONLY:
        raise UsageError(f"register '{register.name}' cannot be set")
    return register.number


def _in_64_bits(name: str | int, value: int) -> int:
    if not -SIGN <= value <= MASK:
        raise UsageError(f"{name}={value} does not fit in 64 bits")
    return value & MASK


def _execute(
    code: Code, state: State, fuel: int, executor: Executor | None, deadline: Deadline
) -> tuple[int, Trap | None]:
    """Run to the end or a trap; return the fuel left. Instructions that a trap left unreached are not charged."""
    length = len(code.steps)
    floor = fuel - executor.after if executor else -1
    index = end = code.program.entry
    steps: Iterator[Step] = iter(())  # those of the block that were not reached
    try:
        while index < length and fuel > floor:
            pause = floor if deadline.at is None else max(floor, fuel - INTERPRETED_SLICE)
            while index < length and fuel > pause:
                block = code.block(index)
                end = block.end
                if end - index > fuel:
                    end = index + 1  # nothing of the block was charged
                    raise out_of_fuel(block.end - index, fuel)
                fuel -= end - index
                steps = iter(block.steps)
                for step in steps:
                    following = step(state)
                index = end if following is None else following
            if index < length and deadline.has_passed():
                end = index + 1
                raise deadline.fault()
    except Fault as fault:
        left = length_hint(steps)
        return fuel + left, trap_at(code, state, fault, end - 1 - left)
    except ProgramEnd:
        return fuel + length_hint(steps), None
    if executor is None or index >= length:
        return fuel, None
    return _execute_with(executor, code, state, index, fuel, deadline)


def _execute_with(
    executor: Executor, code: Code, state: State, index: int, fuel: int, deadline: Deadline
) -> tuple[int, Trap | None]:
    """Let an executor run from `index`, and interpret the steps that it leaves."""
    length, paid = len(code.steps), 0
    pause = 0 if deadline.at is None else max(0, fuel - NATIVE_SLICE)
    try:
        while True:
            index, fuel, paid = executor(state, index, fuel, paid, pause)
            if index >= length:
                return fuel, None
            if pause and not paid and fuel <= pause:
                deadline.check()
                pause = max(0, fuel - NATIVE_SLICE)
                continue
            if not paid:
                fuel, paid = charged(code, index, fuel)
            following = code.steps[index](state)
            if following is None:
                index, paid = index + 1, paid - 1
            else:
                index, paid = following, 0
    except Fault as fault:
        return fuel + max(paid - 1, 0), trap_at(code, state, fault, index)
    except ProgramEnd:
        return fuel + paid - 1, None


def _execute_outside(
    code: Code, state: State, fuel: int, host: Host, executor: Executor | None, deadline: Deadline
) -> tuple[int, Trap | None, tuple[str, ...]]:
    """Run with a session. It is closed however the run ends."""
    from neurlang.programs.machine.session import Session  # a pure program never needs it

    session = Session(host, code, state, DATA_BASE + len(code.program.data), deadline)
    state.session = session
    try:
        if not code.waits:
            return *_execute(code, state, fuel, executor, deadline), ()
        left, task = session.tasks.run(fuel, executor)
        trap = None if task.fault is None else trap_at(code, task.state, task.fault, task.index)
        return left, trap, tuple(session.tasks.unjoined.values())
    finally:
        session.close()


def trap_at(code: Code, state: State, fault: Fault, index: int) -> Trap:
    """The trap for a fault at an instruction."""
    program = code.program
    text = print_instruction(program.instructions[index], program.labels)
    line = program.line_of(index)
    return Trap(fault.kind, str(fault), index, text, line, named_registers(state, index), fault.number)


def named_registers(state: State, pc: int) -> dict[str, int]:
    """Register values by name; pc is where the program stopped."""
    registers = dict(zip(_NAMES, state.slots, strict=False))
    registers["pc"] = pc
    return registers
