"""How far from exact a rewritten formula may be: what users ask for, and how it is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from neurlang.errors import UsageError

Kind = Literal["ulp", "relative", "exact"]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The greatest error allowed.

    `ulp`: units in the last place, with a floor that `Yardstick` describes. `relative`: of the exact value's size.
    `exact`: the same bits as the form as written. Under the first two, a form may also be as far off as the
    form as written is.
    """

    kind: Kind
    limit: float

    @property
    def unit(self) -> str:
        """The unit of errors, for people."""
        return "ULP" if self.kind != "relative" else "of the value"

    def __str__(self) -> str:
        return {"ulp": f"{self.limit:g}ulp", "relative": f"{self.limit:g}", "exact": "exact"}[self.kind]


DEFAULT_TOLERANCE = Tolerance("ulp", 4.0)


def tolerance_of(given: Tolerance | str | float | None) -> Tolerance:
    """The tolerance that a text or a number (a relative error) names; 4 ULP for None.

    Raises:
        UsageError: it is none of these, or not a finite number above zero.

    """
    if given is None:
        return DEFAULT_TOLERANCE
    if isinstance(given, Tolerance):
        return given
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise UsageError(f"A tolerance is '4ulp', a relative error such as 1e-6, or 'exact', not {given!r}.")
    return read_tolerance(given if isinstance(given, str) else repr(given))


def read_tolerance(text: str) -> Tolerance:
    """The tolerance that a text names: `4ulp`, `1e-6` or `exact`.

    Raises:
        UsageError: it is none of these, or not a finite number above zero.

    """
    written = text.strip().lower()
    if written == "exact":
        return Tolerance("exact", 0.0)
    found = re.fullmatch(r"([0-9.]+(?:e[+-]?[0-9]+)?)\s*(ulps?)?", written)
    try:
        limit = float(found[1]) if found else math.nan
    except ValueError:
        limit = math.nan
    if not found or not 0 < limit < math.inf:
        raise UsageError(f"'{text}' is not a tolerance: write 4ulp, a relative error such as 1e-6, or exact.")
    return Tolerance("ulp" if found[2] else "relative", limit)
