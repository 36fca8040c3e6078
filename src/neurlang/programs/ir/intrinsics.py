"""Intrinsics."""

from __future__ import annotations


def expand(line, tokens, position, at):
    raise line.error(tokens[position], "unknown intrinsic")
