"""The warning of this room: something is not as fast as it might be, and nothing else."""

from __future__ import annotations


class NativeCodeWarning(UserWarning):
    """Native code cannot be had, or not optimised: that costs time only."""
