"""The child process of `sqlite_client`: a separate program with one database, which answers requests as lines of JSON.

SQLite looks at the clock between the instructions of its machine, but one instruction may match a long pattern for
minutes. So a timer ends the whole process soon after the time of a request is up, and a signal ends it once the parent
has closed the pipe, however the parent ended. Bytes are sent and answered as
Latin-1 in `{"bytes": ...}`. The worker imports only the standard library, so that it starts quickly.
"""

import json
import os
import re
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STEPS = 200
"""Instructions of SQLite's machine between two looks at the time."""

GRACE = 0.5
"""A request ends the process that many seconds after its time is up."""

NOT_OPENED = 3
"""The exit code if SQLite cannot open the database."""

PAGE = 4096
MAX_ANSWER = 64 << 20
PRAGMAS = ("foreign_keys", "foreign_key_check", "table_info", "table_list", "index_list", "integrity_check")


class Stopped(Exception):  # noqa: N818  (an answer, not an error of ours)
    """The SQL took too long, or too much memory."""


class Unbound(Exception):  # noqa: N818  (told apart from errors of SQL)
    """A statement has parameters without a bound value."""


class Server:
    """One database, its statements by number, and what was refused to the present statement."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
        self.cursors: dict[int, sqlite3.Cursor] = {}
        self.refused = ""
        self.is_over = False
        self.memory = _address_space()

    def where(self) -> str:
        """The path that SQLite opened, with links resolved; empty for a database in memory."""
        rows = self.connection.execute("PRAGMA database_list").fetchall()
        return str(next(file for _, name, file in rows if name == "main"))

    def bound(self, pages: int, most_bytes: int, *, exclusive: bool) -> None:
        """Set the bounds, then forbid statements to change them."""
        execute = self.connection.execute
        if exclusive:
            execute("PRAGMA main.locking_mode=EXCLUSIVE")
        execute("PRAGMA temp_store=MEMORY")
        execute(f"PRAGMA main.max_page_count={pages}")
        execute(f"PRAGMA temp.max_page_count={(8 << 20) // PAGE}")
        # https://www.sqlite.org/security.html advises these settings for databases from others.
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            execute(f"PRAGMA {pragma}")
        for limit in (sqlite3.SQLITE_LIMIT_LENGTH, sqlite3.SQLITE_LIMIT_SQL_LENGTH):
            self.connection.setlimit(limit, most_bytes)
        self.connection.text_factory = bytes
        self.connection.set_authorizer(self.authorize)

    def authorize(self, action: int, first: str | None, *_: str | None) -> int:
        """Whether a statement may do something. SQLite calls this when it compiles the statement."""
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            self.refused = "attaching a database"
        elif action == sqlite3.SQLITE_PRAGMA and first not in PRAGMAS:
            self.refused = f"the pragma {first}"
        else:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    def execute(self, sql: str) -> None:
        """Run the statements of a text and drop their rows."""
        for statement in self.statements(sql):
            cursor = self.connection.execute(statement)
            while cursor.fetchone() is not None:
                pass

    def statements(self, sql: str) -> Iterator[str]:
        """The statements of a text, one by one."""
        pending = ""
        for piece in re.findall(r"[^;]*;|[^;]+", sql):
            pending += piece
            if sqlite3.complete_statement(pending):
                yield pending
                pending = ""
            if self.is_over or time.monotonic() > self.end:
                raise Stopped
        if pending.strip():
            yield pending

    def prepare(self, sql: str) -> None:
        """Compile a text. Raises sqlite3.Error unless it is one valid statement."""
        self.connection.execute(f"EXPLAIN {sql}").close()

    def step(self, number: int, sql: str, values: list[Any]) -> list[Any] | None:
        """The next row of a statement; None after the last."""
        if number not in self.cursors:
            self.cursors[number] = self.connection.execute(sql, [_value(value) for value in values])
        row = self.cursors[number].fetchone()
        return None if row is None else [_as_json(value) for value in row]

    def forget(self, number: int) -> None:
        """Close the cursor of a statement."""
        cursor = self.cursors.pop(number, None)
        if cursor is not None:
            cursor.close()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request: its result, or why it failed."""
        self.refused, self.is_over = "", False
        seconds, growth = request["seconds"], request["growth"]
        self.end = time.monotonic() + seconds
        self.connection.set_progress_handler(self.look, STEPS)
        try:
            with _bounds(seconds + GRACE, self.memory + growth):
                return {"result": self.act(request["do"], request["with"])}
        except (Stopped, MemoryError):
            return {"failed": "stopped"}
        except sqlite3.ProgrammingError as error:
            return {"failed": "unbound" if "bindings" in str(error) else "error"}
        except (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeError):
            if self.is_over:
                return {"failed": "stopped"}
            return {"failed": "refused", "what": self.refused} if self.refused else {"failed": "error"}

    def act(self, name: str, values: dict[str, Any]) -> object:
        """Do the named action."""
        actions: dict[str, Callable[..., object]] = {
            "where": self.where, "bound": self.bound, "execute": self.execute, "prepare": self.prepare,
            "step": self.step, "forget": self.forget,
        }  # fmt: skip
        return actions[name](**values)

    def look(self) -> bool:
        """Whether the time is over."""
        self.is_over = time.monotonic() > self.end
        return self.is_over


