"""Loops whose elements depend on earlier results, like those of NumPy's `reduce` and `accumulate`.

LLVM IR of the test for such a dependence, and of the loop that runs element by element if there is one.
"""

from __future__ import annotations

from neurlang.kernels.simd.emitting.driver import MOST_OPERANDS

# True if a result has stride 0, or an input is a result shifted by some elements.
DEPENDS = """\
define internal i1 @depends(ptr %plan, ptr %args, i64 %n, ptr %steps) nounwind {
entry:
  %inputs.at = getelementptr %Plan, ptr %plan, i64 0, i32 2
  %inputs = load i64, ptr %inputs.at
  %operands.at = getelementptr %Plan, ptr %plan, i64 0, i32 3
  %operands = load i64, ptr %operands.at
  %is.single = icmp ult i64 %n, 2
  br i1 %is.single, label %no, label %result
result:
  %o = phi i64 [ %inputs, %entry ], [ %o.next, %result.end ]
  %o.step.at = getelementptr i64, ptr %steps, i64 %o
  %o.step = load i64, ptr %o.step.at
  %o.arg.at = getelementptr ptr, ptr %args, i64 %o
  %o.arg = load i64, ptr %o.arg.at
  %reach = mul i64 %o.step, %n
  %reach.size = call i64 @llvm.abs.i64(i64 %reach, i1 false)
  %stays = icmp eq i64 %o.step, 0
  br i1 %stays, label %yes, label %input
input:
  %k = phi i64 [ 0, %result ], [ %k.next, %input.next ]
  %k.more = icmp ult i64 %k, %inputs
  br i1 %k.more, label %compare, label %result.end
compare:
  %k.step.at = getelementptr i64, ptr %steps, i64 %k
  %k.step = load i64, ptr %k.step.at
  %k.arg.at = getelementptr ptr, ptr %args, i64 %k
  %k.arg = load i64, ptr %k.arg.at
  %away = sub i64 %o.arg, %k.arg
  %away.size = call i64 @llvm.abs.i64(i64 %away, i1 false)
  %is.away = icmp ne i64 %away, 0
  %is.near = icmp ult i64 %away.size, %reach.size
  %beside = srem i64 %away, %o.step
  %is.on = icmp eq i64 %beside, 0
  %same.step = icmp eq i64 %k.step, %o.step
  %and.one = and i1 %is.away, %is.near
  %and.two = and i1 %is.on, %same.step
  %and.all = and i1 %and.one, %and.two
  br i1 %and.all, label %yes, label %input.next
input.next:
  %k.next = add i64 %k, 1
  br label %input
result.end:
  %o.next = add i64 %o, 1
  %o.more = icmp ult i64 %o.next, %operands
  br i1 %o.more, label %result, label %no
yes:
  ret i1 true
no:
  ret i1 false
}
declare i64 @llvm.abs.i64(i64, i1)"""

# Element by element, in order.
SEQUENTIAL = f"""\
define internal void @sequential(ptr %plan, ptr %args, i64 %n, ptr %steps) nounwind {{
entry:
  %places = alloca [{MOST_OPERANDS} x ptr], align 8
  %operands.at = getelementptr %Plan, ptr %plan, i64 0, i32 3
  %operands = load i64, ptr %operands.at
  br label %element
element:
  %i = phi i64 [ 0, %entry ], [ %i.next, %run ]
  br label %operand
operand:
  %k = phi i64 [ 0, %element ], [ %k.next, %operand ]
  %step.at = getelementptr i64, ptr %steps, i64 %k
  %step = load i64, ptr %step.at
  %arg.at = getelementptr ptr, ptr %args, i64 %k
  %arg = load ptr, ptr %arg.at
  %skip = mul i64 %i, %step
  %place = getelementptr i8, ptr %arg, i64 %skip
  %slot = getelementptr ptr, ptr %places, i64 %k
  store ptr %place, ptr %slot
  %k.next = add i64 %k, 1
  %k.more = icmp ult i64 %k.next, %operands
  br i1 %k.more, label %operand, label %run
run:
  call void @contiguous(ptr %plan, ptr %places, i64 1)
  %i.next = add i64 %i, 1
  %i.more = icmp ult i64 %i.next, %n
  br i1 %i.more, label %element, label %done
done:
  ret void
}}"""
