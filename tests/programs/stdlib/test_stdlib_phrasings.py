"""How the library's functions are asked for."""

import re
from pathlib import Path

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


def test_each_phrasing_gives_all_operands() -> None:
    for name, documentation in DOCUMENTATIONS.items():
        wanted = operands(documentation)
        for phrasing in documentation.prompts:
            assert set(re.findall(r"\{(\w+)\}", phrasing)) == wanted, (name, phrasing)
            assert ";" not in phrasing, (name, "it would start a comment in the annotation")


def test_phrasings_differ_in_construction() -> None:
    for name, documentation in DOCUMENTATIONS.items():
        beginnings = {" ".join(without_operands(each).split()[:2]) for each in documentation.prompts}
        assert len(beginnings) >= 8, name


def test_no_two_functions_are_asked_for_alike() -> None:
    seen: dict[str, str] = {}
    for name, documentation in DOCUMENTATIONS.items():
        for phrasing in documentation.prompts:
            other = seen.setdefault(without_operands(phrasing), name)
            assert other == name, phrasing
