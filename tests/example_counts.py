"""How many examples the large properties draw: all in the whole suite, a fifth in the quick one."""

from __future__ import annotations

import os

IS_QUICK = os.environ.get("HYPOTHESIS_PROFILE") == "quick"  # as `make quick` sets it
PART = 5


def examples(count: int) -> int:
    """The number of examples in this run, if the whole suite draws `count`."""
    return count // PART if IS_QUICK else count
