"""Authenticated encryption: AES-256 in Galois/counter mode (NIST SP 800-38D)."""

from __future__ import annotations

import secrets

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import block, data, out
from neurlang.programs.extensions.secrets.cryptography_part import hazmat

_NONCE = 12
_TAG = 16


def encrypt(key: bytes, content: bytes) -> bytes:
    """A fresh random nonce (12 bytes), the ciphertext, the tag (16 bytes)."""
    aead = hazmat("primitives.ciphers.aead")
    nonce = secrets.token_bytes(_NONCE)
    sealed: bytes = aead.AESGCM(key).encrypt(nonce, content, None)
    return nonce + sealed


def decrypt(key: bytes, sealed: bytes) -> bytes | None:
    """The content that `encrypt` sealed; None if the key is wrong or any byte was changed."""
    aead, exceptions = hazmat("primitives.ciphers.aead"), hazmat("exceptions")
    if len(sealed) < _NONCE + _TAG:
        return None
    try:
        content: bytes = aead.AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except exceptions.InvalidTag:
        return None
    return content


EXTENSIONS = (
    extension(
        "aes256_gcm_encrypt",
        "Encrypt with AES-256-GCM: authenticated symmetric encryption",
        encrypt,
        (block("key", 32), data(), out()),
        gives="nonce (12 bytes), ciphertext, tag (16): `len` + 28 bytes",
        needs="crypto",
    ),
    extension(
        "aes256_gcm_decrypt",
        "Decrypt with AES-256-GCM: authenticated symmetric decryption",
        decrypt,
        (block("key", 32), data(), out()),
        gives="the plain bytes, `len` - 28; -1 if they are forged",
        needs="crypto",
    ),
)
