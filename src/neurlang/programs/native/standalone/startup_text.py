"""Start and end of a standalone program as LLVM text: arguments, data, running, printing; no libc.

Arguments are written `r0=5`: a register and a whole number, decimal or 0x. The program prints r0 and exits with 0. A
trap prints its name, instruction and source line on standard error and exits with 1; a malformed argument exits with 2.
"""

# ruff: noqa: E501  (an asm call is one line of LLVM text)

from __future__ import annotations

import struct
from collections.abc import Iterable

from neurlang.programs.ir import BY_NAME, DATA_BASE, REGISTERS, Program
from neurlang.programs.machine import TrapKind

ENTRY = "_start"
_ENTRY_SIZE = 8  # bytes of a name in the table, including its NUL
_UNKNOWN = -1


def startup_text(
    program: Program, function: str, memory_size: int, max_instructions: int, *, is_endless: bool = False
) -> str:
    """The part of the module that starts a program; `function` is the name of its function.

    `is_endless` says that there is no bound on instructions: a program that seems to use up its fuel is an endless loop
    that LLVM has shortened, so it waits forever.
    """
    names = [
        (name, register.number) for name, register in BY_NAME.items() if register.name not in ("pc", "zero")
    ]
    table = b"".join(
        name.encode().ljust(_ENTRY_SIZE, b"\0") + struct.pack("<q", number) for name, number in names
    )
    count = len(program.instructions)
    lines = [program.line_of(index) or _UNKNOWN for index in range(count)]
    numbers = [
        instruction.operands[0] if instruction.op.name == "trap" else _UNKNOWN
        for instruction in program.instructions
    ]
    trap_names = [f"ptr @trap.{kind.value}" for kind in TrapKind]
    globals_ = [
        constant_text("register.names", table),
        constant_text("data", program.data),
        constant_text("file", f", {program.name}:".encode() + b"\0"),
        *(constant_text(f"trap.{kind.value}", kind.name.encode() + b"\0") for kind in TrapKind),
        f"@trap.names = internal constant [{len(trap_names)} x ptr] [{', '.join(trap_names)}]",
        f"@lines = internal constant [{count} x i64] [{_words(lines)}]",
        f"@numbers = internal constant [{count} x i64] [{_words(numbers)}]",
    ]
    code = _START.format(
        entry=ENTRY, function=function, size=memory_size, fuel=max_instructions, registers=len(REGISTERS),
        names=len(names), data=len(program.data), data_base=DATA_BASE, sp=BY_NAME["sp"].number,
        pc=BY_NAME["pc"].number, unknown=_UNKNOWN,
        endless=TrapKind.FUEL.value + 1 if is_endless else _UNKNOWN,
    )  # fmt: skip
    return "\n".join((*globals_, code))


def constant_text(name: str, content: bytes) -> str:
    """Bytes as a constant of a module."""
    literal = "".join(f"\\{byte:02X}" for byte in content)
    return f'@{name} = internal constant [{len(content)} x i8] c"{literal}"'


def _words(values: Iterable[object]) -> str:
    return ", ".join(f"i64 {value}" for value in values)


