"""SQLite databases: in memory always, in files only under the permissions to read and to write.

Each database is open in a child process, which runs `sqlite_worker`. A statement cannot leave the database: attaching
others, loading code and setting pragmas are refused. Time, memory, the length of values and the size of the database
are bounded. A statement that does not end in time is ended with its process.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.held_values import OVERHEAD, Held
from neurlang.programs.extensions.outside import sqlite_files
from neurlang.programs.extensions.parameters import closed, freed, held, number, text
from neurlang.programs.machine import FILE, NEVER, Context, Deadline, Fault, TrapKind

MAX_IN_MEMORY = 8 << 20
"""Largest database in memory, in bytes. Each one is charged for the largest size."""

MAX_FILE = 256 << 20
"""Largest database in a file, in bytes."""

MAX_VALUE = 1 << 20
"""Longest text, blob, row or statement, in bytes."""

MAX_PARAMETERS = 999

TIMEOUT = 5.0
"""Seconds that one call may take; more trap LIMIT."""

MAX_GROWTH = 128 << 20
"""Bytes by which the process of a database may grow; more trap LIMIT."""

_PAGE = 4096
_MEMORY = b":memory:"
_CONNECTION = 256 << 10
_WORKER = Path(__file__).with_name("sqlite_worker.py")
_NOT_OPENED = 3  # the exit code of a process that could not open its database
_PATIENCE = 1.0  # seconds that a process has to close its database


class Failed(Exception):  # noqa: N818  (told to the program as -1)
    """The SQL failed, or the database is closed."""


class Server:
    """The process of one database."""

    def __init__(self, name: str) -> None:
        # -I and -S: ignore the user's environment, and start in some milliseconds.
        command = [sys.executable, "-I", "-S", str(_WORKER), name]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._owner = os.getpid()
        self._is_closed = False
        self.in_transaction = False

    def ask(self, deadline: Deadline, action: str, **values: object) -> Any:  # noqa: ANN401  (a value of JSON)
        """The result of a request. Traps LIMIT, and PERMISSION if the request is refused; raises Failed."""
        if (
            self._is_closed or self._owner != os.getpid()
        ):  # after a fork, the pipes belong to the parent process
            raise Failed
        request = {"do": action, "with": values, "seconds": deadline.left(TIMEOUT), "growth": MAX_GROWTH}
        answer = self._exchange(json.dumps(request).encode() + b"\n")
        self.in_transaction = answer.get("in_transaction", False)
        failure = answer.get("failed")
        if failure is None:
            return answer["result"]
        if failure == "stopped":
            deadline.check()
            raise Fault(TrapKind.LIMIT, f"the SQL took more than {TIMEOUT:g} s, or memory")
        if failure == "refused":
            raise Fault(TrapKind.PERMISSION, f"{answer['what']} is not allowed in SQL")
        raise Failed(failure)

    def close(self) -> None:
        """Close the database and end the process; a transaction is rolled back."""
        if self._is_closed or self._owner != os.getpid():
            return
        self._is_closed = True
        try:
            self._child.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._end()

    def _exchange(self, request: bytes) -> dict[str, Any]:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        try:
            self._child.stdin.write(request)
            self._child.stdin.flush()
            reply = self._child.stdout.readline()
        except BrokenPipeError:
            reply = b""
        except BaseException:  # an interrupt: the rest of this answer would be read as the next one
            self._end()
            raise
        if not reply.endswith(b"\n"):
            code = self._child.wait()
            self._end()
            if code == _NOT_OPENED:
                raise Failed
            return {"failed": "stopped"}
        answer: dict[str, Any] = json.loads(reply)
        return answer

    def _end(self) -> None:
        self._is_closed = True
        self._child.kill()
        with suppress(BrokenPipeError):
            self._child.communicate()


@dataclass(slots=True, eq=False)
class Database(Held):
    """An open database. `taint` is the highest level of the data that was put in."""

    noun = "database"

    server: Server
    path: str | None  # None in memory
    taint: int
    exclusive: bool = False  # whether no other connection may use it
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def size(self) -> int:
        """The memory that it may use."""
        return OVERHEAD + _CONNECTION + (MAX_IN_MEMORY if self.path is None else 0)

    def close(self) -> None:
        """Close the database and its statements; a transaction is rolled back."""
        if self.path is not None and self.server.in_transaction:  # otherwise the journal is not ours
            sqlite_files.disarm_journal(self.path)
        self.server.close()

    def ask(self, deadline: Deadline, action: str, **values: object) -> Any:  # noqa: ANN401  (a value of JSON)
        """The result of a request to its process. Traps LIMIT, PERMISSION; raises Failed."""
        if self.path is not None:
            # Check the database's files at each call: the program may have written to them since.
            sqlite_files.check(self.path, exclusive=self.exclusive)
        return self.server.ask(deadline, action, **values)


@dataclass(slots=True, eq=False)
class Statement(Held):
    """A prepared statement: its text, the bound values, its number in the process, and its current row."""

    noun = "SQL statement"

    database: Database
    sql: str
    number: int
    bound: list[int | bytes | None] = field(default_factory=list)
    is_running: bool = False
    row: list[int | float | bytes | None] | None = None

    @property
    def size(self) -> int:
        """Its text, the bound values, and the current row."""
        texts = sum(len(value) for value in self.bound if isinstance(value, bytes))
        row = sum(len(value) for value in self.row or () if isinstance(value, bytes))
        return OVERHEAD + 4 * len(self.sql) + texts + 64 * len(self.bound) + row

    def close(self) -> None:
        """Close its cursor."""
        if self.is_running:
            with suppress(Failed, Fault):  # its database may be closed already
                self.database.server.ask(NEVER, "forget", number=self.number)
        self.is_running, self.row = False, None


def open_database(context: Context, path: bytes) -> Database | None:
    """Open a database; None if that fails. Traps PERMISSION."""
    try:
        real = None if path == _MEMORY else sqlite_files.permitted(context, path)
        server = Server(":memory:" if real is None else real)
    except OSError:
        return None
    database = Database(server, real, 0 if real is None else FILE)
    pages = (MAX_IN_MEMORY if real is None else MAX_FILE) // _PAGE
    try:
        if real is not None:
            opened = server.ask(context.deadline, "where")
            database.exclusive = sqlite_files.prepare(opened, real)
        database.ask(
            context.deadline, "bound", pages=pages, most_bytes=MAX_VALUE, exclusive=database.exclusive
        )
    except (Failed, Fault) as error:
        server.close()
        if isinstance(error, Fault):
            raise
        return None
    return database


def execute(context: Context, database: Database, sql: bytes) -> int | None:
    """Run the statements of a text and drop their rows; return 0, or None if one fails. Traps LIMIT, PERMISSION."""
    try:
        database.ask(context.deadline, "execute", sql=_decoded(sql))
    except Failed:
        return None
    return 0


def prepare(context: Context, database: Database, sql: bytes) -> Statement | None:
    """Prepare a statement; None if the text is not exactly one valid statement. Traps PERMISSION."""
    source = _decoded(sql)
    try:
        database.ask(context.deadline, "prepare", sql=source)
    except Failed as failure:
        if str(failure) != "unbound":  # "unbound": it has parameters, which are bound later
            return None
    return Statement(database, source, next(database.numbers))


def bind_integer(statement: Statement, index: int, value: int) -> int | None:
    """Bind a signed number to a parameter, by its index from 1; None outside 1 to 999."""
    return _bind(statement, index, value)


def bind_text(statement: Statement, index: int, value: bytes) -> int | None:
    """Bind a text to a parameter, by its index from 1; None outside 1 to 999."""
    return _bind(statement, index, value)


def step(context: Context, statement: Statement) -> int | None:
    """Go to the next row; return 1 for a row, 0 after the last, None for an error. Traps LIMIT."""
    database = statement.database
    database.taint = max(database.taint, context.taint)
    values = [] if statement.is_running else list(map(_as_json, statement.bound))
    before, statement.row = statement.row, None
    try:
        row = database.ask(
            context.deadline, "step", number=statement.number, sql=statement.sql, values=values
        )
    except Failed as failure:
        if str(failure) == "unbound":
            statement.row = before
        return None
    statement.is_running = True
    statement.row = None if row is None else list(map(_from_json, row))
    return int(statement.row is not None)


def reset(statement: Statement) -> int:
    """Go back before the first row and keep the bound values; return 0."""
    statement.close()
    return 0


def column_integer(context: Context, statement: Statement, index: int) -> int | None:
    """The number in a column of the row, from 0, converted as by SQLite; 0 for NULL. None outside."""
    if not _has_column(statement, index):
        return None
    found = _column(context, statement, index)
    if isinstance(found, bytes):
        digits = _LEADING_INTEGER.match(found)
        found = int(digits[0]) if digits else 0
    if isinstance(found, float):  # an infinity is not an integer; a NaN is NULL in SQLite
        found = max(-(2.0**63), min(found, 2.0**63))
    number = int(found) if isinstance(found, int | float) else 0
    return max(-(1 << 63), min(number, (1 << 63) - 1))


def column_text(context: Context, statement: Statement, index: int) -> bytes | None:
    """The text in a column of the row, from 0; empty for NULL. None outside."""
    if not _has_column(statement, index):
        return None
    found = _column(context, statement, index)
    if found is None:
        return b""
    return found if isinstance(found, bytes) else str(found).encode()


_LEADING_INTEGER = re.compile(rb"\s*[+-]?[0-9]{1,19}")


def _bind(statement: Statement, index: int, value: int | bytes) -> int | None:
    if not 1 <= index <= MAX_PARAMETERS:
        return None
    statement.bound += [None] * (index - len(statement.bound))
    statement.bound[index - 1] = value
    return 0


def _has_column(statement: Statement, index: int) -> bool:
    return statement.row is not None and 0 <= index < len(statement.row)


def _column(context: Context, statement: Statement, index: int) -> int | float | bytes | None:
    assert statement.row is not None
    context.mark_taint(statement.database.taint)
    return statement.row[index]


def _decoded(content: bytes) -> str:
    return content.decode(errors="replace")


def _as_json(value: int | bytes | None) -> object:
    return {"bytes": value.decode("latin-1")} if isinstance(value, bytes) else value


def _from_json(value: Any) -> int | float | bytes | None:  # noqa: ANN401  (a value of JSON)
    if isinstance(value, dict):
        return str(value["bytes"]).encode("latin-1")
    return value  # type: ignore[no-any-return]


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
        in_context=True,
    ),
    extension(
        "sqlite_prepare",
        "Prepare an SQL statement of an SQLite database: a query with parameters",
        prepare,
        (_DATABASE, _SQL),
        gives="a statement's handle; -1 if the text is not a statement",
        in_context=True,
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
