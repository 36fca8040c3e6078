"""Regular expressions in Python's syntax, bounded in time: a child process matches, and is killed if it takes too long.

On some patterns, backtracking takes exponential time, and nothing in the same process can stop it.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer

from neurlang.programs.extensions.extension import extension
from neurlang.programs.extensions.parameters import number, text
from neurlang.programs.machine import NEVER, Context, Deadline, Fault, TrapKind

TIMEOUT = 5.0
"""Seconds that one match may take; more traps LIMIT."""

MAX_TEXT = 8 << 20
"""Longest text that is matched, and longest result of a replacement, in bytes; more traps LIMIT."""

_WORKER = Path(__file__).with_name("regular_expression_worker.py")


class Matcher:
    """The child process. The first match starts it, later ones use it again, and it is restarted if it was killed."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = Lock()

    def ask(
        self, action: str, pattern: bytes, content: bytes, deadline: Deadline = NEVER, **rest: object
    ) -> object:
        """The answer of the worker: None for an invalid pattern. Traps LIMIT if it takes too long."""
        if len(pattern) + len(content) > MAX_TEXT:
            raise Fault(TrapKind.LIMIT, f"more than {MAX_TEXT} bytes to match")
        texts = {"pattern": pattern.decode("latin-1"), "text": content.decode("latin-1")}
        request = json.dumps({"action": action, "most": MAX_TEXT, **texts, **rest}).encode() + b"\n"
        with self._lock:
            reply = self._exchange(request, deadline.left(self._timeout))
        if not reply.endswith(b"\n"):
            deadline.check()
        if not reply.endswith(b"\n"):
            raise Fault(
                TrapKind.LIMIT, f"the regular expression took more than {self._timeout:g} s, or memory"
            )
        return json.loads(reply)

    def close(self) -> None:
        """End the child."""
        if self._child is not None and self._owner == os.getpid():
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _exchange(self, request: bytes, seconds: float) -> bytes:
        child = self._running()
        timer = Timer(seconds, child.kill)
        timer.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(request)
            child.stdin.flush()
            reply = child.stdout.readline()
        except BrokenPipeError:
            reply = b""
        except BaseException:  # an interrupt: the rest of this answer would be read as the next one
            self.close()
            raise
        finally:
            timer.cancel()
        if not reply.endswith(b"\n"):
            self.close()
        return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            self._child = None  # after a fork, the child and its pipes belong to the parent process
        if self._child is None or self._child.poll() is not None:
            self._owner = os.getpid()
            # -I and -S: ignore the user's environment, and start in some milliseconds.
            command = [sys.executable, "-I", "-S", str(_WORKER)]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            assert self._child.stdout is not None
            self._child.stdout.readline()  # starting is not part of a match's time
        return self._child


_MATCHER = Matcher()
atexit.register(_MATCHER.close)


def match(context: Context, pattern: bytes, content: bytes) -> bool | None:
    """Whether the pattern matches anywhere; None for an invalid pattern. Traps LIMIT."""
    found = _MATCHER.ask("find", pattern, content, context.deadline, start=0)
    return None if found is None else isinstance(found, list)


def find(context: Context, pattern: bytes, content: bytes, start: int) -> int | None:
    """The position in bytes of the first match from `start` on; None if there is no match. Traps LIMIT."""
    if start < 0:
        return None
    found = _MATCHER.ask("find", pattern, content, context.deadline, start=start)
    return int(found[0]) if isinstance(found, list) else None


def replace(context: Context, pattern: bytes, content: bytes, replacement: bytes) -> bytes | None:
    r"""The text with every match replaced; `\1` and `\g<name>` are groups. None for an invalid pattern. Traps LIMIT."""
    text = replacement.decode("latin-1")
    replaced = _MATCHER.ask("replace", pattern, content, context.deadline, replacement=text)
    if replaced is False:
        raise Fault(TrapKind.LIMIT, f"a result of more than {MAX_TEXT} bytes, or too much memory")
    return replaced.encode("latin-1") if isinstance(replaced, str) else None


EXTENSIONS = (
    extension(
        "regex_match",
        "Check whether a regular expression (regex pattern) matches anywhere in a text",
        match,
        (text("pattern"), text("text")),
        gives="1 or 0; -1 for a bad pattern",
        in_context=True,
    ),
    extension(
        "regex_find",
        "Find the position of the first match of a regular expression (regex pattern) in a text",
        find,
        (text("pattern"), text("text"), number("start", default=0)),
        gives="the position in bytes; -1 without a match",
        in_context=True,
    ),
    extension(
        "regex_replace",
        "Replace every match of a regular expression (regex pattern) in a text",
        replace,
        (text("pattern"), text("text"), text("replacement")),
        gives="a string; -1 for a bad pattern",
        in_context=True,
    ),
)
