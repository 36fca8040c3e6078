"""The marks inside an entry: `[x|y]` for alternatives, `{a}` for a place to fill, `<name>` for a definition.

A backslash before a mark makes it a plain character. Such a mark is replaced by another character until the text is
finished; `shown` restores it.
"""

from __future__ import annotations

import itertools
import re

_STANDS_FOR = {"[": "⟦", "]": "⟧", "{": "⦃", "}": "⦄", "<": "⟨", "\\": "⧵"}
_SHOWN = str.maketrans({kept: mark for mark, kept in _STANDS_FOR.items()})
_ESCAPE = re.compile(r"\\(.?)")
_NAME = re.compile(r"<([a-z][a-z ]*)>")
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_BRACKET = re.compile(r"[][{}]")
_CLOSES = {"]": "[", "}": "{"}


class MarkError(ValueError):
    """A mark that does not fit; the message says what was found and what would be right."""


def kept(text: str) -> str:
    """The text with each mark after a backslash replaced by the character that stands for it."""

    def keep(found: re.Match[str]) -> str:
        if found[1] in _STANDS_FOR:
            return _STANDS_FOR[found[1]]
        raise MarkError(f"found '{found[0]}'; a backslash stands before one of {' '.join(_STANDS_FOR)}")

    return _ESCAPE.sub(keep, text)


def shown(text: str) -> str:
    """The finished text, in which replaced marks are marks again."""
    return text if text.isascii() else text.translate(_SHOWN)


def check_brackets(text: str) -> None:
    """Raise MarkError unless every bracket and brace is closed in order."""
    opened: list[str] = []
    for mark in _BRACKET.findall(text):
        if mark not in _CLOSES:
            opened.append(mark)
        elif not opened or opened.pop() != _CLOSES[mark]:
            raise MarkError(
                rf"found '{mark}' with no '{_CLOSES[mark]}' before it; a mark to be shown is '\{mark}'"
            )
    if opened:
        raise MarkError(rf"found '{opened[-1]}' that is never closed; a mark to be shown is '\{opened[-1]}'")


def substituted(text: str, definitions: dict[str, str]) -> str:
    """The text with the definition of every `<name>` in its place. Raises MarkError if one is not defined."""

    def define(found: re.Match[str]) -> str:
        if found[1] in definitions:
            return definitions[found[1]]
        known = ", ".join(f"<{name}>" for name in definitions) or "none"
        raise MarkError(
            rf"found '{found[0]}', which is not defined; defined here: {known}; to be shown it is '\<'"
        )

    return _NAME.sub(define, text) if "<" in text else text


def alternatives(text: str) -> tuple[str, ...]:
    """Every reading of an entry: one alternative of each `[x|y]`. Alternatives do not nest."""
    parts = [part.split("|") if index % 2 else [part] for index, part in enumerate(_ALTERNATIVES.split(text))]
    return tuple(" ".join("".join(choice).split()) for choice in itertools.product(*parts))
