"""Hypothesis strategies for instructions and programs that `check` accepts, over every op and mode."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from neurlang.programs.ir import (
    BY_NAME,
    DATA_BASE,
    EXTENSION_NAMES,
    OPS,
    REGISTERS,
    Description,
    Instruction,
    Kind,
    Program,
    Symbol,
    Target,
    in_order,
)
from neurlang.programs.ir.program import LOCAL_LABEL

MODES = [(op.number, mode) for op in OPS for mode in range(len(op.modes))]

immediates = st.one_of(
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.integers(-100, 100),
    st.sampled_from([DATA_BASE, (1 << 31) - 1, 1 << 31, -(1 << 31), -(1 << 31) - 1]),
)
registers = st.sampled_from(REGISTERS)
writable = st.sampled_from([register for register in REGISTERS if register.name != "pc"])
descriptions = st.builds(Description, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
extensions = st.one_of(st.sampled_from(sorted(EXTENSION_NAMES)), st.integers(0, (1 << 31) - 1), descriptions)
names = st.from_regex(r"\.?[A-Za-z_][A-Za-z0-9_.]{0,6}", fullmatch=True).filter(
    lambda name: not LOCAL_LABEL.fullmatch(name) and name.lower() not in BY_NAME
) | st.sampled_from([".r0", "rets", "add", ".data", "halt", "x"])


@cache
def operands_of(kind: Kind, length: int) -> st.SearchStrategy[object]:
    targets = st.builds(Target, st.integers(0, length))
    return {
        Kind.DESTINATION: writable,
        Kind.REGISTER: registers,
        Kind.ARGUMENT: registers,
        Kind.IMMEDIATE: immediates,
        Kind.VALUE: registers | immediates,
        Kind.MOVABLE: registers | immediates | targets,
        Kind.LABEL: targets,
        Kind.CALLABLE: targets | registers,
        Kind.EXTENSION: extensions,
    }[kind]


@st.composite
def instructions(draw: st.DrawFn, length: int, modes: list[tuple[int, int]] = MODES) -> Instruction:
    opcode, mode = draw(st.sampled_from(modes))
    signature = OPS[opcode].modes[mode].signature
    count = draw(st.integers(signature.required, len(signature.operands)))
    places = signature.operands[:count]
    return Instruction(opcode, mode, tuple(draw(operands_of(place.kind, length)) for place in places))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    length = draw(st.integers(0, 8))
    code = tuple(draw(instructions(length)) for _ in range(length))
    data = draw(st.binary(max_size=40) | st.binary(max_size=3).map(lambda part: part + bytes(30) + part))
    symbols = [
        Symbol(
            name,
            draw(st.integers(*((0, length) if is_code else (DATA_BASE, DATA_BASE + len(data))))),
            is_code,
        )
        for name in draw(st.lists(names, max_size=5, unique=True))
        for is_code in [draw(st.booleans())]
    ]
    lines = draw(st.just(()) | st.tuples(*[st.integers(1, 99)] * length))
    return Program(code, draw(st.integers(0, length)), data, in_order(symbols), lines)
