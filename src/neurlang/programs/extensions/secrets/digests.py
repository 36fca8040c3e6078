"""Hashes, keyed hashes, key stretching, comparison in constant time, secure random bytes."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import Place, data, number, out, place, text
from neurlang.programs.machine import Fault, TrapKind

MAX_ITERATIONS = 5_000_000
"""Most rounds of PBKDF2 in one call, which take some seconds; more trap LIMIT."""

_DERIVED_KEY = 32


def sha256(content: bytes) -> bytes:
    """SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(content).digest()


def sha384(content: bytes) -> bytes:
    """SHA-384 (FIPS 180-4)."""
    return hashlib.sha384(content).digest()


def sha512(content: bytes) -> bytes:
    """SHA-512 (FIPS 180-4)."""
    return hashlib.sha512(content).digest()


def hmac_sha256(key: bytes, content: bytes) -> bytes:
    """HMAC with SHA-256 (RFC 2104)."""
    return hmac.digest(key, content, "sha256")


def pbkdf2_sha256(password: bytes, salt: bytes, iterations: int) -> bytes | None:
    """PBKDF2 with HMAC-SHA-256 (RFC 8018), 32 bytes; None for less than one iteration. Traps LIMIT."""
    if iterations > MAX_ITERATIONS:
        raise Fault(TrapKind.LIMIT, f"{iterations} iterations; {MAX_ITERATIONS} are the most")
    if iterations < 1:
        return None
    return hashlib.pbkdf2_hmac("sha256", password, salt, iterations, _DERIVED_KEY)


def constant_time_equal(first: Place, second: Place, length: int) -> bool:
    """Whether two places hold the same bytes. The time taken does not depend on where they differ."""
    return hmac.compare_digest(first(length), second(length))


def secure_random(count: int) -> bytes | None:
    """Bytes from the system's generator, even with `--seed`; None for a negative count. Traps LIMIT."""
    return secrets.token_bytes(bounded_size(count)) if count >= 0 else None


EXTENSIONS = (
    extension(
        "sha256",
        "Hash bytes with SHA-256: message digest, checksum",
        sha256,
        (data(), out()),
        gives="32 bytes",
    ),
    extension(
        "hmac_sha256",
        "HMAC with SHA-256: authenticate a message by a secret key",
        hmac_sha256,
        (text("key"), data(), out()),
        gives="32 bytes",
    ),
    extension(
        "constant_time_eq",
        "Compare two byte buffers in constant time: safe equality of secrets",
        constant_time_equal,
        (place("first"), place("second"), number("len")),
        gives="1 if they are equal, else 0",
    ),
    extension(
        "secure_random",
        "Cryptographically secure random bytes from the system",
        secure_random,
        (number("count"), out()),
        gives="`count` bytes",
    ),
    extension(
        "pbkdf2_sha256",
        "Derive a key from a password with PBKDF2 (HMAC-SHA-256): stretch, hash a password",
        pbkdf2_sha256,
        (text("password"), text("salt"), number("iterations"), out()),
        gives="32 bytes; -1 for less than one iteration",
    ),
    extension(
        "sha384",
        "Hash bytes with SHA-384: message digest, checksum",
        sha384,
        (data(), out()),
        gives="48 bytes",
    ),
    extension(
        "sha512",
        "Hash bytes with SHA-512: message digest, checksum",
        sha512,
        (data(), out()),
        gives="64 bytes",
    ),
)
