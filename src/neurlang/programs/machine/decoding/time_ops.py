"""What the `time` and `rand` ops do."""

from __future__ import annotations

from collections.abc import Callable

from neurlang.programs.machine.arguments import Argument
from neurlang.programs.machine.session import Session
from neurlang.programs.machine.tasks.waiting import Blocked, Until
from neurlang.programs.machine.traps import Fault, TrapKind

MAX_SLEEP = (1 << 31) - 1
"""Longest sleep in milliseconds, nearly 25 days."""


def now(session: Session) -> int:
    """Unix time in whole seconds."""
    return int(session.host.clock.now())


def sleep(session: Session, milliseconds: Argument) -> int:
    """Let other tasks run for that time. Traps INVALID if it is longer than 2^31-1 ms."""
    if milliseconds.value > MAX_SLEEP:
        raise Fault(TrapKind.INVALID, f"a sleep of {milliseconds.signed} ms; 0 to {MAX_SLEEP} are possible")
    if not session.take_timeout():
        raise Blocked(Until(session.host.clock.monotonic() + milliseconds.value * 1_000_000))
    return 0


def monotonic(session: Session) -> int:
    """Nanoseconds of the monotonic clock."""
    return session.host.clock.monotonic()


def random_word(session: Session) -> int:
    """64 random bits."""
    return session.random.getrandbits(64)


def random_bytes(session: Session, buffer: Argument, length: Argument) -> int:
    """Fill the buffer with random bytes; return their number."""
    buffer.check_writable(length.value)
    buffer.write(session.random.randbytes(length.value))
    return length.value


TIME_OPS: dict[str, Callable[..., int]] = {
    "time.now": now,
    "time.sleep": sleep,
    "time.monotonic": monotonic,
    "rand.u64": random_word,
    "rand.bytes": random_bytes,
}
