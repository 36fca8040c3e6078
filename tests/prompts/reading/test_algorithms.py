"""Names of algorithms that are not among ours: a text that has one outside its quotes is refused."""

from __future__ import annotations

import zlib

import pytest

import neurlang
from neurlang.prompts.reading import INTENTS
from neurlang.prompts.reading.lexicon.algorithms import names_another_algorithm


@pytest.mark.parametrize(
    "text",
    [
        'sha1 of "hello"',
        'SHA-512 of "hello"',
        'hash "hello" with md5',
        'hmac-sha1 of "a" with the key "b"',
        'aes-128 encrypt "a" with the key "b"',
        'encrypt "a" with aes cbc and the key "b"',
    ],
)
def test_another_algorithm_is_refused(text: str) -> None:
    assert neurlang.answer(text).refused


def test_an_algorithm_of_the_library_is_answered() -> None:
    assert neurlang.answer('the crc32 checksum of "hello"').value == zlib.crc32(b"hello")


@pytest.mark.parametrize("text", ['sha256 of "sha1"', 'sha-256 of "md5"', 'length of "rsa"'])
def test_a_name_in_quotes_is_only_a_text(text: str) -> None:
    assert neurlang.answer(text).verified


def test_no_example_of_an_intent_names_another_algorithm() -> None:
    assert not [intent.name for intent in INTENTS if names_another_algorithm([intent.example.lower()])]


def test_operands_do_not_count() -> None:
    assert not names_another_algorithm(["hash ", object()])
    assert names_another_algorithm([object(), " in sha1"])
    assert not names_another_algorithm(["destroy"])


@pytest.mark.parametrize("text", ["a random number below 100", "random number up to 10"])
def test_an_unpredictable_intent_takes_no_computed_operand(text: str) -> None:
    assert neurlang.answer(text).refused
