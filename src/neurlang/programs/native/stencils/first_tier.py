"""Programs as patched stencils: lowered rows become code in memory, which runs.

A `NativeProgram` has its own register file, memory and stack of return addresses, so it can only run once at a time.
`run_again` is the fast way: it undoes the writes of the last run and starts from the start state again. Each thread may
run its own programs: no thread runs code that another one wrote (`stencils.code_memory` says how).
"""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from neurlang.errors import NativeCodeError
from neurlang.machine_code import host_features, why_no_executable_memory
from neurlang.programs.machine import MAX_CALL_DEPTH
from neurlang.programs.native.stencils.code_memory import CODE_MEMORY, Place
from neurlang.programs.native.stencils.frame import (
    COLUMNS,
    FRAME_WORDS,
    INDEX_MASK,
    JOB_WORDS,
    LAST_OF,
    NO_TICKET,
    PAGE_SHIFT,
    STALE,
    STOP_SHIFT,
    Job,
    Stop,
    Word,
)
from neurlang.programs.native.stencils.lowering import Lowered
from neurlang.programs.native.stencils.runner import is_runner_stored, runner
from neurlang.programs.native.stencils.table import (
    CODE_BYTES,
    LANDING_BYTES,
    NOTE,
    StencilTable,
    is_table_stored,
    stencil_table,
)

LEAST_MEMORY = 8
"""Bytes that a memory needs for the bounds checks to work; programs with less are interpreted."""


def why_no_stencils() -> str | None:
    """What is missing for stencils on this machine; None if nothing is."""
    if sys.platform != "linux" or platform.machine().lower() not in ("x86_64", "amd64"):
        return f"stencils are made for x86-64 Linux; this is {platform.machine()} {platform.system()}"
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        return "stencils need Python's global lock, which this free-threaded Python runs without"
    lacking = _lacking_features()
    if lacking:
        return f"this processor lacks {', '.join(lacking)}, which stencils use"
    reason = why_no_executable_memory()
    if reason is not None:
        return reason
    try:
        CODE_MEMORY.open()
    except NativeCodeError as error:
        return str(error)
    return None


@cache
def _lacking_features() -> list[str]:
    from neurlang.programs.native.stencils.objects import NEEDED_FEATURES

    return [name for name in NEEDED_FEATURES if not host_features().get(name)]


@cache
def loaded_table(*, hidden: bool = False) -> tuple[StencilTable, Any]:
    """A stencil table, and its records in memory that native code can read.

    Raises NativeCodeError if stencils are not available.
    """
    reason = why_no_stencils()
    if reason is not None:
        raise NativeCodeError(reason)
    table = stencil_table(hidden=hidden)
    return table, ctypes.create_string_buffer(table.records, len(table.records))


def are_stencils_loaded() -> bool:
    """Whether this process has loaded stencils and runner."""
    return bool(loaded_table.cache_info().currsize and runner.cache_info().currsize)


def are_stencils_stored(*, hidden: bool = False) -> bool:
    """Whether runner and stencils of this version, with `hidden` also the instrumented ones, are in the disk cache."""
    return is_table_stored() and is_runner_stored() and (not hidden or is_table_stored(hidden=True))


def make_stencils() -> None:
    """Load stencils and runner; build them if they are not stored, with a note on a terminal.

    Raises NativeCodeError if they are not available.
    """
    if are_stencils_loaded():
        return
    if why_no_stencils() is None and not are_stencils_stored() and sys.stderr.isatty():
        print("Building the stencils for native code; this takes some seconds, once.", file=sys.stderr)
    loaded_table()
    runner()


_NO_ONE = ctypes.c_uint64()  # the owner word of jobs without a place


class RefusedRowsError(ValueError):
    """Rows that the patcher refuses; `row` is the number of the first one."""

    def __init__(self, row: int) -> None:
        super().__init__(f"the patcher refuses row {row}")
        self.row = row


