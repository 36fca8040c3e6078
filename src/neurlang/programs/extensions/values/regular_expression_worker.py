"""The child process of `regular_expressions`: a separate program that answers requests as lines of JSON.

Texts are sent and answered as Latin-1, one character per byte, and matched as UTF-8. The worker imports only the
standard library, so that it starts quickly.
"""

import json
import re
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space that a match may use."""


def main() -> None:
    """Report that the process is ready, then answer requests until the parent closes the pipe."""
    _bound_memory()
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
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
