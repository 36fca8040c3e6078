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
from pathlib import Path

from neurlang.errors import NeurlangError
from neurlang.programs.ir import assemble, decode, encode
from neurlang.programs.machine import Clock, Host, ProgramEnd, run

ROOT = Path(__file__).parents[2]
FUEL = 2_000
MEMORY = 1 << 17
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
    folders = (ROOT / "examples", ROOT / "src/neurlang/prompts/synthesis/bodies")
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


def try_one(content: bytes, *, binary: bool) -> None:
    """Read and run one input on a host that allows nothing. Raises what should never be raised."""
    clock = Clock(sleep=lambda _: None)
    try:
        program = decode(content) if binary else assemble(content.decode(errors="replace"))
        host = Host(console=Silence(), clock=clock, environment={})
        run(program, memory_size=MEMORY, max_instructions=FUEL, host=host)
    except (NeurlangError, ProgramEnd):
        return


def fuzz(seed: int, count: int, seconds: float) -> int:
    """Damage so many inputs, or for so long; how many were tried. Raises AssertionError, naming the seed."""
    texts = sources()
    binaries = [encode(assemble(text.decode())) for text in texts]
    end = time.monotonic() + seconds
    for number in range(seed, seed + count):
        if time.monotonic() > end:
            return number - seed
        chance = random.Random(number)
        binary = chance.random() < 0.5
        content = damaged(chance.choice(binaries if binary else texts), chance)
        if binary and chance.random() < 0.9:  # past the checksum, to what lies behind it
            body = content[: -_CHECKSUM.size]
            content = body + _CHECKSUM.pack(zlib.crc32(body))
        try:
            try_one(content, binary=binary)
        except Exception as error:
            raise AssertionError(f"input {number} raised {error!r}") from error
    return count


def main() -> None:
    """Fuzz for some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0, help="the first input's seed")
    options = parser.parse_args()
    try:
        tried = fuzz(options.seed, sys.maxsize, options.minutes * 60)
    except AssertionError as error:
        sys.exit(str(error))
    print(f"{tried} damaged inputs: no crash, no hang")


if __name__ == "__main__":
    main()
