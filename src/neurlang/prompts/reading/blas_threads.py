"""One thread for small matrix products: OpenBLAS would use several, which spin while they wait for each other.

One thread reads a text in tens of microseconds. If both cores are busy, two threads take a hundred times as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

NAMES = ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_", "openblas_{}_num_threads")


@contextmanager
def one_thread() -> Iterator[None]:
    """In this context NumPy's OpenBLAS uses one thread; other libraries are left as they are."""
    functions = _functions()
    if functions is None:
        yield
        return
    get, put = functions
    before = get()
    if before == 1:
        yield
        return
    put(1)
    try:
        yield
    finally:
        put(before)


@lru_cache(maxsize=1)
def _functions() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """OpenBLAS's functions that get and set its number of threads; None if NumPy does not come with OpenBLAS."""
    import numpy as np

    folder = Path(np.__file__).parent
    for place in (folder.parent / "numpy.libs", folder / ".libs", folder / ".dylibs"):
        for file in sorted(place.glob("*openblas*")) if place.is_dir() else ():
            try:
                library = ctypes.CDLL(str(file))
            except OSError:
                continue
            for name in NAMES:
                get = getattr(library, name.format("get"), None)
                put = getattr(library, name.format("set"), None)
                if get is not None and put is not None:
                    return get, put
    return None
