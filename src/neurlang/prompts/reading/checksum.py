"""The checksum in a model file: SHA-256 of its tensors' bytes, in the metadata of the safetensors header.

A flipped bit in a weight would read as another weight, so the checksum is compared before the weights are used. A .onnx
file has one of all its bytes in its metadata, where the digits count as zeros; files that others wrote have none.
"""

from __future__ import annotations

import hashlib
import json
import re

KEY = "sha256"
ONNX_KEY = "neurlang.sha256"
BLANK = "0" * 64
_IN_ONNX = re.compile(re.escape(ONNX_KEY.encode()) + rb"[^0-9a-f]{2}([0-9a-f]{64})")  # tag and length between
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


def with_checksum(data: bytes) -> bytes:
    """The bytes of a .onnx file whose metadata has blanks in place of the checksum, with the checksum."""
    digest = hashlib.sha256(data).hexdigest()
    return _IN_ONNX.sub(lambda found: found[0].replace(BLANK.encode(), digest.encode()), data, count=1)


def is_damaged_onnx(data: bytes) -> bool:
    """Whether the bytes of a .onnx file are not those of its checksum; a file without one is taken as it is."""
    found = _IN_ONNX.search(data)
    if found is None:
        return ONNX_KEY.encode() in data
    blank = data[: found.start(1)] + BLANK.encode() + data[found.end(1) :]
    return hashlib.sha256(blank).hexdigest().encode() != found[1]
