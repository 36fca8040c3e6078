"""SQLite databases: `:memory:` always, files under the permissions to read and to write.

A statement cannot leave the database: attaching others, loading code and setting pragmas is refused. Time,
the growth of memory, the length of values and the size of the database are bounded.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held import OVERHEAD, Held
from neurlang.programs.extensions.outside import sqlite_files
from neurlang.programs.extensions.outside.peak_memory import peak_memory
from neurlang.programs.extensions.parameters import closed, freed, held, number, text
from neurlang.programs.machine import FILE, Context, Fault, TrapKind

MAX_IN_MEMORY = 8 << 20
"""Largest database in memory, in bytes; each is charged all of it."""

MAX_FILE = 256 << 20
"""Largest database in a file, in bytes."""

MAX_VALUE = 1 << 20
"""Longest text, blob, row or statement, in bytes."""

MAX_PARAMETERS = 999

TIMEOUT = 5.0
"""Seconds that one call may work; more traps LIMIT."""

MAX_GROWTH = 128 << 20
"""Bytes by which one call may raise the process's peak of memory; more traps LIMIT."""

_STEPS = 200  # instructions of SQLite's machine between two looks at time and memory
_PAGE = 4096
_MEMORY = b":memory:"
_CONNECTION = 256 << 10
_PRAGMAS = ("foreign_keys", "foreign_key_check", "table_info", "table_list", "index_list", "integrity_check")


@dataclass(slots=True, eq=False)
class Database(Held):
    """An open database.

    `taint` is the highest level of what was put in, `refused` what a statement wanted and may not do.
    """

    noun = "database"

    connection: sqlite3.Connection
    path: str | None  # None in memory
    taint: int
    refused: str = ""
    exclusive: bool = False  # whether no other connection may use it

    @property
    def size(self) -> int:
        """What it may take in memory."""
        return OVERHEAD + _CONNECTION + (MAX_IN_MEMORY if self.path is None else 0)

    def close(self) -> None:
        """Close it; its statements end with it, and a transaction is rolled back."""
        if self.path is not None and self.connection.in_transaction:  # else the journal is not ours
            sqlite_files.disarm_journal(self.path)
        self.connection.close()

    def authorize(self, action: int, first: str | None, *_: str | None) -> int:
        """SQLite's question whether a statement may do something, asked when it is compiled."""
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            self.refused = "attaching a database"
        elif action == sqlite3.SQLITE_PRAGMA and first not in _PRAGMAS:
            self.refused = f"the pragma {first}"
        else:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY


@dataclass(slots=True, eq=False)
class Statement(Held):
    """A prepared statement: its text, what is bound, and where its rows stand."""

    noun = "SQL statement"

    database: Database
    sql: str
    bound: list[int | bytes | None] = field(default_factory=list)
    cursor: sqlite3.Cursor | None = None
    row: tuple[object, ...] | None = None

    @property
    def size(self) -> int:
        """Its text, what is bound, and the row that it stands at."""
        texts = sum(len(value) for value in self.bound if isinstance(value, bytes))
        row = sum(len(value) for value in self.row or () if isinstance(value, bytes))
        return OVERHEAD + 4 * len(self.sql) + texts + 64 * len(self.bound) + row

    def close(self) -> None:
        """Close its cursor."""
        if self.cursor is not None:
            with suppress(sqlite3.ProgrammingError):  # its database may be closed already
                self.cursor.close()
        self.cursor = self.row = None


