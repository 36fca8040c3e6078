"""Names and numbers of the extensions that `ext.call` can call; users' own start at `FIRST_USER_EXTENSION`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

FIRST_USER_EXTENSION = 1000

MAX_EXTENSION = (1 << 31) - 1

UserExtensions = Callable[[], Mapping[str, int]]
"""Returns the numbers of extensions that are not the language's own, by lower-case name."""

_FAMILIES: tuple[tuple[int, str], ...] = (
    # first number, then names with consecutive numbers; a dot skips a number
    (
        1,
        "sha256 hmac_sha256 aes256_gcm_encrypt aes256_gcm_decrypt constant_time_eq secure_random",
    ),
    (
        7,
        "pbkdf2_sha256 ed25519_sign ed25519_verify x25519_derive ed25519_public x25519_public . . sha384 sha512",
    ),
    (100, "vec_new . vec_push vec_pop vec_get vec_set vec_len . . vec_free"),
    (
        120,
        "hashmap_new hashmap_insert hashmap_get hashmap_remove hashmap_contains hashmap_len . hashmap_free",
    ),
    (140, "string_new . string_len string_concat string_substr string_find string_replace . string_trim"),
    (149, "string_to_upper string_to_lower . . string_read string_free string_parse_int . string_from_int"),
    (170, "json_parse json_stringify json_get json_set json_get_type json_array_len json_array_get"),
    (177, "json_array_push json_object_keys json_free json_new_object json_new_array"),
    (
        190,
        "http_get http_post http_put http_delete http_response_status http_response_body http_response_free",
    ),
    (
        260,
        "sqlite_open sqlite_close sqlite_exec . sqlite_prepare sqlite_bind_int sqlite_bind_text",
    ),
    (268, "sqlite_step sqlite_reset sqlite_finalize sqlite_column_int sqlite_column_text"),
    (330, "uuid_v4 . . uuid_to_string uuid_v7"),
    (400, "zlib_compress zlib_decompress gzip_compress gzip_decompress"),
    (420, "base64_encode base64_decode hex_encode hex_decode url_encode url_decode"),
    (440, "datetime_now datetime_parse datetime_format"),
    (460, "regex_match regex_find regex_replace"),
    (480, "fs_read fs_write fs_exists fs_delete fs_mkdir"),
    (500, "tls_connect tls_send tls_recv tls_close"),
)

EXTENSION_NAMES: dict[int, str] = {
    first + offset: name
    for first, names in _FAMILIES
    for offset, name in enumerate(names.split())
    if name != "."
}
"""Number → name."""

EXTENSION_NUMBERS: dict[str, int] = {name: number for number, name in EXTENSION_NAMES.items()}
EXTENSION_NUMBERS["http_free"] = EXTENSION_NUMBERS["http_response_free"]
