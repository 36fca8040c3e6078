"""What the `io` ops do: console, arguments, environment."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.hidden.marks import USER
from neurlang.programs.machine.session import Session
from neurlang.programs.machine.state import State
from neurlang.programs.machine.traps import Fault, TrapKind


def print_bytes(session: Session, buffer: Argument, length: Argument) -> int:
    """Print bytes to standard output; return their number."""
    data = buffer.read(length.value)
    session.count_printed(len(data))
    with session.deadline.interrupting():  # the reader of a pipe may be slow
        session.host.console.write(data)
    return len(data)


def read_line(session: Session, buffer: Argument, size: Argument) -> int:
    """Read the next line without its end, with taint USER; return its number of bytes, -1 at the end of the input."""
    buffer.check_writable(size.value)
    with session.deadline.interrupting():
        line = session.host.console.read_line(size.value)
    if line is None:
        raise OSError(errno.ENODATA, "the end of standard input")
    buffer.write(line[: size.value], USER)
    return len(line[: size.value])


def count_arguments(session: Session) -> int:
    """The number of arguments of the program."""
    return len(session.host.arguments)


def environment_value(session: Session, name: Argument) -> int:
    """The address of a variable's value, NUL-terminated and tainted USER; -1 if the variable is not set.

    Traps PERMISSION, and LIMIT if the memory is too small.
    """
    variable = os.fsdecode(name.read_text())
    session.host.permissions.check_environment(variable)
    value = session.host.environment.get(variable)
    if value is None:
        raise OSError(errno.ENOENT, "no such variable")
    return _placed(session, name.state, variable, value, f"the value of {variable}")


def argument(session: Session, index: Argument) -> int:
    """The address of the argument of that index, from 0, NUL-terminated and tainted USER; -1 if there is none.

    Traps LIMIT if the memory is too small.
    """
    if index.value >= len(session.host.arguments):
        raise OSError(errno.ENOENT, "no such argument")
    return _placed(session, index.state, index.value, session.host.arguments[index.value], "the argument")


def _placed(session: Session, state: State, key: str | int, value: str, what: str) -> int:
    """The address of a text of the host, which is written there anew each time.

    The first request for a key chooses the address, after the data section and earlier texts.
    """
    content = os.fsencode(value) + b"\0"
    address = session.text_addresses.get(key, session.data_end)
    if address + len(content) > len(state.memory):
        raise Fault(TrapKind.LIMIT, f"no room for {what} behind the data section")
    if key not in session.text_addresses:
        session.text_addresses[key] = address
        session.data_end += len(content)
    state.put(address, content, USER)
    return address


CONSOLE_OPS: dict[str, Callable[..., int]] = {
    "io.print": print_bytes,
    "io.readline": read_line,
    "io.getargs": count_arguments,
    "io.getenv": environment_value,
    "io.getarg": argument,
}
