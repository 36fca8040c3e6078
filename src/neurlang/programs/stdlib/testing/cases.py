"""The `@test` lines of a function: edges and seeded values of its domain, and what its Python gives for them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from neurlang.errors import NeurlangError
from neurlang.programs.ir import Program
from neurlang.programs.machine import TrapKind, decode, run
from neurlang.programs.stdlib.reading.docstrings import Documentation
from neurlang.programs.stdlib.reading.domains import Room
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import Argument, PythonLibrary
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import (
    Result,
    by_python,
    bytes_of,
    placed,
    result_of,
    same,
    word_of,
)
from neurlang.programs.stdlib.testing.sampling import Sampler

SEED = 1
CANDIDATES, FEWEST, MOST = 80, 6, 16
"""Inputs that are tried, and the tests of a function: more than the fewest only if they run other instructions."""

_ALLOWED = "its domain allows this input"

_ESCAPES = {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\t"): "\\t",
    ord("\r"): "\\r",
    0: "\\0",
}


@dataclass(frozen=True, slots=True)
class Cases:
    """The tests of a function as lines, and how many of its instructions they run."""

    lines: tuple[str, ...]
    reached: int
    total: int


def cases_of(
    function: SourceFunction,
    documentation: Documentation,
    python: PythonLibrary,
    program: Program,
    max_instructions: int,
) -> Cases:
    """The tests of a compiled function.

    Raises SourceError if compiled code and Python disagree, or if the Python raises on the function's own domain.
    """
    code, call = decode(program), python.function(function)
    reached: set[int] = set()
    lines: list[str] = []
    tried = 0
    for values in _inputs(function, Sampler(function, documentation, python)):
        tried += 1
        arguments, seen = placed(function, values), set[int]()
        outcome = run(
            code,
            arguments.registers,
            preload=arguments.memory,
            max_instructions=max_instructions,
            trace=lambda index, _, seen=seen: seen.add(index),  # type: ignore[misc]
        )
        if outcome.trap is not None and outcome.trap.kind is TrapKind.FUEL:
            continue
        found = result_of(function, values, outcome)
        check_against_python(function, call, values, found)
        if len(lines) < FEWEST or (seen - reached and len(lines) < MOST):
            lines.append(_line(function, documentation, values, found))
            reached |= seen
    if not tried:
        message = f"no values fit the domain of '{function.node.name}'"
        raise function.module.error(function.node, message, "widen it, or require less")
    if not lines:
        message = f"no input of '{function.node.name}' ends within {max_instructions:,} instructions"
        raise function.module.error(function.node, message, "narrow the domain, or raise max_instructions")
    return Cases(tuple(lines), len(reached), len(program.instructions))


def _inputs(function: SourceFunction, sampler: Sampler) -> Iterator[tuple[Argument, ...]]:
    """The inputs to try. Raises SourceError if the source's own makers or conditions raise."""
    inputs = sampler.inputs(CANDIDATES, SEED)
    while True:
        try:
            values = next(inputs, None)
        except NeurlangError:
            raise
        except Exception as error:  # they are the source's own Python, and may raise anything
            message = f"no input of '{function.node.name}' can be made: {type(error).__name__}: {error}"
            hint = "mend the domain, its maker, or what is required"
            raise function.module.error(function.node, message, hint) from None
        if values is None:
            return
        yield values


def check_against_python(
    function: SourceFunction,
    call: Callable[..., int | float | None],
    values: Sequence[Argument],
    found: Result,
) -> None:
    """Raise SourceError if the Python of a function raises, or leaves something else than the compiled code did."""
    name = function.node.name
    shown = ", ".join(map(_shown, values))
    try:
        wanted = by_python(function, call, values)
    except (ArithmeticError, IndexError, ValueError, TypeError, RecursionError) as error:
        message = f"{name}({shown}) raises {type(error).__name__}: {error}"
        raise function.module.error(function.node, message, _ALLOWED) from None
    if wanted.trap == "DIVZERO":
        raise function.module.error(function.node, f"{name}({shown}) raises ZeroDivisionError", _ALLOWED)
    if not same(found, wanted):
        message = f"{name}({shown}) is {_told(wanted)} in Python, and {_told(found)} compiled"
        raise function.module.error(function.node, message)


def _told(result: Result) -> str:
    return f"trap {result.trap}" if result.trap else repr(result.value)


def _shown(value: Argument) -> str:
    text = repr(bytes(value)) if isinstance(value, bytearray) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _line(
    function: SourceFunction, documentation: Documentation, values: Sequence[Argument], result: Result
) -> str:
    """A test: registers and memory before, `->`, the result and the memory after."""
    arguments = placed(function, values)
    before = [f"r{place}={_input(value, arguments.registers[place])}" for place, value in enumerate(values)]
    after: list[str] = []
    if result.trap:
        return (
            f"{', '.join([*before, *_memory(function, values, arguments.registers)])} -> trap {result.trap}"
        )
    if result.value is not None:
        after.append(f"r0={_number(result.value)}")
    arrays = iter(result.arrays)
    rooms = {each.name for each in documentation.parameters if isinstance(each.domain, Room)}
    for place, ((name, type_), value) in enumerate(zip(function.signature.params, values, strict=True)):
        if not isinstance(value, list | bytearray):
            continue
        content = next(arrays)
        if isinstance(content, list | bytearray) and len(content) and name != "scratch":
            text = _elements(content, type_, is_short=name in rooms)
            after.append(f"[{arguments.registers[place]:#x}]={text}")
    memory = _memory(function, values, arguments.registers)
    return f"{', '.join([*before, *memory])} -> {', '.join(after) or f'sp={1 << 20}'}"


def _memory(
    function: SourceFunction, values: Sequence[Argument], registers: dict[str | int, int]
) -> Iterator[str]:
    for place, ((_, type_), value) in enumerate(zip(function.signature.params, values, strict=True)):
        if isinstance(value, list | bytearray) and any(bytes_of(value, type_)):
            yield f"[{registers[place]:#x}]={_elements(value, type_, is_short=False)}"


def _input(value: Argument, register: int) -> str:
    return hex(register) if isinstance(value, list | bytearray) else _number(value)


def _number(value: int | float) -> str:
    """A number as tests have it: a double by its shortest text, by its bits if it is not finite."""
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f"{word_of(value):#x}"
    return str(value)


def _elements(content: Argument, type_: Type, *, is_short: bool) -> str:
    """An array as tests have it; of one with room to spare, the zeros after the first one are left out."""
    assert isinstance(content, list | bytearray)
    size = len(content)
    if is_short:
        used = max((place + 1 for place, value in enumerate(content) if value), default=0)
        size = min(size, used + 1)
    if type_ is Type.PTR_U8:
        return '"' + "".join(_byte(int(each)) for each in content[:size]) + '"'
    return ",".join(_number(each) for each in content[:size])


def _byte(value: int) -> str:
    if value in _ESCAPES:
        return _ESCAPES[value]
    return chr(value) if 32 <= value < 127 else f"\\x{value:02x}"
