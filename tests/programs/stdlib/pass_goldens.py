"""Each pass on one small function: the source, the SSA form before, and the SSA form after, as text.

python tests/programs/stdlib/pass_goldens.py     # writes passes/*.txt anew; read the difference before you commit
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.programs.stdlib.backend.allocation import allocated
from neurlang.programs.stdlib.backend.legal import (
    with_constants_in_registers,
    with_short_addresses,
    with_split_edges,
)
from neurlang.programs.stdlib.backend.moves import with_moves_before_tests
from neurlang.programs.stdlib.backend.naive import with_variables_on_the_stack
from neurlang.programs.stdlib.backend.saving import with_saves
from neurlang.programs.stdlib.compiling import fitted, hoisted, simplified
from neurlang.programs.stdlib.lowering.statements import lower
from neurlang.programs.stdlib.passes.branches import with_simple_branches
from neurlang.programs.stdlib.passes.choices import with_choices_applied
from neurlang.programs.stdlib.passes.dead_code import without_dead_code
from neurlang.programs.stdlib.passes.expansion import expanded
from neurlang.programs.stdlib.passes.folding import folded
from neurlang.programs.stdlib.passes.implications import without_implied_tests
from neurlang.programs.stdlib.passes.induction import with_pointers
from neurlang.programs.stdlib.passes.inlining import with_inlined
from neurlang.programs.stdlib.passes.invariants import with_invariants_moved, with_preheaders
from neurlang.programs.stdlib.passes.layout import laid_out
from neurlang.programs.stdlib.passes.parameters import without_needless_parameters
from neurlang.programs.stdlib.passes.subexpressions import without_common_subexpressions
from neurlang.programs.stdlib.reading.library import Library, library_of
from neurlang.programs.stdlib.ssa import Function, print_ssa

FOLDER = Path(__file__).parent / "passes"
HEAD = "from neurlang.programs.stdlib.types import i64, ptr_i64, ptr_u64, u64\n\n\n"
HEADINGS = ("source", "before", "after")

Pass = Callable[[Function], Function]


@dataclass(frozen=True, slots=True)
class Golden:
    """A pass, the passes that come before it, and a function that shows what it does.

    The function is the last one of the source; it may call those before it.
    """

    step: Callable[[Function, dict[str, Function]], Function]
    source: str
    before: tuple[Pass, ...] = ()
    note: Callable[[Function], str] = lambda _: ""

    def forms(self) -> tuple[Function, Function, dict[str, Function]]:
        """The SSA form before and after the pass, and all functions of the source as lowered."""
        library = library_of({"golden": ("golden.py", HEAD + self.source)})
        lowered = {name: _lowered(library, name) for name in library.functions}
        form = lowered[next(reversed(lowered))]
        for step in self.before:
            form = step(form)
        return form, self.step(form, lowered), lowered

    def text(self) -> str:
        """The golden's file."""
        before, after, _ = self.forms()
        parts = (self.source, print_ssa(before), print_ssa(after) + self.note(before))
        return "\n".join(f"== {heading} ==\n{part}" for heading, part in zip(HEADINGS, parts, strict=True))


def _lowered(library: Library, name: str) -> Function:
    function = library.functions[name]
    return lower(function, library.callees(function.module))


def _alone(step: Pass) -> Callable[[Function, dict[str, Function]], Function]:
    return lambda function, _: step(function)


def _registers(function: Function) -> str:
    """The registers that allocation chose."""
    allocation = allocated(function, {})
    numbers = sorted(allocation.registers.items(), key=lambda item: item[0].number)
    return "".join(f"{var}: r{register}\n" for var, register in numbers)


COLLATZ = """\
def step(n: u64) -> u64:
    return n >> 1 if n & 1 == 0 else 3 * n + 1
"""
SUM = """\
def total(values: ptr_i64, count: u64) -> i64:
    result: i64 = 0
    for i in range(count):
        result += values[i]
    return result
"""
RECURSIVE = """\
def tree(n: u64) -> u64:
    return n if n < 2 else tree(n - 1) + tree(n - 2) + n
"""

