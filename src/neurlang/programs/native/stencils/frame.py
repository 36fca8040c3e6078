"""Where native code finds things: the words around its register file.

The file is an array of 64-bit slots: those that are pinned to machine registers, six integers and five doubles,
then the program's other registers and its constants. The words before the file's address hold what the code
and its caller tell each other. Words of a job, an array of its own, are what patching and running take; both
are addresses or counts.
"""

from __future__ import annotations

from enum import IntEnum

PINNED_INTEGERS, PINNED_DOUBLES = 6, 5
PINNED = PINNED_INTEGERS + PINNED_DOUBLES
"""The first slots of a file, held in machine registers while code runs."""

FRAME_WORDS = 15
"""Words kept before a file."""


class Word(IntEnum):
    """Words of the frame, as distances before the file's address."""

    STATUS = 1  # where and why the code stopped: an instruction's index, and a `Stop` from bit 24 on
    FUEL = 2  # instructions that may still run; what a stop for fuel took is already subtracted
    STACK = 3  # address of the stack, of 32-bit instruction indices
    TABLE = 4  # address of the table from instruction indices to code
    LENGTH = 5  # instructions of the program
    DIRTY = 6  # address of a byte for each page of the memory, set where it was written
    GOAL = 7  # index that an indirect jump went to last
    MEMORY = 8
    CODE = 9  # where to enter
    LAST_1 = 10  # the last address at which so many bytes can be accessed
    LAST_2 = 11
    LAST_4 = 12
    LAST_8 = 13
    MARKS = 14  # address of a word for each slot, not 0 where it carries a capability or taint
    SHADOW = 15  # address of a byte for each 8 bytes of memory, in the same way


LAST_OF = {Word.LAST_1: 1, Word.LAST_2: 2, Word.LAST_4: 4, Word.LAST_8: 8}


class Column(IntEnum):
    """Columns of the rows that the patcher takes, 32-bit numbers; slots are given as their bytes' offset."""

    RECORD = 0
    A = 1
    B = 2
    C = 3
    TARGET = 4  # a row
    NUMBER = 5
    STATUS = 6
    NEXT = 7  # the instruction's index after this one


COLUMNS = 8
SLOT_BYTES = 8


class Stop(IntEnum):
    """Why code stopped at an instruction."""

    END = 0
    FUEL = 1  # before a block that the fuel does not pay for
    STEP = 2  # the instruction is the interpreter's: it leads outside, or traps
    INSIDE = 3  # an indirect jump to an instruction that no block starts with; its index is the word GOAL


STOP_SHIFT = 24
INDEX_MASK = (1 << STOP_SHIFT) - 1
MOST_INSTRUCTIONS = INDEX_MASK


class Job(IntEnum):
    """Words of a job."""

    ROWS = 0
    ROW_COUNT = 1
    RECORDS = 2
    RECORD_COUNT = 3
    WRITE_AT = 4
    EXECUTE_AT = 5
    CAPACITY = 6
    OFFSETS = 7
    TABLE = 8
    LENGTH = 9
    SLOTS = 10
    FILE = 11  # address of the frame, which the file follows
    IMAGE = 12  # address of what frame and file are reset to
    WORDS = 13  # of frame and file
    DIRTY = 14
    PAGES = 15  # of the memory; 0 where nothing writes it
    MEMORY = 16
    SIZE = 17
    NOTES = 18  # address of room for the patcher
    OWNER = 19  # address of the word that says whose code a place holds
    TICKET = 20  # what is there as long as the place is this program's
    EPOCH = 21  # address of the word that says which process the places belong to
    BEGUN = 22  # what was there when the place was given
    ENTRY = 23  # the row that a run from the start begins with
    ROW = 24  # the row to enter at


JOB_WORDS = 25

NO_TICKET = -1
"""What no owner word has."""

STALE = -(1 << 41)
"""What a function of the runner returns, having done nothing, if the program's place is another's by now."""

PAGE_SHIFT = 12
"""A page of the map of written memory has 4,096 bytes."""
