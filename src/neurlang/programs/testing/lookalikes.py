"""Comments that look like tests and would not be run: errors, since a test that never runs proves nothing.

They are `@test` and its kin without their colon or after code, names one slip away from theirs, and `test: … -> r0=1`.
"""

from __future__ import annotations

import re

from neurlang.programs.ir import Line, did_you_mean

NAMES = ("test", "mock", "net_mock", "server", "nondeterministic")
"""Annotations that testing depends on; the others describe, and may be left alone."""

_WORD = re.compile(r"\s*[;#]+\s*(?P<name>@\w+|tests?(?=\s*:))", re.ASCII | re.IGNORECASE)
_OUTPUTS = re.compile(r"->\s*(?:[A-Za-z]\w*\s*(?:[=<>!~]|u[<>])|\[|trap\b|prints\b)", re.ASCII)
_QUOTED_OR_COMMENT = re.compile(r""""[^"\\]*+(?:\\.[^"\\]*+)*+"?|'[^'\\]*+(?:\\.[^'\\]*+)*+'?|[;#].*""")
_MAY_BE_ONE = re.compile(f"@(?:{'|'.join(NAMES)})", re.IGNORECASE)


def refuse_in_head(line: Line) -> None:
    """Refuse a comment of the head that is no annotation and looks like one of a test. Raises AssemblyError."""
    match = _WORD.match(line.text)
    if match is None:
        return
    name = match["name"].lower()
    bare = name.removeprefix("@")
    column, length = match.start("name"), len(match["name"])
    if name.startswith("@") and bare in NAMES:
        raise line.error_at(column, length, f"'{name}' without a colon", f"write @{bare}: and what follows")
    if _OUTPUTS.search(line.text) is None and not (name.startswith("@") and _is_slip(bare)):
        return
    hint = did_you_mean(bare, NAMES) if name.startswith("@") else "write @test:"
    raise line.error_at(
        column, length, f"'{name}' looks like a test and is none", hint or "a test is @test: r0=1 -> r0=2"
    )


def refuse_after_code(line: Line) -> None:
    """Refuse a test or a mock in a comment behind the head. Raises AssemblyError."""
    if _MAY_BE_ONE.search(line.text) is None:
        return
    for piece in _QUOTED_OR_COMMENT.finditer(line.text):
        if piece[0][0] in "\"'":
            continue
        match = _WORD.match(piece[0])
        if match is not None and _MAY_BE_ONE.fullmatch(match["name"]):
            raise line.error_at(
                piece.start() + match.start("name"),
                len(match["name"]),
                f"'{match['name']}' after code",
                "tests stand at the head of the file, before the first instruction",
            )


def _is_slip(name: str) -> bool:
    """Whether a name is one slip away from one of `NAMES`: a letter more or less, or letters in another order."""
    return any(
        sorted(name) == sorted(known)
        or any(name == known[:at] + known[at + 1 :] for at in range(len(known)))
        or any(known == name[:at] + name[at + 1 :] for at in range(len(name)))
        for known in NAMES
    )
