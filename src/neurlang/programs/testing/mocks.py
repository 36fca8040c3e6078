"""`@mock` and `@net_mock`: what stands in for an extension or a network op during a test.

@mock: json_parse=1          @mock: sqlite_step=1;0        @mock: secure_random=0,42
@net_mock: accept=5,-1       @net_mock: recv="hello",0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.programs.ir import OPS, Line, did_you_mean, quoted
from neurlang.programs.testing.values import bytes_at, number_at, value_at

_HEAD = re.compile(r"\s*(?P<name>\w[\w.]*)\s*=\s*", re.ASCII)
_COMMA = re.compile(r"\s*,\s*")
_SEMICOLON = re.compile(r"\s*;\s*")

SET_OPTION = "setopt"
NET_OPERATIONS = (*(mode.name for op in OPS if op.name == "net" for mode in op.modes), SET_OPTION)
"""What a `@net_mock` may name; `setopt` stands for every option."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mocked extension gives, and the 8-byte values that it writes at its arguments' addresses."""

    value: int
    outputs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mock:
    """An extension, by lower-case name or number, and its answers in turn; the last one holds for ever."""

    extension: str | int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class NetMock:
    """A network op and what it gives in turn: a value, or bytes that arrive; the last one holds for ever."""

    operation: str
    answers: tuple[int | bytes, ...]


def parse_mock(line: Line, column: int) -> Mock:
    """The mock that a line describes from a column on. Raises AssemblyError where it is malformed."""
    head = _head(line, column, "an extension's name or number")
    column = head.end()
    answers: list[Answer] = []
    while True:
        values = list(_numbers(line, column))
        answers.append(Answer(values[0][0], tuple(value for value, _ in values[1:])))
        column = values[-1][1]
        semicolon = _SEMICOLON.match(line.text, column)
        if semicolon is None:
            break
        column = semicolon.end()
    _expect_end(line, column)
    name = head["name"].lower()
    return Mock(int(name) if name.isdecimal() else name, tuple(answers))


def parse_net_mock(line: Line, column: int) -> NetMock:
    """The mock that a line describes from a column on. Raises AssemblyError where it is malformed."""
    head = _head(line, column, "a network op, as accept or recv,")
    name = head["name"].lower().removeprefix("net.").partition(".")[0]
    if name not in NET_OPERATIONS:
        hint = did_you_mean(name, NET_OPERATIONS) or f"known are {', '.join(NET_OPERATIONS)}"
        raise line.error_at(
            head.start("name"), len(head["name"]), f"unknown network op {quoted(head['name'])}", hint
        )
    answers: list[int | bytes] = []
    column = head.end()
    while True:
        value = value_at(line, column, "a number or a text")
        is_text = value["text"] is not None
        answers.append(bytes_at(line, value) if is_text else number_at(line, value.start(), value[0]))
        comma = _COMMA.match(line.text, value.end())
        if comma is None:
            break
        column = comma.end()
    _expect_end(line, value.end())
    return NetMock(name, tuple(answers))


def _head(line: Line, column: int, wanted: str) -> re.Match[str]:
    head = _HEAD.match(line.text, column)
    if head is None:
        rest = line.text[column:].strip()
        raise line.error_at(column, max(1, len(rest)), f"{wanted} and '=' are wanted, found {quoted(rest)}")
    return head


def _numbers(line: Line, column: int) -> Iterator[tuple[int, int]]:
    """Numbers with commas between them: each with the column after it."""
    while True:
        value = value_at(line, column, "a number")
        if value["number"] is None:
            raise line.error_at(value.start(), len(value[0]), "a text", "a number is wanted")
        yield number_at(line, value.start(), value[0]), value.end()
        comma = _COMMA.match(line.text, value.end())
        if comma is None:
            return
        column = comma.end()


def _expect_end(line: Line, column: int) -> None:
    rest = line.text[column:].strip()
    if rest:
        raise line.error_at(
            column,
            len(rest),
            f"unexpected {quoted(rest)}",
            "a line has one mock; values follow a comma",
        )
