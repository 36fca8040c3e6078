"""Programs compiled as a whole: from `Program` to code in memory, run with the same outcomes as the interpreter."""

from __future__ import annotations

import ctypes
import hashlib
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neurlang.disk_cache import cached_object, has_object, store_object
from neurlang.errors import NativeCodeError, UsageError
from neurlang.machine_code import addresses_of, engine_of, host_architecture, host_cpu, target_machine
from neurlang.programs.ir import BY_NAME, REGISTERS, Program, encode
from neurlang.programs.machine import (
    DEFAULT_MAX_INSTRUCTIONS,
    DEFAULT_MEMORY,
    MAX_CALL_DEPTH,
    NEVER,
    Clock,
    Code,
    Deadline,
    Fault,
    Outcome,
    State,
    Trap,
    TrapKind,
    decode,
    named_registers,
    out_of_fuel,
    run,
    start,
    trap_at,
)
from neurlang.programs.native.versions import versions
from neurlang.programs.native.whole.block_text import ENDED
from neurlang.programs.native.whole.bounds import (
    GivenUpError,
    OutOfTimeError,
    refuse_large_shapes,
    refuse_long_text,
)
from neurlang.programs.native.whole.compiler_process import COMPILER, optimised_or_plain
from neurlang.programs.native.whole.llvm_pipeline import CACHED_AS, object_code, plain_object_code
from neurlang.programs.native.whole.native_stack import stack_of_thread
from neurlang.programs.native.whole.stack_frames import largest_frame
from neurlang.programs.native.whole.whole_program import (
    PLAIN_SCHEME,
    SCHEMES,
    plain_program_text,
    refuse_outside_ops,
    whole_program_text,
)

ENTRY = "run"
PC = BY_NAME["pc"].number
MOST_FUEL = (1 << 63) - 1
"""The fuel of a run without a bound. No processor uses it up in a century; a run that seems to is an endless loop."""

SPARE_STACK = 1 << 16
"""Bytes of stack in addition to the frames of the program's own calls."""

MOST_FRAME = 1 << 14
"""Largest frame of a recursive program: its stack then takes at most 1 GiB of address space."""

LONG_RUN = 1 << 26
"""The least bound on instructions for which a run gets its own thread, so that it can be interrupted."""

_OUT_OF_FUEL = TrapKind.FUEL.value + 1

_STACK_SIZE = struct.Struct("<Q")
_Entry = ctypes.CFUNCTYPE(ctypes.c_uint64, *[ctypes.c_void_p] * 2, ctypes.c_uint64, *[ctypes.c_void_p] * 2)


@dataclass(slots=True, eq=False)
class Entering:
    """One call of a program's code: its arguments and its result."""

    whole: WholeProgram
    registers: ctypes.Array[ctypes.c_uint64]
    memory: Any
    fuel: ctypes.c_uint64
    result: int = ENDED
    error: NativeCodeError | None = None

    def attempt(self) -> None:
        """Run the code; keep an error, since nobody sees an exception raised in a thread."""
        try:
            self.enter()
        except NativeCodeError as error:
            self.error = error

    def enter(self) -> None:
        """Run the code, on this thread's stack or, if it recurses, on one of its own. Raises NativeCodeError."""
        size = self.whole.stack_size
        stack = stack_of_thread(size).end if size else None
        memory, fuel = ctypes.byref(self.memory), ctypes.byref(self.fuel)
        self.result = self.whole.entry(self.registers, memory, self.whole.memory_size, fuel, stack)


