"""The checksum in a model file: SHA-256 of its tensors' bytes, in the metadata of the safetensors header.

A flipped bit in a weight would read as another weight, so the checksum is compared before the weights are used.
"""

from __future__ import annotations

import hashlib
import json

KEY = "sha256"
LENGTH = 8  # bytes of the header's length, little-endian (the safetensors format)


def checksum_of(data: bytes) -> str:
    """The SHA-256 of the tensors in the bytes of a safetensors file."""
    return hashlib.sha256(memoryview(data)[_start(data) :]).hexdigest()


def carried_checksum(data: bytes) -> str | None:
    """The checksum in the header of a well-formed safetensors file; None if it has none."""
    header = json.loads(data[LENGTH : _start(data)])
    found = header.get("__metadata__", {}).get(KEY)
    return found if isinstance(found, str) else None


def _start(data: bytes) -> int:
    return LENGTH + int.from_bytes(data[:LENGTH], "little")
