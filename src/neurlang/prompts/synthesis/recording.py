"""Run a prompt's program on a host and record what it reads and prints, and the time before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from neurlang.programs.machine import Code, Console, Host, Outcome
from neurlang.programs.native import run_program
from neurlang.prompts.reading import Witness
from neurlang.prompts.synthesis.answering_host import answering_host


@dataclass(slots=True)
class RecordingConsole:
    """Records what a program prints, which is shown once with the answer, and passes on the lines that it reads."""

    source: Console
    lines: list[bytes | None] = field(default_factory=list)
    printed: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes) -> None:
        """Record it."""
        self.printed += data

    def read_line(self, size: int) -> bytes | None:
        """The next line of the source."""
        line = self.source.read_line(size)
        self.lines.append(line)
        return line


def run_witnessed(
    code: Code, registers: Mapping[str | int, int], host: Host | None, *, memory: int, fuel: int
) -> tuple[Outcome, Witness]:
    """Run a program on a host, by default that of answers in Python; return its outcome and what was seen.

    `memory` is in bytes, `fuel` in instructions.
    """
    host = host or answering_host()
    console = RecordingConsole(host.console)
    clock = host.clock
    before, start = clock.now(), clock.monotonic()
    outcome = run_program(
        code, registers, memory_size=memory, max_instructions=fuel, host=replace(host, console=console)
    )
    passed, after = clock.monotonic() - start, clock.now()
    return outcome, Witness(before, after, passed, tuple(console.lines), bytes(console.printed))


def default_host() -> Host:
    """A host with the installed extensions that allows only the console."""
    from neurlang.programs.extensions import installed  # few prompts need them

    return Host(extensions=installed())
