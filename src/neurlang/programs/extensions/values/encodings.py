"""Bytes as printable text and back: Base64 (RFC 4648), hexadecimal, percent-encoding (RFC 3986)."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

from neurlang.programs.extensions.bounds import bounded_size
from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import buffer, data

_STRAY_PERCENT = re.compile(rb"%(?![0-9a-fA-F]{2})")


def base64_encode(content: bytes) -> bytes:
    """Base64 with padding, without line breaks."""
    bounded_size((len(content) + 2) // 3 * 4)
    return base64.b64encode(content)


def base64_decode(encoded: bytes) -> bytes | None:
    """The bytes; None if a character or the padding is wrong."""
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return None


def hex_encode(content: bytes) -> bytes:
    """Two lower-case hexadecimal digits per byte."""
    bounded_size(2 * len(content))
    return binascii.hexlify(content)


def hex_decode(encoded: bytes) -> bytes | None:
    """The bytes of hexadecimal digits in either case; None if the text is not pairs of digits."""
    try:
        return binascii.unhexlify(encoded)
    except binascii.Error:
        return None


def url_encode(content: bytes) -> bytes:
    """The text with all bytes except letters, digits and `-._~` as %XX."""
    bounded_size(3 * len(content))
    return quote_from_bytes(content, safe="").encode()


def url_decode(encoded: bytes) -> bytes | None:
    """The bytes, with each %XX decoded; None if a % is not followed by two digits. Traps LIMIT."""
    bounded_size(4 * len(encoded))  # decoding makes an object for each %XX
    return unquote_to_bytes(encoded) if _STRAY_PERCENT.search(encoded) is None else None


EXTENSIONS = (
    extension(
        "base64_encode", "Encode bytes as Base64 text", base64_encode, (data(), buffer()), gives="the text"
    ),
    extension(
        "base64_decode",
        "Decode Base64 text to bytes",
        base64_decode,
        (data(), buffer()),
        gives="the bytes; -1 if the text is not Base64",
    ),
    extension(
        "hex_encode",
        "Encode bytes as hexadecimal text (base 16)",
        hex_encode,
        (data(), buffer()),
        gives="the text",
    ),
    extension(
        "hex_decode",
        "Decode hexadecimal text (base 16) to bytes",
        hex_decode,
        (data(), buffer()),
        gives="the bytes; -1 if the text is not pairs of hexadecimal digits",
    ),
    extension(
        "url_encode",
        "URL-encode text: percent-encoding, escape for a query",
        url_encode,
        (data(), buffer()),
        gives="the text",
    ),
    extension(
        "url_decode",
        "URL-decode text: percent-decoding, unescape a query",
        url_decode,
        (data(), buffer()),
        gives="the bytes; -1 if a % is not followed by two digits",
    ),
)