def open_database(context: Context, path: bytes) -> Database | None:
    """Open a database; nothing where it cannot be. Traps PERMISSION."""
    try:
        real = None if path == _MEMORY else sqlite_files.permitted(context, path)
        name = ":memory:" if real is None else real
        connection = sqlite3.connect(name, timeout=TIMEOUT, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None
    database = Database(connection, real, 0 if real is None else FILE)
    try:
        if real is not None:
            database.exclusive = sqlite_files.prepare(connection, real)
            sqlite_files.check(real, exclusive=database.exclusive)
        _bound(database)
    except (sqlite3.Error, Fault) as error:
        connection.close()
        if isinstance(error, Fault):
            raise
        return None
    return database


def execute(database: Database, sql: bytes) -> int | None:
    """Run the statements of a text, rows being dropped; nothing where one fails. Traps LIMIT, PERMISSION."""

    def run() -> None:
        for statement in _statements(_decoded(sql)):
            cursor = database.connection.execute(statement)
            while cursor.fetchone() is not None:
                pass

    try:
        return None if _guarded(database, run) is _ERROR else 0
    except _Unbound:
        return None


def prepare(database: Database, sql: bytes) -> Statement | None:
    """Prepare one statement; nothing where it is none. Traps PERMISSION."""
    source = _decoded(sql)
    try:
        if _guarded(database, lambda: database.connection.execute(f"EXPLAIN {source}").close()) is _ERROR:
            return None
    except _Unbound:
        pass  # it has parameters, which are bound later
    return Statement(database, source)


def bind_integer(statement: Statement, index: int, value: int) -> int | None:
    """Bind a signed number to the parameter of an index from 1; nothing outside 1 to 999."""
    return _bind(statement, index, value)


def bind_text(statement: Statement, index: int, value: bytes) -> int | None:
    """Bind a text to the parameter of an index from 1; nothing outside 1 to 999."""
    return _bind(statement, index, value)


def step(context: Context, statement: Statement) -> int | None:
    """Go to the next row: 1 for a row, 0 after the last; nothing for an error. Traps LIMIT."""
    database = statement.database
    database.taint = max(database.taint, context.taint)

    def run() -> object:
        if statement.cursor is None:
            values = [_decoded(value) if isinstance(value, bytes) else value for value in statement.bound]
            statement.cursor = database.connection.execute(statement.sql, values)
        return statement.cursor.fetchone()

    try:
        row = _guarded(database, run)
    except _Unbound:
        return None
    statement.row = row if isinstance(row, tuple) else None
    return None if row is _ERROR else int(statement.row is not None)


def reset(statement: Statement) -> int:
    """Start again before the first row, keeping what is bound; 0."""
    statement.close()
    return 0


def column_integer(context: Context, statement: Statement, index: int) -> int | None:
    """The number in a column from 0 of the row; as SQLite converts it, NULL being 0. Nothing outside."""
    found = _column(context, statement, index)
    if found is _ERROR:
        return None
    if isinstance(found, bytes):
        digits = _LEADING_INTEGER.match(found)
        found = int(digits[0]) if digits else 0
    if isinstance(found, float):  # an infinity is no whole number; a NaN is NULL in SQLite
        found = max(-(2.0**63), min(found, 2.0**63))
    number = int(found) if isinstance(found, int | float) else 0
    return max(-(1 << 63), min(number, (1 << 63) - 1))


def column_text(context: Context, statement: Statement, index: int) -> bytes | None:
    """The text in a column from 0 of the row; NULL is empty. Nothing outside."""
    found = _column(context, statement, index)
    if found is _ERROR:
        return None
    if found is None:
        return b""
    return found if isinstance(found, bytes) else str(found).encode()


class _Unbound(Exception):  # noqa: N818  (told apart from errors of SQL, and caught here)
    """A statement has parameters to which nothing is bound."""


_ERROR = object()
_LEADING_INTEGER = re.compile(rb"\s*[+-]?[0-9]{1,19}")


def _bound(database: Database) -> None:
    """Set the bounds, then close the door behind them."""
    connection = database.connection
    pages = (MAX_IN_MEMORY if database.path is None else MAX_FILE) // _PAGE
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute(f"PRAGMA main.max_page_count={pages}")
    connection.execute(f"PRAGMA temp.max_page_count={MAX_IN_MEMORY // _PAGE}")
    # As https://www.sqlite.org/security.html advises for databases that others made.
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    for limit in (sqlite3.SQLITE_LIMIT_LENGTH, sqlite3.SQLITE_LIMIT_SQL_LENGTH):
        connection.setlimit(limit, MAX_VALUE)
    connection.text_factory = bytes
    connection.set_authorizer(database.authorize)


def _guarded(database: Database, run: Callable[[], object]) -> object:
    """What `run` gives, `_ERROR` where SQL fails. Traps LIMIT, and PERMISSION for what is refused."""
    if database.path is not None:
        # At each call: the program may have written to them since.
        sqlite_files.check(database.path, exclusive=database.exclusive)
    end = time.monotonic() + TIMEOUT
    peak = peak_memory() + MAX_GROWTH
    database.refused = ""
    stopped = False

    def look() -> bool:
        nonlocal stopped
        stopped = time.monotonic() > end or peak_memory() > peak
        return stopped

    try:
        database.connection.set_progress_handler(look, _STEPS)
        return run()
    except sqlite3.ProgrammingError as error:
        if "bindings" in str(error):
            raise _Unbound from error
        return _ERROR
    except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError):
        if stopped:
            raise Fault(TrapKind.LIMIT, f"the SQL took more than {TIMEOUT:g} s, or memory") from None
        if database.refused:
            raise Fault(TrapKind.PERMISSION, f"{database.refused} is not allowed in SQL") from None
        return _ERROR


