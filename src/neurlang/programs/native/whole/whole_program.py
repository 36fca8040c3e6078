"""A whole pure program as an LLVM module, with the same meaning as the reference interpreter to the last bit.

The module's function is `i64 NAME(ptr registers, ptr memory, i64 size, ptr fuel, ptr stack)`: 23 registers of
64 bits in the order of their numbers, memory and its size in bytes, the fuel in instructions (below 2^63),
and the end of a native stack for programs that recurse. It returns 0 if the program ended, and one more than the
number of the `TrapKind` if it trapped. Registers (`pc` says where the program stopped), memory and fuel are left as the
interpreter leaves them.

The program runs in the functions of its procedures, which check fuel once per round of a loop. If there is too little
fuel for a region they return, and the exact function, which checks at every block, continues.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neurlang.errors import UsageError
from neurlang.ieee import guarded_text
from neurlang.machine_code import host_architecture
from neurlang.programs.flow import is_recursive, procedures_of
from neurlang.programs.ir import REGISTERS, Program
from neurlang.programs.native.operation_text import operation_module
from neurlang.programs.native.whole.block_text import CONTROL, ENDED, GOES_ON
from neurlang.programs.native.whole.exact_text import ExactText
from neurlang.programs.native.whole.facts import DEPTH, FUEL, MACHINE, MEMORY, Interface, facts_of
from neurlang.programs.native.whole.function_text import PC, PROFILE, UNLIKELY, FunctionText
from neurlang.programs.native.whole.machine_words import (
    CODE_WORD,
    DEPTH_WORD,
    FUEL_WORD,
    MACHINE_BYTES,
    MACHINE_BYTES_WITHOUT_CALLS,
)
from neurlang.programs.native.whole.procedure_text import ProcedureText
from neurlang.programs.native.whole.straight_line import STRAIGHT_LINE


def refuse_outside_ops(program: Program) -> None:
    """Raise UsageError if an instruction has effects beyond registers, memory and control flow.

    Programs that are too long are refused as well, since the optimiser takes more than linear time.
    """
    if len(program.instructions) > MOST_INSTRUCTIONS:
        length = len(program.instructions)
        raise UsageError(
            f"{program.name}: {length} instructions; whole programs have up to {MOST_INSTRUCTIONS}"
        )
    known = STRAIGHT_LINE.keys() | CONTROL.keys()
    for index, instruction in enumerate(program.instructions):
        if instruction.op.name not in known:
            line = program.line_of(index)
            place = f"{program.name}:{line}" if line else f"{program.name}: instruction {index}"
            raise UsageError(
                f"{place}: '{instruction.op_mode.full_name}' needs the host or hidden state; "
                "only pure programs are compiled as a whole"
            )


MOST_INSTRUCTIONS = 20_000
"""Longest program that is compiled as a whole."""

COLD = "noinline optnone cold"
"""Attributes of the exact function if it only completes what the procedures began."""


@dataclass(frozen=True, slots=True)
class ModuleText:
    """The text of a module; `needs_stack` says that its function recurses and must be passed a stack."""

    text: str
    needs_stack: bool


@dataclass(frozen=True, slots=True)
class CallingScheme:
    """How procedures are called: LLVM's name of their calling convention, and whether recursion gets its own stack.

    Without its own stack, a program that recurses is compiled to the exact function alone.
    """

    convention: str
    own_stack: bool


# Of all calling conventions, regcall passes and returns the most values in registers.
SCHEMES = {"x86_64": CallingScheme("x86_regcallcc", own_stack=True)}
PLAIN_SCHEME = CallingScheme("fastcc", own_stack=False)


def whole_program_text(
    program: Program, name: str, memory_size: int | None = None, scheme: CallingScheme = PLAIN_SCHEME
) -> ModuleText:
    """The module of a program, with a function `name`, for memory of any size or only of `memory_size`.

    Raises UsageError if the program is not pure.
    """
    refuse_outside_ops(program)
    size = "%size" if memory_size is None else str(memory_size)
    procedures = procedures_of(program)
    recursive = procedures is not None and is_recursive(procedures)
    if recursive and not scheme.own_stack:
        procedures, recursive = None, False
    exact = ExactText(program, name, size, COLD if procedures else "").function()
    facts = facts_of(program, procedures or {})
    functions = [
        ProcedureText(about, name, size, scheme.convention, level).function()
        for about in facts.values()
        for level in range(about.levels)
    ]
    if procedures is not None:
        functions.append(entering_text(program, name, facts[program.entry].interface, scheme.convention))
    running = _RUN_EXACT if procedures is None else _RUN_ON_STACK if recursive else _RUN
    return ModuleText(_module_text(program, name, running, (exact, *functions)), recursive)


def plain_program_text(program: Program, name: str, memory_size: int | None = None) -> str:
    """The module of a program as the exact function alone, whose length is linear in the program's.

    Raises UsageError if the program is not pure.
    """
    refuse_outside_ops(program)
    size = "%size" if memory_size is None else str(memory_size)
    return _module_text(program, name, _RUN_EXACT, (ExactText(program, name, size, "").function(),))


def _module_text(program: Program, name: str, running: str, functions: Iterable[str]) -> str:
    """A module of the functions that do the work, with the functions that enter them."""
    has_calls = any(instruction.op.name == "call" for instruction in program.instructions)
    inner = f"{name}.inner"
    outer = _OUTER.format(
        inner=inner, name=name,
        machine_bytes=MACHINE_BYTES if has_calls else MACHINE_BYTES_WITHOUT_CALLS,
        copy_in=_copies("registers", "machine"), copy_out=_copies("machine", "registers"),
        fuel=FUEL_WORD, depth=DEPTH_WORD, code=CODE_WORD, pc=PC.number, goes_on=GOES_ON,
        run=running.format(name=name, entry=program.entry, code=CODE_WORD, pc=PC.number, goes_on=GOES_ON),
    )  # fmt: skip
    entry = guarded_text(host_architecture(), name, inner, PARAMETERS)
    return "\n".join((operation_module(), PROFILE, *functions, outer, entry))


def entering_text(program: Program, name: str, interface: Interface, convention: str) -> str:
    """The function that runs the first procedure on the machine's registers and stores its results there."""
    text = FunctionText("%size", frozenset())
    text.lines.append(
        f"define internal void @{name}.enter(ptr noalias %machine, ptr noalias %memory, i64 %size)"
        " noinline nounwind uwtable {"
    )

    def word(number: int) -> str:
        return text.value(f"getelementptr i64, ptr %machine, i64 {number}")

    values = {MACHINE: "%machine", MEMORY: "%memory", DEPTH: "0"}
    words = {FUEL: FUEL_WORD} | {f"r{register.number}": register.number for register in REGISTERS}
    taken = [item for item in interface.takes if item in words]
    values |= {item: text.value(f"load i64, ptr {word(words[item])}") for item in taken}
    kind = interface.result_type()
    result = text.value(interface.call_text(name, convention, values))
    parts = {
        item: text.value(f"extractvalue {kind} {result}, {place}")
        for place, item in enumerate(interface.gives)
        if item in words
    }
    stopped = text.value(f"icmp slt i64 {parts[FUEL]}, 0")
    text.line(f"br i1 {stopped}, label %stopped, label %returned, {UNLIKELY}")
    text.label("returned")
    for item, value in parts.items():
        text.line(f"store i64 {value}, ptr {word(words[item])}")
    text.line(f"store i64 {ENDED}, ptr {word(CODE_WORD)}")
    text.line(f"store i64 {len(program.instructions)}, ptr {word(PC.number)}")
    text.line("br label %stopped")
    text.label("stopped")
    text.line("ret void")
    text.lines.append("}")
    return "\n".join(text.lines)


