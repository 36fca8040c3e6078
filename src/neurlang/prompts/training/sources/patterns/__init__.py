"""Patterns: small programs for what a level is about and no intent has, checked like functions of the library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from neurlang.programs.stdlib import FileFunction
from neurlang.prompts.training.sources.patterns import advanced, basic, calling, control, memory
from neurlang.prompts.training.sources.patterns.pattern import Pattern

PATTERNS: Mapping[int, tuple[Pattern, ...]] = {
    1: basic.PATTERNS,
    2: control.PATTERNS,
    3: memory.PATTERNS,
    4: calling.PATTERNS,
    5: advanced.PATTERNS,
}
"""All patterns, by level."""


@cache
def patterns_of(level: int) -> tuple[FileFunction, ...]:
    """The patterns of a level as functions."""
    return tuple(each.function(level) for each in PATTERNS[level])
