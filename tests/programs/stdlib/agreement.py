"""Whether a library function and its reference agree."""

import copy
import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath
from reference import Reference

from neurlang.programs.stdlib.reading.docstrings import Documentation
from neurlang.programs.stdlib.testing.executing import Result


def disagreement(
    documentation: Documentation, reference: Reference, values: Sequence[Any], found: Result
) -> str | None:
    """How a result and the memory after it differ from the reference's; None if they agree."""
    if found.trap:
        return f"trap {found.trap}"
    memories = iter(found.arrays)
    copies = copy.deepcopy(list(values))
    wanted = reference.function(*copies)
    if not agree(found.value, wanted, documentation.error):
        return f"returned {found.value!r}, the reference {wanted!r}"
    for parameter, after in zip(documentation.parameters, copies, strict=True):
        if isinstance(after, list | bytearray):
            memory = plain(next(memories))
            view = reference.views.get(parameter.name, as_a_whole)
            if parameter.name != "scratch" and view(memory, found.value) != view(after, wanted):
                return f"{parameter.name} is {memory!r} afterwards, the reference's {after!r}"
    return None


def plain(memory: Any) -> Any:
    """The memory with Python's own numbers."""
    if isinstance(memory, bytearray):
        return memory
    return [float(x) if isinstance(x, float) else int(x) for x in memory]


def as_a_whole(memory: Any, result: object) -> Any:
    """A text up to its NUL; all elements of others."""
    return memory.partition(b"\0")[0] if isinstance(memory, bytearray) else memory


def agree(found: float | None, wanted: Any, error: str) -> bool:
    """Whether a value is the reference's, or near enough if an error is stated."""
    if found is None or wanted is None:
        return found is None and wanted is None
    if not isinstance(found, float):
        return int(found) == int(wanted)
    if not error:
        return same_double(found, float(wanted))
    with mpmath.workdps(60):
        exact = as_mpf(wanted)
        return abs(as_mpf(found) - exact) <= tolerance(error, float(exact), exact)


def same_double(found: float, wanted: float) -> bool:
    """Equality that tells -0.0 from 0.0 only if the reference does."""
    return found == wanted or (math.isnan(found) and math.isnan(wanted))


def as_mpf(value: Any) -> mpmath.mpf:
    """A number as mpmath has it, unrounded."""
    return (
        mpmath.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else mpmath.mpf(value)
    )


def tolerance(error: str, near: float, exact: mpmath.mpf) -> mpmath.mpf:
    """What `2 ulp` or `1e-12` allows."""
    if match := re.fullmatch(r"([\d.]+) ulp", error):
        return mpmath.mpf(match[1]) * math.ulp(near)
    return mpmath.mpf(error) * max(abs(exact), mpmath.mpf(1e-300))
