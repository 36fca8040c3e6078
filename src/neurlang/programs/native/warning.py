"""The warning of this room: something is slower than it could be, but correct."""

from __future__ import annotations


class NativeCodeWarning(UserWarning):
    """Native code is not available, or not optimised; this only costs time."""
