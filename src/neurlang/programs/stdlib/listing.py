"""The functions of a library as a page of tables, one for each module."""

from __future__ import annotations

from collections.abc import Iterator

from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import Library
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.verdicts import Verdicts

_WHERE = "[stdlib.md](stdlib.md) says what the domains and the verdicts mean."


def function_page(library: Library, verdicts: Verdicts) -> str:
    """The page in Markdown."""
    published = list(library.published.values())
    modules = list(dict.fromkeys(function.module.name for function in published))
    count = f"{len(published)} functions in {len(modules)} modules, written by `nl stdlib --markdown`."
    lines = ["# The functions of the standard library", "", f"{count} {_WHERE}"]
    for module in modules:
        functions = [function for function in published if function.module.name == module]
        lines += ["", f"## {module}: {len(functions)}", "", "| function | what it does | domain | verified |"]
        lines += ["|---|---|---|---|", *(_row(function, verdicts) for function in functions)]
    return "\n".join(lines) + "\n"


def _row(function: SourceFunction, verdicts: Verdicts) -> str:
    documentation = documentation_of(function)
    _, verdict = verdicts.get(function.node.name, ("", ""))
    cells = (_signature(function), documentation.description, _domain(function), verdict)
    return f"| {' | '.join(map(_cell, cells))} |"


def _signature(function: SourceFunction) -> str:
    signature = function.signature
    params = ", ".join(f"{name}: {type_.value}" for name, type_ in signature.params)
    result = "" if signature.result is None else f" -> {signature.result.value}"
    return f"`{function.node.name}({params}){result}`"


def _domain(function: SourceFunction) -> str:
    documentation = documentation_of(function)
    parts: Iterator[str] = (f"{each.name}: {each.written}" for each in documentation.parameters)
    return ", ".join([*parts, *(f"requires {each}" for each in documentation.requires)])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
