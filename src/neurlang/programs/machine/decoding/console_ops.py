"""What the `io` ops do: console, arguments, environment."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.hidden.marks import USER
from neurlang.programs.machine.session import Session
from neurlang.programs.machine.traps import Fault, TrapKind


def print_bytes(session: Session, buffer: Argument, length: Argument) -> int:
    """Bytes written to standard output."""
    data = buffer.read(length.value)
    session.count_printed(len(data))
    with session.deadline.interrupting():  # whoever reads a pipe may be slow
        session.host.console.write(data)
    return len(data)


def read_line(session: Session, buffer: Argument, size: Argument) -> int:
    """Bytes of the next line, its end not among them, -1 where there is none; they are tainted USER."""
    buffer.check_writable(size.value)
    with session.deadline.interrupting():
        line = session.host.console.read_line(size.value)
    if line is None:
        raise OSError(errno.ENODATA, "the end of standard input")
    buffer.write(line[: size.value], USER)
    return len(line[: size.value])


def count_arguments(session: Session) -> int:
    """How many arguments the program was given."""
    return len(session.host.arguments)


def environment_value(session: Session, name: Argument) -> int:
    """The address of a variable's value, NUL-terminated, tainted USER; -1 where it is not set.

    The values lie behind the data section, one after the other as they are asked for. Traps PERMISSION, and
    LIMIT where the memory is too small.
    """
    variable = os.fsdecode(name.read_text())
    session.host.permissions.check_environment(variable)
    value = session.host.environment.get(variable)
    if value is None:
        raise OSError(errno.ENOENT, "no such variable")
    content = os.fsencode(value) + b"\0"
    address = session.environment_addresses.get(variable, session.data_end)
    if address + len(content) > len(name.state.memory):
        raise Fault(TrapKind.LIMIT, f"no room for the value of {variable} behind the data section")
    if variable not in session.environment_addresses:
        session.environment_addresses[variable] = address
        session.data_end += len(content)
    name.state.put(address, content, USER)
    return address


CONSOLE_OPS: dict[str, Callable[..., int]] = {
    "io.print": print_bytes,
    "io.readline": read_line,
    "io.getargs": count_arguments,
    "io.getenv": environment_value,
}
