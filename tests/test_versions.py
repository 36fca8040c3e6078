"""Versions read from the names of folders are those that the distributions state."""

from __future__ import annotations

from importlib import metadata

import pytest

from neurlang.versions import version_of


@pytest.mark.parametrize(
    "name", ["numpy", "numba", "llvmlite", "mpmath", "python-flint", "rich", "neurlang", "pytest"]
)
def test_a_version_is_the_one_that_is_stated(name: str) -> None:
    assert version_of(name) == metadata.version(name)


def test_what_is_not_installed_has_no_version() -> None:
    assert version_of("no-such-distribution") is None
