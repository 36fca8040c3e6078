"""What the tests of the machine share: run a text on a host, expect a value or a trap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from neurlang.programs.ir import assemble
from neurlang.programs.machine import Host, Limits, Outcome, Permissions, TrapKind, run
from neurlang.programs.native import run_native


class Tape:
    """A console of a test: lines to read, and what was printed."""

    def __init__(self, *lines: bytes) -> None:
        self.lines = list(lines)
        self.printed = b""

    def write(self, data: bytes) -> None:
        self.printed += data

    def read_line(self, size: int) -> bytes | None:
        return self.lines.pop(0)[:size] if self.lines else None


def host(**fields: Any) -> Host:
    """A host; names of permissions and limits are set there, others on the host itself.

    `environment` is what may be read, `variables` what is there.
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
"""What runs programs, as `run` does: the same arguments, the same outcome, traps and all."""

BACKENDS: dict[str, Run] = {"interp": run, "jit": run_native}
"""Every one of them runs the escape list: the fixture `backend` goes through them."""


assembled = lru_cache(maxsize=1000)(assemble)
"""The program of a text, made once for all backends."""


def outcome(text: str, *, fuel: int = 1_000_000, on: Run = run, **fields: Any) -> Outcome:
    """The outcome of a text on a backend."""
    return on(assembled(text), host=host(**fields), max_instructions=fuel)


def value(text: str, **fields: Any) -> int:
    """r0 of a text that must not trap."""
    ended = outcome(text, **fields)
    assert ended.trap is None, ended.trap
    return ended.result


def trap(text: str, **fields: Any) -> tuple[TrapKind, str]:
    """The trap of a text that must trap, and its message."""
    ended = outcome(text, **fields)
    assert ended.trap is not None, "nothing trapped"
    return ended.trap.kind, ended.trap.message


def with_data(code: str, **texts: str | bytes) -> str:
    """Code with NUL-terminated texts in its data section, each under its name; `{name_len}` is its length."""
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}
    for name, content in contents.items():
        code = code.replace(f"{{{name}_len}}", str(len(content)))
    lines = [
        f'{name}: .asciz "{"".join(f"{chr(92)}x{byte:02x}" for byte in content)}"'
        for name, content in contents.items()
    ]
    return "\n".join([code, ".data", *lines])
