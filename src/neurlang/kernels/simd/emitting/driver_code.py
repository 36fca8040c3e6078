"""The driver's code as LLVM IR; `driver` describes what it does."""

from __future__ import annotations

from neurlang.kernels.simd.calling.dependence import DEPENDS, SEQUENTIAL
from neurlang.kernels.simd.emitting.driver import ARENA_BYTES, MOST_OPERANDS, VECTOR_BYTES
from neurlang.kernels.simd.emitting.target import Target

STATUS_DECLARATIONS = {
    "x86_64": "declare void @llvm.x86.sse.stmxcsr(ptr)\ndeclare void @llvm.x86.sse.ldmxcsr(ptr)",
    "aarch64": "\n".join(
        f"declare i64 @llvm.aarch64.get.{word}()\ndeclare void @llvm.aarch64.set.{word}(i64)"
        for word in ("fpsr", "fpcr")
    ),
}

MOVE_DECLARATION = "declare void @move(i64, ptr, i64, ptr, i64, i64)"

PLAN_TYPE = f"%Plan = type {{ ptr, ptr, i64, i64, i64, i64, i64, [{MOST_OPERANDS} x i64] }}"

COPY = """\
define internal void @copy{size}(ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n) nounwind {{
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %t = phi ptr [ %to, %entry ], [ %t.next, %loop ]
  %f = phi ptr [ %from, %entry ], [ %f.next, %loop ]
  %x = load i{bits}, ptr %f, align 1
  store i{bits} %x, ptr %t, align 1
  %t.next = getelementptr i8, ptr %t, i64 %to.step
  %f.next = getelementptr i8, ptr %f, i64 %from.step
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}}"""

# Moves n > 0 elements of 1, 4 or 8 bytes; steps are in bytes.
MOVE = """\
define void @move(i64 %size, ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n) nounwind {
entry:
  switch i64 %size, label %eight [ i64 4, label %four
                                   i64 1, label %one ]
one:
  call void @copy1(ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n)
  ret void
four:
  call void @copy4(ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n)
  ret void
eight:
  call void @copy8(ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n)
  ret void
}"""

# n > 0 elements of contiguous arrays: whole vectors in place, the rest as one vector on the stack.
CONTIGUOUS = f"""\
define internal void @contiguous(ptr %plan, ptr %args, i64 %n) nounwind {{
entry:
  %room = alloca [{MOST_OPERANDS * VECTOR_BYTES} x i8], align {VECTOR_BYTES}
  %tail = alloca [{MOST_OPERANDS} x ptr], align 8
  %core = load ptr, ptr %plan
  %inputs.at = getelementptr %Plan, ptr %plan, i64 0, i32 2
  %inputs = load i64, ptr %inputs.at
  %operands.at = getelementptr %Plan, ptr %plan, i64 0, i32 3
  %operands = load i64, ptr %operands.at
  %lanes.at = getelementptr %Plan, ptr %plan, i64 0, i32 5
  %lanes = load i64, ptr %lanes.at
  %lanes.mask = sub i64 0, %lanes
  %main = and i64 %n, %lanes.mask
  %rest = sub i64 %n, %main
  %beyond = sub i64 %lanes, %rest
  %has.main = icmp ne i64 %main, 0
  br i1 %has.main, label %whole, label %check
whole:
  call void %core(ptr %args, i64 %main)
  br label %check
check:
  %has.rest = icmp ne i64 %rest, 0
  br i1 %has.rest, label %bring, label %done
bring:
  %k = phi i64 [ 0, %check ], [ %k.next, %bring.end ]
  %size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %k
  %size = load i64, ptr %size.at
  %arg.at = getelementptr ptr, ptr %args, i64 %k
  %arg = load ptr, ptr %arg.at
  %skip = mul i64 %main, %size
  %from = getelementptr i8, ptr %arg, i64 %skip
  %place = mul i64 %k, {VECTOR_BYTES}
  %to = getelementptr i8, ptr %room, i64 %place
  %slot = getelementptr ptr, ptr %tail, i64 %k
  store ptr %to, ptr %slot
  %is.input = icmp ult i64 %k, %inputs
  br i1 %is.input, label %fill, label %bring.end
fill:
  call void @move(i64 %size, ptr %to, i64 %size, ptr %from, i64 %size, i64 %rest)
  %filled = mul i64 %rest, %size
  %to.beyond = getelementptr i8, ptr %to, i64 %filled
  call void @move(i64 %size, ptr %to.beyond, i64 %size, ptr %from, i64 0, i64 %beyond)
  br label %bring.end
bring.end:
  %k.next = add i64 %k, 1
  %k.more = icmp ult i64 %k.next, %operands
  br i1 %k.more, label %bring, label %run
run:
  call void %core(ptr %tail, i64 %lanes)
  br label %take
take:
  %o = phi i64 [ %inputs, %run ], [ %o.next, %take ]
  %o.size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %o
  %o.size = load i64, ptr %o.size.at
  %o.arg.at = getelementptr ptr, ptr %args, i64 %o
  %o.arg = load ptr, ptr %o.arg.at
  %o.skip = mul i64 %main, %o.size
  %o.to = getelementptr i8, ptr %o.arg, i64 %o.skip
  %o.slot = getelementptr ptr, ptr %tail, i64 %o
  %o.from = load ptr, ptr %o.slot
  call void @move(i64 %o.size, ptr %o.to, i64 %o.size, ptr %o.from, i64 %o.size, i64 %rest)
  %o.next = add i64 %o, 1
  %o.more = icmp ult i64 %o.next, %operands
  br i1 %o.more, label %take, label %done
done:
  ret void
}}"""