class NativeProgram:
    """A program lowered for the patcher, with everything that a run of it needs.

    `memory` is the sandbox; for programs with hidden state, `shadow` says where it is in memory. Raises NativeCodeError
    if stencils are not available, ValueError for a memory below `LEAST_MEMORY`.
    """

    def __init__(self, lowered: Lowered, memory: bytearray, shadow: bytearray | None = None) -> None:
        if len(memory) < LEAST_MEMORY:
            raise ValueError(f"a memory of {len(memory)} bytes; {LEAST_MEMORY} are needed")
        self.lowered = lowered
        self.entry_row = lowered.heads[lowered.entry]
        self._stencils, self._records = loaded_table(hidden=shadow is not None)
        self._runner = runner()
        self._patch, self._enter = self._runner.patch, self._runner.enter
        self._run, self._patch_and_run = self._runner.run, self._runner.patch_and_run
        self._place: Place | None = None
        length = len(lowered.starts) - 1
        words = FRAME_WORDS + lowered.slots
        self.words = (ctypes.c_uint64 * words)()
        self._image = (ctypes.c_uint64 * words)()
        self._row_count = len(lowered.rows) // COLUMNS
        self.offsets = (ctypes.c_int32 * self._row_count)()
        self._notes = (ctypes.c_int32 * (NOTE * self._row_count))()
        self._table = (ctypes.c_int64 * (length + 1))()
        self.stack: Any = (ctypes.c_int32 * MAX_CALL_DEPTH)()
        self._dirty = (ctypes.c_uint8 * ((len(memory) >> PAGE_SHIFT) + 1))()
        self.memory = memory
        self._rows = (ctypes.c_int32 * len(lowered.rows)).from_buffer(lowered.rows)
        self._memory = (ctypes.c_uint8 * len(memory)).from_buffer(memory)
        self.marks = (ctypes.c_uint64 * lowered.slots)()
        self._shadow = (ctypes.c_uint8 * len(shadow)).from_buffer(shadow) if shadow else None
        self._job = self._filled_job(length, len(memory))
        self._job_address = ctypes.addressof(self._job)
        self._fill_frame(length, len(memory))

    def patch(self) -> int:
        """Write the code; return its size in bytes. Raises RefusedRowsError for rows that lowering never produces."""
        size: int = self._patch(self._job_address)
        return size if size >= 0 else self._claimed(self._runner.claim)

    def run_again(self) -> int:
        """Undo the last run's writes and run from the start state; return the status word, which `stop_of` reads."""
        status: int = self._run(self._job_address)
        return self._claimed(self._runner.claim_and_run) if status == STALE else status

    def patch_and_run(self) -> int:
        """Write the code again and run it from the start state; return the status word. Raises RefusedRowsError."""
        status: int = self._patch_and_run(self._job_address)
        return status if status >= 0 else self._claimed(self._runner.claim_and_run)

    def reset(self) -> None:
        """Undo the last run's writes: restore file and frame to the start state, clear written memory."""
        self._runner.reset(self._job_address)

    def repeat(self, what: str, times: int) -> None:
        """Call `patch` or `run` `times` times within compiled code, for measuring."""
        self.patch()
        function = ctypes.cast(getattr(self._runner, what), ctypes.c_void_p)
        self._runner.repeat(function, self._job_address, times)

    def enter(self, row: int) -> int:
        """Run on from the start of a row with the current frame and file; return the status word."""
        self._job[Job.ROW] = row
        status: int = self._enter(self._job_address)
        return self._claimed(self._runner.claim_and_enter) if status == STALE else status

    def set_start(self, registers: Sequence[int], fuel: int) -> None:
        """Set the registers, in the order of their numbers, and the fuel that runs start with."""
        for number, value in enumerate(registers):
            self._image[FRAME_WORDS + self.lowered.slot_of[number]] = value
        self._image[FRAME_WORDS - Word.FUEL] = fuel

    def register(self, number: int) -> int:
        """The value of a register, unsigned."""
        value: int = self.words[FRAME_WORDS + self.lowered.slot_of[number]]
        return value

    def prepare(self) -> None:
        """Set frame and file to the start state; the memory is unchanged."""
        ctypes.memmove(self.words, self._image, ctypes.sizeof(self.words))

    def _claimed(self, claim: Any) -> int:  # noqa: ANN401  (ctypes has no types)
        """Take a place and call a claiming function of the runner, which writes the code there; return its result.

        Raises RefusedRowsError, and NativeCodeError if the system provides no memory.
        """
        found = STALE
        while found == STALE:
            self._take(CODE_MEMORY.place(_most_bytes(self._row_count)))
            found = claim(self._job_address)
        if found < 0:
            raise RefusedRowsError(-1 - found)
        return found

    def _take(self, place: Place) -> None:
        """Write a place into the job. An interrupt in between leaves a job without a place."""
        job = self._job
        job[Job.TICKET] = NO_TICKET
        self._place = place
        job[Job.WRITE_AT], job[Job.EXECUTE_AT] = place.write_at, place.execute_at
        job[Job.CAPACITY] = place.capacity
        job[Job.OWNER] = place.owner
        job[Job.EPOCH], job[Job.BEGUN] = place.epoch, place.begun
        job[Job.TICKET] = place.ticket

    def _filled_job(self, length: int, size: int) -> ctypes.Array[ctypes.c_int64]:
        address = ctypes.addressof
        values = {
            Job.ROWS: address(self._rows),
            Job.ROW_COUNT: self._row_count,
            Job.RECORDS: address(self._records),
            Job.RECORD_COUNT: self._stencils.record_count,
            Job.OFFSETS: address(self.offsets),
            Job.TABLE: address(self._table),
            Job.LENGTH: length,
            Job.SLOTS: self.lowered.slots,
            Job.FILE: address(self.words),
            Job.IMAGE: address(self._image),
            Job.WORDS: len(self.words),
            Job.DIRTY: address(self._dirty),
            Job.PAGES: len(self._dirty) if self.lowered.writes_memory else 0,
            Job.MEMORY: address(self._memory),
            Job.SIZE: size,
            Job.NOTES: address(self._notes),
            Job.OWNER: address(_NO_ONE),
            Job.TICKET: NO_TICKET,
            Job.ENTRY: self.entry_row,
        }
        job = (ctypes.c_int64 * JOB_WORDS)()
        for word, value in values.items():
            job[word] = value
        return job

    def _fill_frame(self, length: int, size: int) -> None:
        values = {
            Word.STACK: ctypes.addressof(self.stack),
            Word.TABLE: ctypes.addressof(self._table),
            Word.LENGTH: length,
            Word.DIRTY: ctypes.addressof(self._dirty),
            Word.MEMORY: ctypes.addressof(self._memory),
            Word.MARKS: ctypes.addressof(self.marks),
            Word.SHADOW: ctypes.addressof(self._shadow) if self._shadow else 0,
            **{word: size - width for word, width in LAST_OF.items()},
        }
        for word, value in values.items():
            self._image[FRAME_WORDS - word] = value
        for slot, value in self.lowered.constants:
            self._image[FRAME_WORDS + slot] = value
        self.prepare()


def stop_of(status: int) -> tuple[Stop, int]:
    """Why code stopped, and at which instruction."""
    return Stop(status >> STOP_SHIFT), status & INDEX_MASK


def _most_bytes(rows: int) -> int:
    """An upper bound on the bytes of code for that many rows."""
    return (rows + 2) * (CODE_BYTES + LANDING_BYTES)
