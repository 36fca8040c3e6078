"""AES-256-GCM, Ed25519 and X25519 compared with published vectors; the refusal if the package is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from neurlang.errors import MissingPartError
from neurlang.programs.extensions.secrets.ciphers import decrypt
from neurlang.programs.extensions.secrets.cryptography_part import hazmat
from neurlang.programs.machine import TrapKind

if TYPE_CHECKING:
    from conftest import Desk


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.delitem(sys.modules, "cryptography.exceptions", raising=False)
    with pytest.raises(MissingPartError, match=r"neurlang\[crypto\]"):
        hazmat("exceptions")


class TestWithThePackage:
    @pytest.fixture(autouse=True)
    def _package(self) -> None:
        pytest.importorskip("cryptography")

    def test_gcm_vector(self) -> None:
        # The GCM specification of McGrew and Viega, test case 15: AES-256 without additional data.
        key = bytes.fromhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
        sealed = bytes.fromhex(
            "cafebabefacedbaddecaf888"
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
            "b094dac5d93471bdec1a502270e3cc6c"
        )
        assert decrypt(key, sealed) == bytes.fromhex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
        )

    def test_encrypted_content_decrypts(self, desk: Desk) -> None:
        key, out = desk.put(bytes(range(32))), desk.room(64)
        assert desk.call("aes256_gcm_encrypt", key, desk.put(b"attack at dawn"), 14, out) == 14 + 28
        assert desk.content(desk.call("aes256_gcm_decrypt", key, out, 14 + 28)) == b"attack at dawn"

    def test_each_message_has_its_own_nonce(self, desk: Desk) -> None:
        key, content = desk.put(bytes(32)), desk.put(b"same")
        sealed = {desk.content(desk.call("aes256_gcm_encrypt", key, content, 4)) for _ in range(8)}
        assert len({message[:12] for message in sealed}) == 8

    @pytest.mark.parametrize("place", [0, 11, 12, 15, 16, 31])
    def test_a_changed_byte_is_noticed(self, desk: Desk, place: int) -> None:
        key, out = desk.put(bytes(32)), desk.room(64)
        size = desk.call("aes256_gcm_encrypt", key, desk.put(b"data"), 4, out)
        desk.state.memory[out + place] ^= 1
        assert desk.call("aes256_gcm_decrypt", key, out, size) == -1

    @pytest.mark.parametrize("size", [0, 1, 12, 27])
    def test_too_few_bytes_are_not_a_message(self, desk: Desk, size: int) -> None:
        assert desk.call("aes256_gcm_decrypt", desk.put(bytes(32)), desk.room(64), size) == -1

    def test_a_key_of_another_length_traps(self, desk: Desk) -> None:
        desk.traps(TrapKind.INVALID, "aes256_gcm_encrypt", desk.string(bytes(16)), desk.put(b"x"), 1)
        desk.traps(TrapKind.BOUNDS, "aes256_gcm_encrypt", (1 << 20) - 31, desk.put(b"x"), 1)

    def test_ed25519_vector(self, desk: Desk) -> None:
        # RFC 8032, section 7.1, test 3.
        private = desk.put(bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"))
        signature, public = desk.room(64), desk.room(32)
        assert desk.call("ed25519_public", private, public) == 32
        assert (
            desk.peek(public, 32).hex() == "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
        )
        assert desk.call("ed25519_sign", private, desk.put(b"\xaf\x82"), 2, signature) == 64
        assert desk.peek(signature, 64).hex() == (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        )
        assert desk.call("ed25519_verify", public, signature, desk.put(b"\xaf\x82"), 2) == 1

    def test_ed25519_refuses_a_message_that_was_not_signed(self, desk: Desk) -> None:
        private, public, signature = desk.put(bytes(32)), desk.room(32), desk.room(64)
        desk.call("ed25519_public", private, public)
        desk.call("ed25519_sign", private, desk.put(b"pay 10"), 6, signature)
        assert desk.call("ed25519_verify", public, signature, desk.put(b"pay 99"), 6) == 0
        desk.state.memory[signature] ^= 1
        assert desk.call("ed25519_verify", public, signature, desk.put(b"pay 10"), 6) == 0

    def test_x25519_vector(self, desk: Desk) -> None:
        # RFC 7748, section 6.1.
        alice = desk.put(bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099170fba50d8d5d9b4a1"))
        bob = desk.put(bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
        bob_public = desk.call("x25519_public", bob)
        alice_public = desk.call("x25519_public", alice)
        assert desk.content(bob_public).hex() == (
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
        )
        shared = desk.content(desk.call("x25519_derive", alice, bob_public))
        assert shared == desk.content(desk.call("x25519_derive", bob, alice_public))

    def test_x25519_refuses_a_point_of_low_order(self, desk: Desk) -> None:
        assert desk.call("x25519_derive", desk.put(b"\x11" * 32), desk.put(bytes(32))) == -1
