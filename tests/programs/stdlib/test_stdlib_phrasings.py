"""How the library's functions are asked for."""

import re
from pathlib import Path

import pytest

import neurlang.programs.stdlib.source
from neurlang.programs.stdlib.reading.docstrings import Documentation, documentation_of
from neurlang.programs.stdlib.reading.domains import Room, lengths_in
from neurlang.programs.stdlib.reading.library import read_library

LIBRARY = read_library(Path(neurlang.programs.stdlib.source.__file__).parent)
DOCUMENTATIONS = {name: documentation_of(function) for name, function in LIBRARY.published.items()}


def operands(documentation: Documentation) -> set[str]:
    """The parameters that a user gives: neither memory for results nor lengths of what is given."""
    domains = {each.name: each.domain for each in documentation.parameters}
    given = {name for name, domain in domains.items() if not isinstance(domain, Room)}
    lengths = lengths_in({name: domains[name] for name in given})
    return {name for name in given if not (name in lengths and name in LENGTHS)}


LENGTHS = {"count", "a_count", "b_count", "words"}


def without_operands(phrasing: str) -> str:
    """The construction alone."""
    return re.sub(r"\{\w+\}", "{}", phrasing.lower())


@pytest.mark.parametrize("name", sorted(DOCUMENTATIONS))
def test_each_phrasing_gives_all_operands(name: str) -> None:
    wanted = operands(DOCUMENTATIONS[name])
    for phrasing in DOCUMENTATIONS[name].prompts:
        assert set(re.findall(r"\{(\w+)\}", phrasing)) == wanted, phrasing
        assert ";" not in phrasing, "it would start a comment in the annotation"


@pytest.mark.parametrize("name", sorted(DOCUMENTATIONS))
def test_phrasings_differ_in_construction(name: str) -> None:
    phrasings = DOCUMENTATIONS[name].prompts
    assert len({" ".join(without_operands(each).split()[:2]) for each in phrasings}) >= 8


def test_no_two_functions_are_asked_for_alike() -> None:
    seen: dict[str, str] = {}
    for name, documentation in DOCUMENTATIONS.items():
        for phrasing in documentation.prompts:
            other = seen.setdefault(without_operands(phrasing), name)
            assert other == name, phrasing
