"""The smallest machine that can call extensions: memory, handles, permissions, registers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions import Registry, built_in, text_of
from neurlang.programs.ir import EXTENSION_NUMBERS, assemble
from neurlang.programs.machine import Argument, Context, Fault, Host, Session, State, TrapKind, decode
from neurlang.programs.machine.hidden.shadow import Shadow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY = 1 << 20
FREE = 1 << 12


@dataclass
class Desk:
    """Calls extensions by name, and puts bytes into memory one after the other."""

    host: Host
    registry: Registry = field(default_factory=built_in)

    def __post_init__(self) -> None:
        self.state = State([0] * 64, bytearray(MEMORY), shadow=Shadow(MEMORY))
        self.session = Session(self.host, decode(assemble("halt")), self.state, FREE)
        self.free = FREE

    def room(self, size: int) -> int:
        """The address of that many unused bytes."""
        address, self.free = self.free, self.free + size + 16
        return address

    def put(self, content: bytes) -> int:
        """Put bytes into memory with a NUL after them; return their address."""
        address = self.room(len(content) + 1)
        self.state.memory[address : address + len(content) + 1] = content + b"\0"
        return address

    def peek(self, address: int, size: int) -> bytes:
        return bytes(self.state.memory[address : address + size])

    def call(self, name: str | int, *values: int) -> int:
        """Call with untainted registers; return the signed result."""
        result, _ = self.call_marked(name, *(self.argument(value) for value in values))
        return result

    def call_marked(self, name: str | int, *arguments: Argument) -> tuple[int, int]:
        """Call with marked registers; return the result and the taint of what the call read."""
        context = Context(self.session, arguments)
        number = name if isinstance(name, int) else EXTENSION_NUMBERS[name]
        result = self.registry.call(number, arguments, context)
        return result, context.taint

    def argument(self, value: int) -> Argument:
        return Argument(self.state, value & (1 << 64) - 1)

    def string(self, content: bytes) -> int:
        """The handle of a string."""
        return self.call("string_new", self.put(content), len(content))

    def content(self, handle: int) -> bytes:
        """The text of a handle."""
        return text_of(Context(self.session, ()), handle)

    def traps(self, kind: TrapKind, name: str | int, *values: int) -> str:
        """Make a call that must trap; return the trap's message."""
        with pytest.raises(Fault) as caught:
            self.call(name, *values)
        assert caught.value.kind is kind, caught.value
        return str(caught.value)


@pytest.fixture
def make_desk() -> Iterator[Callable[[Host], Desk]]:
    desks: list[Desk] = []

    def make(host: Host) -> Desk:
        desks.append(Desk(host))
        return desks[-1]

    yield make
    for desk in desks:
        desk.session.close()


@pytest.fixture
def desk(make_desk: Callable[[Host], Desk]) -> Desk:
    """A desk whose calls may use nothing outside."""
    return make_desk(Host())
