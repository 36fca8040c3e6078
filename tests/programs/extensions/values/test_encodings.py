"""Base64, hexadecimal, percent-encoding, zlib and gzip: round trips, vectors, damage, bombs."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions.values import compression, encodings
from neurlang.programs.machine import Fault, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Desk

PAIRS = (
    (encodings.base64_encode, encodings.base64_decode),
    (encodings.hex_encode, encodings.hex_decode),
    (encodings.url_encode, encodings.url_decode),
    (compression.zlib_compress, compression.zlib_decompress),
    (compression.gzip_compress, compression.gzip_decompress),
)


@pytest.mark.parametrize(("there", "back"), PAIRS)
@given(content=st.binary(max_size=60))
def test_there_and_back(
    there: Callable[[bytes], bytes], back: Callable[[bytes], bytes], content: bytes
) -> None:
    assert back(there(content)) == content


@pytest.mark.parametrize(
    ("name", "content", "encoded"),
    [
        ("base64", b"", b""),  # RFC 4648, section 10
        ("base64", b"fooba", b"Zm9vYmE="),
        ("base64", b"foobar", b"Zm9vYmFy"),
        ("hex", b"\x00\xff\x1a", b"00ff1a"),
        ("url", "a b/ü&c~".encode(), b"a%20b%2F%C3%BC%26c~"),
    ],
)
def test_vectors(desk: Desk, name: str, content: bytes, encoded: bytes) -> None:
    assert desk.content(desk.call(f"{name}_encode", desk.put(content), len(content))) == encoded
    assert desk.content(desk.call(f"{name}_decode", desk.put(encoded), -1)) == content


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("base64_decode", b"Zm9"),
        ("base64_decode", b"Zm9v!"),
        ("base64_decode", b"Zm 9v"),
        ("hex_decode", b"abc"),
        ("hex_decode", b"zz"),
        ("url_decode", b"100%"),
        ("url_decode", b"%zz"),
        ("zlib_decompress", b"not zlib"),
        ("zlib_decompress", zlib.compress(b"content")[:-1]),
        ("zlib_decompress", zlib.compress(b"content") + b"more"),
        ("zlib_decompress", b""),
        ("gzip_decompress", gzip.compress(b"content", mtime=0)[:-1]),
        ("gzip_decompress", gzip.compress(b"content", mtime=0) + b"more"),
        ("gzip_decompress", b""),
    ],
)
def test_damaged_data_fails(desk: Desk, name: str, wrong: bytes) -> None:
    assert desk.call(name, desk.put(wrong), len(wrong)) == -1


def test_other_tools_read_compressed_data() -> None:
    content = b"the same again and again " * 50
    assert zlib.decompress(compression.zlib_compress(content)) == content
    assert gzip.decompress(compression.gzip_compress(content)) == content
    assert len(compression.zlib_compress(content)) < len(content) // 5


def test_a_file_of_several_members_is_one_content() -> None:
    assert compression.gzip_decompress(gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"


def test_a_buffer_takes_what_fits(desk: Desk) -> None:
    out = desk.room(8)
    assert desk.call("hex_encode", desk.put(b"\x01\x02"), 2, out, 8) == 4
    assert desk.peek(out, 4) == b"0102"
    assert desk.call("hex_encode", desk.put(b"12345"), 5, out, 8) == -1
    desk.traps(TrapKind.INVALID, "hex_encode", desk.put(b"12"), 2, out)


@pytest.mark.parametrize(
    ("compress", "decompress"),
    [(zlib.compress, compression.zlib_decompress), (gzip.compress, compression.gzip_decompress)],
)
def test_a_bomb_traps(
    compress: Callable[[bytes], bytes],
    decompress: Callable[[bytes], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compression, "MAX_RESULT", 1 << 16)
    assert decompress(compress(bytes(1 << 16))) == bytes(1 << 16)
    with pytest.raises(Fault) as caught:
        decompress(compress(bytes((1 << 16) + 1)))
    assert caught.value.kind is TrapKind.LIMIT


def test_a_bomb_of_members_traps() -> None:
    with pytest.raises(Fault) as caught:
        compression.gzip_decompress(gzip.compress(b"") * (compression.MAX_MEMBERS + 1))
    assert caught.value.kind is TrapKind.LIMIT