@dataclass(slots=True, eq=False)
class WholeProgram:
    """A program's code, loaded for one size of the program's memory; it stays loaded as long as this value.

    `stack_size` is the size of native stack that it needs; 0 if the caller's stack is enough.
    """

    code: Code
    memory_size: int
    stack_size: int
    entry: Any
    engine: Any

    def run(
        self,
        registers: Mapping[str | int, int] | None = None,
        *,
        max_instructions: int = DEFAULT_MAX_INSTRUCTIONS,
        preload: Mapping[int, bytes] | None = None,
        seconds: float | None = None,
    ) -> Outcome:
        """Run it as `machine.run` does, with the same outcome.

        After `seconds` the run ends by the trap LIMIT, which shows the entry and the registers of the start, because
        nobody knows where the code is then. The code goes on in its thread, on a memory that belongs to no outcome.

        Raises UsageError as that does, and NativeCodeError if the system provides no stack for a recursion.
        """
        state = start(self.code, registers or {}, self.memory_size, preload or {})
        if max_instructions < 0:
            raise UsageError(f"the bound on instructions is {max_instructions}; 0 or more is wanted")
        fuel = min(max_instructions or MOST_FUEL, MOST_FUEL)
        deadline = NEVER if seconds is None else Deadline(seconds, Clock())
        called = self._call(state, fuel, deadline)
        if called is None:
            late = trap_at(self.code, state, deadline.fault(), self.code.program.entry)
            return Outcome(late.registers, late, 0, bytearray(self.memory_size))
        result, left = called
        if result == _OUT_OF_FUEL and not 0 < max_instructions <= MOST_FUEL:
            # LLVM computed the end of an endless loop in closed form. Without a bound, such a program runs on.
            bound = max_instructions
            return run(
                self.code, registers, memory_size=self.memory_size, max_instructions=bound, preload=preload
            )
        trap = None if result == ENDED else self._trap(state, TrapKind(result - 1), left)
        length = len(self.code.steps)
        stopped = trap.registers if trap else named_registers(state, length)
        return Outcome(stopped, trap, fuel - left, state.memory)

    def _call(self, state: State, fuel: int, deadline: Deadline) -> tuple[int, int] | None:
        """Run the code on a state, which it changes; return its result and the fuel left, None if the time is over."""
        entry = self.prepared(state, fuel)
        if fuel < LONG_RUN:
            entry.enter()
        else:
            thread = threading.Thread(target=entry.attempt, daemon=True)
            try:
                thread.start()
            except RuntimeError as error:
                raise NativeCodeError(f"no thread for a long run: {error}") from None
            thread.join(None if deadline.at is None else deadline.left(threading.TIMEOUT_MAX))
            if thread.is_alive():
                return None
            if entry.error is not None:
                raise entry.error
        state.slots[: len(entry.registers)] = entry.registers
        return entry.result, entry.fuel.value

    def prepared(self, state: State, fuel: int) -> Entering:
        """All arguments of a call of the code."""
        registers = (ctypes.c_uint64 * len(REGISTERS))(*state.slots[: len(REGISTERS)])
        # An empty view has no address; a memory of size 0 is never read or written.
        memory = (
            (ctypes.c_char * len(state.memory)).from_buffer(state.memory) if state.memory else ctypes.c_char()
        )
        return Entering(self, registers, memory, ctypes.c_uint64(fuel))

    def _trap(self, state: State, kind: TrapKind, left: int) -> Trap:
        """The trap of a state, as the interpreter reports it for the instruction there."""
        index = state.slots[PC]
        state.slots[PC] = 0
        try:
            if kind is TrapKind.FUEL:
                raise out_of_fuel(self.code.ends[index] - index, left)
            if kind is TrapKind.STACK:
                state.return_stack = [0] * MAX_CALL_DEPTH
            self.code.steps[index](state)
        except Fault as fault:
            if fault.kind is kind:
                return trap_at(self.code, state, fault, index)
        raise AssertionError(
            f"native code reports {kind.name} at instruction {index}, the interpreter does not"
        )


def compile_whole(
    program: Program, memory_size: int = DEFAULT_MEMORY, *, use_cache: bool = True
) -> WholeProgram:
    """The program's optimised code for a memory of that size, from the disk cache if it is there.

    It is compiled in another process, which has a deadline. A program that LLVM does not optimise in time is compiled
    without optimisation, which takes linear time.

    Raises UsageError if the program is not pure, NativeCodeError if the system does not allow loading code or the
    program is given up.
    """

    def made(is_plain: bool) -> bytes:
        return _made(program, memory_size, use_cache=use_cache, is_plain=is_plain)

    data = optimised_or_plain(program, made)
    (stack_size,) = _STACK_SIZE.unpack_from(data)
    entry, engine = _loaded(data[_STACK_SIZE.size :])
    return WholeProgram(decode(program), memory_size, stack_size, entry, engine)