# n > 0 elements of any strides, block by block. With a reducer the arguments are inputs only, and `state` has
# a row of 16 binary64 numbers per result.
BLOCKED = f"""\
define internal void @blocked(ptr %plan, ptr %args, i64 %n, ptr %steps, ptr %state) nounwind {{
entry:
  %arena = alloca [{ARENA_BYTES + MOST_OPERANDS * VECTOR_BYTES} x i8], align {VECTOR_BYTES}
  %blocks = alloca [{MOST_OPERANDS} x ptr], align 8
  %places = alloca [{MOST_OPERANDS} x ptr], align 8
  %reducer.at = getelementptr %Plan, ptr %plan, i64 0, i32 1
  %reducer = load ptr, ptr %reducer.at
  %reduces = icmp ne ptr %reducer, null
  %inputs.at = getelementptr %Plan, ptr %plan, i64 0, i32 2
  %inputs = load i64, ptr %inputs.at
  %operands.at = getelementptr %Plan, ptr %plan, i64 0, i32 3
  %operands = load i64, ptr %operands.at
  %results.at = getelementptr %Plan, ptr %plan, i64 0, i32 4
  %results = load i64, ptr %results.at
  %block.at = getelementptr %Plan, ptr %plan, i64 0, i32 6
  %block = load i64, ptr %block.at
  %is.short = icmp ult i64 %n, %block
  %most = select i1 %is.short, i64 %n, i64 %block
  %given = select i1 %reduces, i64 %inputs, i64 %operands
  br label %assign
assign:
  %k = phi i64 [ 0, %entry ], [ %k.next, %assign.end ]
  %free = phi i64 [ 0, %entry ], [ %free.next, %assign.end ]
  %size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %k
  %size = load i64, ptr %size.at
  %b = getelementptr i8, ptr %arena, i64 %free
  %b.slot = getelementptr ptr, ptr %blocks, i64 %k
  store ptr %b, ptr %b.slot
  %place.slot = getelementptr ptr, ptr %places, i64 %k
  store ptr %b, ptr %place.slot
  %bytes = mul i64 %block, %size
  %free.raw = add i64 %free, %bytes
  %free.up = add i64 %free.raw, {VECTOR_BYTES - 1}
  %free.next = and i64 %free.up, -{VECTOR_BYTES}
  %is.input = icmp ult i64 %k, %inputs
  br i1 %is.input, label %input, label %assign.end
input:
  %step.at = getelementptr i64, ptr %steps, i64 %k
  %step = load i64, ptr %step.at
  %is.fixed = icmp eq i64 %step, 0
  br i1 %is.fixed, label %spread, label %assign.end
spread:
  %arg.at = getelementptr ptr, ptr %args, i64 %k
  %arg = load ptr, ptr %arg.at
  call void @move(i64 %size, ptr %b, i64 %size, ptr %arg, i64 0, i64 %most)
  br label %assign.end
assign.end:
  %k.next = add i64 %k, 1
  %k.more = icmp ult i64 %k.next, %operands
  br i1 %k.more, label %assign, label %loop
loop:
  %base = phi i64 [ 0, %assign.end ], [ %base.next, %end ]
  %left = sub i64 %n, %base
  %is.last = icmp ult i64 %left, %block
  %m = select i1 %is.last, i64 %left, i64 %block
  br label %bring
bring:
  %g = phi i64 [ 0, %loop ], [ %g.next, %bring.end ]
  %has.more = icmp ult i64 %g, %given
  br i1 %has.more, label %operand, label %run
operand:
  %g.size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %g
  %g.size = load i64, ptr %g.size.at
  %g.step.at = getelementptr i64, ptr %steps, i64 %g
  %g.step = load i64, ptr %g.step.at
  %g.arg.at = getelementptr ptr, ptr %args, i64 %g
  %g.arg = load ptr, ptr %g.arg.at
  %g.skip = mul i64 %base, %g.step
  %g.from = getelementptr i8, ptr %g.arg, i64 %g.skip
  %is.dense = icmp eq i64 %g.step, %g.size
  br i1 %is.dense, label %direct, label %indirect
direct:
  %g.slot = getelementptr ptr, ptr %places, i64 %g
  store ptr %g.from, ptr %g.slot
  br label %bring.end
indirect:
  %moves = icmp ne i64 %g.step, 0
  %g.is.input = icmp ult i64 %g, %inputs
  %packs = and i1 %moves, %g.is.input
  br i1 %packs, label %pack, label %bring.end
pack:
  %g.block.slot = getelementptr ptr, ptr %blocks, i64 %g
  %g.block = load ptr, ptr %g.block.slot
  call void @move(i64 %g.size, ptr %g.block, i64 %g.size, ptr %g.from, i64 %g.step, i64 %m)
  br label %bring.end
bring.end:
  %g.next = add i64 %g, 1
  br label %bring
run:
  call void @contiguous(ptr %plan, ptr %places, i64 %m)
  br i1 %reduces, label %reduce, label %take
reduce:
  %r = phi i64 [ 0, %run ], [ %r.next, %reduce ]
  %x.number = add i64 %inputs, %r
  %x.slot = getelementptr ptr, ptr %places, i64 %x.number
  %x = load ptr, ptr %x.slot
  %y.number = sub i64 %operands, 1
  %y.slot = getelementptr ptr, ptr %places, i64 %y.number
  %y = load ptr, ptr %y.slot
  %row.number = mul i64 %r, 16
  %row = getelementptr double, ptr %state, i64 %row.number
  call void %reducer(ptr %row, ptr %x, ptr %y, i64 %m)
  %r.next = add i64 %r, 1
  %r.more = icmp ult i64 %r.next, %results
  br i1 %r.more, label %reduce, label %end
take:
  %o = phi i64 [ %inputs, %run ], [ %o.next, %take.end ]
  %o.size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %o
  %o.size = load i64, ptr %o.size.at
  %o.step.at = getelementptr i64, ptr %steps, i64 %o
  %o.step = load i64, ptr %o.step.at
  %o.dense = icmp eq i64 %o.step, %o.size
  br i1 %o.dense, label %take.end, label %unpack
unpack:
  %o.arg.at = getelementptr ptr, ptr %args, i64 %o
  %o.arg = load ptr, ptr %o.arg.at
  %o.skip = mul i64 %base, %o.step
  %o.to = getelementptr i8, ptr %o.arg, i64 %o.skip
  %o.block.slot = getelementptr ptr, ptr %blocks, i64 %o
  %o.block = load ptr, ptr %o.block.slot
  call void @move(i64 %o.size, ptr %o.to, i64 %o.step, ptr %o.block, i64 %o.size, i64 %m)
  br label %take.end
take.end:
  %o.next = add i64 %o, 1
  %o.more = icmp ult i64 %o.next, %operands
  br i1 %o.more, label %take, label %end
end:
  %base.next = add i64 %base, %m
  %more = icmp ult i64 %base.next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}}
define internal void @loop(ptr %plan, ptr %args, i64 %n, ptr %steps) nounwind {{
entry:
  %operands.at = getelementptr %Plan, ptr %plan, i64 0, i32 3
  %operands = load i64, ptr %operands.at
  %in.order = call i1 @depends(ptr %plan, ptr %args, i64 %n, ptr %steps)
  br i1 %in.order, label %one.by.one, label %test
one.by.one:
  call void @sequential(ptr %plan, ptr %args, i64 %n, ptr %steps)
  ret void
test:
  %k = phi i64 [ 0, %entry ], [ %k.next, %dense ]
  %size.at = getelementptr %Plan, ptr %plan, i64 0, i32 7, i64 %k
  %size = load i64, ptr %size.at
  %step.at = getelementptr i64, ptr %steps, i64 %k
  %step = load i64, ptr %step.at
  %is.dense = icmp eq i64 %step, %size
  br i1 %is.dense, label %dense, label %strided
dense:
  %k.next = add i64 %k, 1
  %k.more = icmp ult i64 %k.next, %operands
  br i1 %k.more, label %test, label %all
all:
  call void @contiguous(ptr %plan, ptr %args, i64 %n)
  ret void
strided:
  call void @blocked(ptr %plan, ptr %args, i64 %n, ptr %steps, ptr null)
  ret void
}}"""

