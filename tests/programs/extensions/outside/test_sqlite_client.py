"""SQLite: the use of a database, and the ways out of it, each of which is closed."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from neurlang.programs.extensions.outside import sqlite_client
from neurlang.programs.machine import FILE, NETWORK, Clock, Deadline, Host, Limits, Permissions, TrapKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Desk


JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


@pytest.fixture
def database(desk: Desk) -> int:
    """The handle of a database in memory with a table."""
    handle = desk.call("sqlite_open", desk.put(b":memory:"))
    sql = b"CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);"
    assert (
        desk.call(
            "sqlite_exec",
            handle,
            desk.put(sql + b"INSERT INTO people (name, age) VALUES ('Ada', 36), ('a;b', NULL)"),
        )
        == 0
    )
    return handle


def prepare(desk: Desk, database: int, sql: str) -> int:
    return desk.call("sqlite_prepare", database, desk.put(sql.encode()))


def test_rows_one_by_one(desk: Desk, database: int) -> None:
    query = prepare(desk, database, "SELECT id, name, age, 2.75, x'ff00' FROM people ORDER BY id")
    assert desk.call("sqlite_column_int", query, 0) == -1
    assert desk.call("sqlite_step", query) == 1
    assert desk.call("sqlite_column_int", query, 0) == 1
    assert desk.content(desk.call("sqlite_column_text", query, 1)) == b"Ada"
    assert desk.content(desk.call("sqlite_column_text", query, 2)) == b"36"
    assert desk.call("sqlite_column_int", query, 3) == 2
    assert desk.content(desk.call("sqlite_column_text", query, 4)) == b"\xff\x00"
    assert desk.call("sqlite_column_int", query, 5) == -1
    assert desk.call("sqlite_step", query) == 1
    assert desk.call("sqlite_column_int", query, 2) == 0
    assert desk.content(desk.call("sqlite_column_text", query, 2)) == b""
    assert desk.call("sqlite_step", query) == 0
    assert desk.call("sqlite_reset", query) == 0
    assert desk.call("sqlite_step", query) == 1
    assert desk.call("sqlite_finalize", query) == 0
    desk.traps(TrapKind.INVALID, "sqlite_step", query)


def test_binding(desk: Desk, database: int) -> None:
    insert = prepare(desk, database, "INSERT INTO people (name, age) VALUES (?, ?)")
    assert desk.call("sqlite_bind_text", insert, 1, desk.put(b"'); DROP TABLE people; --")) == 0
    assert desk.call("sqlite_step", insert) == -1  # the second is not bound
    assert desk.call("sqlite_bind_int", insert, 2, -5) == 0
    assert desk.call("sqlite_step", insert) == 0
    query = prepare(desk, database, "SELECT name FROM people WHERE age = ?")
    desk.call("sqlite_bind_int", query, 1, -5)
    assert desk.call("sqlite_step", query) == 1
    assert desk.content(desk.call("sqlite_column_text", query, 0)) == b"'); DROP TABLE people; --"


@pytest.mark.parametrize("index", [0, -1, 1000, 1 << 40])
def test_an_index_outside_is_not_bound(desk: Desk, database: int, index: int) -> None:
    query = prepare(desk, database, "SELECT ?")
    assert desk.call("sqlite_bind_int", query, index, 1) == -1


def test_a_transaction_spans_calls(desk: Desk, database: int) -> None:
    for sql in (b"BEGIN", b"DELETE FROM people", b"ROLLBACK"):
        assert desk.call("sqlite_exec", database, desk.put(sql)) == 0
    query = prepare(desk, database, "SELECT count(*) FROM people")
    desk.call("sqlite_step", query)
    assert desk.call("sqlite_column_int", query, 0) == 2


@pytest.mark.parametrize(
    "sql", ["SELEKT 1", "SELECT * FROM nobody", "INSERT INTO people (id) VALUES (1)", "'"]
)
def test_invalid_sql_fails(desk: Desk, database: int, sql: str) -> None:
    assert desk.call("sqlite_exec", database, desk.put(sql.encode())) == -1


def test_only_one_whole_statement_is_prepared(desk: Desk, database: int) -> None:
    assert prepare(desk, database, "SELEKT 1") == -1
    assert prepare(desk, database, "SELECT * FROM nobody") == -1


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH '/tmp/other.db' AS other",
        "VACUUM INTO '/tmp/copy.db'",
        "DETACH main",
        "PRAGMA temp_store_directory = '/tmp'",
        "PRAGMA max_page_count = 1000000000",
        "PRAGMA writable_schema = ON",
        "SELECT 1; ATTACH '/tmp/other.db' AS other",
    ],
)
def test_no_statement_leaves_the_database(desk: Desk, database: int, sql: str) -> None:
    desk.traps(TrapKind.PERMISSION, "sqlite_exec", database, desk.put(sql.encode()))


def test_preparing_a_statement_does_not_leave_the_database(desk: Desk, database: int) -> None:
    desk.traps(TrapKind.PERMISSION, "sqlite_prepare", database, desk.put(b"ATTACH '/tmp/other.db' AS other"))


@pytest.mark.parametrize("sql", ["SELECT load_extension('/tmp/x.so')", "SELECT readfile('/etc/passwd')"])
def test_no_function_leaves_the_database(desk: Desk, database: int, sql: str) -> None:
    assert desk.call("sqlite_exec", database, desk.put(sql.encode())) == -1


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.mark.slow
def test_an_endless_query_traps(desk: Desk, database: int, monkeypatch: pytest.MonkeyPatch) -> None:
    query = prepare(desk, database, ENDLESS)
    monkeypatch.setattr(sqlite_client, "TIMEOUT", 0.1)
    desk.traps(TrapKind.LIMIT, "sqlite_exec", database, desk.put(ENDLESS.encode()))
    desk.traps(TrapKind.LIMIT, "sqlite_step", query)


def test_an_endless_sort_in_memory_traps(desk: Desk, database: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_client, "MAX_GROWTH", 16 << 20)
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    sql = f"{rows} SELECT randomblob(500000) AS b FROM n ORDER BY b"
    desk.traps(TrapKind.LIMIT, "sqlite_exec", database, desk.put(sql.encode()))


LONG = "printf('%.*c', 900000, 'a')"


@pytest.mark.slow
@pytest.mark.parametrize(
    "expression",
    [
        f"{LONG} LIKE '%' || printf('%.*c', 40000, 'a') || 'b%'",
        f"{LONG} GLOB '*' || printf('%.*c', 40000, 'a') || 'b*'",
        f"length(trim({LONG}, printf('%.*c', 80000, 'b') || 'a'))",
        f"instr({LONG}, substr({LONG}, 1, 450000) || 'b') + instr({LONG}, substr({LONG}, 1, 400000) || 'c')",
    ],
)
def test_one_long_match_ends_with_its_process(
    desk: Desk, database: int, expression: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_client, "TIMEOUT", 0.1)
    sql = f"SELECT sum({expression}) FROM (VALUES (1), (2), (3), (4))"
    desk.traps(TrapKind.LIMIT, "sqlite_exec", database, desk.put(sql.encode()))
    assert desk.call("sqlite_close", database) == 0


@pytest.mark.slow
def test_a_database_ends_at_the_time_limit_of_the_run(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host())
    database = desk.call("sqlite_open", desk.put(b":memory:"))
    desk.session.deadline = Deadline(0.2, Clock())
    assert "--timeout" in desk.traps(TrapKind.LIMIT, "sqlite_exec", database, desk.put(ENDLESS.encode()))


@pytest.mark.parametrize("table", ["TABLE", "TEMP TABLE"])
def test_a_database_has_a_size(desk: Desk, database: int, table: str) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 40)"
    sql = f"CREATE {table} large AS {rows} SELECT randomblob(500000) FROM n"
    assert desk.call("sqlite_exec", database, desk.put(sql.encode())) == -1


def test_a_value_has_a_size(desk: Desk, database: int) -> None:
    assert desk.call("sqlite_exec", database, desk.put(b"SELECT zeroblob(2000000)")) == -1


def test_databases_in_memory_are_charged(make_desk: Callable[[Host], Desk]) -> None:
    desk = make_desk(Host(limits=Limits(extension_bytes=20 << 20)))
    path = desk.put(b":memory:")
    assert desk.call("sqlite_open", path) > 0
    assert desk.call("sqlite_open", path) > 0
    desk.traps(TrapKind.LIMIT, "sqlite_open", path)


def test_a_file_needs_both_permissions(make_desk: Callable[[Host], Desk], tmp_path: Path) -> None:
    place = str(tmp_path)
    for permissions in (Permissions(), Permissions(read=(place,)), Permissions(write=(place,))):
        desk = make_desk(Host(permissions=permissions))
        desk.traps(TrapKind.PERMISSION, "sqlite_open", desk.put(bytes(tmp_path / "data.db")))
    assert list(tmp_path.iterdir()) == []


def test_a_file_outlives_the_machine(make_desk: Callable[[Host], Desk], tmp_path: Path) -> None:
    desk = make_desk(Host(permissions=Permissions(read=(str(tmp_path),), write=(str(tmp_path),))))
    database = desk.call("sqlite_open", desk.put(bytes(tmp_path / "data.db")))
    assert desk.call("sqlite_exec", database, desk.put(b"CREATE TABLE t (v); INSERT INTO t VALUES (7)")) == 0
    query = desk.call("sqlite_prepare", database, desk.put(b"SELECT v FROM t"))
    desk.call("sqlite_step", query)
    value, taint = desk.call_marked("sqlite_column_int", desk.argument(query), desk.argument(0))
    assert (value, taint) == (7, FILE)
    desk.session.close()
    assert sqlite3.connect(tmp_path / "data.db").execute("SELECT v FROM t").fetchall() == [(7,)]


def test_a_file_that_is_not_a_database_fails(make_desk: Callable[[Host], Desk], tmp_path: Path) -> None:
    (tmp_path / "text").write_text("This is not a database, and long enough to tell. " * 40)
    desk = make_desk(Host(permissions=Permissions(read=(str(tmp_path),), write=(str(tmp_path),))))
    database = desk.call("sqlite_open", desk.put(bytes(tmp_path / "text")))
    assert database == -1


def desk_in(make_desk: Callable[[Host], Desk], folder: Path) -> Desk:
    return make_desk(Host(permissions=Permissions(read=(str(folder),), write=(str(folder),))))


def journal_naming(victim: Path) -> bytes:
    """A rollback journal without pages that names a super-journal, in SQLite's file format."""
    header = JOURNAL_MAGIC + struct.pack(">5I", 0, 1, 2, 512, 4096)
    name = bytes(victim)
    record = struct.pack(">I", (1 << 30) // 4096 + 1) + name + struct.pack(">2I", len(name), sum(name))
    return header.ljust(512, b"\0") + record + JOURNAL_MAGIC


@pytest.mark.parametrize("moment", ["before it is opened", "before the first call", "in a transaction"])
def test_a_journal_deletes_no_other_file(
    make_desk: Callable[[Host], Desk], tmp_path: Path, moment: str
) -> None:
    victim, inside = tmp_path / "victim", tmp_path / "inside"
    victim.write_text("precious")
    inside.mkdir()
    with closing(sqlite3.connect(inside / "x.db")) as made:
        made.execute("CREATE TABLE t (n)")
    desk, path = desk_in(make_desk, inside), str(inside / "x.db").encode()
    if moment == "before it is opened":
        (inside / "x.db-journal").write_bytes(journal_naming(victim))
        desk.traps(TrapKind.PERMISSION, "sqlite_open", desk.put(path))
    else:
        database = desk.call("sqlite_open", desk.put(path))
        if moment == "in a transaction":
            desk.call("sqlite_exec", database, desk.put(b"BEGIN; INSERT INTO t VALUES (1)"))
        (inside / "x.db-journal").write_bytes(journal_naming(victim) + JOURNAL_MAGIC)
        assert "names another file" in desk.traps(
            TrapKind.PERMISSION, "sqlite_exec", database, desk.put(b"SELECT * FROM t")
        )
    desk.session.close()
    assert victim.read_text() == "precious"


def test_a_write_ahead_log_is_never_mapped_to_memory(
    make_desk: Callable[[Host], Desk], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE t (n)")
    desk = desk_in(make_desk, tmp_path)
    database = desk.call("sqlite_open", desk.put(bytes(tmp_path / "x.db")))
    assert desk.call("sqlite_exec", database, desk.put(b"INSERT INTO t VALUES (1)")) == 0
    assert not (tmp_path / "x.db-shm").exists()
    desk.call("sqlite_close", database)
    assert desk.call("sqlite_open", desk.put(bytes(tmp_path / "y.db"))) > 0


def test_a_database_that_gets_such_a_log_while_open_is_refused(
    make_desk: Callable[[Host], Desk], tmp_path: Path
) -> None:
    desk = desk_in(make_desk, tmp_path)
    database = desk.call("sqlite_open", desk.put(bytes(tmp_path / "x.db")))
    desk.call("sqlite_exec", database, desk.put(b"CREATE TABLE t (n)"))
    with (tmp_path / "x.db").open("r+b") as file:
        file.seek(18)
        file.write(b"\2\2")
    desk.traps(TrapKind.PERMISSION, "sqlite_exec", database, desk.put(b"SELECT * FROM t"))


def test_a_link_that_appears_before_sqlite_opens_is_refused(
    make_desk: Callable[[Host], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with closing(sqlite3.connect(tmp_path / "secret.db")) as made:
        made.execute("CREATE TABLE t (n)")
    desk, start = desk_in(make_desk, inside), sqlite_client.Server

    def swap_then_start(name: str) -> sqlite_client.Server:
        (inside / "x.db").symlink_to(tmp_path / "secret.db")
        return start(name)

    monkeypatch.setattr(sqlite_client, "Server", swap_then_start)
    desk.traps(TrapKind.PERMISSION, "sqlite_open", desk.put(bytes(inside / "x.db")))


def test_sql_must_be_clean_but_bound_values_need_not(desk: Desk, database: int) -> None:
    address = desk.put(b"SELECT 1")
    assert desk.state.shadow is not None
    desk.state.shadow.fill(address, 8, NETWORK)
    desk.traps(TrapKind.TAINT, "sqlite_exec", database, address)
    insert = prepare(desk, database, "INSERT INTO people (name) VALUES (?)")
    assert desk.call("sqlite_bind_text", insert, 1, address) == 0
    assert desk.call("sqlite_step", insert) == 0
    query = prepare(desk, database, "SELECT name FROM people")
    desk.call("sqlite_step", query)
    _, taint = desk.call_marked("sqlite_column_text", desk.argument(query), desk.argument(0))
    assert taint == NETWORK


@pytest.mark.parametrize("action", ["sqlite_reset", "sqlite_finalize", "sqlite_step"])
def test_a_statement_at_a_row_outlives_its_database(desk: Desk, database: int, action: str) -> None:
    query = prepare(desk, database, "SELECT * FROM people")
    desk.call("sqlite_step", query)
    desk.call("sqlite_close", database)
    assert desk.call(action, query) == (-1 if action == "sqlite_step" else 0)


def test_a_statement_ends_with_its_database(desk: Desk, database: int) -> None:
    query = prepare(desk, database, "SELECT 1")
    assert desk.call("sqlite_close", database) == 0
    assert desk.call("sqlite_step", query) == -1
    desk.traps(TrapKind.INVALID, "sqlite_exec", database, desk.put(b"SELECT 1"))
