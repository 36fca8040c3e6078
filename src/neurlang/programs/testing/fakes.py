"""Fakes: what a program meets during a test instead of the world.

The console is silent and at its end, the file system is private and empty but for `/tmp`, random bits are the
same each time, waiting takes no time. Network ops and extensions answer as they are mocked.
"""

from __future__ import annotations

import copy
import math
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from neurlang.programs.extensions import installed, user_extensions
from neurlang.programs.ir import EXTENSION_NUMBERS, MAX_EXTENSION, Program
from neurlang.programs.machine import (
    Argument,
    Clock,
    Console,
    Context,
    Files,
    Host,
    Limits,
    Permissions,
    ProgramEnd,
    Session,
    SessionView,
    signed,
)
from neurlang.programs.testing.annotations import Annotations
from neurlang.programs.testing.mocks import SET_OPTION, Answer, Mock, NetMock
from neurlang.programs.testing.printed import Printed

Item = TypeVar("Item")

NOT_MOCKED = -1
_SEED = 0
_NANOSECONDS = 1_000_000_000
_MICROSECOND = 1_000
_BEGINNING = 1_700_000_000.0


@contextmanager
def fake_host(
    program: Program,
    annotations: Annotations,
    clock: Clock | None = None,
    console: Console | None = None,
    seconds: float | None = None,
) -> Iterator[Host]:
    """The host for one test of a program, which bounds it to so many real seconds.

    Its private files go when the test is over.
    """
    host = Host(
        extensions=MockedExtensions(annotations.mocks),
        network=lambda _: MockedNetwork(annotations.net_mocks),
        console=console or SilentConsole(),
        clock=clock or sleepless_clock(),
        timer=Clock(),
        limits=Limits(seconds=seconds),
        environment={},
        seed=_SEED,
    )
    if not any(instruction.op.name == "file" for instruction in program.instructions):
        yield host
        return
    with TemporaryDirectory(prefix="neurlang-test-") as root:
        Path(root, "tmp").mkdir()
        yield replace(host, root=root, permissions=Permissions(read=(root,), write=(root,)))


def sleepless_clock() -> Clock:
    """The host's clocks, which jump ahead where a program would wait: no test waits."""
    slept = 0  # nanoseconds

    def sleep(seconds: float) -> None:
        nonlocal slept
        slept += math.ceil(seconds * _NANOSECONDS)

    return Clock(
        now=lambda: time.time() + slept / _NANOSECONDS,
        monotonic=lambda: time.monotonic_ns() + slept,
        sleep=sleep,
    )


def counting_clock() -> Clock:
    """Clocks that begin at the same time in every run and go on a microsecond at each look, or as told to wait."""
    passed = 0  # nanoseconds

    def look() -> int:
        nonlocal passed
        passed += _MICROSECOND
        return passed

    def sleep(seconds: float) -> None:
        nonlocal passed
        passed += math.ceil(seconds * _NANOSECONDS)

    return Clock(now=lambda: _BEGINNING + look() / _NANOSECONDS, monotonic=look, sleep=sleep)


class SilentConsole:
    """A console that drops what is printed, and has nothing to read."""

    __slots__ = ()

    def write(self, data: bytes) -> None:
        """Drop the bytes."""

    def read_line(self, size: int) -> bytes | None:
        """The end of the input."""
        return None


class RecordingConsole(SilentConsole):
    """One that keeps what is printed."""

    __slots__ = ("printed",)

    def __init__(self) -> None:
        self.printed = Printed()

    def write(self, data: bytes) -> None:
        """Keep the bytes."""
        self.printed.add(data)


class Turns(Generic[Item]):
    """Answers in turn, the last one for ever."""

    __slots__ = ("_answers", "_next")

    def __init__(self, answers: Sequence[Item]) -> None:
        self._answers = answers
        self._next = 0

    @property
    def used_up(self) -> bool:
        """Whether every answer was given once."""
        return self._next >= len(self._answers)

    def take(self) -> Item:
        """The next answer."""
        answer = self._answers[min(self._next, len(self._answers) - 1)]
        self._next += 1
        return answer


