"""How the library's functions are asked for."""

import re
from pathlib import Path

import neurlang.programs.stdlib.source
from neurlang.programs.stdlib.calling.functions import functions_named
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import read_library

LIBRARY = read_library(Path(neurlang.programs.stdlib.source.__file__).parent)
DOCUMENTATIONS = {name: documentation_of(function) for name, function in LIBRARY.published.items()}


def operands(name: str) -> set[str]:
    """The parameters that a user gives: neither memory for results nor lengths of lists."""
    return {each.name for each in functions_named(name)[0].given}


def without_operands(phrasing: str) -> str:
    """The construction alone."""
    return re.sub(r"\{\w+\}", "{}", phrasing.lower())


def test_each_phrasing_gives_all_operands() -> None:
    for name, documentation in DOCUMENTATIONS.items():
        wanted = operands(name)
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
