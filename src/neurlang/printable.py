"""Foreign text made safe to show: nothing in it can control a terminal or hide other text."""

from __future__ import annotations

import os
import shlex

_ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python represents bytes of names that are not UTF-8 (PEP 383)


def printable(text: str, keep: str = "") -> str:
    r"""The text with each unprintable character escaped, as `\x1b` or `\u202e`, except for letters in `keep`.

    Unprintable are control characters, even those that set the writing direction, and bytes that are not UTF-8.
    """
    plain = text
    for letter in keep:
        plain = plain.replace(letter, "")
    if plain.isprintable():
        return text
    return "".join(each if each.isprintable() or each in keep else _escaped(each) for each in text)


def printable_path(path: os.PathLike[str] | str) -> str:
    """A path that is safe to show."""
    return printable(os.fspath(path))


def shell_word(text: str) -> str:
    r"""The text as one word of a shell's command line that is safe to show, as `'two words'` or `$'a\x1bb'`."""
    if text.isprintable():
        return shlex.quote(text)
    content = os.fsencode(text)
    letters = (
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b"'\\" else f"\\x{byte:02x}" for byte in content
    )
    return f"$'{''.join(letters)}'"


def _escaped(letter: str) -> str:
    code = ord(letter)
    if code in _ESCAPED_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
