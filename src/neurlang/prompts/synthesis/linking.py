"""Plan to program: operands become data, bodies of the intents become units, and both are linked to one program.

The program of one operation moves its operands into r0, r1, r2 and runs into the body. The program of several
operations calls one body after another, in evaluation order, and keeps their results in a frame on the stack. Nothing
is computed here: every operand of the prompt is in the text as the prompt has it, in a `mov` or in the data section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from neurlang.programs.ir import check
from neurlang.programs.library import load_body
from neurlang.programs.linking import Listing, Unit, followed_by, with_units
from neurlang.programs.machine import Code, decode, to_bits
from neurlang.prompts.reading import (
    Leaf,
    Manner,
    Node,
    Operation,
    Plan,
    ResultKind,
    describe,
    evaluate,
)
from neurlang.prompts.synthesis.main_part import WORD, Main, hexadecimal, quoted, words_of

NAME = "<prompt>"  # the name of a linked program in messages
KIND_CHANGED = 10  # the trap number for a value of another kind than the one that the program was linked for


@dataclass(frozen=True, slots=True)
class Linked:
    """A program that passed its static checks: as a complete text, and decoded for running.

    If all operands are numbers, the code is only the body, decoded once for all prompts, and `registers` holds the
    operands. In the text, `loading` instructions first put the same numbers into the same registers.
    """

    text: str
    code: Code
    registers: Mapping[str | int, int] = field(default_factory=dict)
    loading: int = 0


def link(plan: Plan, candidate: int = 0) -> Linked:
    """The program of a plan. `candidate` chooses one of a variant's alternative bodies; 0 is the preferred one.

    The result is in r0, in the form of the root's `ResultKind`. For EITHER, r1 is 0 for an integer and 1 for a real.
    Raises AssemblyError if a body is wrong, UsageError if a static check fails.
    """
    main = Main([f"; {describe(plan.root)}"])
    if plan.root.variant.function or not all(isinstance(each, Leaf) for each in plan.root.arguments):
        _call_bodies(main, plan.root, candidate)
        return _checked(with_units(main.code, [*main.bodies.values()], main.data, NAME))
    body = _body_of(plan.root, candidate)
    _load_arguments(main, plan.root, body, {})
    if main.data:
        return _checked(followed_by(main.code, body, main.data, NAME))
    text = "\n".join([*main.code, *body.lines]) + "\n"
    return Linked(text, decoded(body), _registers(plan.root), len(main.code) - 1)


def _checked(listing: Listing) -> Linked:
    check(listing.program)
    return Linked(listing.text, decode(listing.program))


def _registers(root: Operation) -> dict[str | int, int]:
    """The registers after the lines of `_load_number`."""
    real = root.variant.manner is Manner.REALS
    values = (argument.value for argument in root.arguments if isinstance(argument, Leaf))
    return {
        register: to_bits(float(value)) if real or isinstance(value, float) else value
        for register, value in enumerate(values)
        if isinstance(value, int | float)
    }


@cache
def decoded(body: Unit) -> Code:
    """A body as a separate program, checked and decoded."""
    check(body.program)
    return decode(body.program)


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


def _call_bodies(main: Main, root: Operation, candidate: int) -> None:
    steps = steps_of(root)
    places, size = _frame(steps)
    main.code.append(f"    subi sp, sp, {size}")
    for step in steps:
        if step.variant.function is not None:
            from neurlang.prompts.synthesis.library_steps import call_function  # few prompts need the library

            main.code.append(f"; {describe(step)}")
            call_function(main, step, places, is_root=step is root)
            continue
        body = _body_of(step, candidate)
        main.bodies[body.name] = body
        main.code.append(f"; {describe(step)}")
        _load_arguments(main, step, body, places)
        main.code.append(f"    call {body.name}")
        if step is not root:
            _keep(main, step, places[id(step)])
    main.code.append("    halt")
    if any(step.variant.result is ResultKind.EITHER for step in steps[:-1]):
        main.code += ["kind_changed:", f"    trap {KIND_CHANGED}"]


def _frame(steps: list[Operation]) -> tuple[dict[int, int], int]:
    """The place of each step in the frame, and the frame's size: two words for a function of the library, else one."""
    places: dict[int, int] = {}
    size = 0
    for step in steps:
        places[id(step)] = size
        size += WORD if step.variant.function is None else 2 * WORD
    return places, size


def _keep(main: Main, step: Operation, place: int) -> None:
    """Store the result of a call, after checking that it is of the kind that later steps were linked for."""
    if step.variant.result is ResultKind.EITHER:
        wanted = 1 if isinstance(evaluate(step), float) else 0
        main.code.append(f"    bne r1, {wanted}, kind_changed")
    main.code.append(f"    store.d r0, [sp + {place}]")


def _load_arguments(main: Main, step: Operation, body: Unit, places: dict[int, int]) -> None:
    """Load the arguments, and the addresses of the scratch space that the body declares."""
    register = 0
    held: dict[int, Node] = {}
    for argument in step.arguments:
        held[register] = argument
        if isinstance(argument, Operation):
            target = f"r{register}"
            main.code.append(f"    load.d {target}, [sp + {places[id(argument)]}]")
            value = evaluate(argument)
            if step.variant.manner is Manner.REALS and isinstance(value, int):
                main.code.append(f"    fpu.i2f {target}, {target}")
            if isinstance(value, tuple):
                register += 1
                main.code.append(f"    load.d r{register}, [sp + {places[id(argument)] + WORD}]")
        else:
            register += _load_leaf(main, argument, register, step.variant.manner is Manner.REALS)
        register += 1
    for scratch in body.scratch:
        text = evaluate(held[scratch.like])
        assert isinstance(text, str)  # only operations on a text have a text as result
        room = main.new_data(f".space {len(text.encode()) + 1}")
        main.code.append(f"    mov r{scratch.register}, {room}")


def _load_leaf(main: Main, leaf: Leaf, register: int, real: bool) -> int:
    """Load one leaf into `register`; return how many further registers it needed."""
    if not isinstance(leaf.value, str | tuple):
        main.code += _load_number(leaf, f"r{register}", real)
        return 0
    if isinstance(leaf.value, str):
        main.code.append(f"    mov r{register}, {main.new_data(f'.asciz {quoted(leaf.value)}')}")
        return 0
    label = main.new_data(words_of(leaf.value, real=real))
    main.code += [f"    mov r{register}, {label}", f"    mov r{register + 1}, {len(leaf.value)}"]
    return 1


def _load_number(leaf: Leaf, target: str, real: bool) -> list[str]:
    value = leaf.value
    if isinstance(value, float):
        return [f"    mov {target}, {hexadecimal(value)}    ; {value!r}"]
    load = f"    mov {target}, {value}"
    return [load, f"    fpu.i2f {target}, {target}"] if real else [load]


def _body_of(step: Operation, candidate: int) -> Unit:
    bodies = step.variant.body
    return load_body(bodies[min(candidate, len(bodies) - 1)])
