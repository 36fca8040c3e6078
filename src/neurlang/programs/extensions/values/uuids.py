"""UUIDs (RFC 9562): version 4 from random bits, version 7 from the time and random bits."""

from __future__ import annotations

from uuid import UUID

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import block, out
from neurlang.programs.machine import Context

_VERSION = 76  # the bit at which the version's 4 bits start
_VARIANT = 62  # the bit at which the variant's 2 bits start
_TIME = 80  # the bit at which the 48 bits of time start
_RFC_VARIANT = 0b10


def version_4(context: Context) -> bytes:
    """16 bytes; reproducible with `--seed`."""
    return _stamped(context.random.getrandbits(128), 4)


def version_7(context: Context) -> bytes:
    """16 bytes that sort by time: the first 48 bits are Unix milliseconds."""
    milliseconds = int(context.clock.now() * 1000) & ((1 << 48) - 1)
    return _stamped(milliseconds << _TIME | context.random.getrandbits(_TIME), 7)


def to_string(uuid: bytes) -> bytes:
    """The 36 characters: 8-4-4-4-12 hexadecimal digits."""
    return str(UUID(bytes=uuid)).encode()


def _stamped(bits: int, version: int) -> bytes:
    bits &= ~(0xF << _VERSION) & ~(0b11 << _VARIANT)
    return (bits | version << _VERSION | _RFC_VARIANT << _VARIANT).to_bytes(16, "big")


EXTENSIONS = (
    extension(
        "uuid_v4",
        "Make a random UUID, version 4: unique identifier, guid",
        version_4,
        (out(),),
        gives="16 bytes",
        in_context=True,
    ),
    extension(
        "uuid_to_string",
        "Convert a UUID to its text form of 36 characters",
        to_string,
        (block("uuid", 16), out()),
        gives="36 bytes",
    ),
    extension(
        "uuid_v7",
        "Make a UUID ordered by time, version 7: unique identifier with a timestamp",
        version_7,
        (out(),),
        gives="16 bytes",
        in_context=True,
    ),
)
