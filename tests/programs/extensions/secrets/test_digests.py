"""Hashes, HMAC and PBKDF2, compared with published vectors (FIPS 180-4, RFC 4231, RFC 7914)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions.secrets.digests import MAX_ITERATIONS, hmac_sha256, sha256
from neurlang.programs.machine import TrapKind

if TYPE_CHECKING:
    from conftest import Desk

ABC = {
    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha384": "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
    "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "sha512": "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
}


@pytest.mark.parametrize(("name", "digest"), ABC.items())
def test_hashes_of_abc(desk: Desk, name: str, digest: str) -> None:
    out = desk.room(64)
    assert desk.call(name, desk.put(b"abc"), 3, out) == len(digest) // 2
    assert desk.peek(out, len(digest) // 2).hex() == digest


def test_without_an_output_the_digest_is_a_string(desk: Desk) -> None:
    assert desk.content(desk.call("sha256", desk.put(b"abc"), 3)).hex() == ABC["sha256"]


def test_a_string_may_be_given_instead_of_an_address(desk: Desk) -> None:
    whole = desk.call("sha256", desk.string(b"abc"), -1)
    part = desk.call("sha256", desk.string(b"abcdef"), 3)
    assert desk.content(whole) == desk.content(part) == bytes.fromhex(ABC["sha256"])


def test_a_length_of_minus_one_takes_up_to_the_nul(desk: Desk) -> None:
    assert desk.content(desk.call("sha256", desk.put(b"abc\0more"), -1)).hex() == ABC["sha256"]


HMAC_CASES = (  # RFC 4231, test cases 1, 2 and 6
    (b"\x0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (
        b"Jefe",
        b"what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    (
        b"\xaa" * 131,
        b"Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ),
)


@pytest.mark.parametrize(("key", "content", "digest"), HMAC_CASES)
def test_hmac_vectors(desk: Desk, key: bytes, content: bytes, digest: str) -> None:
    out = desk.room(32)
    assert desk.call("hmac_sha256", desk.string(key), desk.put(content), len(content), out) == 32
    assert desk.peek(out, 32).hex() == digest


@given(st.binary(max_size=150), st.binary(max_size=100))
def test_hmac_is_two_hashes(key: bytes, content: bytes) -> None:
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in block) + content)
    assert hmac_sha256(key, content) == sha256(bytes(byte ^ 0x5C for byte in block) + inner)


def test_pbkdf2_vectors(desk: Desk) -> None:
    out = desk.room(32)
    for iterations, key in (  # RFC 7914, section 11, first 32 of 64 bytes
        (1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
    ):
        assert desk.call("pbkdf2_sha256", desk.put(b"passwd"), desk.put(b"salt"), iterations, out) == 32
        assert desk.peek(out, 32).hex() == key


def test_pbkdf2_needs_between_one_and_the_most_iterations(desk: Desk) -> None:
    password, salt = desk.put(b"p"), desk.put(b"s")
    assert desk.call("pbkdf2_sha256", password, salt, 0) == -1
    assert desk.call("pbkdf2_sha256", password, salt, -5) == -1
    desk.traps(TrapKind.LIMIT, "pbkdf2_sha256", password, salt, MAX_ITERATIONS + 1)


@pytest.mark.parametrize(
    ("first", "second", "equal"), [(b"same", b"same", 1), (b"same", b"sama", 0), (b"", b"", 1)]
)
def test_constant_time_comparison(desk: Desk, first: bytes, second: bytes, equal: int) -> None:
    length = len(first)
    assert desk.call("constant_time_eq", desk.put(first), desk.put(second), length) == equal
    assert desk.call("constant_time_eq", desk.string(first), desk.put(second), length) == equal


def test_random_bytes_differ_and_are_bounded(desk: Desk) -> None:
    first, second = desk.content(desk.call("secure_random", 32)), desk.content(desk.call("secure_random", 32))
    assert len(first) == len(second) == 32
    assert first != second
    assert desk.call("secure_random", -1) == -1
    desk.traps(TrapKind.LIMIT, "secure_random", 1 << 40)


@pytest.mark.parametrize("length", [1 << 20, 1 << 63, (1 << 64) - 2])
def test_lengths_beyond_the_memory_trap(desk: Desk, length: int) -> None:
    desk.traps(TrapKind.BOUNDS, "sha256", desk.put(b"abc"), length)
    desk.traps(TrapKind.BOUNDS, "constant_time_eq", desk.put(b"abc"), desk.put(b"abc"), length)


def test_an_output_beyond_the_memory_traps(desk: Desk) -> None:
    desk.traps(TrapKind.BOUNDS, "sha256", desk.put(b"abc"), 3, (1 << 20) - 31)
    desk.traps(TrapKind.BOUNDS, "sha256", desk.put(b"abc"), 3, (1 << 64) - 8)
