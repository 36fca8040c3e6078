"""Pure programs as files that do not need Python: executables, shared objects with a C header, raw code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from neurlang.c_names import exported_name, with_own_names
from neurlang.errors import UsageError
from neurlang.linker import find_linker, link_shared
from neurlang.machine_code import Cpu, host_architecture, host_cpu
from neurlang.printable import printable
from neurlang.programs.ir import BY_NAME, DATA_BASE, REGISTERS, Program
from neurlang.programs.machine import MAX_MEMORY, TrapKind
from neurlang.programs.native.standalone.executable import BASE, HEADER_ROOM, executable
from neurlang.programs.native.standalone.startup_text import ENTRY, constant_text, startup_text
from neurlang.programs.native.standalone.static_linking import link
from neurlang.programs.native.whole import (
    COMPILER,
    MOST_FUEL,
    PORTABLE,
    PORTABLE_WITH_FMA,
    CallingScheme,
    object_code,
    optimised_or_plain,
    plain_object_code,
    plain_program_text,
    refuse_long_text,
    whole_program_text,
)
from neurlang.result_files import refuse_foreign, write_file

RAW_BASE = 16
"""Where the code of a raw file begins, after the jump to its function."""

LINKERS = ("ld", "cc", "gcc", "clang")
HEADER_SIGN = "a program of the register language. */"
_WORK, _DATA = "neurlang.program", "neurlang.data"
# These files have no native stack of their own, so recursion uses the machine's return stack.
_SCHEMES = {"x86_64": CallingScheme("x86_regcallcc", own_stack=False)}


@dataclass(frozen=True, slots=True)
class Settings:
    """Memory in bytes and bound on instructions (0: none) of an executable; other forms get them from callers."""

    memory_size: int
    max_instructions: int = 0


def write_standalone(program: Program, path: Path, form: str, settings: Settings) -> tuple[Path, ...]:
    """Write a program in one of `FORMS`; return the files written.

    Raises UsageError if the program is not pure or its data does not fit in the memory, and MissingPartError if a
    shared object needs a linker and there is none.
    """
    if form not in FORMS:
        raise UsageError(f"--format takes {', '.join(FORMS)}; found '{form}'.")
    end = DATA_BASE + len(program.data)
    if not 0 <= settings.memory_size <= MAX_MEMORY or (program.data and settings.memory_size < end):
        raise UsageError(f"a memory of {settings.memory_size} bytes; {end} to {MAX_MEMORY} are possible")
    if form != "so" and host_architecture() != "x86_64":
        raise UsageError(f"'{form}' files are made on and for x86-64; '-o FILE.so' works here.")
    return FORMS[form](program, path, settings)


def product(program: Program, form: str, memory_size: int, fuel: int, name: str, *, is_plain: bool) -> bytes:
    """The object of a program in one of `FORMS`, compiled in the other process; `name` is its function's name in C."""
    cpu = _portable(program) if host_architecture() == "x86_64" else host_cpu()
    text = plain_program_text(program, _WORK) if is_plain else _program_text(program, _WORK)
    if form == "elf":
        bound = min(fuel or MOST_FUEL, MOST_FUEL)
        is_endless = not 0 < fuel <= MOST_FUEL
        text = f"{text}\n{startup_text(program, _WORK, memory_size, bound, is_endless=is_endless)}"
    if form == "so":
        internal = with_own_names(text).replace(f"define i64 @{_WORK}(", f"define internal i64 @{_WORK}(")
        text = f"{internal}\n{_exports(program, name)}"
    if not is_plain:
        refuse_long_text(text)
    return _freestanding(text, cpu, plain_object_code if is_plain else object_code)


def _portable(program: Program) -> Cpu:
    """The processor to write for. No older one can round a product and a sum once in one instruction."""
    fuses = any(instruction.op_mode.full_name == "fpu.fma" for instruction in program.instructions)
    return PORTABLE_WITH_FMA if fuses else PORTABLE


def _object(program: Program, form: str, settings: Settings, name: str = "") -> bytes:
    """The object, optimised if LLVM manages that within its bounds."""

    def made(is_plain: bool) -> bytes:
        return COMPILER.ask(
            "product",
            program,
            form=form,
            memory_size=settings.memory_size,
            fuel=settings.max_instructions,
            name=name,
            is_plain=is_plain,
        )

    return optimised_or_plain(program, made)


def _program_text(program: Program, name: str) -> str:
    scheme = _SCHEMES.get(host_architecture(), CallingScheme("fastcc", own_stack=False))
    return whole_program_text(program, name, None, scheme).text


def _freestanding(text: str, cpu: Cpu, made: Callable[[str, Cpu], bytes]) -> bytes:
    """The object of a module without external calls: LLVM must not turn its loops into calls of memset."""
    return made(re.sub(r"(?m)^(define .*) \{$", r'\1 "no-builtins" {', text), cpu)


def _executable(program: Program, path: Path, settings: Settings) -> tuple[Path, ...]:
    data = _object(program, "elf", settings)
    write_file(path, executable(link(data, BASE + HEADER_ROOM), ENTRY), executable=True)
    return (path,)


