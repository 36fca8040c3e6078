"""Each pass does what its golden shows, and keeps what a function computes."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from compiled import library
from hypothesis import given, settings
from hypothesis import strategies as st
from pass_goldens import FOLDER, GOLDENS
from random_sources import WORDS, sources
from ssa_run import SsaRun, StuckError

from neurlang.programs.stdlib.backend import legal, moves
from neurlang.programs.stdlib.compiling import ROUND, fitted, hoisted, optimised
from neurlang.programs.stdlib.lowering.statements import lower
from neurlang.programs.stdlib.passes import (
    branches,
    choices,
    dead_code,
    expansion,
    folding,
    implications,
    induction,
    inlining,
    invariants,
    layout,
    parameters,
    subexpressions,
)
from neurlang.programs.stdlib.ssa import Function, Type

if TYPE_CHECKING:
    from collections.abc import Callable

MODULES = (
    branches, choices, dead_code, expansion, folding, implications, induction, inlining, invariants, layout,
    parameters, subexpressions, legal, moves,
)  # fmt: skip
MEMORY = 512


def outcome(
    function: Function, arguments: list[int], functions: dict[str, Function], most_blocks: int = 20_000
) -> tuple[object, bytes]:
    """The result and the memory. Raises StuckError."""
    run = SsaRun(bytearray(random.Random(7).randbytes(MEMORY)), functions, most_blocks)
    return run.call(function, arguments), bytes(run.memory)


def inputs_of(function: Function) -> list[list[int]]:
    """Small and large numbers; arrays one after the other."""
    draw = random.Random(function.name)
    found = []
    for _ in range(40):
        arguments = []
        for place, param in enumerate(function.entry.params):
            is_pointer = param.type not in (Type.U64, Type.I64)
            small = draw.randint(0, 6)
            arguments.append(
                128 * place if is_pointer else draw.choice((small, small, -small, draw.getrandbits(64)))
            )
        found.append(arguments)
    return found


@pytest.mark.parametrize("name", sorted(GOLDENS))
def test_a_pass_does_what_its_golden_shows(name: str) -> None:
    assert GOLDENS[name].text() == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_there_is_no_other_golden() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(GOLDENS)


def passes() -> dict[str, Callable[..., object]]:
    """The passes of the compiler: what in their modules has a contract."""
    return {
        name: made
        for module in MODULES
        for name, made in vars(module).items()
        if getattr(made, "__module__", "") == module.__name__ and "    In: " in (made.__doc__ or "")
    }


def test_every_pass_has_a_golden() -> None:
    found = passes()
    assert {step.__name__ for step in ROUND} < found.keys()
    assert found.keys() - GOLDENS.keys() == {"tidied"}, "it works on registers: programs are its golden"


@pytest.mark.parametrize("name", sorted(GOLDENS))
def test_a_pass_keeps_what_its_golden_computes(name: str) -> None:
    before, after, functions = GOLDENS[name].forms()
    compared = 0
    for arguments in inputs_of(before):
        try:
            wanted = outcome(before, arguments, functions, 2_000)
        except StuckError:
            continue
        compared += 1
        assert outcome(after, arguments, functions) == wanted, arguments
    assert compared >= 5


STEPS: tuple[Callable[[Function], Function], ...] = (
    *ROUND,
    hoisted,
    expansion.expanded,
    choices.with_choices_applied,
    layout.laid_out,
    lambda function: optimised(function, {}),
    lambda function: fitted(optimised(function, {})),
    lambda function: fitted(function, naive=True),
)


@pytest.mark.slow
@given(text=sources(), values=st.tuples(WORDS, WORDS, WORDS))
@settings(max_examples=40, deadline=None)
def test_every_pass_keeps_what_random_functions_compute(text: str, values: tuple[int, int, int]) -> None:
    source = library(text)
    function = source.find("f")
    form = lower(function, source.callees(function.module))
    wanted = outcome(form, [*values], {})
    for step in STEPS:
        assert outcome(step(form), [*values], {}) == wanted, step


def test_a_wrong_pass_is_noticed() -> None:
    before, folded, functions = GOLDENS["folded"].forms()
    after = dead_code.without_dead_code(folded)
    body = after.entry.body
    for place, instruction in enumerate(body):
        args = tuple(arg + 1 if isinstance(arg, int) else arg for arg in instruction.args)
        if args != instruction.args:
            changed = (*body[:place], replace(instruction, args=args), *body[place + 1 :])
            wrong = replace(after, blocks=(replace(after.entry, body=changed),))
            different = [
                arguments
                for arguments in inputs_of(before)
                if outcome(wrong, arguments, functions) != outcome(before, arguments, functions)
            ]
            assert different, instruction
