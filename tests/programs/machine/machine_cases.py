"""Shared by the tests of the machine: run a text on a host, and expect a value or a trap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from neurlang.programs.ir import assemble
from neurlang.programs.machine import Host, Limits, Outcome, Permissions, TrapKind, run
from neurlang.programs.native import run_native


class Tape:
    """A console for tests: it has lines to read, and keeps what is printed."""

    def __init__(self, *lines: bytes) -> None:
        self.lines = list(lines)
        self.printed = b""

    def write(self, data: bytes) -> None:
        self.printed += data

    def read_line(self, size: int) -> bytes | None:
        return self.lines.pop(0)[:size] if self.lines else None


def host(**fields: Any) -> Host:
    """A host with some fields set, of its permissions, its limits, or of the host itself.

    `environment` has the names that may be read; `variables` has the variables and their values.
    """
    variables = fields.pop("variables", {})
    permissions = {
        name: fields.pop(name) for name in list(fields) if name in Permissions.__dataclass_fields__
    }
    limits = {name: fields.pop(name) for name in list(fields) if name in Limits.__dataclass_fields__}
    return replace(
        Host(),
        permissions=Permissions(**permissions),
        limits=Limits(**limits),
        environment=variables,
        **fields,
    )


Run = Callable[..., Outcome]
"""A function that runs programs as `run` does: the same arguments, the same outcomes, traps included."""

BACKENDS: dict[str, Run] = {"interp": run, "jit": run_native}
"""The backends. The fixture `backend` goes through them, so each of them runs the escape list."""


assembled = lru_cache(maxsize=1000)(assemble)
"""The program of a text, assembled once for all backends."""


def outcome(text: str, *, fuel: int = 1_000_000, on: Run = run, **fields: Any) -> Outcome:
    """The outcome of a text on a backend."""
    return on(assembled(text), host=host(**fields), max_instructions=fuel)


def value(text: str, **fields: Any) -> int:
    """Run a text that must not trap; return r0."""
    ended = outcome(text, **fields)
    assert ended.trap is None, ended.trap
    return ended.result


def trap(text: str, **fields: Any) -> tuple[TrapKind, str]:
    """Run a text that must trap; return the trap and its message."""
    ended = outcome(text, **fields)
    assert ended.trap is not None, "nothing trapped"
    return ended.trap.kind, ended.trap.message


def with_data(code: str, **texts: str | bytes) -> str:
    """Code with NUL-terminated texts in its data section. Each has a label; `{name_len}` becomes its length."""
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}
    for name, content in contents.items():
        code = code.replace(f"{{{name}_len}}", str(len(content)))
    lines = [
        f'{name}: .asciz "{"".join(f"{chr(92)}x{byte:02x}" for byte in content)}"'
        for name, content in contents.items()
    ]
    return "\n".join([code, ".data", *lines])