def _raw(program: Program, path: Path, settings: Settings) -> tuple[Path, ...]:
    """Position-independent code; its first byte starts `i64 f(registers, memory, size, fuel, 0)`, System V."""
    image = link(_object(program, "raw", settings), RAW_BASE, alignment=16)
    if any(segment.is_writable for segment in image.segments):
        raise AssertionError("code of a program writes to memory of its own")
    content = bytearray(b"\xe9" + (image.symbols[_WORK] - 5).to_bytes(4, "little")).ljust(RAW_BASE, b"\xcc")
    for segment in image.segments:
        content += bytes(segment.address - len(content)) + segment.content
    write_file(path, bytes(content))
    return (path,)


def _shared_object(program: Program, path: Path, settings: Settings) -> tuple[Path, ...]:
    name = exported_name(c_identifier(path.stem), "Write to a file of another name.")
    header = path.with_suffix(".h")
    refuse_foreign(header, HEADER_SIGN)
    write_file(path, _linked(_object(program, "so", settings, name)))
    write_file(header, header_text(program, name).encode())
    return path, header


def _linked(data: bytes) -> bytes:
    linker = find_linker(LINKERS, "--format elf needs none.")
    alone = () if Path(linker).name == "ld" else ("-nostdlib",)
    return link_shared(linker, data, before=(*alone, "-z", "noexecstack"))


def c_identifier(name: str) -> str:
    """The name turned into an identifier of C."""
    cleaned = re.sub(r"\W", "_", name, flags=re.ASCII)
    return f"p_{cleaned}" if not cleaned or cleaned[0].isdigit() else cleaned


def _exports(program: Program, name: str) -> str:
    """The functions that C sees."""
    sp, count = BY_NAME["sp"].number, len(REGISTERS)
    return f"""\
{constant_text(_DATA, program.data)}
define i64 @{name}(ptr %registers, ptr %memory, i64 %size, ptr %fuel) nounwind {{
  %code = call i64 @{_WORK}(ptr %registers, ptr %memory, i64 %size, ptr %fuel, ptr null)
  ret i64 %code
}}
define i64 @{name}_prepare(ptr %registers, ptr %memory, i64 %size) nounwind {{
entry:
  %fits = icmp uge i64 %size, {DATA_BASE + len(program.data) if program.data else 0}
  br i1 %fits, label %registers.next, label %refuse
registers.next:
  %number = phi i64 [ 0, %entry ], [ %number.next, %registers.next ]
  %is.sp = icmp eq i64 %number, {sp}
  %start = select i1 %is.sp, i64 %size, i64 0
  %register = getelementptr i64, ptr %registers, i64 %number
  store i64 %start, ptr %register
  %number.next = add i64 %number, 1
  %are.set = icmp eq i64 %number.next, {count}
  br i1 %are.set, label %memory.next, label %registers.next
memory.next:
  %at = phi i64 [ 0, %registers.next ], [ %at.next, %clear ]
  %is.clear = icmp eq i64 %at, %size
  br i1 %is.clear, label %data.next, label %clear
clear:
  %cleared = getelementptr i8, ptr %memory, i64 %at
  store i8 0, ptr %cleared
  %at.next = add i64 %at, 1
  br label %memory.next
data.next:
  %offset = phi i64 [ 0, %memory.next ], [ %offset.next, %copy ]
  %is.laid = icmp eq i64 %offset, {len(program.data)}
  br i1 %is.laid, label %done, label %copy
copy:
  %from = getelementptr i8, ptr @{_DATA}, i64 %offset
  %byte = load i8, ptr %from
  %place = add i64 %offset, {DATA_BASE}
  %to = getelementptr i8, ptr %memory, i64 %place
  store i8 %byte, ptr %to
  %offset.next = add i64 %offset, 1
  br label %data.next
done:
  ret i64 0
refuse:
  ret i64 1
}}"""


def header_text(program: Program, name: str) -> str:
    """The C header of a shared object."""
    guard = f"{name.upper()}_H"
    registers = [f"    {name}_{register.name}," for register in REGISTERS]
    traps = [f"    {name}_TRAP_{kind.name} = {kind.value + 1}," for kind in TrapKind]
    return "\n".join([
        f"#ifndef {guard}", f"#define {guard}", "",
        "#include <stdint.h>", "", "#ifdef __cplusplus", 'extern "C" {', "#endif", "",
        f"/* {printable(program.name).replace('*/', '* /')}, {HEADER_SIGN}", "",
        "/* Indices of the registers. pc says at which instruction the program stopped. */",
        f"enum {name}_register {{", *registers, f"    {name}_registers", "};", "",
        "/* The result of a run: 0 if the program ended, else the trap. */",
        f"enum {name}_result {{", f"    {name}_ENDED = 0,", *traps, "};", "",
        "/* Set registers and memory to their state before the first instruction: zeros, sp at the end of memory,",
        "   the program's data. Returns 1 if the memory is too small for the data, else 0. */",
        f"int64_t {name}_prepare(uint64_t registers[{len(REGISTERS)}], uint8_t *memory, uint64_t size);", "",
        "/* Run the program from its entry. *fuel bounds the instructions, 0 to 2^63 - 1, and is set to what is",
        "   left; 0 allows none. Threads may run it at the same time, each on its own registers and memory. */",
        f"int64_t {name}(uint64_t registers[{len(REGISTERS)}], uint8_t *memory, uint64_t size, uint64_t *fuel);", "",
        "#ifdef __cplusplus", "}", "#endif", "", f"#endif /* {guard} */", "",
    ])  # fmt: skip


FORMS: dict[str, Callable[[Program, Path, Settings], tuple[Path, ...]]] = {
    "elf": _executable,
    "so": _shared_object,
    "raw": _raw,
}
