"""Garbage collection waits while a function builds values without cycles, and only then."""

from __future__ import annotations

import gc

import pytest

from neurlang.garbage import uncollected


@uncollected
def is_collecting(*, fails: bool = False) -> bool:
    if fails:
        raise ValueError("no")
    return gc.isenabled()


def test_nothing_is_collected_meanwhile() -> None:
    assert gc.isenabled()
    assert not is_collecting()
    assert gc.isenabled()


def test_collecting_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="no"):
        is_collecting(fails=True)
    assert gc.isenabled()


def test_a_host_that_has_it_disabled_keeps_it_so() -> None:
    gc.disable()
    try:
        assert not is_collecting()
        assert not gc.isenabled()
    finally:
        gc.enable()
