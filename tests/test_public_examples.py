"""Everything public has a docstring with an example, and the examples do what they show."""

from __future__ import annotations

import doctest
import sys

import pytest

import neurlang

WITHOUT = {"Answer", "Optimized", "__version__"}  # a union of classes, what `optimize` shows, and a text
PUBLIC = sorted(set(neurlang.__all__) - WITHOUT)


@pytest.mark.parametrize("name", PUBLIC)
def test_its_example_does_what_it_shows(name: str) -> None:
    found = getattr(neurlang, name)
    examples = doctest.DocTestFinder(recurse=False).find(found, name, globs={})
    assert any(each.examples for each in examples), f"neurlang.{name} has no example"
    runner = doctest.DocTestRunner(verbose=False)
    for each in examples:
        runner.run(each, out=sys.stdout.write)
    assert runner.summarize(verbose=False).failed == 0
