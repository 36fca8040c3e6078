from __future__ import annotations

import math
import sys

import pytest

from neurlang.errors import MissingPartError
from neurlang.optional_parts import load, need

WORDS = "A proof needs z3, which is not installed.\nInstall it with `pip install 'neurlang[smt]'`."


def test_a_package_that_is_there_is_loaded() -> None:
    need("math", "smt", "a proof")
    assert load("math", "smt", "a proof") is math


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(MissingPartError) as needed:
        need("z3", "smt", "a proof")
    with pytest.raises(MissingPartError) as loaded:
        load("z3", "smt", "a proof")
    assert str(needed.value) == str(loaded.value) == WORDS


def test_of_a_missing_module_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3.z3util", None)
    with pytest.raises(MissingPartError, match="needs z3,"):
        load("z3.z3util", "smt", "a proof")
