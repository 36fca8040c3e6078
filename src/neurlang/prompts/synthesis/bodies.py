"""The bodies of the intents: hand-written register programs that the package carries, one `.nl` file each.

Calling convention. Operands are in r0, r1, r2 in order: integers in two's complement, reals as the bits of
a double, a text as the address of its NUL-terminated bytes, a list as the address of its 8-byte elements and,
in the next register, their number. The result is as the variant's `ResultKind` says. A body changes r0 to r10
alone, uses memory below `sp` and gives `sp` back, ends with `ret`, and signals what has no answer by a trap:
5 division by zero, 8 result outside the range, 9 operand without a meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from neurlang.errors import DataError

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LABEL = re.compile(r"([A-Za-z_]\w*):")
_DIRECTIVE = re.compile(r"\s*\.")
_ENDS = ("ret", "trap", "jmp", "halt")


@dataclass(frozen=True, slots=True)
class Body:
    """One body: its text as a program of its own, and its lines of code without the annotations."""

    name: str
    text: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]

    def renamed(self, prefix: str) -> tuple[str, ...]:
        """The lines of code with every label prefixed, so that several bodies can stand in one program."""
        if not self.labels:
            return self.lines
        # A dot on either side belongs to a mnemonic: the label `double` is not in `load.double`.
        label = re.compile(rf"(?<![\w.])(?:{'|'.join(self.labels)})(?![\w.])")
        return tuple(_rename(line, label, prefix) for line in self.lines)


def _rename(line: str, label: re.Pattern[str], prefix: str) -> str:
    code, semicolon, comment = line.partition(";")
    return label.sub(lambda found: prefix + found.group(), code) + semicolon + comment


@cache
def load_body(name: str) -> Body:
    """The body of that name. Raises DataError where the package has none or its file is damaged."""
    if not _NAME.fullmatch(name):
        raise DataError(f"'{name}' is no name of a body: lower-case letters, digits and _ are")
    file = resources.files(__package__).joinpath("bodies", f"{name}.nl")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the body '{name}' cannot be read: {error}") from error
    return parse_body(name, text)


def parse_body(name: str, text: str) -> Body:
    """A body out of its text. Raises DataError where it does not keep to the form above."""
    lines = text.splitlines()
    if f"; @name: {name}" not in lines:
        raise DataError(f"{name}.nl: the line '; @name: {name}' is missing")
    first = next((index for index, line in enumerate(lines) if _code_of(line)), len(lines))
    code = tuple(line.rstrip() for line in lines[first:])
    statements = [_code_of(line) for line in code if _code_of(line)]
    if not statements or statements[-1].split()[0] not in _ENDS:
        raise DataError(f"{name}.nl: a body ends with one of {', '.join(_ENDS)}")
    for number, line in enumerate(code, first + 1):
        if _DIRECTIVE.match(line):
            raise DataError(f"{name}.nl:{number}: a body has no directives: {line.strip()}")
    labels = tuple(found.group(1) for line in code if (found := _LABEL.match(line)))
    if len(set(labels)) < len(labels):
        raise DataError(f"{name}.nl: a label stands twice")
    return Body(name, text, code, labels)


def _code_of(line: str) -> str:
    return line.partition(";")[0].strip()
