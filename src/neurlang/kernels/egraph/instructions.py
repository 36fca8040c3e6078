"""The instructions of the matching machine, and how many there may be."""

from __future__ import annotations

BIND, SAME, IS_NUMBER, HAS_FACTS = range(4)
MOST_INSTRUCTIONS = 64
MOST_NODES = 32  # of a pattern
