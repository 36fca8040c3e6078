"""The bodies of the intents: hand-written register programs that come with the package, one `.nl` file each.

Calling convention. Operands are in r0, r1, r2 in order: integers in two's complement, reals as the bits of
a double, a text as the address of its NUL-terminated bytes, a list as the address of its 8-byte elements and,
in the next register, their number. The variant's `ResultKind` defines the type of the result. A body changes only r0
to r10, uses memory below `sp`, restores `sp`, and ends with `ret`. If there is no answer, it traps: 5 division by
zero, 8 result out of range, 9 operand without a meaning. A body that needs more memory requests it in its head:
`; @scratch: r1 as r0` sets r1 to the address of as many bytes as the text at r0 has, including its NUL. A body with
constant data has them after its code, below a line `.section data`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from neurlang.errors import DataError
from neurlang.programs.linking import DATA_SECTION, Scratch, Unit, unit_of
from neurlang.programs.stdlib import function_text

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LABEL = re.compile(r"\s*([A-Za-z_]\w*):")
_LABELS = re.compile(r"\A(?:\s*[A-Za-z_]\w*\s*:)+")
_DIRECTIVE = re.compile(r"\.")
_SCRATCH = re.compile(r"; @scratch:(.*)")
_ROOM = re.compile(r"\s*r(\d)\s+as\s+r(\d)\s*")
_ENDS = ("ret", "trap", "jmp", "b", "halt")


@cache
def load_body(name: str) -> Unit:
    """The body of that name. Raises DataError if the package has none or its file is damaged."""
    if not _NAME.fullmatch(name):
        raise DataError(f"'{name}' is not a name of a body: use lower-case letters, digits and _")
    file = resources.files(__package__).joinpath("bodies", f"{name}.nl")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the body '{name}' cannot be read: {error}") from error
    return parse_body(name, text)


@cache
def load_function(module: str, name: str) -> Unit:
    """The compiled function of the standard library, under its name with the module: `math_gcd`.

    Raises DataError if there is no such file or it is damaged.
    """
    return replace(parse_body(name, function_text(module, name)), name=f"{module}_{name}")


def parse_body(name: str, text: str) -> Unit:
    """Parse a body from its text.

    Raises DataError if the text does not have the form above, AssemblyError if its code is wrong.
    """
    lines = text.splitlines()
    if f"; @name: {name}" not in lines:
        raise DataError(f"{name}.nl: the line '; @name: {name}' is missing")
    first = next((index for index, line in enumerate(lines) if _code_of(line)), len(lines))
    body = [line.rstrip() for line in lines[first:]]
    section = next((index for index, line in enumerate(body) if _code_of(line) == DATA_SECTION), len(body))
    code, data = body[:section], body[section + 1 :]
    statements = [_code_of(line) for line in code if _code_of(line)]
    if not statements or statements[-1].split()[0] not in _ENDS:
        raise DataError(f"{name}.nl: the code of a body ends with one of {', '.join(_ENDS)}")
    for number, line in enumerate(code, first + 1):
        if _DIRECTIVE.match(_statement(line)):
            raise DataError(f"{name}.nl:{number}: the code of a body has no directives: {line.strip()}")
    for number, line in enumerate(data, first + section + 2):
        if _statement(line) and not _DIRECTIVE.match(_statement(line)):
            raise DataError(f"{name}.nl:{number}: the data of a body are directives alone: {line.strip()}")
    labels = [found.group(1) for line in body if (found := _LABEL.match(line))]
    if len(set(labels)) < len(labels):
        raise DataError(f"{name}.nl: a label is defined twice")
    scratch = tuple(
        _scratch(name, number, found[1])
        for number, line in enumerate(lines[:first], 1)
        if (found := _SCRATCH.fullmatch(line))
    )
    return unit_of(name, text, code, data, scratch)


def _scratch(name: str, number: int, text: str) -> Scratch:
    found = _ROOM.fullmatch(text)
    if found is None:
        raise DataError(f"{name}.nl:{number}: scratch is asked for as 'r1 as r0', not as '{text.strip()}'")
    return Scratch(int(found[1]), int(found[2]))


def _code_of(line: str) -> str:
    return line.partition(";")[0].strip()


def _statement(line: str) -> str:
    """A line without its comment and the labels before it."""
    return _LABELS.sub("", _code_of(line), count=1).strip()
