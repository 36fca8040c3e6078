"""Damaged entries of the disk cache, and damaged object files: the first are rebuilt, the second refused.

An entry's checksum is what stands between damage and code that runs, so no damage here passes it: an entry is cut,
changed, taken from another key, or is no file at all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mutations import damaged

from neurlang.disk_cache import DIRECTORY_VARIABLE, cache_directory, cached_object, has_object, store_object
from neurlang.machine_code import host_cpu
from neurlang.programs.ir import assemble
from neurlang.programs.native.standalone.static_linking import link
from neurlang.programs.native.whole.llvm_pipeline import object_code
from neurlang.programs.native.whole.stack_frames import largest_frame
from neurlang.programs.native.whole.whole_program import SCHEMES, whole_program_text

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from neurlang.programs.ir import Program

KIND = "fuzz"
BASE = 0x400000
_SOURCES = (
    "halt",
    "again: addi r1, r1, 1\nbltu r1, r0, again\nmov r0, r1\nhalt",
    "call f\nhalt\nf: bleu r0, 1, out\nsubi r0, r0, 1\ncall f\nout: ret",
    "mov r1, x\nload.d r0, [r1]\nstore.d r0, [r1 + 8]\nfadd r2, r0, r0\nhalt\n.data\nx: .word 5",
)


@cache
def objects() -> tuple[bytes, ...]:
    """Object files of LLVM: loops, a recursion, doubles, memory."""
    return tuple(_object_of(assemble(text)) for text in _SOURCES)


def _object_of(program: Program) -> bytes:
    return object_code(whole_program_text(program, "run", 1 << 16, SCHEMES["x86_64"]).text, host_cpu())


def read_object(content: bytes) -> bool:
    """Whether an object is read, and not refused. Raises what should never be."""
    try:
        largest_frame(content)
        link(content, BASE)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the cache: key, content, file."""

    key: tuple[str, ...]
    content: bytes
    path: Path


@contextmanager
def private_cache() -> Iterator[tuple[Entry, ...]]:
    """A cache of this process alone, with an entry for each object; it goes at the end."""
    before = os.environ.get(DIRECTORY_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="neurlang-fuzz-") as folder:
        os.environ[DIRECTORY_VARIABLE] = folder
        try:
            yield tuple(_stored((str(number),), content) for number, content in enumerate(objects()))
        finally:
            os.environ.pop(DIRECTORY_VARIABLE)
            if before is not None:
                os.environ[DIRECTORY_VARIABLE] = before


def _stored(key: tuple[str, ...], content: bytes) -> Entry:
    folder = cache_directory(KIND)
    known = set(folder.glob("*.o"))
    store_object(KIND, key, content)
    (path,) = set(folder.glob("*.o")) - known
    return Entry(key, content, path)


def damage_entry(entries: tuple[Entry, ...], chance: random.Random) -> Entry:
    """Damage one of the entries, which is returned."""
    entry, other = chance.sample(entries, 2)
    whole = entry.path.read_bytes()
    match chance.randrange(8):
        case 0:
            entry.path.write_bytes(whole[: chance.randrange(len(whole))])
        case 1:
            entry.path.write_bytes(other.path.read_bytes())
        case 2:
            entry.path.write_bytes(whole + chance.randbytes(chance.randint(1, 64)))
        case 3:
            _replace_by_no_entry(entry.path, other.path, chance)
        case _:
            entry.path.write_bytes(damaged(whole, chance))
    return entry


def _replace_by_no_entry(path: Path, other: Path, chance: random.Random) -> None:
    """Put what is no file of this user's alone in an entry's place."""
    if chance.random() < 0.3:
        path.chmod(chance.choice((0o666, 0o000, 0o622)))
        return
    path.unlink()
    match chance.randrange(4):
        case 0:
            path.mkdir()
        case 1:
            path.symlink_to(other)
        case 2:
            os.mkfifo(path)
        case _:
            pass


def read_entry(entry: Entry) -> bool:
    """Whether a damaged entry is intact afterwards. Raises AssertionError if it is not what was stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        has_object(KIND, entry.key)
        assert cached_object(KIND, entry.key, lambda: entry.content) == entry.content, (
            "another entry's object"
        )
        is_mended = has_object(KIND, entry.key)
    if not is_mended:  # something that is not removed for the user stands there
        with suppress(NotADirectoryError):
            shutil.rmtree(entry.path)
        entry.path.unlink(missing_ok=True)
        store_object(KIND, entry.key, entry.content)
    return is_mended
