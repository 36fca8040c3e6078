"""Parameters: how the registers of an `ext.call` become the arguments of an extension's meaning.

`KINDS` describes the convention, which is the same for all extensions. A parameter takes one or two registers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from neurlang.programs.extensions import handles
from neurlang.programs.extensions.held_values import Held
from neurlang.programs.machine import Argument, Context, Fault, TrapKind

Read = Callable[["Context", tuple[Argument, ...]], Any]

Place = Callable[[int], bytes]
"""A function from a number of bytes to the bytes at a place; -1 for a whole text."""

REQUIRED = object()
"""Marks a parameter without a default."""

ALL = (1 << 64) - 1
"""The length -1 in a register: up to the NUL in memory, or all of a string."""

KINDS = (
    # kind       registers      what it is
    ("number", "one", "a signed number"),
    ("word", "one", "any 64 bits: a number, an address, a handle"),
    ("text", "one", "the address of a NUL-terminated text, or the handle of a string or of a JSON value"),
    (
        "bytes",
        "address, len",
        "`len` bytes at an address, or of a string; a `len` of -1 takes up to the NUL, or all of the string",
    ),
    ("block", "one", "the address of a fixed number of bytes, or the handle of a string of that length"),
    (
        "place",
        "one",
        "an address or a string's handle; another parameter holds the count of bytes, -1 as above",
    ),
    ("key", "one", "a number; or the handle of a string, which stands for its text"),
    ("handle", "one", "the handle of a value that an extension returned"),
    ("out", "out", "the address for the resulting bytes; without it they become a string"),
    ("buffer", "out, max", "the same, for at most `max` bytes: -1 if there are more"),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of an extension, which a call reads from its registers.

    `default` is the value if the registers are left out. `clean` forbids tainted data. `changes` says that the call
    changes the value behind the handle.
    """

    registers: tuple[str, ...]
    kind: str
    read: Read
    default: Any = REQUIRED
    clean: bool = False
    changes: bool = False

    @property
    def optional(self) -> bool:
        """Whether the registers may be left out."""
        return self.default is not REQUIRED


@dataclass(frozen=True, slots=True)
class Output:
    """Where a result of bytes is written: `registers` are its address and, if `bounded`, its largest size."""

    registers: tuple[str, ...]
    kind: str
    optional: bool
    bounded: bool


def number(name: str, *, default: Any = REQUIRED) -> Parameter:  # noqa: ANN401  (REQUIRED or a number)
    """A signed number."""
    return Parameter((name,), "number", lambda _, registers: registers[0].signed, default)


def word(name: str, *, default: Any = REQUIRED) -> Parameter:  # noqa: ANN401
    """Any 64 bits, unsigned."""
    return Parameter((name,), "word", lambda _, registers: registers[0].value, default)


def text(name: str, *, default: Any = REQUIRED, clean: bool = False) -> Parameter:  # noqa: ANN401
    """A text: NUL-terminated in memory, or behind a handle."""
    return Parameter((name,), "text", _read_text, default, clean)


def data(name: str = "data", *, optional: bool = False) -> Parameter:
    """Bytes: an address (or a string) and a length."""
    return Parameter((name, "len"), "bytes", _read_data, b"" if optional else REQUIRED)


def block(name: str, size: int) -> Parameter:
    """Exactly `size` bytes, at an address or in a string. A string of another length traps INVALID."""

    def read(context: Context, registers: tuple[Argument, ...]) -> bytes:
        return _place(context, registers[0], exact=True)(size)

    return Parameter((name,), f"block of {size}", read)


def place(name: str) -> Parameter:
    """Bytes at an address or in a string; the meaning chooses their number."""
    return Parameter((name,), "place", lambda context, registers: _place(context, registers[0]))


def key(name: str) -> Parameter:
    """A number, or a string's text."""
    return Parameter((name,), "key", _read_key)


def held(name: str, kind: type[Held], *, changes: bool = False) -> Parameter:
    """The value of a handle of that kind."""

    def read(context: Context, registers: tuple[Argument, ...]) -> Held:
        handle = registers[0].value
        found = handles.value(context.handles, handle, kind)
        context.mark_taint(handles.entry(context.handles, handle).taint)
        return found

    return Parameter((name,), f"handle of a {kind.noun}", read, changes=changes)


def closed(name: str, kind: type[Held]) -> Parameter:
    """A handle of that kind. Reading it closes the handle, which is stale from then on; the value is 0."""

    def read(context: Context, registers: tuple[Argument, ...]) -> int:
        handles.close(context.handles, registers[0].value, kind)
        return 0

    return Parameter((name,), f"handle of a {kind.noun}", read)


def freed(zero: int) -> int:
    """The meaning of an extension that only closes a handle: it returns 0."""
    return zero


def out(*, optional: bool = True) -> Output:
    """An address for a result whose length the caller knows."""
    return Output(("out",), "out", optional, bounded=False)


def buffer(*, optional: bool = True) -> Output:
    """An address, and the largest number of bytes there."""
    return Output(("out", "max"), "buffer", optional, bounded=True)


def text_of(context: Context, handle: int) -> bytes:
    """The text of a handle. Traps INVALID if the handle is stale, or its value is not a text."""
    entry = handles.entry(context.handles, handle)
    content = entry.held.text
    if content is None:
        raise Fault(TrapKind.INVALID, f"handle {handle:#x} is a {entry.held.noun}; a string is wanted")
    context.mark_taint(entry.taint)
    return content


def _read_text(context: Context, registers: tuple[Argument, ...]) -> bytes:
    return _place(context, registers[0])(ALL)


def _read_data(context: Context, registers: tuple[Argument, ...]) -> bytes:
    address, length = registers
    return _place(context, address)(length.value)


def _read_key(context: Context, registers: tuple[Argument, ...]) -> int | bytes:
    argument = registers[0]
    return text_of(context, argument.value) if handles.is_handle(argument.value) else argument.value


def _place(context: Context, argument: Argument, *, exact: bool = False) -> Place:
    if not handles.is_handle(argument.value):
        return lambda size: _in_memory(context, argument, size & ALL)
    content = text_of(context, argument.value)

    def cut(size: int) -> bytes:
        if size & ALL == ALL:
            return content
        if not 0 <= size <= len(content) or (exact and size != len(content)):
            raise Fault(TrapKind.INVALID, f"a string of {len(content)} bytes; {size} are wanted")
        return content[:size]

    return cut


def _in_memory(context: Context, argument: Argument, size: int) -> bytes:
    return context.read_text(argument) if size == ALL else context.read(argument, size)