def _statements(sql: str) -> Iterator[str]:
    """The statements of a text, one by one. Traps LIMIT where splitting takes too long."""
    end = time.monotonic() + TIMEOUT
    pending = ""
    for piece in re.findall(r"[^;]*;|[^;]+", sql):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
        if time.monotonic() > end:
            raise Fault(TrapKind.LIMIT, f"the SQL took more than {TIMEOUT:g} s")
    if pending.strip():
        yield pending


def _bind(statement: Statement, index: int, value: int | bytes) -> int | None:
    if not 1 <= index <= MAX_PARAMETERS:
        return None
    statement.bound += [None] * (index - len(statement.bound))
    statement.bound[index - 1] = value
    return 0


def _column(context: Context, statement: Statement, index: int) -> object:
    if statement.row is None or not 0 <= index < len(statement.row):
        return _ERROR
    context.mark_taint(statement.database.taint)
    return statement.row[index]


def _decoded(content: bytes) -> str:
    return content.decode(errors="replace")


_DATABASE = held("database", Database)
_STATEMENT = held("statement", Statement)
_CHANGED = held("statement", Statement, changes=True)
_SQL = text("sql", clean=True)

EXTENSIONS = (
    extension(
        "sqlite_open",
        "Open an SQLite database (SQL): a file, or :memory:",
        open_database,
        (text("path", clean=True),),
        gives="a database's handle; -1 on failure",
        needs="--allow-read, --allow-write (not for `:memory:`)",
        in_context=True,
    ),
    extension("sqlite_close", "Close an SQLite database", freed, (closed("database", Database),), gives="0"),
    extension(
        "sqlite_exec",
        "Execute SQL statements on an SQLite database: create a table, insert, update, delete",
        execute,
        (_DATABASE, _SQL),
        gives="0; -1 if a statement fails",
    ),
    extension(
        "sqlite_prepare",
        "Prepare an SQL statement of an SQLite database: a query with parameters",
        prepare,
        (_DATABASE, _SQL),
        gives="a statement's handle; -1 if the text is not a statement",
    ),
    extension(
        "sqlite_bind_int",
        "Bind an integer to a parameter of a prepared SQL statement",
        bind_integer,
        (_CHANGED, number("index"), number("value")),
        gives="0; -1 if the index is not 1 to 999",
    ),
    extension(
        "sqlite_bind_text",
        "Bind a text to a parameter of a prepared SQL statement",
        bind_text,
        (_CHANGED, number("index"), text("text")),
        gives="0; -1 if the index is not 1 to 999",
    ),
    extension(
        "sqlite_step",
        "Step a prepared SQL statement to its next row: run the query, fetch",
        step,
        (_CHANGED,),
        gives="1 for a row, 0 after the last; -1 for an error or a parameter that is not bound",
        in_context=True,
    ),
    extension(
        "sqlite_reset", "Reset a prepared SQL statement to run it again", reset, (_CHANGED,), gives="0"
    ),
    extension(
        "sqlite_finalize",
        "Finalize a prepared SQL statement: free it",
        freed,
        (closed("statement", Statement),),
        gives="0",
    ),
    extension(
        "sqlite_column_int",
        "Read an integer from a column of the row of an SQL query",
        column_integer,
        (_STATEMENT, number("column")),
        gives="the number, NULL being 0; -1 outside",
        in_context=True,
    ),
    extension(
        "sqlite_column_text",
        "Read a text from a column of the row of an SQL query",
        column_text,
        (_STATEMENT, number("column")),
        gives="a string, NULL being empty; -1 outside",
        in_context=True,
    ),
)
