"""`@procedure`: a Python function of the subset becomes a program."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from neurlang.errors import SourceError
from neurlang.programs.ir import Program
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.reading.library import library_of

_OWN = "procedure"


def procedure(function: Callable[..., Any]) -> Program:
    """Compile a Python function into a program: its arguments are in r0, r1, …, its result is in r0.

    The function is of the typed subset of `docs/stdlib.md`; it may call itself and what `programs.stdlib.types` offers.
    Raises SourceError if it is not, with file, line, column, and what to write instead.

    Example:
        >>> import neurlang
        >>> from neurlang.programs.stdlib.types import u64
        >>> def triangle(n: u64) -> u64:
        ...     total = 0
        ...     while n > 0:
        ...         total += n
        ...         n -= 1
        ...     return total
        >>> neurlang.run(neurlang.procedure(triangle), {"r0": 10}).result
        55

    """
    try:
        lines, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        name = getattr(function, "__name__", "this")
        raise SourceError(f"{name}: its source cannot be read; define it with def in a file") from None
    text = textwrap.dedent("".join(lines))
    start = next(place for place, line in enumerate(text.splitlines()) if not line.startswith("@"))
    # Lines before the function are empty, so that errors have the lines of the file.
    padded = "\n" * (first - 1 + start) + "\n".join(text.splitlines()[start:]) + "\n"
    library = library_of({_OWN: (inspect.getsourcefile(function) or "<source>", padded)})
    (found,) = library.functions.values()
    return Compiler(library).program(found)
