"""The library's functions as a call sees them: numbers, names, values, and their meaning as Python."""

from __future__ import annotations

from importlib import resources

import pytest

from neurlang.errors import OperandError, SourceError, UsageError, VerificationError
from neurlang.programs.ir import assemble
from neurlang.programs.stdlib import SOURCES, Kind, library_of, read_library
from neurlang.programs.stdlib.calling import functions as functions_module
from neurlang.programs.stdlib.calling import meaning as meaning_module
from neurlang.programs.stdlib.calling import numbering
from neurlang.programs.stdlib.calling.everyday import EVERYDAY
from neurlang.programs.stdlib.calling.functions import Role, functions_named
from neurlang.programs.stdlib.calling.meaning import TrapError, meaning_of_call
from neurlang.programs.stdlib.calling.numbering import FIRST_NUMBER, full_names, numbers
from neurlang.programs.stdlib.calling.values import Given, arguments_of
from neurlang.programs.stdlib.reading.docstrings import documentation_of


def answer(name: str, *values: Given) -> Given:
    return meaning_of_call(functions_named(name)[0], values)


def test_every_function_has_a_number() -> None:
    published = {each.signature.name for each in read_library(SOURCES).published.values()}
    assert set(numbers()) == published, "append new functions to numbers.txt; put - before removed ones"


def test_numbers_never_change() -> None:
    assert numbers()["math.absolute"] == FIRST_NUMBER == 64
    assert numbers()["math.count_primes"] == 120
    assert numbers()["collections.fenwick_sum"] == 429
    lines = resources.files(numbering.__package__).joinpath("numbers.txt").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines))
    assert len(full_names()) == len(numbers())


def test_a_removed_function_leaves_its_number_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    class File:
        def read_text(self, encoding: str) -> str:
            return "math.one\n- math.two\nmath.three\n"

    class Folder:
        def joinpath(self, name: str) -> File:
            return File()

    monkeypatch.setattr(numbering.resources, "files", lambda package: Folder())
    assert numbering.numbers.__wrapped__() == {"math.one": 64, "math.three": 66}


def test_everyday_names_are_those_of_functions_and_no_others() -> None:
    assert {name for names in EVERYDAY.values() for name in names} <= set(numbers())
    assert not set(EVERYDAY) & set(full_names())


def test_names() -> None:
    assert [each.full_name for each in functions_named("gcd")] == ["math.gcd"]
    assert [each.full_name for each in functions_named("MATH.GCD")] == ["math.gcd"]
    assert functions_named("sort")[0].name == "quick_sort"
    with pytest.raises(UsageError, match="no function 'gdc' in the library; did you mean 'gcd'"):
        functions_named("gdc")
    with pytest.raises(UsageError, match="`nl intents` lists all"):
        functions_named("qqqqqq")


def test_roles() -> None:
    function = functions_named("merge_sorted")[0]
    assert [each.role for each in function.parameters] == [
        Role.ROOM,
        Role.GIVEN,
        Role.LENGTH,
        Role.GIVEN,
        Role.LENGTH,
    ]
    assert [each.kind for each in function.given] == [Kind.LIST, Kind.LIST]
    assert functions_named("quick_sort")[0].takes_one_list
    assert not functions_named("kth_smallest")[0].takes_one_list


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("count_primes", (20,), 8),
        ("fibonacci", (93,), 12200160415121876738),
        ("sign", (-5,), -1),
        ("is_odd", (7,), True),
        ("lerp", (1, 2, 0.5), 1.5),
        ("quick_sort", ((5, 3, 9, 1),), (1, 3, 5, 9)),
        ("merge_sorted", ((1, 4), (2, 3)), (1, 2, 3, 4)),
        ("copy_array", ((1, 2),), (1, 2)),
        ("prime_factors", (360,), (2, 2, 2, 3, 3, 5)),
        ("unique_sorted", ((1, 1, 2),), (1, 2)),
        ("text_reverse", ("hello",), "olleh"),
        ("substring", ("hello", 1, 3), "ell"),
        ("trim", ("  a b ",), "a b"),
        ("replace_char", ("banana", "a", "o"), "bonono"),
        ("count_char", ("banana", 97), 3),
        ("most_common_char", ("banana",), "a"),
        ("text_length", ("Größe",), 7),
        ("to_roman", (1984,), "MCMLXXXIV"),
        ("stack_push", ((1, 7, 0), 2, 9), (2, 7, 9)),
        ("stack_pop", ((2, 7, 9),), 9),
        ("float_array_sum", ((1, 2),), 3.0),
        ("quick_sort", ((),), ()),
    ],
)
def test_meanings(name: str, values: tuple[Given, ...], wanted: Given) -> None:
    found = answer(name, *values)
    assert (found, type(found)) == (wanted, type(wanted))
    if isinstance(found, tuple):
        assert {type(each) for each in found} <= {int}


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("gcd", (48,), "gcd takes 2 values (a, b), 1 was given"),
        ("gcd", (1, 2, 3), "gcd takes 2 values (a, b), 3 were given"),
        ("is_prime", ("seven",), "is_prime needs a number as its 'n' (a number), not the text 'seven'"),
        ("is_prime", ((7,),), "is_prime needs a number as its 'n' (a number), not the list [7]"),
        ("is_prime", (True,), "is_prime needs a number as its 'n' (a number), not a truth"),
        ("is_prime", (2.5,), "is_prime needs a whole number as its 'n' (a number), not 2.5"),
        ("is_prime", (-1,), "is_prime needs 'n' (a number) in 0 .. 2^32, not -1"),
        ("nth_prime", (0,), "nth_prime needs 'n' (which prime) in 1 .. 10^8, not 0"),
        (
            "kth_smallest",
            ((5, 3), 3),
            "kth_smallest needs 'k' (which one, counted from 1) in 1 .. count (1 .. 2), not 3",
        ),
        ("array_max", ((),), "array_max needs 'values' (the numbers) to have 1 or more elements, not 0"),
        ("array_max", ("ab",), "array_max needs a list of numbers as its 'values' (the numbers), not the text 'ab'"),
        ("array_max", ((1.5,),), "array_max needs a whole number as its 'values' (the numbers), not 1.5"),
        ("array_mean", ((2**40,),), "array_mean needs 'values' (the numbers) in array[count] of -2^31 .. 2^31, not"),
        ("dot_product", ((1, 2), (3,)), "dot_product needs 'a' and 'b' to have the same length"),
        ("binary_search", ((2, 1), 1), "needs 'values' (the numbers in ascending order) in ascending order"),
        ("missing_number", ((1, 1),), "to be all different"),
        ("transpose", ((1, 2, 3), 2), "transpose needs 'values' (the matrix) to have 4 elements, not 3"),
        ("parse_hex", ("12g",), "to have characters of '0123456789abcdefABCDEF', not 'g'"),
        ("text_reverse", ("Größe",), "text_reverse needs 'text' (a text) to have ASCII characters, not 'ö'"),
        ("trim", ("a\x07",), "to have no control characters, not '\\x07'"),
        ("text_length", ("a\0b",), "has the character NUL, which ends a text"),
        ("text_length", ("\ud800",), "has a character that is not text"),
        ("parse_binary", ("1" * 65,), "to have 0 to 64 characters, not 65"),
        ("count_char", ("banana", "an"), "needs a character as its 'char' (a character), not the text 'an'"),
        ("count_char", ("banana", 0), "or its code from 1 to 127, not 0"),
        ("array_sum", ((2**63 - 1, 1),), "array_sum requires -2**63 <= sum(values) < 2**63; not so for values = ["),
        ("jacobi_symbol", (3, 4), "jacobi_symbol requires n % 2 == 1; not so for a = 3, n = 4"),
        ("stack_pop", ((9, 1),), "stack_pop requires stack[0] < len(stack)"),
        ("count_primes", (10**8,), "needs more memory for these values than the 1,048,576 bytes of a call"),
        ("float_floor", (10**400,), "is too large for a double"),
        ("absolute", (1 << 80,), "needs 'x' (an integer) in -2^63 + 1 .. 2^63 - 1, not 1208925819614629174706176"),
    ],
)  # fmt: skip
def test_what_is_not_taken(name: str, values: tuple[Given, ...], message: str) -> None:
    with pytest.raises(OperandError) as caught:
        answer(name, *values)
    text = str(caught.value)
    assert message in text
    assert "\n" not in text


