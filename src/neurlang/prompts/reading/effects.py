"""The meaning of intents that make bytes, and the property of intents whose result cannot be predicted.

Nobody can predict the time, a line that is typed, or random bits. A *property* checks such a result: it compares the
program's result with what the run observed (a `Witness`), and returns what is wrong, or None.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from dataclasses import dataclass
from types import ModuleType

from neurlang.errors import MeaningError
from neurlang.optional_parts import missing
from neurlang.prompts.reading.meanings import BITS, DomainError, OutsideRangeError, Value, utf8

LONGEST_FILL = 32_768  # bytes
LONGEST_SLEEP = 3_600_000  # milliseconds: an hour
LONGEST_RANDOM = 4_096  # bytes
LONGEST_LINE = 4_096  # bytes
NONCE, TAG = 12, 16  # bytes around an AES-256-GCM ciphertext (NIST SP 800-38D)


@dataclass(frozen=True, slots=True)
class Witness:
    """What a run observed: the clock (Unix seconds before and after, nanoseconds between) and the console."""

    before: float
    after: float
    nanoseconds: int
    lines: tuple[bytes | None, ...]  # lines that were read; None at the end of the input
    printed: bytes


class UnpredictableError(MeaningError):
    """The result of an operation cannot be predicted, so it cannot be the operand of another."""


def unpredictable(*_: Value) -> Value:
    """The meaning of a variant that has only a property. Raises UnpredictableError."""
    raise UnpredictableError(
        "what no one can foretell (the time, random values, input, a sealed message) cannot be worked on further"
    )


# Bytes


def bytes_copy(data: str) -> bytes:
    """The bytes of the text in UTF-8."""
    return utf8(data)


def bytes_fill(value: int, length: int) -> bytes:
    """`length` bytes of the value."""
    if not 0 <= value <= 255:
        raise OutsideRangeError(f"{value} is not a byte: a byte is 0 to 255")
    if not 0 <= length <= LONGEST_FILL:
        raise DomainError(f"{length} bytes cannot be filled: 0 to {LONGEST_FILL} can")
    return bytes([value]) * length


def sha256(data: str) -> bytes:
    """The SHA-256 digest (FIPS 180-4) of the text's bytes."""
    return hashlib.sha256(utf8(data)).digest()


def hmac_sha256(key: str, data: str) -> bytes:
    """The HMAC with SHA-256 (RFC 2104) of the text's bytes."""
    return hmac.digest(utf8(key), utf8(data), "sha256")


def decrypted(key: str, hexadecimal: str) -> str:
    """The text that was sealed with the key. Raises MeaningError; MissingPartError without cryptography."""
    try:
        sealed = binascii.unhexlify(utf8(hexadecimal))
    except binascii.Error:
        raise DomainError("the message to decrypt is not written in hexadecimal digits") from None
    content = _opened(key, sealed)
    if content is None:
        raise DomainError("the message was not sealed with this key, or was changed since")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise MeaningError("what was sealed is not a text in UTF-8") from None


def _opened(key: str, sealed: bytes) -> bytes | None:
    aead, exceptions = _cryptography()
    if len(sealed) < NONCE + TAG:
        return None
    cipher = aead.AESGCM(hashlib.sha256(utf8(key)).digest())
    try:
        content: bytes = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except exceptions.InvalidTag:
        return None
    return content


def _cryptography() -> tuple[ModuleType, ModuleType]:
    try:
        from cryptography import exceptions
        from cryptography.hazmat.primitives.ciphers import aead
    except ImportError as error:
        raise missing("cryptography", "crypto", "encryption") from error
    return aead, exceptions


def printed_text(value: str | int) -> str:
    """What is printed: the text, or the number in decimal."""
    return str(value) if isinstance(value, int) else utf8(value).decode()


# Properties: each returns what is wrong with a result, or None if it has the property.


def fault_of_time(value: Value, witness: Witness) -> str | None:
    """The property: the time lies between two readings of the clock, in whole seconds."""
    if isinstance(value, int) and int(witness.before) <= value <= int(witness.after):
        return None
    return f"{value!r} does not lie between {witness.before} and {witness.after}"


def fault_of_sleep(value: Value, witness: Witness, milliseconds: int | float) -> str | None:
    """The property: at least that time passed, and the program returned it in whole milliseconds."""
    whole = int(milliseconds)
    if value == whole and witness.nanoseconds >= whole * 1_000_000:
        return None
    return f"{witness.nanoseconds} ns passed for {value!r} ms, {milliseconds} were asked for"


def fault_of_line(value: Value, witness: Witness) -> str | None:
    """The property: the text is the last line that was read from the console."""
    if witness.lines and witness.lines[-1] is not None:
        line = witness.lines[-1].decode("utf-8", "replace")
        return None if value == line else f"{value!r} is not the line that was read"
    return "no line was read"


def fault_of_random_word(value: Value, _: Witness) -> str | None:
    """The property: the value has 64 bits, unsigned."""
    return None if isinstance(value, int) and 0 <= value <= BITS else f"{value!r} does not have 64 bits"


def fault_of_length(value: Value, _: Witness, length: int) -> str | None:
    """The property: the value has as many bytes as were asked for."""
    return None if isinstance(value, bytes) and len(value) == length else f"not {length} bytes"


def fault_of_sealing(value: Value, _: Witness, key: str, text: str) -> str | None:
    """The property: the key opens the sealed message, which contains the text."""
    content = _opened(key, value) if isinstance(value, bytes) else None
    return None if content == utf8(text) else "the key does not open what the program sealed"
