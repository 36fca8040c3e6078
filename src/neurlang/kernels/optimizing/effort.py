"""How much work an optimisation may do: sizes and times by the name of the effort."""

from __future__ import annotations

from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.kernels.search import Plan


@dataclass(frozen=True, slots=True)
class Effort:
    """`plan` configures the search; at most `measured` forms are timed.

    After `seconds`, no more forms are checked or compiled; the search has half of this time.
    """

    name: str
    plan: Plan
    measured: int
    seconds: float


EFFORTS = (
    #                   rounds  nodes  moves  seeds
    Effort("fast", Plan(2, 1_500, 4_000, 1), measured=6, seconds=2.0),
    Effort("default", Plan(6, 3_500, 5_000, 1), measured=16, seconds=6.0),
    Effort("max", Plan(24, 20_000, 30_000, 4), measured=32, seconds=60.0),
)


def effort_of(effort: str | Effort) -> Effort:
    """The effort of that name, or the one passed in. Raises UsageError if there is none."""
    if isinstance(effort, Effort):
        return effort
    found = next((each for each in EFFORTS if each.name == effort), None)
    if found is None:
        known = ", ".join(each.name for each in EFFORTS)
        raise UsageError(f"There is no effort '{effort}'; there are {known}.")
    return found