_START = r"""
@text.trap = internal constant [6 x i8] c"Trap \00"
@text.space = internal constant [2 x i8] c" \00"
@text.at = internal constant [17 x i8] c" at instruction \00"
@text.line = internal constant [2 x i8] c"\0A\00"
@text.error = internal constant [8 x i8] c"Error: \00"
@text.wanted = internal constant [55 x i8] c": a register and a whole number are wanted, as 'r0=5'.\0A"
@memory = internal global [{size} x i8] zeroinitializer, align 4096
@registers = internal global [{registers} x i64] zeroinitializer
@fuel = internal global i64 {fuel}

module asm ".globl {entry}"
module asm "{entry}:"
module asm "  movq %rsp, %rdi"
module asm "  andq $-16, %rsp"
module asm "  call neurlang.main"

define internal i64 @system(i64 %number, i64 %a, i64 %b, i64 %c) nounwind {{
  %result = call i64 asm sideeffect "syscall", "={{rax}},{{rax}},{{rdi}},{{rsi}},{{rdx}},~{{rcx}},~{{r11}},~{{memory}}"(i64 %number, i64 %a, i64 %b, i64 %c)
  ret i64 %result
}}
define internal void @exit(i64 %status) nounwind noreturn {{
  %ignored = call i64 @system(i64 231, i64 %status, i64 0, i64 0)
  unreachable
}}
; Writes all bytes, or exits with 1 if that fails.
define internal void @write(i64 %file, ptr %text, i64 %length) nounwind {{
entry:
  br label %again
again:
  %done = phi i64 [ 0, %entry ], [ %done.next, %more ]
  %left = sub i64 %length, %done
  %is.over = icmp eq i64 %left, 0
  br i1 %is.over, label %over, label %try
try:
  %place = getelementptr i8, ptr %text, i64 %done
  %address = ptrtoint ptr %place to i64
  %written = call i64 @system(i64 1, i64 %file, i64 %address, i64 %left)
  %failed = icmp sle i64 %written, 0
  br i1 %failed, label %fail, label %more
more:
  %done.next = add i64 %done, %written
  br label %again
fail:
  call void @exit(i64 1)
  unreachable
over:
  ret void
}}
define internal void @write.text(i64 %file, ptr %text) nounwind {{
entry:
  br label %next
next:
  %length = phi i64 [ 0, %entry ], [ %longer, %go ]
  %place = getelementptr i8, ptr %text, i64 %length
  %byte = load i8, ptr %place
  %is.end = icmp eq i8 %byte, 0
  br i1 %is.end, label %end, label %go
go:
  %longer = add i64 %length, 1
  br label %next
end:
  call void @write(i64 %file, ptr %text, i64 %length)
  ret void
}}
; Writes a signed number in decimal.
define internal void @write.number(i64 %file, i64 %value) nounwind {{
entry:
  %digits = alloca [24 x i8]
  %is.negative = icmp slt i64 %value, 0
  %negated = sub i64 0, %value
  %size = select i1 %is.negative, i64 %negated, i64 %value
  br label %next
next:
  %at = phi i64 [ 24, %entry ], [ %before, %next ]
  %rest = phi i64 [ %size, %entry ], [ %rest.next, %next ]
  %before = sub i64 %at, 1
  %digit = urem i64 %rest, 10
  %digit.byte = trunc i64 %digit to i8
  %character = add i8 %digit.byte, 48
  %place = getelementptr i8, ptr %digits, i64 %before
  store i8 %character, ptr %place
  %rest.next = udiv i64 %rest, 10
  %more = icmp ne i64 %rest.next, 0
  br i1 %more, label %next, label %sign
sign:
  br i1 %is.negative, label %minus, label %show
minus:
  %before.digits = sub i64 %before, 1
  %minus.place = getelementptr i8, ptr %digits, i64 %before.digits
  store i8 45, ptr %minus.place
  br label %show
show:
  %first = phi i64 [ %before, %sign ], [ %before.digits, %minus ]
  %text = getelementptr i8, ptr %digits, i64 %first
  %length = sub i64 24, %first
  call void @write(i64 %file, ptr %text, i64 %length)
  ret void
}}
declare {{ i64, i1 }} @llvm.umul.with.overflow.i64(i64, i64)
declare {{ i64, i1 }} @llvm.uadd.with.overflow.i64(i64, i64)
; Reads a whole number, -2^63 to 2^64-1, decimal or 0x, into a word; returns whether the text is one.
define internal i1 @read.number(ptr %text, ptr %into) nounwind {{
entry:
  %sign = load i8, ptr %text
  %is.negative = icmp eq i8 %sign, 45
  %skipped = zext i1 %is.negative to i64
  %start = getelementptr i8, ptr %text, i64 %skipped
  %zero = load i8, ptr %start
  %starts.zero = icmp eq i8 %zero, 48
  br i1 %starts.zero, label %prefix, label %decimal
prefix:
  %second = getelementptr i8, ptr %start, i64 1
  %letter = load i8, ptr %second
  %lower = or i8 %letter, 32
  %is.hex = icmp eq i8 %lower, 120
  br i1 %is.hex, label %hexadecimal, label %decimal
hexadecimal:
  %hex.start = getelementptr i8, ptr %start, i64 2
  br label %first
decimal:
  br label %first
first:
  %digits = phi ptr [ %hex.start, %hexadecimal ], [ %start, %decimal ]
  %base = phi i64 [ 16, %hexadecimal ], [ 10, %decimal ]
  %first.byte = load i8, ptr %digits
  %is.empty = icmp eq i8 %first.byte, 0
  br i1 %is.empty, label %wrong, label %next
next:
  %at = phi ptr [ %digits, %first ], [ %at.next, %added ]
  %value = phi i64 [ 0, %first ], [ %value.next, %added ]
  %byte = load i8, ptr %at
  %is.end = icmp eq i8 %byte, 0
  br i1 %is.end, label %end, label %digit
digit:
  %from.zero = sub i8 %byte, 48
  %is.digit = icmp ult i8 %from.zero, 10
  %byte.lower = or i8 %byte, 32
  %from.a = sub i8 %byte.lower, 97
  %above.nine = add i8 %from.a, 10
  %is.letter = icmp ult i8 %from.a, 6
  %digit.byte = select i1 %is.digit, i8 %from.zero, i8 %above.nine
  %digit.value = zext i8 %digit.byte to i64
  %is.known = or i1 %is.digit, %is.letter
  %is.below = icmp ult i64 %digit.value, %base
  %is.good = and i1 %is.known, %is.below
  br i1 %is.good, label %multiply, label %wrong
multiply:
  %product = call {{ i64, i1 }} @llvm.umul.with.overflow.i64(i64 %value, i64 %base)
  %product.value = extractvalue {{ i64, i1 }} %product, 0
  %product.over = extractvalue {{ i64, i1 }} %product, 1
  %sum = call {{ i64, i1 }} @llvm.uadd.with.overflow.i64(i64 %product.value, i64 %digit.value)
  %value.next = extractvalue {{ i64, i1 }} %sum, 0
  %sum.over = extractvalue {{ i64, i1 }} %sum, 1
  %is.over = or i1 %product.over, %sum.over
  br i1 %is.over, label %wrong, label %added
added:
  %at.next = getelementptr i8, ptr %at, i64 1
  br label %next
end:
  %is.large = icmp ugt i64 %value, -9223372036854775808
  %is.too.low = and i1 %is.negative, %is.large
  br i1 %is.too.low, label %wrong, label %right
right:
  %negated = sub i64 0, %value
  %result = select i1 %is.negative, i64 %negated, i64 %value
  store i64 %result, ptr %into
  ret i1 true
wrong:
  ret i1 false
}}
; Sets the register that an argument names; returns whether the argument is well formed.
define internal i1 @set.register(ptr %argument) nounwind {{
entry:
  br label %next.name
next.name:
  %row = phi i64 [ 0, %entry ], [ %row.next, %differs ]
  %is.last = icmp eq i64 %row, {names}
  br i1 %is.last, label %wrong, label %start
start:
  %offset = shl i64 %row, 4
  %name = getelementptr i8, ptr @register.names, i64 %offset
  br label %next.byte
next.byte:
  %at = phi i64 [ 0, %start ], [ %at.next, %same ]
  %name.place = getelementptr i8, ptr %name, i64 %at
  %argument.place = getelementptr i8, ptr %argument, i64 %at
  %name.byte = load i8, ptr %name.place
  %argument.byte = load i8, ptr %argument.place
  %at.next = add i64 %at, 1
  %is.name.end = icmp eq i8 %name.byte, 0
  br i1 %is.name.end, label %equals, label %compare
compare:
  %is.same = icmp eq i8 %name.byte, %argument.byte
  br i1 %is.same, label %same, label %differs
same:
  br label %next.byte
equals:
  %is.equals = icmp eq i8 %argument.byte, 61
  br i1 %is.equals, label %found, label %differs
differs:
  %row.next = add i64 %row, 1
  br label %next.name
found:
  %number.place = getelementptr i8, ptr %name, i64 8
  %number = load i64, ptr %number.place
  %register = getelementptr i64, ptr @registers, i64 %number
  %value.text = getelementptr i8, ptr %argument, i64 %at.next
  %is.read = call i1 @read.number(ptr %value.text, ptr %register)
  ret i1 %is.read
wrong:
  ret i1 false
}}
define internal void @lay.data() nounwind {{
entry:
  br label %next
next:
  %at = phi i64 [ 0, %entry ], [ %at.next, %copy ]
  %is.end = icmp eq i64 %at, {data}
  br i1 %is.end, label %end, label %copy
copy:
  %from = getelementptr i8, ptr @data, i64 %at
  %byte = load i8, ptr %from
  %place = add i64 %at, {data_base}
  %to = getelementptr i8, ptr @memory, i64 %place
  store i8 %byte, ptr %to
  %at.next = add i64 %at, 1
  br label %next
end:
  ret void
}}
define internal void @report.trap(i64 %code) nounwind {{
entry:
  %kind = sub i64 %code, 1
  %name.place = getelementptr ptr, ptr @trap.names, i64 %kind
  %name = load ptr, ptr %name.place
  %pc.place = getelementptr i64, ptr @registers, i64 {pc}
  %pc = load i64, ptr %pc.place
  %number.place = getelementptr i64, ptr @numbers, i64 %pc
  %number = load i64, ptr %number.place
  %line.place = getelementptr i64, ptr @lines, i64 %pc
  %line = load i64, ptr %line.place
  call void @write.text(i64 2, ptr @text.trap)
  call void @write.text(i64 2, ptr %name)
  %is.own = icmp eq i64 %number, {unknown}
  br i1 %is.own, label %place, label %numbered
numbered:
  call void @write.text(i64 2, ptr @text.space)
  call void @write.number(i64 2, i64 %number)
  br label %place
place:
  call void @write.text(i64 2, ptr @text.at)
  call void @write.number(i64 2, i64 %pc)
  %is.unknown = icmp eq i64 %line, {unknown}
  br i1 %is.unknown, label %end, label %lined
lined:
  call void @write.text(i64 2, ptr @file)
  call void @write.number(i64 2, i64 %line)
  br label %end
end:
  call void @write.text(i64 2, ptr @text.line)
  ret void
}}
define void @neurlang.main(ptr %stack) nounwind noreturn {{
entry:
  %sp = getelementptr i64, ptr @registers, i64 {sp}
  store i64 {size}, ptr %sp
  %count = load i64, ptr %stack
  br label %next
next:
  %at = phi i64 [ 1, %entry ], [ %at.next, %set ]
  %is.last = icmp uge i64 %at, %count
  br i1 %is.last, label %run, label %argument
argument:
  %at.next = add i64 %at, 1
  %place = getelementptr ptr, ptr %stack, i64 %at.next
  %text = load ptr, ptr %place
  %is.set = call i1 @set.register(ptr %text)
  br i1 %is.set, label %set, label %wrong
set:
  br label %next
wrong:
  call void @write.text(i64 2, ptr @text.error)
  call void @write.text(i64 2, ptr %text)
  call void @write(i64 2, ptr @text.wanted, i64 55)
  call void @exit(i64 2)
  unreachable
run:
  call void @lay.data()
  %code = call i64 @{function}(ptr @registers, ptr @memory, i64 {size}, ptr @fuel, ptr null)
  %is.ended = icmp eq i64 %code, 0
  br i1 %is.ended, label %ended, label %trapped
ended:
  %result = load i64, ptr @registers
  call void @write.number(i64 1, i64 %result)
  call void @write.text(i64 1, ptr @text.line)
  call void @exit(i64 0)
  unreachable
trapped:
  %is.endless = icmp eq i64 %code, {endless}
  br i1 %is.endless, label %wait, label %report
wait:
  %paused = call i64 @system(i64 34, i64 0, i64 0, i64 0)
  br label %wait
report:
  call void @report.trap(i64 %code)
  call void @exit(i64 1)
  unreachable
}}
"""
