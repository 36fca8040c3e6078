"""Damage `.nl` and `.nlb` files and see that each is run, or refused in a clear line: `make fuzz MINUTES=n`.

An input that raises anything but a NeurlangError is printed with its seed, and ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.errors import NeurlangError
from neurlang.programs.extensions import built_in
from neurlang.programs.ir import assemble, decode, encode
from neurlang.programs.machine import Clock, Host, ProgramEnd, run
from neurlang.programs.testing import parse_annotations

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
FUEL = 2_000
MEMORY = 1 << 17
ENDS = REFUSED, TRAPPED, ENDED = "refused", "trapped", "run to the end"
_TOLD = 2_000  # inputs between two lines of progress
_CHECKSUM = struct.Struct("<I")
_WORDS = (
    b"r0",
    b"csp",
    b"-1",
    b"0x7fffffffffffffff",
    b"[",
    b"\n",
    b"\x00",
    b"\xff",
    b".data",
    b"spawn r1, 0",
    b'"',
)


class Silence:
    """A console that drops what is printed and is at its end."""

    def write(self, data: bytes) -> None:
        """Drop it."""

    def read_line(self, size: int) -> bytes | None:
        """The end."""
        return None


def sources() -> list[bytes]:
    """The texts that are damaged: examples and the bodies of the intents."""
    folders = (ROOT / "examples", ROOT / "src/neurlang/programs/library/bodies")
    return [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.nl"))]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(1, 8))
        piece = chance.choice(
            (b"", bytes(data[at:end]) * 2, chance.randbytes(end - at), chance.choice(_WORDS))
        )
        data[at:end] = piece
    return bytes(data)


def spliced(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """The content with a few lines of another text in places of its own: more of these assemble."""
    lines, others = content.split(b"\n"), other.split(b"\n")
    for _ in range(chance.randint(1, 6)):
        lines[chance.randrange(len(lines))] = chance.choice(others)
    return b"\n".join(lines)


@dataclass(slots=True)
class Tally:
    """What came of the inputs: how many were refused, trapped or ran to their end; the longest in seconds."""

    ends: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0

    @property
    def total(self) -> int:
        """How many were tried."""
        return self.ends.total()

    def count(self, end: str, seconds: float) -> None:
        """Add one."""
        self.ends[end] += 1
        self.longest = max(self.longest, seconds)

    def __str__(self) -> str:
        ends = ", ".join(f"{self.ends[end]:,} {end}" for end in ENDS)
        return f"{self.total:,} damaged inputs: {ends}; the longest took {self.longest:.2f} s"


def try_one(content: bytes, *, binary: bool) -> str:
    """Read and run one input on a host that allows nothing; one of `ENDS`. Raises what should never be."""
    clock = Clock(sleep=lambda _: None)
    try:
        if binary:
            program = decode(content)
        else:
            text = content.decode(errors="replace")
            parse_annotations(text)
            program = assemble(text)
        host = Host(console=Silence(), clock=clock, environment={}, extensions=built_in())
        outcome = run(program, memory_size=MEMORY, max_instructions=FUEL, host=host)
    except (NeurlangError, ProgramEnd):
        return REFUSED
    return ENDED if outcome.trap is None else TRAPPED


def fuzz(seed: int, count: int, seconds: float, tell: Callable[[Tally], None] = lambda _: None) -> Tally:
    """Damage so many inputs, or for so long. Raises AssertionError, naming the seed.

    `tell` is called with what was tried so far, after each input.
    """
    texts = sources()
    binaries = [encode(assemble(text.decode())) for text in texts]
    tally, end = Tally(), time.monotonic() + seconds
    for number in range(seed, seed + count):
        if time.monotonic() > end:
            break
        chance = random.Random(number)
        binary = chance.random() < 0.5
        content = chance.choice(binaries if binary else texts)
        if not binary and chance.random() < 0.5:
            content = spliced(content, chance.choice(texts), chance)
        else:
            content = damaged(content, chance)
        if binary and chance.random() < 0.9:  # past the checksum, to what lies behind it
            body = content[: -_CHECKSUM.size]
            content = body + _CHECKSUM.pack(zlib.crc32(body))
        started = time.monotonic()
        try:
            end_of = try_one(content, binary=binary)
        except Exception as error:
            raise AssertionError(f"input {number} raised {error!r}") from error
        tally.count(end_of, time.monotonic() - started)
        tell(tally)
    return tally


def main() -> None:
    """Fuzz for some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0, help="the first input's seed")
    options = parser.parse_args()
    seconds, started = options.minutes * 60, time.monotonic()

    def tell(tally: Tally) -> None:
        if tally.total % _TOLD == 0 and sys.stderr.isatty():
            left = max(0, seconds - (time.monotonic() - started))
            print(f"\r{tally.total:,} inputs, {left:.0f} s left ", end="", file=sys.stderr, flush=True)

    try:
        tally = fuzz(options.seed, sys.maxsize, seconds, tell)
    except AssertionError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
    print(f"{tally}; no crash, no hang")


if __name__ == "__main__":
    main()
