"""Text that came from elsewhere, as it may be shown: nothing in it acts on a terminal or hides what stands there."""

from __future__ import annotations

import os
import shlex

_ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python writes bytes of names that are not UTF-8 (PEP 383)


def printable(text: str, keep: str = "") -> str:
    r"""The text with all that is no visible character or space written as `\x1b`, `\u202e`, but for letters in `keep`.

    That is control characters, among them those that turn the direction of writing, and bytes that are not UTF-8.
    """
    plain = text
    for letter in keep:
        plain = plain.replace(letter, "")
    if plain.isprintable():
        return text
    return "".join(each if each.isprintable() or each in keep else _escaped(each) for each in text)


def printable_path(path: os.PathLike[str] | str) -> str:
    """A path as it may be shown."""
    return printable(os.fspath(path))


def shell_word(text: str) -> str:
    r"""The text as one word of a shell's command line that can be shown, as `'two words'` or `$'a\x1bb'`."""
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
