"""The child process of `regular_expressions`: a separate program that answers requests as lines of JSON.

A signal ends it if the parent closes the pipe during a match, which may take for ever. Texts are sent and answered as
Latin-1, one character per byte, and matched as UTF-8. The worker imports only the standard library, so that it starts
quickly.
"""

import json
import os
import re
import select
import signal
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space that a match may use."""


def main() -> None:
    """Report that the process is ready, then answer requests until the parent closes the pipe."""
    _bound_memory()
    _watch_parent()
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        _end_with_parent(now=True)
        reply = json.dumps(answer(json.loads(line)))
        _end_with_parent(now=False)
        sys.stdout.write(reply + "\n")
        sys.stdout.flush()


def answer(request: dict[str, Any]) -> list[int] | str | bool | None:
    """For `find`: start and end in bytes, or False. For `replace`: the text, or False if it is too long.

    None if the pattern or the replacement is invalid.
    """
    content = _decoded(request["text"])
    try:
        pattern = re.compile(_decoded(request["pattern"]))
        if request["action"] == "find":
            return _find(pattern, content, request["start"])
        replaced = _encoded(pattern.sub(_decoded(request["replacement"]), content))
    except (re.error, OverflowError, RecursionError, IndexError):
        return None
    except MemoryError:
        return False
    return replaced if len(replaced) <= request["most"] else False


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


def _find(pattern: re.Pattern[str], content: str, start: int) -> list[int] | bool:
    before = _encoded(content)[:start]
    if start > len(_encoded(content)):
        return False
    found = pattern.search(content, len(_decoded(before)))
    return [len(_encoded(content[:end])) for end in found.span()] if found else False


def _decoded(latin: str) -> str:
    return latin.encode("latin-1").decode("utf-8", "surrogateescape")


def _encoded(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; only the time limit holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
