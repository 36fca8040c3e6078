"""How inputs are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_WORDS = (
    b"r0",
    b"csp",
    b"-1",
    b"0x7fffffffffffffff",
    b"[",
    b"\n",
    b"\x00",
    b"\xff",
    b".data",
    b"spawn r1, 0",
    b'"',
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(1, 8))
        piece = chance.choice(
            (b"", bytes(data[at:end]) * 2, chance.randbytes(end - at), chance.choice(_WORDS))
        )
        data[at:end] = piece
    return bytes(data)


def spliced(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """The content with a few lines of another text in places of its own: more of these assemble."""
    lines, others = content.split(b"\n"), other.split(b"\n")
    for _ in range(chance.randint(1, 6)):
        lines[chance.randrange(len(lines))] = chance.choice(others)
    return b"\n".join(lines)


def overwritten(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed in their places, so that most of what lies at offsets is still there."""
    if chance.random() < 0.3:
        return damaged(content, chance)
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.choice((0, 1, 127, 255, chance.randrange(256)))
    return bytes(data)
