"""Plan to program: operands as data, bodies of the intents as code, one text of register IR.

A plan of one operation becomes straight code: its operands are moved into r0, r1, r2, and the body follows. A plan
of several becomes a main part that calls one body after another, in evaluation order, and keeps what they give in a
frame on the stack. Nothing is computed here: every operand of the prompt stands in the text as it was said, in a
`mov` or in the data section.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from neurlang.programs.ir import assemble, check
from neurlang.programs.machine import Code, decode
from neurlang.prompts.reading import (
    Leaf,
    Manner,
    Operation,
    ResultKind,
    describe,
    evaluate,
)
from neurlang.prompts.synthesis.bodies import Body, load_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neurlang.prompts.reading import Plan

NAME = "<prompt>"  # of a linked program, in messages
WORD = 8
KIND_CHANGED = 10  # the trap number of a value that is not of the kind that the program was linked for


@dataclass(slots=True)
class _Listing:
    """The program text as it grows."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Linked:
    """A program, as text that stands alone, and decoded for running; its static checks passed.

    Where all operands are numbers, the code is the body alone, decoded once for all prompts, and `registers` holds
    the operands; in the text, `loading` instructions put the same numbers into the same registers first.
    """

    text: str
    code: Code
    registers: Mapping[str | int, int] = field(default_factory=dict)
    loading: int = 0


def link(plan: Plan, candidate: int = 0) -> Linked:
    """The program of a plan. `candidate` picks among a variant's alternative bodies; 0 is the preferred one.

    The result is in r0 as the root's variant says (`ResultKind`); where that is EITHER, r1 is 0 for an integer and
    1 for a real. Raises AssemblyError where a body is wrong, UsageError where a static check fails.
    """
    listing = _Listing()
    head = f"; {describe(plan.root)}"
    if not all(isinstance(argument, Leaf) for argument in plan.root.arguments):
        return _assembled(_text([head, *_link_calls(listing, plan.root, candidate)], listing.data))
    body = _body_of(plan.root, candidate)
    _load_arguments(listing, plan.root, {})
    text = _text([head, *listing.code, *body.lines], listing.data)
    if listing.data:
        return _assembled(text)
    return Linked(text, decoded(body), _registers(plan.root), len(listing.code))


def _assembled(text: str) -> Linked:
    program = assemble(text, NAME)
    check(program)
    return Linked(text, decode(program))


def _registers(root: Operation) -> dict[str | int, int]:
    """The registers as the lines of `_load_number` leave them."""
    real = root.variant.manner is Manner.REALS
    values = (argument.value for argument in root.arguments if isinstance(argument, Leaf))
    return {
        register: bits_of(float(value)) if real or isinstance(value, float) else value
        for register, value in enumerate(values)
        if isinstance(value, int | float)
    }


def _text(code: list[str], data: list[str]) -> str:
    return "\n".join([*code, *([".section data", *data] if data else [])]) + "\n"


@cache
def decoded(body: Body) -> Code:
    """A body as a program of its own, checked and ready to run."""
    program = assemble("\n".join(body.lines), body.name)
    check(program)
    return decode(program)


def candidates(plan: Plan) -> int:
    """How many different programs `link` has for a plan."""
    return max(len(step.variant.body) for step in steps_of(plan.root))


def steps_of(root: Operation) -> list[Operation]:
    """Every operation in evaluation order, an operation's arguments before it."""
    order: list[Operation] = []
    pending: list[tuple[Operation, bool]] = [(root, False)]
    while pending:
        node, ready = pending.pop()
        if ready:
            order.append(node)
            continue
        pending.append((node, True))
        pending.extend((each, False) for each in reversed(node.arguments) if isinstance(each, Operation))
    return order


