"""Docstrings of library functions: what it does, parameters with domains, the answer, difficulty, phrasings.

A domain says for which values the result is what the text says. Tests may draw from a smaller one, which the section
`Tests` states for some of the parameters: a search is tested better with small numbers, of which some are equal.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from neurlang.programs.stdlib.reading.domains import Domain, parse_domain
from neurlang.programs.stdlib.reading.modules import SourceFunction

FEWEST_PROMPTS = 10
MOST_DIFFICULT = 5

_SECTION = re.compile(r"(Parameters|Returns|Difficulty|Prompts|Requires|Note|Error|Tests|Answer):\s*(.*)")
_PARAMETER = re.compile(r"(?P<name>\w+) \((?P<domain>.*)\): (?P<text>.+)")
_DRAWN = re.compile(r"(?P<name>\w+) \((?P<domain>.*)\)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ParameterText:
    """A parameter: its domain, as read and as written, what it is, and from which domain tests draw it."""

    name: str
    domain: Domain
    written: str
    text: str
    drawn: Domain


@dataclass(frozen=True, slots=True)
class Documentation:
    """What a docstring says. `requires` are conditions on the parameters, as Python; `error` is of float functions.

    `answer` says what a call answers with, if that is not the result: `values`, `values[:result]`, `character`.
    """

    description: str
    parameters: tuple[ParameterText, ...]
    returns: str
    requires: tuple[str, ...]
    note: str
    error: str
    difficulty: int
    prompts: tuple[str, ...]
    answer: str = ""

    @property
    def drawn_from_all(self) -> Documentation:
        """The same, but tests draw from the domains themselves."""
        return replace(self, parameters=tuple(replace(each, drawn=each.domain) for each in self.parameters))


def documentation_of(function: SourceFunction) -> Documentation:
    """What the docstring of a function says. Raises SourceError if something is missing or malformed."""
    text = ast.get_docstring(function.node)
    if not text:
        raise function.module.error(function.node, f"'{function.node.name}' has no docstring")
    description, sections = _sections(text)
    drawn = dict(_drawn(function, sections.get("Tests", [])))
    texts = tuple(_parameters(function, sections.get("Parameters", []), drawn))
    names = [each.name for each in texts]
    wanted = [name for name, _ in function.signature.params]
    if names != wanted:
        raise _wrong(
            function,
            f"the docstring describes {', '.join(names) or 'nothing'}",
            f"describe {', '.join(wanted)}",
        )
    if drawn.keys() - {*names}:
        raise _wrong(function, f"tests of '{min(drawn.keys() - {*names})}'", "that is not a parameter")
    return Documentation(
        " ".join(description),
        texts,
        " ".join(sections.get("Returns", [])),
        tuple(_conditions(function, sections.get("Requires", []))),
        " ".join(sections.get("Note", [])),
        " ".join(sections.get("Error", [])),
        _difficulty(function, sections.get("Difficulty", [])),
        tuple(_prompts(function, sections.get("Prompts", []), set(names))),
        " ".join(sections.get("Answer", [])),
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


def _parameters(
    function: SourceFunction, lines: list[str], drawn: Mapping[str, Domain]
) -> Iterator[ParameterText]:
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
        name, domain = match["name"], _domain(function, match)
        yield ParameterText(name, domain, match["domain"], match["text"], drawn.get(name, domain))


def _drawn(function: SourceFunction, lines: list[str]) -> Iterator[tuple[str, Domain]]:
    """The domains from which tests draw, by the parameters' names."""
    for line in lines:
        match = _DRAWN.fullmatch(line)
        if match is None:
            raise _wrong(
                function,
                f"'{line}' does not say what tests draw",
                "write a parameter and its domain: `n (0 .. 20)`",
            )
        yield match["name"], _domain(function, match)


def _domain(function: SourceFunction, match: re.Match[str]) -> Domain:
    try:
        return parse_domain(match["domain"])
    except ValueError as error:
        raise _wrong(function, f"parameter {match['name']}: {error}") from None


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
        if ";" in line:
            raise _wrong(
                function, f"the phrasing '{line}' has a semicolon", "in a .nl file a comment begins there"
            )
        yield line
