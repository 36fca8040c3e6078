"""What a program left, as an answer: nobody says whether r0 is a number, an address, or the bits of a double."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from neurlang.benchmarks.accuracy.expected import Said, is_close, list_in
from neurlang.programs.machine import Outcome, signed, to_bits, to_float

WORD = 8  # bytes
EXACT = 1 << 53  # larger numbers are shown as doubles: as whole numbers they are rare


@dataclass(frozen=True, slots=True)
class Left:
    """What a program left: its result in r0, or the memory and the count that r0 and r1 name, or what it printed."""

    bits: int
    texts: frozenset[str]
    lists: tuple[tuple[int | float, ...], ...] = ()
    length: int = 0  # in r1

    def __str__(self) -> str:
        texts = [repr(text) for text in self.texts if _is_likely(text)]
        number, real = signed(self.bits), to_float(self.bits)
        shown = number if abs(number) <= EXACT else real
        return " or ".join([str(shown), *sorted(texts, key=len)[:1]])

    def accepts(self, said: Said) -> bool:
        """Whether an answer is one of the readings of what was left."""
        if said.value is not None and self._is_number(said.value):
            return True
        if said.output is None:
            return False
        found = list_in(said.output)
        return (
            said.output in self.texts
            or said.output == {0: "false", 1: "true"}.get(self.bits)
            or any(
                found is not None and len(found) == len(each) and all(map(is_close, found, each))
                for each in self.lists
            )
        )

    def _is_number(self, value: float) -> bool:
        if isinstance(value, int):
            return value in (self.bits, signed(self.bits)) or to_bits(float(value)) == self.bits
        return is_close(value, to_float(self.bits)) or value == signed(self.bits)


def _is_likely(text: str) -> bool:
    """Whether memory was meant as a text: not empty, no zeros, no control characters, UTF-8."""
    return bool(text.strip("0")) and text.isprintable() and "\N{REPLACEMENT CHARACTER}" not in text


def texts_at(outcome: Outcome, address: int, length: int) -> set[str]:
    """The texts that an address may stand for: of a length, as bytes or characters, or up to a NUL."""
    memory = outcome.memory
    found = set()
    if address + length <= len(memory):
        content = bytes(memory[address : address + length])
        found |= {content.decode("utf-8", "replace"), content.hex()}
    end = memory.find(b"\0", address) if address < len(memory) else -1
    if end >= 0:
        found.add(bytes(memory[address:end]).decode("utf-8", "replace"))
    return found


def lists_at(outcome: Outcome, address: int, count: int) -> tuple[tuple[int | float, ...], ...]:
    """The lists that an address and a count may stand for."""
    if address + count * WORD > len(outcome.memory):
        return ()
    content = bytes(outcome.memory[address : address + count * WORD])
    return tuple(struct.unpack(f"<{count}{kind}", content) for kind in "qQd")
