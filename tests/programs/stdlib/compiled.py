"""Compiling a text and running it, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neurlang.programs.machine import run
from neurlang.programs.stdlib import Compiler, library_of
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.executing import Result, by_python, placed, result_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neurlang.programs.stdlib.reading.library import Library
    from neurlang.programs.stdlib.running import Argument

HEAD = """from neurlang.programs.stdlib.types import (
    bswap, ceil, clz, ctz, f64, float_bits, float_from_bits, floor, fma, i64, mulh, mulhu, popcount, ptr_f64, ptr_i64,
    ptr_u8, ptr_u64, rotl, rotr, round_even, sqrt, trunc, trunc_div, trunc_mod, u64)
"""


def library(text: str) -> Library:
    """The library of one source."""
    return library_of({"source": ("source.py", HEAD + text)})


def compiled_result(text: Library, name: str, values: Sequence[Argument], *, naive: bool = False) -> Result:
    """What a compiled function leaves, run by the interpreter."""
    function = text.find(name)
    arguments = placed(function, values)
    program = Compiler(text, naive).program(function)
    outcome = run(program, arguments.registers, preload=arguments.memory, max_instructions=200_000)
    return result_of(function, values, outcome)


def python_result(text: Library, name: str, values: Sequence[Argument]) -> Result:
    """What the Python leaves."""
    function = text.find(name)
    return by_python(function, PythonLibrary(text).function(function), values)
