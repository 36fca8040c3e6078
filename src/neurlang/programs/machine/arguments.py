"""Arguments: operands of ops that lead outside. Outside code reads and writes memory only through them."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.programs.machine.hidden.access import check_bounds, check_capability
from neurlang.programs.machine.hidden.marks import CLEAN, READ, WRITE, Mark, taint_of
from neurlang.programs.machine.meaning.arithmetic import MASK, signed
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind

MAX_TEXT = 1 << 16
"""Longest NUL-terminated text that is read from memory, in bytes."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One operand of an op that leads outside: an unsigned 64-bit value, often an address, with its mark."""

    state: State
    value: int
    mark: Mark | None = None

    @property
    def signed(self) -> int:
        """The value in two's complement."""
        return signed(self.value)

    @property
    def taint(self) -> int:
        """The value's own taint level."""
        return taint_of(self.mark)

    def moved(self, offset: int) -> Argument:
        """The argument plus an offset in bytes, with the same capability."""
        return Argument(self.state, (self.value + offset) & MASK, self.mark)

    def read(self, size: int) -> bytes:
        """The `size` bytes at this address. Traps CAPABILITY, BOUNDS."""
        self._check(size, READ)
        return bytes(self.state.memory[self.value : self.value + size])

    def read_text(self) -> bytes:
        """The bytes at this address before the first NUL. Traps CAPABILITY, BOUNDS; LIMIT past 64 KiB."""
        check_bounds(self.state, self.value, 1)
        end = self.state.memory.find(0, self.value, self.value + MAX_TEXT + 1)
        if end < 0:
            if self.value + MAX_TEXT < len(self.state.memory):
                raise Fault(TrapKind.LIMIT, f"no NUL within {MAX_TEXT} bytes of {self.value:#x}")
            raise Fault(TrapKind.BOUNDS, f"no NUL between {self.value:#x} and the end of the memory")
        return self.read(end + 1 - self.value)[:-1]

    def write(self, data: bytes, taint: int = CLEAN) -> None:
        """Write bytes at this address, with at least the address's taint. Traps CAPABILITY, BOUNDS."""
        self._check(len(data), WRITE)
        self.state.put(self.value, data, max(taint, self.taint))

    def check_writable(self, size: int) -> None:
        """Traps CAPABILITY or BOUNDS if `size` bytes could not be written here."""
        self._check(size, WRITE)

    def taint_behind(self, size: int) -> int:
        """The highest taint of the address and of the `size` bytes there."""
        shadow = self.state.shadow
        return self.taint if shadow is None else max(self.taint, shadow.taint(self.value, size))

    def _check(self, size: int, permission: int) -> None:
        if size:
            check_capability(self.state, self.mark, self.value, size, permission)
            check_bounds(self.state, self.value, size)


def forbid_taint(level: int, what: str) -> None:
    """Traps TAINT if a level is not clean; `what` names what needs clean data."""
    if level:
        raise Fault(TrapKind.TAINT, f"tainted data (level {level}) reaches {what}; sanitize it first")