ENTRY = """\
define void @{name}({parameters}) nounwind {{
entry:
  %status = alloca i64, align 8{prologue}
  %is.empty = icmp sle i64 %n, 0
  br i1 %is.empty, label %leave, label %begin
begin:
{save}
  call void {call}
{restore}
  br label %leave
leave:
  ret void
}}"""

ENTRIES = (
    ("drive_loop", "ptr %args, ptr %dimensions, ptr %steps, ptr %plan", "\n  %n = load i64, ptr %dimensions",
     "@loop(ptr %plan, ptr %args, i64 %n, ptr %steps)"),
    ("drive_plain", "ptr %args, i64 %n, ptr %plan", "", "@contiguous(ptr %plan, ptr %args, i64 %n)"),
    ("drive_reduce", "ptr %args, i64 %n, ptr %steps, ptr %plan, ptr %state", "",
     "@blocked(ptr %plan, ptr %args, i64 %n, ptr %steps, ptr %state)"),
)  # fmt: skip


def driver_text(target: Target) -> str:
    """The driver as LLVM IR: `drive_loop` (NumPy's inner loop), `drive_plain(args, n, plan)`, `drive_reduce`.

    It contains only control flow and calls, so it is compiled without optimisation, in a sixth of the time.
    """
    save, restore = (
        "\n".join(f"  {call.format(slot='%status')}" for call in calls)
        for calls in (target.save, target.restore)
    )
    entries = "\n".join(
        ENTRY.format(
            name=name, parameters=parameters, prologue=prologue, save=save, restore=restore, call=call
        )
        for name, parameters, prologue, call in ENTRIES
    )
    return "\n".join(
        [
            STATUS_DECLARATIONS[target.architecture],
            PLAN_TYPE,
            CONTIGUOUS,
            BLOCKED,
            DEPENDS,
            SEQUENTIAL,
            entries,
        ]
    )


def move_text() -> str:
    """The function `move(size, to, to_step, from, from_step, n)` as LLVM IR, which the driver calls."""
    return "\n".join([*(COPY.format(bits=8 * size, size=size) for size in (1, 4, 8)), MOVE])
