"""Programs from files, as text or binary."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from neurlang.cli.files import STANDARD_STREAM, read_bytes
from neurlang.errors import UsageError
from neurlang.garbage import uncollected
from neurlang.programs.ir import MAX_FILE, assemble, decode

if TYPE_CHECKING:
    from neurlang.programs.ir import Program

BINARY_SUFFIX = ".nlb"
_MAGIC = b"NLB"


@uncollected
def load_program(path: Path) -> Program:
    """The program in a `.nl` or `.nlb` file; `-` is standard input. Raises NeurlangError."""
    program = _read(path)
    gc.freeze()  # it stays: looking for garbage in a million instructions takes a second
    return program


def _read(path: Path) -> Program:
    content = read_bytes(path, MAX_FILE)
    if path.suffix == BINARY_SUFFIX or content.startswith(_MAGIC):
        return decode(content, str(path))
    name = "<stdin>" if path == STANDARD_STREAM else str(path)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} is not UTF-8 text: byte {error.start} is {content[error.start]:#04x}"
        ) from None
    return assemble(text, name, user_extensions)


def user_extensions() -> Mapping[str, int]:
    """Extensions of installed packages; all are imported, but only if a text names one of them."""
    from neurlang.programs import extensions

    return extensions.user_extensions()
