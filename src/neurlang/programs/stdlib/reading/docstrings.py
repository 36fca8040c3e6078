"""Docstrings of library functions: what it does, parameters with domains, difficulty, phrasings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from neurlang.programs.stdlib.reading.domains import Domain, parse_domain
from neurlang.programs.stdlib.reading.modules import SourceFunction

FEWEST_PROMPTS = 10
MOST_DIFFICULT = 5

_SECTION = re.compile(r"(Parameters|Returns|Difficulty|Prompts|Requires|Note|Error):\s*(.*)")
_PARAMETER = re.compile(r"(?P<name>\w+) \((?P<domain>.*)\): (?P<text>.+)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ParameterText:
    """A parameter: its domain, as read and as written, and what it is."""

    name: str
    domain: Domain
    written: str
    text: str


@dataclass(frozen=True, slots=True)
class Documentation:
    """What a docstring says. `requires` are conditions on the parameters, as Python; `error` is of float functions."""

    description: str
    parameters: tuple[ParameterText, ...]
    returns: str
    requires: tuple[str, ...]
    note: str
    error: str
    difficulty: int
    prompts: tuple[str, ...]


def documentation_of(function: SourceFunction) -> Documentation:
    """What the docstring of a function says. Raises SourceError if something is missing or malformed."""
    text = ast.get_docstring(function.node)
    if not text:
        raise function.module.error(function.node, f"'{function.node.name}' has no docstring")
    description, sections = _sections(text)
    texts = tuple(_parameters(function, sections.get("Parameters", [])))
    names = [each.name for each in texts]
    wanted = [name for name, _ in function.signature.params]
    if names != wanted:
        raise _wrong(
            function,
            f"the docstring describes {', '.join(names) or 'nothing'}",
            f"describe {', '.join(wanted)}",
        )
    return Documentation(
        " ".join(description),
        texts,
        " ".join(sections.get("Returns", [])),
        tuple(_conditions(function, sections.get("Requires", []))),
        " ".join(sections.get("Note", [])),
        " ".join(sections.get("Error", [])),
        _difficulty(function, sections.get("Difficulty", [])),
        tuple(_prompts(function, sections.get("Prompts", []), set(names))),
    )


def _wrong(function: SourceFunction, message: str, hint: str = "") -> Exception:
    return function.module.error(function.node.body[0], f"'{function.node.name}': {message}", hint)


def _sections(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The lines of the description, and those of each section."""
    description: list[str] = []
    sections: dict[str, list[str]] = {}
    current = description
    for line in text.splitlines():
        match = _SECTION.fullmatch(line)
        if match:
            current = sections.setdefault(match[1], [])
            if match[2]:
                current.append(match[2])
        elif line.strip():
            current.append(line.strip())
    return description, sections


def _parameters(function: SourceFunction, lines: list[str]) -> Iterator[ParameterText]:
    joined: list[str] = []
    for line in lines:
        if _PARAMETER.match(line) or not joined:
            joined.append(line)
        else:
            joined[-1] += f" {line}"
    for line in joined:
        match = _PARAMETER.fullmatch(line)
        if match is None:
            raise _wrong(
                function, f"'{line}' does not describe a parameter", "write `n (0 .. 20): what it is`"
            )
        try:
            domain = parse_domain(match["domain"])
        except ValueError as error:
            raise _wrong(function, f"parameter {match['name']}: {error}") from None
        yield ParameterText(match["name"], domain, match["domain"], match["text"])


def _conditions(function: SourceFunction, lines: list[str]) -> Iterator[str]:
    for line in lines:
        try:
            ast.parse(line, mode="eval")
        except SyntaxError:
            raise _wrong(function, f"'{line}' is not a Python expression") from None
        yield line


def _difficulty(function: SourceFunction, lines: list[str]) -> int:
    text = " ".join(lines)
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DIFFICULT:
        raise _wrong(
            function, f"the difficulty is '{text}'", f"write `Difficulty:` and 1 to {MOST_DIFFICULT}"
        )
    return int(text)


def _prompts(function: SourceFunction, lines: list[str], names: set[str]) -> Iterator[str]:
    if len(set(lines)) < FEWEST_PROMPTS:
        raise _wrong(
            function, f"{len(set(lines))} phrasings", f"write {FEWEST_PROMPTS} or more, all different"
        )
    for line in lines:
        unknown = set(_PLACEHOLDER.findall(line)) - names
        if unknown:
            raise _wrong(
                function, f"the phrasing '{line}' names {{{min(unknown)}}}", "use names of parameters"
            )
        yield line