def test_a_choice() -> None:
    source = SAMPLE.format(domain="one of 2, 8", name="n", result="n", extra="")
    function = own(source)
    assert meaning_of_call(function, (8,)) == 8
    with pytest.raises(OperandError, match="in one of 2, 8, not 3"):
        arguments_of(function, (3,))


def test_what_python_refuses_is_outside_the_domain() -> None:
    function = own(SAMPLE.format(domain="0 .. 99", name="n", result="1 << n", extra=""))
    with pytest.raises(OperandError, match=r"sample: these values do not fit together \(a shift by 70"):
        meaning_of_call(function, (70,))


SAMPLE = '''from neurlang.programs.stdlib.types import u64
def sample(n: u64) -> u64:
    """A number.

    Parameters:
        {name} ({domain}): a number

    Returns: it
    {extra}
    Difficulty: 1

    Prompts:
        a {{n}}
        b {{n}}
        c {{n}}
        d {{n}}
        e {{n}}
        f {{n}}
        g {{n}}
        h {{n}}
        i {{n}}
        j {{n}}
    """
    return {result}
'''


def own(text: str) -> functions_module.LibraryFunction:
    library = library_of({"own": ("own.py", text)})
    source = library.find("sample")
    documentation = documentation_of(source)
    parameters = tuple(functions_module._parameters(source, documentation))
    form = functions_module._answer_form(source, documentation, parameters)
    meaning_module._PYTHON.pop("own", None)
    return functions_module.LibraryFunction(999, source, library, documentation, parameters, form)


def test_an_answer_that_is_not_a_memory_is_refused() -> None:
    with pytest.raises(SourceError, match=r"own.py:3:5: 'sample' answers with 'n'"):
        own(SAMPLE.format(domain="0 .. 9", name="n", result="n", extra="Answer: n"))


def test_a_trap_has_no_answer() -> None:
    function = own(SAMPLE.format(domain="0 .. 9", name="n", result="6 // n", extra=""))
    assert meaning_of_call(function, (2,)) == 3
    with pytest.raises(TrapError, match="DIVZERO"):
        meaning_of_call(function, (0,))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("list_length", ((1, 1, 5, 1),), "list_length makes more than 300,000 rounds of its loops for these values"),
        ("tree_height", ((1, 1, 5, 1, 0), 1), "tree_height calls itself too often for these values"),
    ],
)  # fmt: skip
def test_the_meaning_ends(name: str, values: tuple[Given, ...], message: str) -> None:
    with pytest.raises(VerificationError, match=message):
        answer(name, *values)


def test_equal_values_of_other_kinds_are_kept_apart() -> None:
    assert str(answer("float_min", 0.0, 0.0)) == "0.0"
    assert str(answer("float_min", -0.0, -0.0)) == "-0.0"
    assert answer("float_absolute", 1) == answer("float_absolute", 1.0) == 1.0


def test_texts_of_functions_assemble() -> None:
    from neurlang.programs.stdlib import function_text

    assert assemble(function_text("math", "gcd"), "gcd").instructions
