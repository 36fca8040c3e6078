"""Faults as a compiler may have them, planted into compiled code: the references find each."""

import re
from pathlib import Path

import pytest
from agreement import disagreement
from guarded_run import run_guarded
from references import REFERENCES

import neurlang.programs.stdlib.source
from neurlang.programs.ir import Program, assemble
from neurlang.programs.stdlib.compiling import Compiler, text_of
from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import read_library
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.sampling import Sampler

LIBRARY = read_library(Path(neurlang.programs.stdlib.source.__file__).parent)
PYTHON = PythonLibrary(LIBRARY)
COMPILER = Compiler(LIBRARY)
INPUTS = 60
MAX_INSTRUCTIONS = 20_000

FAULTS = {
    "unsigned order as signed": (r"\bb(lt|le|gt|ge)u\b", r"b\1", ("absolute_difference", "isqrt")),
    "signed order as unsigned": (r"\bb(lt|le|gt|ge)\b", r"b\1u", ("minimum", "array_max")),
    "below as not above": (r"\bbltu\b", "bleu", ("array_sum", "fill_array", "count_primes")),
    "a branch the wrong way": (r"\bbeq\b", "bne", ("gcd", "count_value")),
    "unsigned quotient as signed": (r"\bdiv\b", "sdiv", ("div_ceil", "digit_sum")),
    "unsigned remainder as signed": (r"\bmod\b", "smod", ("gcd", "digit_sum")),
    "quotient for remainder": (r"\bmod\b", "div", ("is_multiple", "power_mod")),
    "shift with the sign in": (r"\bshr\b", "sar", ("to_gray", "midpoint", "splitmix")),
    "shift without the sign": (r"\bsar\b", "shr", ("sign_extend",)),
    "shift by one more": (r"\bshl (\w+), (\w+), 3\b", r"shl \1, \2, 4", ("lower_bound", "array_sum")),
    "bytes loaded with their sign": (r"\bload\.b\b", "load.sb", ("text_compare", "text_fnv1a", "text_crc32")),
    "a word stored for a byte": (r"\bstore\.b\b", "store.d", ("text_upper", "count_primes")),
    "a byte stored for a word": (r"\bstore\.d\b", "store.b", ("reverse_array", "fill_array")),
    "an offset left out": (r"\+ 8\]", "+ 0]", ("list_length", "queue_push")),
    "operands of a difference exchanged": (
        r"\bsub (\w+), (\w+), (r\d+)\b",
        r"sub \1, \3, \2",
        ("differences", "ulp", "array_range"),
    ),
    "sum for difference": (r"\bsub\b", "add", ("differences", "clear_lowest_bit")),
    "or for exclusive or": (r"\bxor\b", "or", ("to_gray", "text_fnv1a")),
    "or for and": (r"\band\b", "or", ("is_odd", "clear_lowest_bit")),
    "low half of the product for the high one": (r"\bmul\b", "mulhu", ("factorial", "triangle_number")),
    "upper half of constants lost": (
        r"\bmov (\w+), -?\d{12,}\b",
        r"mov \1, 12345",
        ("text_fnv1a", "xorshift", "splitmix"),
    ),
    "rotation the other way": (r"\brotl\b", "rotr", ("rotate_left",)),
    "leading for trailing zeros": (r"\bctz\b", "clz", ("trailing_zeros", "bitset_next")),
    "a saved value not stored": (r"\n *store\.d \w+, \[sp[^\n]*", "", ("quick_sort", "merge_sort")),
    "a saved value not loaded": (r"\n *load\.d \w+, \[sp[^\n]*", "", ("quick_sort", "merge_sort")),
    "an argument not passed": (
        r"\n *mov r1, [^\n]*(\n *call)",
        r"\1",
        ("previous_prime", "count_text"),
    ),
    "a result not returned": (r"\n *mov r0, r\d+\n( *ret)", r"\n\1", ("gcd", "fibonacci", "array_sum")),
    "product and sum rounded twice": (
        r"fpu\.fma (\w+), (\w+), (\w+), (\w+)",
        r"fpu.fmul \1, \2, \3",
        ("exponential", "sine"),
    ),
    "rounding for truncation": (r"\bfpu\.ftrunc\b", "fpu.fround", ("float_trunc", "fmod")),
    "maximum for minimum": (r"\bfpu\.fmin\b", "fpu.fmax", ("float_min", "float_clamp")),
    "signed for unsigned conversion": (r"\bi2f\b", "u2f", ("array_mean", "array_variance", "array_median")),
}


def agrees(name: str, program: Program) -> bool:
    """Whether a program does what the function's reference does, on seeded inputs."""
    function = LIBRARY.find(name)
    documentation = documentation_of(function)
    for values in Sampler(function, documentation, PYTHON).inputs(INPUTS, seed=3):
        found = run_guarded(function, program, values, MAX_INSTRUCTIONS)
        if disagreement(documentation, REFERENCES[name], values, found) is not None:
            return False
    return True


def compiled(name: str) -> str:
    return text_of(COMPILER.lines(LIBRARY.find(name)))


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_the_fault_is_found(fault: str) -> None:
    pattern, replacement, names = FAULTS[fault]
    planted = {name: re.sub(pattern, replacement, compiled(name)) for name in names}
    changed = [name for name in names if planted[name] != compiled(name)]
    assert changed, "the fault changes nothing"
    assert not all(agrees(name, assemble(planted[name])) for name in changed)


@pytest.mark.parametrize("name", sorted({name for _, _, names in FAULTS.values() for name in names}))
def test_without_a_fault_nothing_is_found(name: str) -> None:
    assert agrees(name, assemble(compiled(name)))
