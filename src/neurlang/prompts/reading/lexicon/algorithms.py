"""Algorithms that people name and that are not among ours: a text that names one is refused.

A wrong digest looks like a right one. So `sha1 of "hello"` and `hash "hello" with md5` are refused, whatever the
network reads. This table only refuses; it does not say what a text means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

OTHERS = re.compile(
    r"\b(?:"
    r"md[245]|sha-?(?:0|1|224|384|512)|sha-?3|ripemd(?:-?160)?|blake[23][bs]?|whirlpool"  # digests
    r"|crc-?\d*|adler-?32|murmur\w*|siphash|xxhash|djb2|fnv-?[01](?!a| ?a)"  # checksums and hashes
    r"|aes-?(?:128|192)|des|rsa|blowfish|twofish|chacha(?:20)?|salsa20|rc4|cbc|ecb"  # ciphers and their modes
    r"|bcrypt|scrypt|argon2\w*|pbkdf2|cmac|poly1305"  # keys and authentication
    r")\b"
)


def names_another_algorithm(pieces: Iterable[object]) -> bool:
    """Whether the words of a clause, without its operands, name an algorithm that we do not have.

    The words of a clause are texts in lower case; operands are nodes.
    """
    return any(isinstance(piece, str) and OTHERS.search(piece) for piece in pieces)
