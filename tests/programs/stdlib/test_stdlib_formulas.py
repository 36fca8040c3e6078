"""Proofs that compiled functions return what their formulas say."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from formula_proofs import After, Formula, Verdict, prove
from formulas import formulas

import neurlang.programs.stdlib.source
from neurlang.programs.ir import Program, assemble
from neurlang.programs.stdlib.compiling import Compiler
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import read_library

z3 = pytest.importorskip("z3")

LIBRARY = read_library(Path(neurlang.programs.stdlib.source.__file__).parent)
COMPILER = Compiler(LIBRARY)
FORMULAS = formulas(z3)


def verdict(name: str, formula: Formula | None = None, program: Program | None = None) -> Verdict:
    function = LIBRARY.find(name)
    return prove(
        program or COMPILER.program(function),
        function.signature,
        documentation_of(function),
        formula or FORMULAS[name],
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_the_compiled_function_returns_what_its_formula_says(name: str) -> None:
    assert verdict(name).is_proved, verdict(name)


def test_a_function_without_loops_is_proved_for_all_inputs() -> None:
    assert str(verdict("midpoint")) == "proved"


def test_a_function_on_arrays_is_proved_to_a_bound() -> None:
    assert str(verdict("array_sum")) == "proved to 8 iterations"


def test_a_small_domain_is_tried_value_by_value() -> None:
    assert str(verdict("catalan")) == "proved"


def test_a_wrong_formula_is_refuted_by_an_input() -> None:
    assert verdict("absolute", Formula(lambda x: x)).problem.startswith("wrong for x = 0x")


def test_a_wrong_array_is_refuted() -> None:
    wrong = Formula(lambda values, count: After(None, {"values": values}))
    assert verdict("reverse_array", wrong).problem.startswith("wrong for values_0 = ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minimum", "bgt r0, r1, then\nmov r0, r1\nthen: ret"),  # the test is turned around
        ("midpoint", "add r0, r0, r1\nshr r0, r0, 1\nret"),  # the sum overflows
        ("is_leap_year", "mod r0, r0, 4\nbits.clz r0, r0\nshr r0, r0, 6\nret"),  # no centuries
        ("set_bit", "mov r2, 1\nshl r1, r2, r1\nxor r0, r0, r1\nret"),  # toggles
        (
            "array_sum",
            "mov r2, 0\nl: beq r1, 0, d\nload.d r2, [r0]\nadd r0, r0, 8\nsub r1, r1, 1\nb l\nd: mov r0, r2\nret",
        ),
        ("absolute", "bge r0, 0, d\ntrap 9\nd: ret"),  # a trap inside the domain
    ],
)
def test_a_wrong_program_is_refuted(name: str, text: str) -> None:
    assert verdict(name, program=assemble(text)).problem.startswith("wrong for ")


def test_what_has_no_term_is_not_proved() -> None:
    function = LIBRARY.find("most_common_char")
    formula = Formula(lambda text, scratch: text[0], longest=2)
    found = prove(COMPILER.program(function), function.signature, documentation_of(function), formula)
    assert found.problem == "an unknown address"


def test_a_divisor_that_may_be_zero_is_not_proved() -> None:
    formula: Any = replace(FORMULAS["is_multiple"])
    program = assemble("mod r0, r1, r0\nret")
    assert verdict("is_multiple", formula, program).problem == "a divisor may be 0"
