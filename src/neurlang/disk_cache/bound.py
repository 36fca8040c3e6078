"""How large the cache may become."""

from __future__ import annotations

import os
import re

from neurlang.disk_cache.warning import warn

LIMIT_VARIABLE = "NEURLANG_CACHE_SIZE"
DEFAULT_LIMIT = 512 << 20
_SHIFTS = {"": 0, "k": 10, "m": 20, "g": 30, "t": 40}
_SIZE = re.compile(r"([0-9]{1,15})\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)


def parse_size(text: str) -> int:
    """The bytes that a text such as `800000`, `512M` or `2 GiB` names; units are powers of 1,024. Raises ValueError."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"'{text}' is not a size; write bytes, or a number with K, M or G, as 512M")
    return int(found[1]) << _SHIFTS[found[2].lower()]


def size_limit() -> int:
    """The bound on the bytes of all entries: NEURLANG_CACHE_SIZE, or 512 MiB. 0 keeps nothing."""
    text = os.environ.get(LIMIT_VARIABLE)
    if not text:
        return DEFAULT_LIMIT
    try:
        return parse_size(text)
    except ValueError as error:
        warn(f"{LIMIT_VARIABLE}: {error}; the limit is {DEFAULT_LIMIT >> 20} MiB")
        return DEFAULT_LIMIT
