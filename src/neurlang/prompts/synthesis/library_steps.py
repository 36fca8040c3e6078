"""A step of a program that calls a function of the library: its arguments, the memory that it needs, and its answer.

Each step has two words of the frame. After the call they hold the answer: a number, the address of a text, or the
address of a list and its length. What a function changes in place belongs to it alone, since a plan is a tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurlang.programs.library import load_function
from neurlang.programs.stdlib import (
    Character,
    Kind,
    LibraryFunction,
    Parameter,
    Role,
    Type,
    arguments_of,
)
from neurlang.prompts.reading import Leaf, Node, Operation, evaluate
from neurlang.prompts.synthesis.main_part import WORD, Main, hexadecimal, quoted, words_of

FRAME = 2 * WORD


@dataclass(frozen=True, slots=True)
class _Step:
    """The call of a function, in the program that is built."""

    main: Main
    function: LibraryFunction
    operation: Operation
    places: Mapping[int, int]

    @property
    def place(self) -> int:
        """Where its answer stands in the frame."""
        return self.places[id(self.operation)]


def call_function(main: Main, operation: Operation, places: Mapping[int, int], *, is_root: bool) -> None:
    """Append a call of the function; its answer is stored in the frame, or left in r0 and r1 by the root."""
    function = operation.variant.function
    assert function is not None
    module, _, name = function.full_name.partition(".")
    unit = load_function(module, name)
    main.bodies[unit.name] = unit
    step = _Step(main, function, operation, places)
    _load(step)
    _store_address(step)
    main.code.append(f"    call {unit.name}")
    _take_answer(step, is_root=is_root)


def _load(step: _Step) -> None:
    """Put the arguments into registers, in the order of the parameters."""
    values = arguments_of(step.function, [evaluate(each) for each in step.operation.arguments])
    nodes = dict(zip((each.name for each in step.function.given), step.operation.arguments, strict=True))
    for each in step.function.given:  # before the registers are filled, since converting needs some
        node = nodes[each.name]
        if isinstance(node, Operation) and each.kind is Kind.LIST:
            _convert_list(step, each, node)
    for register, each in enumerate(step.function.parameters):
        value = values[each.name]
        match each.role:
            case Role.GIVEN:
                _load_given(step, each, nodes[each.name], f"r{register}")
            case Role.LENGTH:
                _load_length(step, each, nodes, value, f"r{register}")
            case Role.ROOM:
                assert isinstance(value, list | bytearray)
                size = len(value) * (1 if isinstance(value, bytearray) else WORD)
                room = step.main.new_data(f".space {size}" if size else "")
                step.main.code.append(f"    mov r{register}, {room}")


def _load_given(step: _Step, parameter: Parameter, node: Node, target: str) -> None:
    code = step.main.code
    if isinstance(node, Operation):
        code.append(f"    load.d {target}, [sp + {step.places[id(node)]}]")
        if parameter.kind is Kind.NUMBER:
            code += _converted(parameter, node, target)
        return
    value = node.value
    if isinstance(value, str) and isinstance(parameter.text.domain, Character):
        code.append(f"    mov {target}, {value.encode()[0]}    ; {quoted(value)}")
    elif isinstance(value, str):
        code.append(f"    mov {target}, {step.main.new_data(f'.asciz {quoted(value)}')}")
    elif isinstance(value, tuple):
        real = parameter.type is Type.PTR_F64
        elements = value if real else tuple(int(element) for element in value)
        code.append(f"    mov {target}, {step.main.new_data(words_of(elements, real=real))}")
    elif parameter.type is Type.F64:
        code.append(f"    mov {target}, {hexadecimal(float(value))}    ; {float(value)!r}")
    else:
        code.append(f"    mov {target}, {int(value)}")


def _converted(parameter: Parameter, node: Operation, target: str) -> list[str]:
    """The conversion of a computed operand to what the parameter takes."""
    value = evaluate(node)
    if isinstance(value, str):  # a text whose only character is the operand
        return [f"    load.b {target}, [{target}]"]
    return [f"    {each} {target}, {target}" for each in _conversion(parameter.type is Type.F64, value)]


def _conversion(is_real: bool, value: object) -> list[str]:
    if is_real and isinstance(value, int):
        return ["fpu.i2f" if value < 1 << 63 else "fpu.u2f"]
    return ["fpu.f2i"] if isinstance(value, float) and not is_real else []


def _convert_list(step: _Step, parameter: Parameter, node: Operation) -> None:
    """Convert the elements of a computed list in place, if the function takes others."""
    elements = evaluate(node)
    assert isinstance(elements, tuple)
    conversion = _conversion(parameter.type is Type.PTR_F64, elements[0]) if elements else []
    if not conversion:
        return
    place, label = step.places[id(node)], f"convert{len(step.main.code)}"
    step.main.code += [
        f"    load.d r0, [sp + {place}]",
        f"    load.d r1, [sp + {place + WORD}]",
        f"{label}:",
        "    load.d r2, [r0]",
        f"    {conversion[0]} r2, r2",
        "    store.d r2, [r0]",
        f"    addi r0, r0, {WORD}",
        "    subi r1, r1, 1",
        f"    bne r1, 0, {label}",
    ]


def _load_length(
    step: _Step, parameter: Parameter, nodes: Mapping[str, Node], value: object, target: str
) -> None:
    """The length of the list that the parameter counts: as the list has it, or as its call returned it."""
    counted = next(
        nodes[each.name]
        for each in step.function.given
        if each.kind is Kind.LIST and each.counted_by == parameter.name
    )
    if isinstance(counted, Leaf):
        step.main.code.append(f"    mov {target}, {value}")
    else:
        step.main.code.append(f"    load.d {target}, [sp + {step.places[id(counted)] + WORD}]")


def _store_address(step: _Step) -> None:
    """Keep the address of the memory that the function answers with, and its length."""
    form = step.function.answer
    if form.place is None:
        return
    step.main.code.append(f"    store.d r{form.place}, [sp + {step.place}]")
    if form.type is Type.PTR_U8 or form.is_cut:
        return
    values = arguments_of(step.function, [evaluate(each) for each in step.operation.arguments])
    memory = values[step.function.parameters[form.place].name]
    assert isinstance(memory, list)
    step.main.code += [
        f"    mov r{_FREE}, {len(memory)}",
        f"    store.d r{_FREE}, [sp + {step.place + WORD}]",
    ]


_FREE = 9  # a register that no argument is in


def _take_answer(step: _Step, *, is_root: bool) -> None:
    form, code, place = step.function.answer, step.main.code, step.place
    if form.is_character:
        text = step.main.new_data(".space 2")
        code += [f"    mov r1, {text}", "    store.b r0, [r1]", "    mov r0, r1"]
    if form.place is None:
        if not is_root:
            code.append(f"    store.d r0, [sp + {place}]")
        return
    if form.is_cut and form.type is not Type.PTR_U8:
        code.append(f"    store.d r0, [sp + {place + WORD}]")
    if is_root:
        code.append(f"    load.d r0, [sp + {place}]")
        if form.type is not Type.PTR_U8:
            code.append(f"    load.d r1, [sp + {place + WORD}]")