GOLDENS: dict[str, Golden] = {
    "folded": Golden(
        _alone(folded),
        """\
def f(n: u64, m: i64) -> u64:
    a = (n + 3) + (2 * 2 + 7)
    b = (n * 8 // 4) % 16 + 0 * n
    c = u64(m // 8) ^ u64(m % 8)
    return a * 1 + b - (n - n) | c
""",
    ),
    "without_needless_parameters": Golden(
        _alone(without_needless_parameters),
        """\
def f(n: u64, step: u64) -> u64:
    total = 0
    while n > step:
        n -= step
        total += 1
    return total + step
""",
    ),
    "without_common_subexpressions": Golden(
        _alone(without_common_subexpressions),
        """\
def f(values: ptr_u64, i: u64) -> u64:
    a = values[i] + (i ^ 5)
    values[1] = values[i] * (5 ^ i)
    return a + values[i] + values[1]
""",
    ),
    "without_dead_code": Golden(
        _alone(without_dead_code),
        """\
def f(n: u64, m: u64) -> u64:
    rounds = 0
    unused = n * m
    kept = n // m
    while n > 1:
        n = n >> 1
        rounds += 1
    return n
""",
    ),
    "without_implied_tests": Golden(
        _alone(without_implied_tests),
        """\
def f(n: u64, m: u64) -> u64:
    if n < 10:
        if n <= 20:
            return 1
        return 2
    if n >= 10 and m == n:
        return 3
    return 4
""",
    ),
    "with_simple_branches": Golden(
        _alone(with_simple_branches),
        """\
def f(n: u64) -> u64:
    if n > 5:
        pass
    else:
        n = n + 1
    if 1 < 2:
        return n
    return 0
""",
    ),
    "with_inlined": Golden(
        lambda function, callees: with_inlined(function, {"golden.step": callees["golden.step"]}),
        COLLATZ
        + """\


def steps(n: u64) -> u64:
    count = 0
    while n != 1:
        n = step(n)
        count += 1
    return count
""",
        (),
    ),
    "with_preheaders": Golden(
        _alone(with_preheaders),
        """\
def f(n: u64, m: u64) -> u64:
    if n > 100:
        n = n & 127
    while n > m:
        n -= 3
    return n
""",
        (simplified,),
    ),
    "with_invariants_moved": Golden(
        _alone(with_invariants_moved),
        """\
def f(values: ptr_u64, a: u64, b: u64, n: u64) -> u64:
    total = 0
    for i in range(n):
        total += values[0] * (a ^ b)
        if i > 9:
            total += a // b
    return total
""",
        (simplified, with_preheaders),
    ),
    "with_choices_applied": Golden(
        _alone(with_choices_applied),
        """\
def f(values: ptr_i64, count: u64, wanted: i64) -> u64:
    found = 0
    for i in range(count):
        found += u64(values[i] == wanted)
    return found
""",
        (simplified, hoisted, expanded, simplified),
    ),
    "expanded": Golden(
        _alone(expanded),
        """\
def f(a: i64, b: i64) -> i64:
    return a // 10 + a % 10 + a % b + i64(a == 0) + i64(a < 0) + i64(a < b)
""",
        (simplified,),
    ),
    "with_pointers": Golden(lambda function, _: with_pointers(function, hoisted), SUM, (hoisted,)),
    "laid_out": Golden(
        _alone(laid_out),
        COLLATZ.replace("step", "steps").replace(
            "    return n >> 1 if n & 1 == 0 else 3 * n + 1\n",
            "    count = 0\n    while n != 1:\n        n = n >> 1 if n & 1 == 0 else 3 * n + 1\n"
            "        count += 1\n    assert count < 1000\n    return count\n",
        ),
        (simplified,),
    ),
    "with_short_addresses": Golden(
        _alone(with_short_addresses),
        """\
def f(values: ptr_u64, i: u64) -> u64:
    place = values + i
    return place[0] + 1
""",
        (simplified,),
    ),
    "with_constants_in_registers": Golden(
        _alone(with_constants_in_registers),
        """\
def f(values: ptr_u64, n: u64) -> u64:
    values[0] = 7
    return 100 - n | 0x123456789ABCDEF
""",
        (simplified,),
    ),
    "with_split_edges": Golden(
        _alone(with_split_edges),
        """\
def f(n: u64) -> u64:
    result = 5
    while n > 9:
        n -= 3
        result = n if n & 1 else 8
    return result
""",
        (simplified,),
    ),
    "with_moves_before_tests": Golden(
        _alone(with_moves_before_tests),
        """\
def f(n: u64, m: u64) -> u64:
    while m:
        n, m = m, n % m
    return n
""",
        (simplified, with_preheaders),
    ),
    "with_saves": Golden(lambda function, _: with_saves(function, {"golden.tree"}), RECURSIVE, (simplified,)),
    "with_variables_on_the_stack": Golden(
        lambda function, _: with_variables_on_the_stack(with_split_edges(function)), COLLATZ
    ),
    "allocated": Golden(
        _alone(lambda function: allocated(function, {}).function), SUM, (hoisted, fitted), _registers
    ),
}
"""By the name of the pass, which is that of the file."""


def main() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, golden in GOLDENS.items():
        (FOLDER / f"{name}.txt").write_text(golden.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