class _bounds:  # noqa: N801  (a context manager, read like a function)
    """Within this context, the process is ended after that many seconds, and its address space is bounded.

    It also ends if the parent closes the pipe.
    """

    def __init__(self, seconds: float, memory: int) -> None:
        self.seconds, self.memory = seconds, memory

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, self.seconds)
        _end_with_parent(now=True)
        _bound_memory(self.memory)

    def __exit__(self, *_: object) -> None:
        _bound_memory(None)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _end_with_parent(now=False)


def main() -> None:
    """Open the database, then answer requests until the parent closes the pipe."""
    # The alarm has no handler, so it ends the process. The parent handles interrupts from the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _watch_parent()
    try:
        server = Server(sys.argv[1])
    except sqlite3.Error:
        sys.exit(NOT_OPENED)
    for line in sys.stdin.buffer:
        answer = server.answer(json.loads(line))
        text = json.dumps(answer | {"in_transaction": server.connection.in_transaction})
        if len(text) > MAX_ANSWER:
            text = json.dumps({"failed": "stopped"})
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    server.connection.close()


def _watch_parent() -> None:
    """Ask the system for SIGIO whenever something happens to the pipe, and ignore it for now."""
    if sys.platform != "linux":
        return
    import fcntl

    signal.signal(signal.SIGIO, signal.SIG_IGN)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _end_with_parent(*, now: bool) -> None:
    """Whether this process ends once the pipe is closed: the parent writes nothing while it waits for an answer."""
    if sys.platform != "linux":
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL if now else signal.SIG_IGN)
    if now:
        poller = select.poll()
        poller.register(0, 0)
        if poller.poll(0):  # it was closed before
            os._exit(0)


def _value(value: Any) -> Any:  # noqa: ANN401  (whatever SQL has)
    return value["bytes"].encode("latin-1").decode(errors="replace") if isinstance(value, dict) else value


def _as_json(value: Any) -> Any:  # noqa: ANN401
    return {"bytes": value.decode("latin-1")} if isinstance(value, bytes) else value


def _address_space() -> int:
    """Bytes of address space that the process has now; 0 if the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * PAGE
    except OSError:
        return 0


def _bound_memory(size: int | None) -> None:
    """Bound the address space, or remove the bound."""
    try:
        import resource
    except ImportError:  # not on Windows; only the sizes of values and databases are bounded there
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if size is not None and hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (hard if size is None else size, hard))


if __name__ == "__main__":
    main()
