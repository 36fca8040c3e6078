"""Curve25519: signatures (Ed25519, RFC 8032) and key agreement (X25519, RFC 7748). Keys are raw 32 bytes."""

from __future__ import annotations

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import block, data, out
from neurlang.programs.extensions.secrets.cryptography_part import hazmat


def ed25519_public(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    ed25519 = hazmat("primitives.asymmetric.ed25519")
    public: bytes = ed25519.Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return public


def ed25519_sign(private: bytes, content: bytes) -> bytes:
    """The signature of a message, 64 bytes. It is deterministic."""
    ed25519 = hazmat("primitives.asymmetric.ed25519")
    signature: bytes = ed25519.Ed25519PrivateKey.from_private_bytes(private).sign(content)
    return signature


def ed25519_verify(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the private key of `public` made the signature for that message."""
    ed25519, exceptions = hazmat("primitives.asymmetric.ed25519"), hazmat("exceptions")
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (exceptions.InvalidSignature, ValueError):
        return False
    return True


def x25519_public(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    x25519 = hazmat("primitives.asymmetric.x25519")
    public: bytes = x25519.X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return public


def x25519_derive(private: bytes, public: bytes) -> bytes | None:
    """The secret that both sides share; None if the public key is of low order (RFC 7748, 6.1)."""
    x25519 = hazmat("primitives.asymmetric.x25519")
    mine = x25519.X25519PrivateKey.from_private_bytes(private)
    try:
        secret: bytes = mine.exchange(x25519.X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return None
    return secret


EXTENSIONS = (
    extension(
        "ed25519_sign",
        "Sign a message with Ed25519: digital signature by a private key",
        ed25519_sign,
        (block("private", 32), data(), out()),
        gives="64 bytes",
        needs="crypto",
    ),
    extension(
        "ed25519_verify",
        "Verify an Ed25519 signature of a message by a public key",
        ed25519_verify,
        (block("public", 32), block("signature", 64), data()),
        gives="1 if it is genuine, else 0",
        needs="crypto",
    ),
    extension(
        "x25519_derive",
        "Derive a shared secret with X25519: Diffie-Hellman key exchange, key agreement",
        x25519_derive,
        (block("private", 32), block("public", 32), out()),
        gives="32 bytes; -1 if the public key is of low order",
        needs="crypto",
    ),
    extension(
        "ed25519_public",
        "Public key of an Ed25519 private key, to verify signatures with",
        ed25519_public,
        (block("private", 32), out()),
        gives="32 bytes",
        needs="crypto",
    ),
    extension(
        "x25519_public",
        "Public key of an X25519 private key",
        x25519_public,
        (block("private", 32), out()),
        gives="32 bytes",
        needs="crypto",
    ),
)
