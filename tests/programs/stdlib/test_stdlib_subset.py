"""What is not in the subset is refused: file, line, column, and what to write instead."""

from __future__ import annotations

import pytest
from compiled import HEAD, library

from neurlang.errors import SourceError
from neurlang.programs.stdlib import Compiler

FIRST = HEAD.count("\n") + 1

WRONG = (
    # the body, line, column, message, hint
    ("def f(n: u64) -> u64:\n    return n ** 2", 2, 12, "`**` cannot be compiled", "write a loop"),
    ("def f(n: u64) -> u64:\n    return n / 2", 2, 12, "`/` of whole numbers", "write `//`"),
    ("def f(n: u64, m: i64) -> u64:\n    return n + m", 2, 12, "u64 with i64", "write u64(…)"),
    ("def f(x: f64) -> f64:\n    return x + 1", 2, 16, "f64 is wanted", "write 1.0"),
    (
        "def f(n: u64) -> u64:\n    if n:\n        x = 1\n    return x",
        4,
        12,
        "'x' may have no value",
        "assign it",
    ),
    (
        "def f(count: u64) -> u64:\n    return cuont",
        2,
        12,
        "'cuont' is not a variable",
        "did you mean 'count'?",
    ),
    ("def f(n: u64) -> u64:\n    while n:\n        n -= 1", 1, 1, "may end without a result", "add a return"),
    ("def f(n: int) -> u64:\n    return n", 1, 10, "'int' is not a type", "write one of"),
    ("def f(n) -> u64:\n    return n", 1, 7, "'n' has no type", "write one of"),
    ("def f(n: u64 = 3) -> u64:\n    return n", 1, 16, "only plain parameters", "write `name: type`"),
    ("def f(n: u64) -> u64:\n    x = -1\n    return n", 2, 9, "-1 is no u64", "use i64"),
    ("def f(n: u64) -> u64:\n    return gdc(n, n)", 2, 12, "'gdc' is not a function", "import it"),
    (
        "def f(n: u64) -> u64:\n    try:\n        pass\n    finally:\n        pass\n    return n",
        2,
        5,
        "`try`",
        "return early",
    ),
    ("def f(n: u64) -> u64:\n    for x in n:\n        pass\n    return n", 2, 5, "this loop", "range"),
    (
        "def f(n: u64) -> u64:\n    for x in range(n, 0, -1):\n        pass\n    return n",
        2,
        14,
        "downwards",
        "i64(n) - 1",
    ),
    ("def f(n: u64) -> u64:\n    return n << 64", 2, 17, "a shift by 64", "0 to 63"),
    ("def f(n: u64) -> u64:\n    return n[0]", 2, 12, "only pointers have elements", "annotate it"),
    ("def f(n: u64) -> u64:\n    return min(n)", 2, 12, "fewer than two values", "loop"),
    (
        "def f(n: u64) -> u64:\n    x = 1.5\n    x = n\n    return n",
        3,
        9,
        "this is u64, f64 is wanted",
        "write f64(…)",
    ),
    ("def f(n: u64) -> u64:\n    return f(n, n)", 2, 12, "takes 1 arguments, not 2", ""),
    ("def f(n: u64) -> bool:\n    return n in n", 2, 12, "`in` and `is`", "write a loop"),
    ("class A:\n    pass", 1, 1, "may not stand in a source", "functions and constants"),
    ("X = print", 1, 5, "a constant is a number", "literal"),
    (
        "def f(a: u64, b: u64, c: u64, d: u64, e: u64, g: u64, h: u64) -> u64:\n    return a",
        1,
        55,
        "7 parameters",
        "6",
    ),
)


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), WRONG)
def test_is_refused(text: str, line: int, column: int, message: str, hint: str) -> None:
    with pytest.raises(SourceError) as caught:
        source = library(text)
        Compiler(source).compiled(source.find("f"))
    told, shown, pointer = str(caught.value).splitlines()
    assert told.startswith(f"source.py:{line + FIRST - 1}:{column}: ")
    assert message in told
    assert hint in pointer
    assert shown == text.splitlines()[line - 1]
    assert pointer.index("^") == column - 1


def test_a_text_that_is_no_python_is_refused() -> None:
    with pytest.raises(SourceError, match=r"source.py:4:7: "):
        library("def f(:\n")


def test_names_are_unique() -> None:
    with pytest.raises(SourceError, match="'f' is defined twice"):
        library("def f(n: u64) -> u64:\n    return n\ndef f(n: u64) -> u64:\n    return n")