def _copies(source: str, into: str) -> str:
    """Copy the register file word by word: a program without libc has no memcpy to call."""
    lines = []
    for number in range(len(REGISTERS)):
        value = f"%{into}.{number}"
        lines += [
            f"  {value}.from = getelementptr i64, ptr %{source}, i64 {number}",
            f"  {value}.to = getelementptr i64, ptr %{into}, i64 {number}",
            f"  {value} = load i64, ptr {value}.from",
            f"  store i64 {value}, ptr {value}.to",
        ]
    return "\n".join(lines)


_RUN = "call void @{name}.enter(ptr %machine, ptr %memory, i64 %size)"

_RUN_EXACT = "store i64 {goes_on}, ptr %code.word\n  store i64 {entry}, ptr %pc.word"

# rbx, which the callee preserves, holds the old stack pointer. All other registers that a call may change are listed.
_RUN_ON_STACK = """\
%changed = call {{ i64, i64, i64 }} asm sideeffect "movq %rsp, %rbx\\0Amovq $3, %rsp\\0Acallq *$4\\0Amovq %rbx, %rsp", \
"={{rdi}},={{rsi}},={{rdx}},r,r,0,1,2,~{{rbx}},~{{rax}},~{{rcx}},~{{r8}},~{{r9}},~{{r10}},~{{r11}},~{{memory}},\
~{{xmm0}},~{{xmm1}},~{{xmm2}},~{{xmm3}},~{{xmm4}},~{{xmm5}},~{{xmm6}},~{{xmm7}},~{{xmm8}},~{{xmm9}},~{{xmm10}},\
~{{xmm11}},~{{xmm12}},~{{xmm13}},~{{xmm14}},~{{xmm15}},~{{dirflag}},~{{fpsr}},~{{flags}}"\
(ptr %stack, ptr @{name}.enter, ptr %machine, ptr %memory, i64 %size)"""

PARAMETERS = ("ptr %registers", "ptr %memory", "i64 %size", "ptr %fuel", "ptr %stack")

_OUTER = """\
define internal i64 @{inner}(ptr %registers, ptr %memory, i64 %size, ptr %fuel, ptr %stack) noinline nounwind {{
  %machine = alloca [{machine_bytes} x i8], align 16
{copy_in}
  %fuel.word = getelementptr i64, ptr %machine, i64 {fuel}
  %depth.word = getelementptr i64, ptr %machine, i64 {depth}
  %code.word = getelementptr i64, ptr %machine, i64 {code}
  %pc.word = getelementptr i64, ptr %machine, i64 {pc}
  %given = load i64, ptr %fuel
  store i64 %given, ptr %fuel.word
  store i64 0, ptr %depth.word
  {run}
  %code.first = load i64, ptr %code.word
  %is.unfinished = icmp eq i64 %code.first, {goes_on}
  br i1 %is.unfinished, label %unfinished, label %done
unfinished:
  %start = load i64, ptr %pc.word
  %code.exact = call i64 @{name}.exact(ptr %machine, ptr %memory, i64 %size, i64 %start)
  store i64 %code.exact, ptr %code.word
  br label %done
done:
{copy_out}
  %left = load i64, ptr %fuel.word
  store i64 %left, ptr %fuel
  %code = load i64, ptr %code.word
  ret i64 %code
}}
"""
