"""Descriptions: those that name an extension, as programs write them, and those that name none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurlang.programs.extensions import DEFAULT_THRESHOLD, built_in
from neurlang.programs.ir import EXTENSION_NAMES, EXTENSION_NUMBERS

DESCRIPTIONS = (
    ("hash with sha-256", "sha256"),
    ("SHA256 hash", "sha256"),
    ("compute the SHA 256 digest of a buffer", "sha256"),
    ("sha-512 of some data", "sha512"),
    ("hmac with sha256", "hmac_sha256"),
    ("encrypt data with AES-256-GCM", "aes256_gcm_encrypt"),
    ("AES decrypt", "aes256_gcm_decrypt"),
    ("compare in constant time", "constant_time_eq"),
    ("secure random bytes", "secure_random"),
    ("derive a key from a password", "pbkdf2_sha256"),
    ("sign a message with ed25519", "ed25519_sign"),
    ("verify an ed25519 signature", "ed25519_verify"),
    ("x25519 key exchange", "x25519_derive"),
    ("create a new vector", "vec_new"),
    ("append to vector", "vec_push"),
    ("get the length of a vector", "vec_len"),
    ("insert into hash map", "hashmap_insert"),
    ("get value from a dictionary", "hashmap_get"),
    ("concatenate two strings", "string_concat"),
    ("string length", "string_len"),
    ("convert to upper case", "string_to_upper"),
    ("trim whitespace from a string", "string_trim"),
    ("parse integer from string", "string_parse_int"),
    ("integer to string", "string_from_int"),
    ("parse JSON string", "json_parse"),
    ("serialize json", "json_stringify"),
    ("get a JSON field", "json_get"),
    ("HTTP GET request", "http_get"),
    ("post to url over http", "http_post"),
    ("open an SQLite database", "sqlite_open"),
    ("execute sql", "sqlite_exec"),
    ("generate a random uuid", "uuid_v4"),
    ("compress with gzip", "gzip_compress"),
    ("decompress zlib data", "zlib_decompress"),
    ("base64 encode", "base64_encode"),
    ("decode base-64", "base64_decode"),
    ("hexadecimal encode", "hex_encode"),
    ("url decode", "url_decode"),
    ("current date and time", "datetime_now"),
    ("format a date", "datetime_format"),
    ("match a regular expression", "regex_match"),
    ("replace by regex", "regex_replace"),
    ("read a file", "fs_read"),
    ("write to a file", "fs_write"),
    ("does the file exist", "fs_exists"),
    ("create a directory", "fs_mkdir"),
    ("delete file", "fs_delete"),
    ("connect over TLS", "tls_connect"),
    ("compres with gzip", "gzip_compress"),
)

OUT_OF_REACH = (
    "launch the rocket",
    "sum of a list",
    "sort an array",
    "translate to french",
    "hash with md5",
    "sha-1 hash",
    "send an email",
    "render a picture",
    "train a neural network",
    "x",
    "",
    "...",
    "the of and",
)


@pytest.mark.parametrize(("text", "name"), DESCRIPTIONS)
def test_descriptions_in_programs_are_resolved(text: str, name: str) -> None:
    number = built_in().resolve(text)
    assert EXTENSION_NAMES.get(number or 0) == name, built_in().rank(text)[:3]


@pytest.mark.slow
def test_each_name_and_description_resolves_to_its_extension() -> None:
    for name, number in EXTENSION_NUMBERS.items():
        extension = built_in().get(number)
        assert extension is not None, name
        for text in (name, name.replace("_", " "), extension.description):
            assert built_in().resolve(text) == number, text


@pytest.mark.parametrize("text", OUT_OF_REACH)
def test_a_description_that_fits_no_extension_is_not_resolved(text: str) -> None:
    assert built_in().resolve(text) is None, built_in().rank(text)[:3]


@given(st.text(max_size=60))
def test_any_text_has_scores_between_0_and_1_in_order(text: str) -> None:
    scores = [match.score for match in built_in().rank(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 + 1e-12 for score in scores)


def test_the_threshold_decides() -> None:
    best = built_in().rank("read a file")[0]
    assert best.score >= DEFAULT_THRESHOLD
    assert built_in().resolve("read a file", threshold=best.score) == best.extension.number
    assert built_in().resolve("read a file", threshold=1.01) is None
