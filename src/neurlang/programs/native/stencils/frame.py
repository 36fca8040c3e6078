"""The layout of native code's data: the register file, the frame of words before it, and jobs.

The file is an array of 64-bit slots: first those pinned to machine registers, six integers and five doubles, then the
program's other registers and its constants. Through the words before the file's address, the code and its caller
exchange data. A job is a separate array with the arguments of patching and running: addresses and counts.
"""

from __future__ import annotations

from enum import IntEnum

PINNED_INTEGERS, PINNED_DOUBLES = 6, 5
PINNED = PINNED_INTEGERS + PINNED_DOUBLES
"""The first slots of a file, which are kept in machine registers while code runs."""

FRAME_WORDS = 15
"""Words before a file."""


class Word(IntEnum):
    """Words of the frame, as distances before the file's address."""

    STATUS = 1  # where and why the code stopped: an instruction's index, and a `Stop` from bit 24 on
    FUEL = 2  # instructions that may still run; after a stop for fuel, the refused block's price is already subtracted
    STACK = 3  # address of the stack, of 32-bit instruction indices
    TABLE = 4  # address of the table that maps instruction indices to code
    LENGTH = 5  # instructions of the program
    DIRTY = 6  # address of a byte for each page of the memory, set if the page was written
    GOAL = 7  # target index of the latest indirect jump
    MEMORY = 8
    CODE = 9  # where to enter
    LAST_1 = 10  # the last address at which 1 byte can be accessed; then 2, 4 and 8 bytes
    LAST_2 = 11
    LAST_4 = 12
    LAST_8 = 13
    MARKS = 14  # address of a word for each slot, not 0 if the slot carries a capability or taint
    SHADOW = 15  # address of a byte for each 8 bytes of memory, with the same meaning


LAST_OF = {Word.LAST_1: 1, Word.LAST_2: 2, Word.LAST_4: 4, Word.LAST_8: 8}


class Column(IntEnum):
    """Columns of the rows that the patcher takes, 32-bit numbers; slots are given as byte offsets."""

    RECORD = 0
    A = 1
    B = 2
    C = 3
    TARGET = 4  # a row's number
    NUMBER = 5
    STATUS = 6
    NEXT = 7  # the instruction's index after this one


COLUMNS = 8
SLOT_BYTES = 8


class Stop(IntEnum):
    """Why code stopped at an instruction."""

    END = 0
    FUEL = 1  # before a block whose price exceeds the fuel
    STEP = 2  # the interpreter must run the instruction: it needs the host, or traps
    INSIDE = 3  # an indirect jump to an instruction that does not start a block; its index is the word GOAL


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
    IMAGE = 12  # address of the values that frame and file are reset to
    WORDS = 13  # of frame and file
    DIRTY = 14
    PAGES = 15  # of the memory; 0 if nothing writes to it
    MEMORY = 16
    SIZE = 17
    NOTES = 18  # address of scratch memory for the patcher
    OWNER = 19  # address of the place's owner word
    TICKET = 20  # its value as long as the place is this program's
    EPOCH = 21  # address of the word that says which process the places belong to
    BEGUN = 22  # its value when the place was handed out
    ENTRY = 23  # the row that a run from the start begins with
    ROW = 24  # the row to enter at


JOB_WORDS = 25

NO_TICKET = -1
"""A value that no owner word has."""

STALE = -(1 << 41)
"""Returned by a function of the runner, which does nothing, if the program's place now belongs to another program."""

PAGE_SHIFT = 12
"""Written memory is tracked in pages of 4,096 bytes."""
