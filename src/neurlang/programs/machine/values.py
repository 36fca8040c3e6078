"""Register values as people write them: on the command line and in annotations."""

from __future__ import annotations

import re

from neurlang.programs.machine.meaning.arithmetic import MASK, SIGN
from neurlang.programs.machine.meaning.floating_point import to_bits

# As in the assembler: a number with zeros in front is not allowed, because it may be meant as octal.
_INTEGER = re.compile(
    r"[+-]?(?:0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*|0[bB][01](?:_?[01])*|0|[1-9](?:_?[0-9])*)", re.ASCII
)
_ZEROS_IN_FRONT = re.compile(r"[+-]?0[0-9_]+", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?", re.ASCII)
_LONGEST = 400


def parse_value(text: str) -> int:
    """The 64 bits of `5`, `-1`, `0xff`, `0b101`, `1_000` or a double such as `2.5` or `1e9`.

    Raises ValueError for any other text, and for an integer outside -2^63 … 2^64-1.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError("the number is too long")
    if _INTEGER.fullmatch(text):
        prefixed = text.lstrip("+-")[:2].lower() in ("0x", "0b")
        value = int(text, 0 if prefixed else 10)
        if not -SIGN <= value <= MASK:
            raise ValueError(f"{text} does not fit in 64 bits")
        return value & MASK
    if _FLOAT.fullmatch(text):
        return to_bits(float(text))
    if _ZEROS_IN_FRONT.fullmatch(text):
        raise ValueError(f"{text} has zeros in front; write 10 for ten, 0x8 for eight")
    raise ValueError(f"{text!r} is not a number; write 5, -1, 0xff or 2.5")
