"""The child process of `regular_expressions`: a program by itself, which answers requests by lines of JSON.

Texts come as Latin-1, one character a byte; they are matched as UTF-8, and answered as they came.
It imports the standard library alone, so that it starts quickly.
"""

import json
import re
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space that a match may use."""


def main() -> None:
    """Say that it is ready, then answer until the parent closes the pipe."""
    _bound_memory()
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def answer(request: dict[str, Any]) -> list[int] | str | bool | None:
    """For `find` start and end in bytes, or False; for `replace` the text, or False where it is too long.

    None for a pattern or replacement that is none.
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
    except ImportError:  # not on Windows; the time bound holds there alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