def _link_calls(listing: _Listing, root: Operation, candidate: int) -> list[str]:
    steps = steps_of(root)
    places = {id(step): WORD * index for index, step in enumerate(steps)}
    listing.code.append(f"    subi sp, sp, {WORD * len(steps)}")
    for step in steps:
        body = _body_of(step, candidate)
        listing.bodies[body.name] = body
        listing.code.append(f"; {describe(step)}")
        _load_arguments(listing, step, places)
        listing.code.append(f"    call {body.name}")
        if step is not root:
            _keep(listing, step, places[id(step)])
    listing.code.append("    halt")
    if any(step.variant.result is ResultKind.EITHER for step in steps[:-1]):
        listing.code += ["kind_changed:", f"    trap {KIND_CHANGED}"]
    for name, body in listing.bodies.items():
        listing.code += [f"{name}:", *body.renamed(f"{name}_")]
    return listing.code


def _keep(listing: _Listing, step: Operation, place: int) -> None:
    """Store what a call gave, after making sure that it is of the kind that later steps were linked for."""
    if step.variant.result is ResultKind.EITHER:
        wanted = 1 if isinstance(evaluate(step), float) else 0
        listing.code.append(f"    bne r1, {wanted}, kind_changed")
    listing.code.append(f"    store.d r0, [sp + {place}]")


def _load_arguments(listing: _Listing, step: Operation, places: dict[int, int]) -> None:
    register = 0
    for argument in step.arguments:
        target = f"r{register}"
        if isinstance(argument, Operation):
            listing.code.append(f"    load.d {target}, [sp + {places[id(argument)]}]")
            if step.variant.manner is Manner.REALS and isinstance(evaluate(argument), int):
                listing.code.append(f"    fpu.i2f {target}, {target}")
        else:
            register += _load_leaf(listing, argument, register, step.variant.manner is Manner.REALS)
        register += 1
    if "text_copy" in step.variant.body:
        _reserve_copy(listing, step, register)


def _load_leaf(listing: _Listing, leaf: Leaf, register: int, real: bool) -> int:
    """Load one leaf from `register` on; gives how many further registers it took."""
    if not isinstance(leaf.value, str | tuple):
        listing.code += _load_number(leaf, f"r{register}", real)
        return 0
    label = f"data{len(listing.data)}"
    listing.code.append(f"    mov r{register}, {label}")
    if isinstance(leaf.value, str):
        listing.data.append(f"{label}: .asciz {quoted(leaf.value)}")
        return 0
    assert isinstance(leaf.value, tuple)  # a plan's operands have the kinds that its intent asks for
    words = [hexadecimal(float(element)) if real else str(element) for element in leaf.value]
    listing.data.append(f"{label}: .dword {', '.join(words)}" if words else f"{label}:")
    listing.code.append(f"    mov r{register + 1}, {len(words)}")
    return 1


def _load_number(leaf: Leaf, target: str, real: bool) -> list[str]:
    value = leaf.value
    if isinstance(value, float):
        return [f"    mov {target}, {hexadecimal(value)}    ; {value!r}"]
    load = f"    mov {target}, {value}"
    return [load, f"    fpu.i2f {target}, {target}"] if real else [load]


def _reserve_copy(listing: _Listing, step: Operation, register: int) -> None:
    """Room for the copy of a text: as many bytes as the text has, and its NUL."""
    text = evaluate(step.arguments[0])
    assert isinstance(text, str)  # only operations on a text give a text
    label = f"data{len(listing.data)}"
    listing.data.append(f"{label}: .space {len(text.encode()) + 1}")
    listing.code.append(f"    mov r{register}, {label}")


def _body_of(step: Operation, candidate: int) -> Body:
    bodies = step.variant.body
    return load_body(bodies[min(candidate, len(bodies) - 1)])


def bits_of(value: float) -> int:
    """The bits of a double, as an unsigned number."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return bits


def hexadecimal(value: float) -> str:
    """The bits of a double, as the assembler reads them."""
    return f"0x{bits_of(value):016x}"


def quoted(text: str) -> str:
    """A text as a string of the assembler: printable ASCII as it is, all other bytes escaped."""
    named = {0x22: '\\"', 0x5C: "\\\\"}
    return (
        '"'
        + "".join(
            named.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}")
            for byte in text.encode()
        )
        + '"'
    )
