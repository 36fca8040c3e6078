"""Damage sources, binaries, cache entries and object files: `make fuzz MINUTES=n`.

Each source and binary is run, or refused in a clear line; each entry of the cache is rebuilt; each object file is read
or refused. One in 500 files is given to a command, in a process of its own. An input that raises anything but a
NeurlangError is printed with its seed, and ends the run with exit code 1.
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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import campaign
from damaged_commands import fault_of_command, prepare
from damaged_stores import damage_entry, objects, private_cache, read_entry, read_object
from mutations import damaged, overwritten, spliced

from neurlang.errors import NeurlangError
from neurlang.programs.extensions import built_in
from neurlang.programs.ir import assemble, decode, encode
from neurlang.programs.machine import Clock, Host, ProgramEnd, run
from neurlang.programs.testing import parse_annotations

if TYPE_CHECKING:
    from campaign import Piece
    from damaged_stores import Entry

ROOT = Path(__file__).parents[2]
FUEL = 2_000
MEMORY = 1 << 17
ENDS = REFUSED, TRAPPED, ENDED, COMMANDED, MENDED, LEFT, READ = (
    "refused",
    "trapped",
    "run to the end",
    "given to commands",
    "entries rebuilt",
    "entries left alone",
    "objects read",
)
PIECE = 1_000
"""How many inputs a process tries at a time: about a second's work."""
_CHECKSUM = struct.Struct("<I")


class Silence:
    """A console that drops what is printed and is at its end."""

    def write(self, data: bytes) -> None:
        """Drop it."""

    def read_line(self, size: int) -> bytes | None:
        """The end."""
        return None


@cache
def sources() -> tuple[bytes, ...]:
    """The texts that are damaged: examples and the bodies of the intents."""
    folders = (ROOT / "examples", ROOT / "src/neurlang/programs/library/bodies")
    return tuple(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.nl")))


@cache
def binaries() -> tuple[bytes, ...]:
    """The binary forms of the texts."""
    return tuple(encode(assemble(text.decode())) for text in sources())


@dataclass(slots=True)
class Tally:
    """What came of the inputs: how many ended in which way; the longest in seconds."""

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

    def add(self, other: Tally) -> None:
        """Add what came of other inputs."""
        self.ends.update(other.ends)
        self.longest = max(self.longest, other.longest)

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


class Inputs:
    """What is damaged, and trying one of it."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.texts, self.binaries = sources(), binaries()
        self.entries = entries

    def try_next(self, chance: random.Random) -> str:
        """Damage and try one; one of `ENDS`. Raises what should never be."""
        kind = chance.random()
        if kind < 0.03:
            return READ if read_object(overwritten(chance.choice(objects()), chance)) else REFUSED
        if kind < 0.08:
            return MENDED if read_entry(damage_entry(self.entries, chance)) else LEFT
        binary = kind < 0.6
        content = self._damaged_binary(chance) if binary else self._damaged_text(chance)
        if chance.random() >= 0.002:
            return try_one(content, binary=binary)
        fault = fault_of_command(content, ".nlb" if binary else ".nl", chance)
        assert fault is None, fault
        return COMMANDED

    def _damaged_text(self, chance: random.Random) -> bytes:
        content = chance.choice(self.texts)
        if chance.random() < 0.5:
            return spliced(content, chance.choice(self.texts), chance)
        return damaged(content, chance)

    def _damaged_binary(self, chance: random.Random) -> bytes:
        content = damaged(chance.choice(self.binaries), chance)
        if chance.random() < 0.9:  # past the checksum, to what lies behind it
            body = content[: -_CHECKSUM.size]
            return body + _CHECKSUM.pack(zlib.crc32(body))
        return content


def fuzz(seed: int, count: int) -> Tally:
    """Damage so many inputs. Raises AssertionError, naming the seed."""
    prepare()
    tally = Tally()
    with private_cache() as entries:
        inputs = Inputs(entries)
        for number in range(seed, seed + count):
            started = time.monotonic()
            try:
                end_of = inputs.try_next(random.Random(number))
            except Exception as error:
                raise AssertionError(f"input {number} raised {error!r}") from error
            tally.count(end_of, time.monotonic() - started)
    return tally


def fuzz_piece(piece: Piece) -> Tally:
    """Damage the inputs of a piece of seeds. Raises AssertionError, naming the seed."""
    return fuzz(*piece)


def main() -> None:
    """Fuzz for some minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    campaign.add_options(parser, "inputs")
    options = parser.parse_args()
    record = campaign.record_of(options, "damaged inputs")
    tally = Tally(record.counts)
    prepare()
    campaign.collect_less()
    try:
        for found in campaign.conduct(record, fuzz_piece, PIECE, options):
            tally.add(found)
    except AssertionError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted: {tally}")
    print(f"{tally}; {record.minutes:.1f} min, no crash, no hang")


if __name__ == "__main__":
    main()
