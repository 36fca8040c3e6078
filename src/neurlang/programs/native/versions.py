"""A hash of everything that determines native code besides the program and the processor, for cache keys."""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import chain
from pathlib import Path

import llvmlite

from neurlang import ieee, machine_code
from neurlang.programs import flow
from neurlang.programs.ir import OPS
from neurlang.programs.machine import MAX_CALL_DEPTH, TrapKind


@cache
def versions() -> str:
    """A hash of LLVM's versions, the op table, the traps, and the sources that write text for LLVM or shape it."""
    said = (llvmlite.__version__, llvmlite.binding.llvm_version_info, OPS, list(TrapKind), MAX_CALL_DEPTH)
    digest = hashlib.sha256(repr(said).encode())
    rooms = [sorted(Path(face).parent.rglob("*.py")) for face in (flow.__file__, __file__)]
    for path in chain(*rooms, map(Path, (ieee.__file__, machine_code.__file__))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
