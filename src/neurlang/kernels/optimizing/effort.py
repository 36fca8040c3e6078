"""How much work an optimisation may be: sizes and times by the name of the effort."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neurlang.errors import UsageError
from neurlang.kernels.search import Limits

NODES_EACH, SECONDS_EACH = 10, 0.002  # added to a phase's limits for each node of the formula


@dataclass(frozen=True, slots=True)
class Effort:
    """`phases` are limits of saturation: forms are extracted after each, so that small changes have a chance too.

    `annealings` is how many seeds are annealed after a phase, `moves` how long each is, `measured` how many forms
    at most are timed, `seconds` the time after which no further form is looked for, checked or compiled.
    """

    name: str
    phases: tuple[Limits, ...]
    annealings: int
    moves: int
    measured: int
    seconds: float

    def limits(self, phase: Limits, size: int) -> Limits:
        """A phase's limits for a formula of that many nodes."""
        seconds = min(phase.seconds + SECONDS_EACH * size, self.seconds / 2)
        return replace(phase, nodes=phase.nodes + NODES_EACH * size, seconds=seconds)


#                   nodes  iterations  seconds
SMALL = Limits(1_000, 6, 0.2)
MIDDLE = Limits(5_000, 40, 0.3)
LARGE = Limits(40_000, 100, 5.0)
HUGE = Limits(200_000, 300, 20.0)

EFFORTS = (
    Effort("fast", (SMALL,), annealings=1, moves=4_000, measured=6, seconds=2.0),
    Effort("default", (SMALL, MIDDLE), annealings=2, moves=5_000, measured=16, seconds=6.0),
    Effort("max", (SMALL, MIDDLE, LARGE, HUGE), annealings=6, moves=50_000, measured=32, seconds=60.0),
)


def effort_of(name: str) -> Effort:
    """The effort of that name. Raises UsageError where there is none."""
    found = next((effort for effort in EFFORTS if effort.name == name), None)
    if found is None:
        known = ", ".join(effort.name for effort in EFFORTS)
        raise UsageError(f"There is no effort '{name}'; there are {known}.")
    return found
