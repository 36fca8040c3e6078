"""The 256 bins of an operand head, and what each says about an operand.

The seed's network has four operand heads of 256 bins. A convolution that ends in a maximum cannot spell out a
64-bit number, so a bin is not a value: it says *where the operand comes from*. `literals` reads each literal exactly,
and the network points at one. A literal has its own sign; the sign head says the sign of a constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SLOTS = 4
BINS = 256


class Source(Enum):
    """Where an operand comes from."""

    LITERAL = "literal"  # the literal of that index, in the order of the text
    ONE_MINUS = "one minus"  # 1 − that literal: "30% off 279"
    ONE_PLUS = "one plus"  # 1 + that literal: "increase 50 by 10%"
    TOTAL = "total"  # the sum of all numbers in the text: "average of 4 and 8"
    COUNT = "count"  # how many numbers there are in the text
    EMPTY = "empty"  # this slot is not used
    WHOLE = "whole"  # in the last slot: the text asks for whole numbers ("integer square root")
    CONSTANT = "constant"  # a number that the words imply: "double", "squared"


# First bin, and number of bins, of each source.
LAYOUT: dict[Source, tuple[int, int]] = {
    Source.LITERAL: (0, 32),
    Source.ONE_MINUS: (32, 32),
    Source.ONE_PLUS: (64, 32),
    Source.TOTAL: (96, 1),
    Source.COUNT: (97, 1),
    Source.EMPTY: (98, 1),
    Source.WHOLE: (99, 1),
    Source.CONSTANT: (128, 128),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One operand's source, with the literal's index or the constant's magnitude (else 0)."""

    source: Source
    index: int = 0

    @property
    def bin(self) -> int:
        """The bin of this slot. Raises ValueError if the index has no bin."""
        first, size = LAYOUT[self.source]
        if not 0 <= self.index < size:
            raise ValueError(f"{self.source.value} {self.index} has no bin: 0 to {size - 1} do")
        return first + self.index


EMPTY = Slot(Source.EMPTY)
WHOLE = Slot(Source.WHOLE)

_SLOT_OF_BIN: tuple[Slot, ...] = tuple(
    next(
        (
            Slot(source, bin - first)
            for source, (first, size) in LAYOUT.items()
            if first <= bin < first + size
        ),
        EMPTY,  # bins 100 to 127 are unused; training never asks for them
    )
    for bin in range(BINS)
)


def slot_of_bin(bin: int) -> Slot:
    """The slot that a bin stands for; unused bins read as empty."""
    return _SLOT_OF_BIN[bin]
