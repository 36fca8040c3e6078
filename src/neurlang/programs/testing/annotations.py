"""The annotations at the head of a `.nl` file: who a program is, and how it is tested.

The head is the lines before the first that holds code: comments and empty ones. An annotation is a comment of
the form `; @name: text`. In it a later `;` outside quotes starts a comment, except between two numbers of a
`@mock`. Names that are not known here are left alone: they are comments, unless they look like a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from neurlang.programs.ir import Line, quoted
from neurlang.programs.testing.case_parsing import parse_case
from neurlang.programs.testing.cases import Case
from neurlang.programs.testing.lookalikes import refuse_after_code, refuse_in_head
from neurlang.programs.testing.mocks import Mock, NetMock, parse_mock, parse_net_mock
from neurlang.programs.testing.values import NUMBER, TEXT

_ANNOTATION = re.compile(r"\s*[;#]+\s*@(?P<name>[A-Za-z_]+)\s*(?::\s*|$)", re.ASCII)
_HEAD = re.compile(r"\s*(?:[;#]|$)")
_QUOTED_OR_SEMICOLON = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<closed>"?)|;')
_NUMBER_WIDTH = 80  # characters on either side of a semicolon in which a number is looked for
_NUMBER = re.compile(NUMBER, re.ASCII)
_BOUNDARY = re.compile(r"[\s=,;]")
_STARTS_WITH_NUMBER = re.compile(rf"\s*{NUMBER}\s*(?:[,;]|$)", re.ASCII)
_PARAMETER = re.compile(rf"(?P<name>\w+)\s*=\s*(?P<register>[A-Za-z]\w*)\s*(?P<text>{TEXT})?\s*$", re.ASCII)
_VERDICT = re.compile(r"proved(?: to [1-9]\d{0,8} iterations)?|tested [1-9]\d{0,8}", re.ASCII)
_TRUTH = {"": True, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named input: its register, and what it is."""

    name: str
    register: str
    description: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """All annotations of a file. A text that stands on several lines is joined by newlines."""

    name: str = ""
    description: str = ""
    category: str = ""
    difficulty: str = ""
    note: str = ""
    export: str = ""
    verified: str = ""
    prompts: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    cases: tuple[Case, ...] = ()
    mocks: tuple[Mock, ...] = ()
    net_mocks: tuple[NetMock, ...] = ()
    is_server: bool = False
    is_nondeterministic: bool = False

    @property
    def needs_asking(self) -> bool:
        """Whether the tests run only with `--include-servers`."""
        return self.is_server or self.is_nondeterministic


def parse_annotations(text: str, name: str = "<text>") -> Annotations:
    """The annotations of a `.nl` text; `name` stands for the text in messages.

    Raises AssemblyError at the first malformed one: file, line, column, what was found, what would be right.
    """
    found = _Found()
    for line, annotation, column in _annotation_lines(text, name):
        _READERS[annotation](found, annotation, line, column)
    fields: dict[str, Any] = {key: "\n".join(lines) for key, lines in found.texts.items()}
    fields |= {key: tuple(items) for key, items in found.lists.items()}
    return Annotations(**fields, **found.flags)


@dataclass(slots=True)
class _Found:
    """Fields of `Annotations` as far as they are read."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    flags: dict[str, Any] = field(default_factory=dict)


def _annotation_lines(text: str, name: str) -> Iterator[tuple[Line, str, int]]:
    """Each annotation of the head: its line without a later comment, its name, the column of its content."""
    in_head = True
    for number, content in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        in_head = in_head and _HEAD.match(content) is not None
        if not in_head:
            refuse_after_code(Line(name, number, content))
            continue
        match = _ANNOTATION.match(content)
        annotation = "" if match is None else match["name"].lower()
        if match is None or annotation not in _READERS:
            refuse_in_head(Line(name, number, content))
            continue
        end = _comment_start(content, match.end(), keeps_lists=annotation == "mock")
        yield Line(name, number, content[:end].rstrip()), annotation, min(match.end(), end)


def _comment_start(text: str, column: int, *, keeps_lists: bool) -> int:
    """Where the comment within an annotation starts: its first semicolon outside quotes, or its end."""
    for match in _QUOTED_OR_SEMICOLON.finditer(text, column):
        if match[0][0] == '"':
            if not match["closed"]:
                semicolon = text.find(";", match.start())
                return semicolon if semicolon >= 0 else len(text)
            continue
        before = text[max(column, match.start() - _NUMBER_WIDTH) : match.start()].rstrip()
        after = text[match.end() : match.end() + _NUMBER_WIDTH]
        is_list = _NUMBER.fullmatch(_BOUNDARY.split(before)[-1]) and _STARTS_WITH_NUMBER.match(after)
        if not (keeps_lists and is_list):
            return match.start()
    return len(text)


def _read_text(found: _Found, annotation: str, line: Line, column: int) -> None:
    found.texts.setdefault(annotation, []).append(line.text[column:].strip())


def _read_verdict(found: _Found, annotation: str, line: Line, column: int) -> None:
    text = line.text[column:].strip()
    if not _VERDICT.fullmatch(text):
        wanted = "proved, proved to 8 iterations, or tested 1000 is wanted"
        raise line.error_at(column, len(text), f"unexpected {quoted(text)}", wanted)
    found.texts[annotation] = [text]


def _read_prompt(found: _Found, _: str, line: Line, column: int) -> None:
    found.lists.setdefault("prompts", []).append(line.text[column:].strip())


def _read_parameter(found: _Found, _: str, line: Line, column: int) -> None:
    """Read `n=r0 "what it is"`; `none` and a value without a register say nothing that is kept."""
    match = _PARAMETER.match(line.text, column)
    if match is not None:
        description = (match["text"] or "").strip('"')
        found.lists.setdefault("parameters", []).append(
            Parameter(match["name"], match["register"].lower(), description)
        )


def _read_case(found: _Found, _: str, line: Line, column: int) -> None:
    found.lists.setdefault("cases", []).append(parse_case(line, column))


def _read_mock(found: _Found, _: str, line: Line, column: int) -> None:
    found.lists.setdefault("mocks", []).append(parse_mock(line, column))


def _read_net_mock(found: _Found, _: str, line: Line, column: int) -> None:
    found.lists.setdefault("net_mocks", []).append(parse_net_mock(line, column))


def _read_flag(found: _Found, annotation: str, line: Line, column: int) -> None:
    text = line.text[column:].strip().lower()
    if text not in _TRUTH:
        raise line.error_at(column, len(text), f"unexpected {quoted(text)}", "true or false is wanted")
    found.flags[f"is_{annotation}"] = _TRUTH[text]


_READERS: dict[str, Callable[[_Found, str, Line, int], None]] = {
    **dict.fromkeys(("name", "description", "category", "difficulty", "note", "export"), _read_text),
    "verified": _read_verdict,
    "prompt": _read_prompt,
    "param": _read_parameter,
    "test": _read_case,
    "mock": _read_mock,
    "net_mock": _read_net_mock,
    "server": _read_flag,
    "nondeterministic": _read_flag,
}
