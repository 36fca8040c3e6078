"""Which parts of the wall this system has, in words."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from neurlang.isolation.landlock import NETWORK_ABI, SCOPE_ABI, abi
from neurlang.isolation.seccomp import why_no_seccomp


@dataclass(frozen=True, slots=True)
class Isolation:
    """Why there is no wall (None if there is one), and the parts for which this kernel is too old."""

    obstacle: str | None
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.obstacle is not None:
            return f"none: {self.obstacle}"
        return "Landlock, seccomp, limits" + (
            f"; without {' and '.join(self.missing)}" if self.missing else ""
        )


def isolation() -> Isolation:
    """The parts of the wall that this system has."""
    if sys.platform != "linux":
        return Isolation(f"{sys.platform} has no Landlock and no seccomp")
    if abi() == 0:
        return Isolation("the kernel has no Landlock (Linux 5.13), or it is switched off")
    reason = why_no_seccomp()
    if reason is not None:
        return Isolation(reason)
    missing = (
        *(() if abi() >= _TRUNCATION_ABI else ("bounds on shortening files (Linux 6.2)",)),
        *(() if abi() >= NETWORK_ABI else ("bounds on TCP ports (Linux 6.7)",)),
        *(() if abi() >= SCOPE_ABI else ("bounds on signals to other processes (Linux 6.12)",)),
    )
    return Isolation(None, missing)


_TRUNCATION_ABI = 3