class MockedExtensions:
    """Extensions of which some are mocked; the others run for real, with no permission at all."""

    __slots__ = ("_turns",)

    def __init__(self, mocks: Sequence[Mock]) -> None:
        names = EXTENSION_NUMBERS
        if not all(isinstance(mock.extension, int) or mock.extension in names for mock in mocks):
            names = {**mocked_names(mocks), **names}
        self._turns: Mapping[int, Turns[Answer]] = {
            mock.extension if isinstance(mock.extension, int) else names[mock.extension]: Turns(mock.answers)
            for mock in mocks
        }

    def resolve(self, description: str) -> int | None:
        """The number of the extension that does what the text says, as without mocks."""
        return installed().resolve(description)

    def call(self, number: int, arguments: Sequence[Argument], context: Context) -> int:
        """Answer as mocked, or call the real extension. Traps as writing to the arguments and the call do."""
        turns = self._turns.get(number)
        if turns is None:
            context.session = _without_permissions(context.session)
            return installed().call(number, arguments, context)
        answer = turns.take()
        for argument, output in zip(arguments, answer.outputs, strict=False):
            argument.write(struct.pack("<Q", output))
        return answer.value


def mocked_names(mocks: Sequence[Mock]) -> dict[str, int]:
    """Numbers of extensions that are not the language's own, by name.

    Users' have theirs. Names that only a mock knows get the last numbers there are: a test needs no package
    that it mocks.
    """
    users = user_extensions()
    names = [mock.extension for mock in mocks if isinstance(mock.extension, str)]
    unknown = dict.fromkeys(name for name in names if name not in users)
    return {name: MAX_EXTENSION - place for place, name in enumerate(unknown)} | users


def _without_permissions(session: SessionView) -> Session:
    """The session, handles and all, under a host that allows nothing: the private files are for file ops."""
    assert isinstance(session, Session)
    bare = copy.copy(session)
    bare.host = replace(session.host, permissions=Permissions(), root=None)
    bare.files = Files(bare.host.permissions)
    return bare


class MockedNetwork:
    """Network ops that answer as they are mocked, and otherwise fail with -1."""

    __slots__ = ("_rest", "_turns")

    def __init__(self, mocks: Sequence[NetMock]) -> None:
        self._turns = {mock.operation: Turns(mock.answers) for mock in mocks}
        self._rest = b""  # bytes that arrived and were not yet received

    def socket(self, domain: int, kind: int) -> int:
        """A socket's handle, as mocked."""
        return self._answer("socket")

    def connect(self, handle: int, host: str, port: int) -> int:
        """What connecting gives, as mocked."""
        return self._answer("connect")

    def bind(self, handle: int, host: str, port: int) -> int:
        """What binding gives, as mocked."""
        return self._answer("bind")

    def listen(self, handle: int, backlog: int) -> int:
        """What listening gives, as mocked."""
        return self._answer("listen")

    def accept(self, handle: int) -> int:
        """The next connection's handle, as mocked. An end of the connections ends the program."""
        turns = self._turns.get("accept")
        if turns is None:
            return NOT_MOCKED
        answer = -1 if turns.used_up else self._answer("accept")
        if answer == -1:
            raise ProgramEnd
        return answer

    def send(self, handle: int, data: bytes) -> int:
        """What sending gives, as mocked."""
        return self._answer("send")

    def receive(self, handle: int, size: int) -> bytes | int:
        """At most `size` bytes of the text that is mocked, the rest of it later; or the number."""
        if self._rest:
            answer: int | bytes = self._rest
        elif "recv" in self._turns:
            answer = self._turns["recv"].take()
        else:
            return NOT_MOCKED
        if isinstance(answer, int):
            return signed(answer)
        self._rest = answer[size:]
        return answer[:size]

    def close(self, handle: int) -> int:
        """What closing gives, as mocked."""
        return self._answer("close")

    def set_option(self, handle: int, option: str, value: int) -> int:
        """What setting any option gives, as mocked."""
        return self._answer(SET_OPTION)

    def _answer(self, operation: str) -> int:
        turns = self._turns.get(operation)
        if turns is None:
            return NOT_MOCKED
        answer = turns.take()
        return signed(answer) if isinstance(answer, int) else len(answer)
