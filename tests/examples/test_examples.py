"""The examples: each carries what it promises, passes its own tests, and is covered by them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neurlang.programs.ir import BY_NAME, assemble, decode, encode, print_program
from neurlang.programs.testing import (
    Annotations,
    RunOptions,
    combined,
    find_files,
    parse_annotations,
    report_on,
)

FOLDER = Path(__file__).parents[2] / "examples"
FILES = find_files(FOLDER)
OPTIONS = RunOptions(include_servers=True, coverage=True)
each_example = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

AREAS = (
    *("algorithm", "pattern", "validation", "parsing", "caching", "state-machine", "concurrency", "security"),
    *("data-structure", "crypto", "files", "network", "database"),
)


def annotations_of(file: Path) -> Annotations:
    return parse_annotations(file.read_text(), file.name)


def test_there_are_enough_of_them_in_every_area() -> None:
    categories = [annotations_of(file).category for file in FILES]
    assert len(FILES) >= 50
    assert {category.partition("/")[0] for category in categories} == set(AREAS)


def test_every_example_says_what_it_is() -> None:
    for file in FILES:
        annotations = annotations_of(file)
        assert annotations.name == file.stem
        assert annotations.description.endswith("."), file.stem
        assert re.fullmatch(r"[a-z-]+/[a-z-]+", annotations.category), file.stem
        assert annotations.difficulty in ("beginner", "intermediate", "advanced"), file.stem
        assert len(annotations.prompts) == len(set(annotations.prompts)) == 10, file.stem
        assert len(annotations.cases) >= 2, file.stem


def test_parameters_name_registers_that_tests_set() -> None:
    for file in FILES:
        annotations = annotations_of(file)
        registers = {parameter.register for parameter in annotations.parameters}
        assert registers <= BY_NAME.keys(), file.stem
        assert registers <= {setting.register for case in annotations.cases for setting in case.registers}, (
            file.stem
        )


@each_example
def test_an_example_passes_its_own_tests(file: Path) -> None:
    report = report_on(file, OPTIONS)
    assert (report.failed, report.error) == (0, None), [
        result for result in report.results if not result.passed
    ]
    assert report.passed == len(annotations_of(file).cases)


def test_examples_survive_the_binary_form_and_the_printer() -> None:
    for file in FILES:
        program = assemble(file.read_text(), file.name)
        assert decode(encode(program)) == program
        assert assemble(print_program(program)) == program, file.stem


@pytest.mark.slow
def test_the_tests_cover_the_instructions() -> None:
    coverage = combined(report_on(file, OPTIONS).coverage for file in FILES)
    assert coverage.percentage >= 85