def _made(program: Program, memory_size: int, *, use_cache: bool, is_plain: bool) -> bytes:
    """The result of `build` from the cache, or else from the other process. Raises GivenUpError."""

    def make() -> bytes:
        return COMPILER.ask("whole", program, memory_size=memory_size, is_plain=is_plain)

    if not use_cache:
        return make()
    if is_plain:
        return cached_object(CACHED_AS, _key(program, memory_size, "plain"), make)
    if has_object(CACHED_AS, _key(program, memory_size, _GIVEN_UP)):
        raise GivenUpError("an earlier attempt was given up")
    try:
        return cached_object(CACHED_AS, _key(program, memory_size), make)
    except GivenUpError as error:
        if not isinstance(error, OutOfTimeError):  # that depends more on the moment than on the program
            store_object(CACHED_AS, _key(program, memory_size, _GIVEN_UP), str(error).encode())
        raise


def is_stored(program: Program, memory_size: int) -> bool:
    """Whether the program's optimised code for that memory is in the disk cache."""
    return has_object(CACHED_AS, _key(program, memory_size))


def compile_ahead(program: Program, memory_size: int) -> None:
    """Start compiling the program's optimised code into the disk cache for later runs, without waiting.

    It is tried once: if it fails, the program is left to stencils.
    """
    try:
        refuse_outside_ops(program)
        refuse_large_shapes(program)
    except (UsageError, GivenUpError):
        return
    ends = (_TRIED, _GIVEN_UP)
    if not any(has_object(CACHED_AS, _key(program, memory_size, end)) for end in ends):
        COMPILER.tell("store", program, memory_size=memory_size)


def store(program: Program, memory_size: int) -> bytes:
    """Build the optimised code into the disk cache, in the other process.

    It takes no lock, since the host may hold it while it waits for this process.
    """
    if not is_stored(program, memory_size):
        store_object(CACHED_AS, _key(program, memory_size, _TRIED), b"tried")
        store_object(CACHED_AS, _key(program, memory_size), build(program, memory_size, is_plain=False))
    return b""


_TRIED, _GIVEN_UP = "tried", "given up"


def _key(program: Program, memory_size: int, *more: str) -> tuple[str, ...]:
    """Everything that determines the object: program, memory, processor, and the translator."""
    content = hashlib.sha256(encode(program)).hexdigest()
    cpu = host_cpu()
    return content, str(memory_size), cpu.name, cpu.features, versions(), *more


def build(program: Program, memory_size: int, *, is_plain: bool) -> bytes:
    """The content of a cache entry: the size of the native stack, then the object, unoptimised if `is_plain`.

    Raises GivenUpError if the program is too large to be optimised.
    """
    if is_plain:
        plain = plain_program_text(program, ENTRY, memory_size)
        return _STACK_SIZE.pack(0) + plain_object_code(plain, host_cpu())
    scheme = SCHEMES.get(host_architecture(), PLAIN_SCHEME)
    module = whole_program_text(program, ENTRY, memory_size, scheme)
    refuse_long_text(module.text)
    data = object_code(module.text, host_cpu())
    if not module.needs_stack:
        return _STACK_SIZE.pack(0) + data
    frame = largest_frame(data)
    if frame > MOST_FRAME:
        plain = whole_program_text(program, ENTRY, memory_size, PLAIN_SCHEME).text
        return _STACK_SIZE.pack(0) + object_code(plain, host_cpu())
    return _STACK_SIZE.pack(frame * (MAX_CALL_DEPTH + 1) + SPARE_STACK) + data


def _loaded(data: bytes) -> tuple[Any, Any]:
    """Load an object; return its entry and the engine that keeps it in memory."""
    engine = engine_of([data], target_machine(host_cpu()))
    return _Entry(addresses_of(engine, (ENTRY,))[ENTRY]), engine
