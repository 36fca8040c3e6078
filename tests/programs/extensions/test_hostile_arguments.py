"""Every extension, called with senseless arguments: the result is a number or a trap, never an exception."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from example_counts import IS_QUICK, examples
from neurlang.programs.extensions import Extension, built_in
from neurlang.programs.extensions.outside import sqlite_client
from neurlang.programs.extensions.secrets import digests
from neurlang.programs.extensions.values import regular_expressions
from neurlang.programs.machine import Fault, Host, Permissions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Desk

ROUNDS = examples(300)
TEXTS = (
    b"", b"a", b"%", b"%z%z", b"%Y-%m-%d", b"\xff\xfe\xed\xa0\x80", b"[" * 99, b"{\"a\": [1, 2.5, null]}", b"1e999",
    b"9" * 5000, b"-", b"(a+)+$", b"(", b"\\", b"\\g<9>", b"?", b"SELECT 9e999, -9e999, x'00', NULL, 'a'",
    b"SELECT ?", b"CREATE TABLE t (n)", b"INSERT INTO t VALUES (1), (?)", b":memory:", b"a" * 70, b"..", b"::1",
    b"http://" + b"a" * 70 + b"/", b"http://localhost:99999/", b"http://[::1", b"2026-02-30", b"0001-01-01T00:00+23:59",
    b"AAAA=", b"%zz", b"+" * 40, b"\x1f\x8b\x08\x00", b"x\x9c\x03\x00",
)  # fmt: skip
NUMBERS = (0, 1, 2, 5, 16, 32, 1000, -1, -2, 1 << 20, (1 << 20) - 4, 1 << 40, (1 << 63) - 1, 1 << 63)


@pytest.mark.parametrize("row", built_in().extensions, ids=lambda row: row.name)
def test_no_arguments_make_an_extension_raise(
    make_desk: Callable[[Host], Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: Extension
) -> None:
    monkeypatch.setattr(digests, "MAX_ITERATIONS", 1000)
    monkeypatch.setattr(sqlite_client, "TIMEOUT", 0.1)
    monkeypatch.setattr(regular_expressions, "_MATCHER", regular_expressions.Matcher(timeout=0.1))
    folder = str(tmp_path)
    hosts = ("a" * 70, "..", "a")  # names without an address
    desk = make_desk(Host(permissions=Permissions(read=(folder,), write=(folder,), connect=hosts)))
    chance = random.Random(row.number)
    texts = (*TEXTS, *(folder.encode() + name for name in (b"/f", b"/\xff", b"/a" * 1500, b"/" + b"n" * 300)))
    addresses = [desk.put(text) for text in texts]
    handles = [desk.call(maker) for maker in ("vec_new", "hashmap_new", "json_new_object", "json_new_array")]
    handles += [desk.string(text) for text in texts[:12]]
    if row.name.startswith("sqlite") or not IS_QUICK:  # each database is a process
        database = desk.call("sqlite_open", desk.put(b":memory:"))
        handles += [
            database,
            *(desk.call("sqlite_prepare", database, address) for address in addresses[16:18]),
        ]
        desk.call("sqlite_step", handles[-2])
    for _ in range(ROUNDS):
        count = chance.randint(0, 4) if chance.random() < 0.2 else len(row.registers)
        values = [chance.choice((*addresses, *handles, *NUMBERS)) for _ in range(count)]
        try:
            assert -(1 << 63) <= desk.call(row.number, *values) < 1 << 64
        except Fault:
            continue
