"""Each function of the library against another implementation that shares nothing with it."""

from pathlib import Path

import pytest
from agreement import disagreement
from guarded_run import run_guarded
from reference import text_of
from references import REFERENCES

import neurlang.programs.stdlib.source
from example_counts import examples
from neurlang.programs.stdlib import verifying
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import Library, read_library
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import by_python
from neurlang.programs.stdlib.testing.sampling import Sampler
from neurlang.programs.stdlib.verdicts import read_verdicts

SOURCE = Path(neurlang.programs.stdlib.source.__file__).parent
INPUTS = examples(24)  # of each function; `nl stdlib --verify` takes 1,000


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(SOURCE)


@pytest.fixture(scope="module")
def python(library: Library) -> PythonLibrary:
    return PythonLibrary(library)


@pytest.fixture(scope="module")
def compiler(library: Library) -> Compiler:
    return Compiler(library)


def test_every_function_has_a_reference(library: Library) -> None:
    assert set(REFERENCES) == set(library.published)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_python_agrees_with_the_reference(name: str, library: Library, python: PythonLibrary) -> None:
    function = library.find(name)
    documentation = documentation_of(function)
    for values in Sampler(function, documentation, python).inputs(INPUTS, seed=1):
        found = by_python(function, python.function(function), values)
        assert disagreement(documentation, REFERENCES[name], values, found) is None, values


@pytest.mark.slow
def test_both_answers_of_a_question_are_tested(library: Library, python: PythonLibrary) -> None:
    """Else a function that always says no would agree with its reference. A proof for all inputs needs no tests."""
    verdicts = read_verdicts(SOURCE)
    questions = [
        function
        for name, function in library.published.items()
        if function.signature.result is Type.BOOL and verdicts[name][1] != "proved"
    ]
    one_sided = []
    for function in questions:
        inputs = Sampler(function, documentation_of(function), python).inputs(
            verifying.INPUTS, seed=verifying.SEED
        )
        run = python.function(function)
        if len({by_python(function, run, values).value for values in inputs}) < 2:
            one_sided.append(function.node.name)
    assert len(questions) > 20
    assert one_sided == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_compiled_code_agrees_with_the_reference(
    name: str, library: Library, python: PythonLibrary, compiler: Compiler
) -> None:
    function = library.find(name)
    documentation = documentation_of(function)
    program = compiler.program(function)
    for values in Sampler(function, documentation, python).inputs(INPUTS, seed=2):
        found = run_guarded(function, program, values)
        assert disagreement(documentation, REFERENCES[name], values, found) is None, values


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("is_odd", (7,), 1),
        ("maximum_of_three", (3, 9, 4), 9),
        ("count_primes_below", (20, bytearray(1001)), 8),
        ("binomial", (7, 3), 35),
        ("digit_sum", (9876,), 30),
        ("day_of_week", (2000, 1, 1), 6),
        ("text_crc32", (bytearray(b"123456789\0"),), 0xCBF43926),
        ("log10", (1000.0,), 3.0),
        ("float_power", (2.0, 10.0), 1024.0),
        ("cube_root", (27.0,), 3.0),
    ],
)
def test_known_answers(
    name: str,
    arguments: tuple[int | float | bytearray, ...],
    result: float,
    python: PythonLibrary,
    library: Library,
) -> None:
    assert python.function(library.find(name))(*arguments) == result


def test_sorting_and_reversing_change_the_memory(python: PythonLibrary, library: Library) -> None:
    values, text = [5, 3, 9, 1], bytearray(b"hello\0")
    python.function(library.find("quick_sort"))(values, 4)
    python.function(library.find("text_reverse"))(text)
    assert values == [1, 3, 5, 9]
    assert text_of(text) == "olleh"


def test_a_wrong_result_disagrees(library: Library, python: PythonLibrary) -> None:
    function = library.find("gcd")
    found = by_python(function, python.function(function), (12, 18))
    documentation = documentation_of(function)
    assert disagreement(documentation, REFERENCES["gcd"], (12, 18), found) is None
    assert disagreement(documentation, REFERENCES["lcm"], (12, 18), found) == "returned 6, the reference 36"


def test_a_wrong_memory_disagrees(library: Library, python: PythonLibrary) -> None:
    function = library.find("reverse_array")
    found = by_python(function, python.function(function), ([1, 3, 2], 3))
    documentation = documentation_of(function)
    assert disagreement(documentation, REFERENCES["reverse_array"], ([1, 3, 2], 3), found) is None
    assert disagreement(documentation, REFERENCES["bubble_sort"], ([1, 3, 2], 3), found) is not None
