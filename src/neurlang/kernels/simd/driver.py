"""The loop around the core: any length, any strides, in the form that NumPy's ufuncs call.

The core computes whole vectors from contiguous arrays. The tail of a length that is no multiple of the lanes goes
through one vector on the stack, moved by masked loads and stores. An operand that is not contiguous goes through a
block on the stack: inputs of stride 0 are spread once, others are gathered and results scattered block by block.

Arrays may have any alignment. An output may be one of the inputs (same address and stride); any other overlap is the
caller's to resolve, as NumPy does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neurlang.kernels.simd.emit import Shape, element_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neurlang.kernels.expr import Kernel
    from neurlang.kernels.simd.target import Target

BLOCK_BYTES = 16384  # all blocks together stay in half of a first-level cache
LARGEST_BLOCK = 1024  # elements
SLOT = "  %status = alloca i64, align 8"


@dataclass(frozen=True, slots=True)
class Operand:
    """One array of the loop: its place among the arguments, its elements' LLVM type and size in bytes."""

    place: int
    element: str
    size: int
    is_input: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What the driver's code depends on."""

    shape: Shape
    operands: tuple[Operand, ...]
    target: Target

    @property
    def block(self) -> int:
        """Elements in a block: a multiple of the lanes and of 16, so that vectors and reductions have no tail inside."""
        fitting = BLOCK_BYTES // (self.shape.size * max(1, len(self.operands)))
        return max(16, min(LARGEST_BLOCK, fitting) // 16 * 16)


def layout_of(kernel: Kernel, target: Target) -> Layout:
    """The operands of a kernel on a target: inputs first, then outputs, as ufuncs have them."""
    shape = Shape(kernel.dtype, target.lanes(kernel.dtype))
    inputs = [Operand(place, shape.scalar, shape.size, True) for place in range(len(kernel.inputs))]
    outputs = [
        Operand(place, element_type(root, shape), shape.size if root.kind == "r" else 1, False)
        for place, root in enumerate(kernel.outputs, start=len(inputs))
    ]
    return Layout(shape, (*inputs, *outputs), target)


def contiguous(layout: Layout) -> str:
    """`@contiguous(args, n)`: any n above 0 over contiguous arrays."""
    lanes = layout.shape.lanes
    if lanes == 1:
        return "define internal void @contiguous(ptr %args, i64 %n) {\n  call void @core(ptr %args, i64 %n)\n  ret void\n}"
    operands = layout.operands
    inputs = [item for item in operands if item.is_input]
    outputs = [item for item in operands if not item.is_input]
    steps = ", ".join(f"i64 {lane}" for lane in range(lanes))
    return "\n".join([
        *sorted({masked_declarations(layout, item.element) for item in operands}),
        "define internal void @contiguous(ptr %args, i64 %n) nounwind {",
        "entry:",
        *(f"  %b{item.place} = alloca <{lanes} x {item.element}>, align {item.size * lanes}" for item in operands),
        f"  %tail = alloca [{len(operands)} x ptr], align 8",
        f"  %main = and i64 %n, -{lanes}",
        "  %has.main = icmp ne i64 %main, 0",
        "  br i1 %has.main, label %whole, label %check",
        "whole:", "  call void @core(ptr %args, i64 %main)", "  br label %check",
        "check:",
        "  %rest = sub i64 %n, %main",
        "  %has.rest = icmp ne i64 %rest, 0",
        "  br i1 %has.rest, label %masked, label %done",
        "masked:",
        f"  %limit.one = insertelement <{lanes} x i64> undef, i64 %rest, i32 0",
        f"  %limit = shufflevector <{lanes} x i64> %limit.one, <{lanes} x i64> undef, <{lanes} x i32> zeroinitializer",
        f"  %mask = icmp ult <{lanes} x i64> <{steps}>, %limit",
        *(line for item in operands for line in _tail_address(item)),
        *(line for item in inputs for line in _masked_load(layout, item)),
        f"  call void @core(ptr %tail, i64 {lanes})",
        *(line for item in outputs for line in _masked_store(layout, item)),
        "  br label %done",
        "done:", "  ret void", "}",
    ])  # fmt: skip


def masked_declarations(layout: Layout, element: str) -> str:
    """LLVM's masked load and store of an element type."""
    lanes, name = layout.shape.lanes, mangled(layout, element)
    vector = f"<{lanes} x {element}>"
    return (
        f"declare {vector} @llvm.masked.load.{name}.p0(ptr, i32, <{lanes} x i1>, {vector})\n"
        f"declare void @llvm.masked.store.{name}.p0({vector}, ptr, i32, <{lanes} x i1>)"
    )


def mangled(layout: Layout, element: str) -> str:
    """A vector type as it stands in names of intrinsics."""
    return f"v{layout.shape.lanes}{ {'float': 'f32', 'double': 'f64'}.get(element, element) }"


def _tail_address(item: Operand) -> Iterable[str]:
    k = item.place
    yield f"  %q{k} = getelementptr ptr, ptr %args, i64 {k}"
    yield f"  %p{k} = load ptr, ptr %q{k}"
    yield f"  %t{k} = getelementptr {item.element}, ptr %p{k}, i64 %main"
    yield f"  %s{k} = getelementptr ptr, ptr %tail, i64 {k}"
    yield f"  store ptr %b{k}, ptr %s{k}"


def _masked_load(layout: Layout, item: Operand) -> Iterable[str]:
    """The rest of an input; lanes beyond it repeat its first element, which cannot be slower or odder than the others."""
    k, lanes = item.place, layout.shape.lanes
    vector = f"<{lanes} x {item.element}>"
    yield f"  %f{k} = load {item.element}, ptr %t{k}, align 1"
    yield f"  %g{k} = insertelement {vector} undef, {item.element} %f{k}, i32 0"
    yield f"  %h{k} = shufflevector {vector} %g{k}, {vector} undef, <{lanes} x i32> zeroinitializer"
    yield (
        f"  %x{k} = call {vector} @llvm.masked.load.{mangled(layout, item.element)}.p0"
        f"(ptr %t{k}, i32 1, <{lanes} x i1> %mask, {vector} %h{k})"
    )
    yield f"  store {vector} %x{k}, ptr %b{k}, align {item.size * lanes}"


def _masked_store(layout: Layout, item: Operand) -> Iterable[str]:
    k, lanes = item.place, layout.shape.lanes
    vector = f"<{lanes} x {item.element}>"
    yield f"  %y{k} = load {vector}, ptr %b{k}, align {item.size * lanes}"
    yield (
        f"  call void @llvm.masked.store.{mangled(layout, item.element)}.p0"
        f"({vector} %y{k}, ptr %t{k}, i32 1, <{lanes} x i1> %mask)"
    )


def copies(layout: Layout) -> str:
    """`@copy.T(to, to_step, from, from_step, n)` for every element type: one element after the other, steps in bytes."""
    return "\n".join(_copy(element) for element in sorted({item.element for item in layout.operands}))


def _copy(element: str) -> str:
    return f"""\
define internal void @copy.{element}(ptr %to, i64 %to.step, ptr %from, i64 %from.step, i64 %n) nounwind {{
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %t = phi ptr [ %to, %entry ], [ %t.next, %loop ]
  %f = phi ptr [ %from, %entry ], [ %f.next, %loop ]
  %x = load {element}, ptr %f, align 1
  store {element} %x, ptr %t, align 1
  %t.next = getelementptr i8, ptr %t, i64 %to.step
  %f.next = getelementptr i8, ptr %f, i64 %from.step
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}}"""


def blocked(layout: Layout, name: str, sink: Iterable[str] | None = None) -> str:
    """`@name(args, n, steps, state)`: any strides, block by block, n above 0.

    With a `sink`, results stay in their blocks, `%b<place>`, and the sink's lines use the `%m` elements of each; the
    arguments then hold inputs only.
    """
    block, operands, is_reduction = layout.block, layout.operands, sink is not None
    given = [item for item in operands if item.is_input or not is_reduction]
    inputs = [item for item in given if item.is_input]
    outputs = [item for item in given if not item.is_input]
    return "\n".join([
        f"define internal void @{name}(ptr %args, i64 %n, ptr %steps, ptr %state) nounwind {{",
        "entry:",
        *(f"  %b{i.place} = alloca [{block} x {i.element}], align 64" for i in operands),
        f"  %place = alloca [{len(operands)} x ptr], align 8",
        *(line for item in operands if item not in given for line in _kept_in_block(item)),
        *(line for item in given for line in _address(item)),
        f"  %is.short = icmp ult i64 %n, {block}",
        f"  %most = select i1 %is.short, i64 %n, i64 {block}",
        "  br label %spread" + str(inputs[0].place if inputs else ""),
        *(line for at, item in enumerate(inputs) for line in _spread(item, _after(inputs, at, "spread", "start"))),
        *([] if inputs else ["spread:", "  br label %start"]),
        "start:", "  br label %loop",
        "loop:",
        "  %base = phi i64 [ 0, %start ], [ %base.next, %end ]",
        "  %left = sub i64 %n, %base",
        f"  %is.last = icmp ult i64 %left, {block}",
        f"  %m = select i1 %is.last, i64 %left, i64 {block}",
        f"  br label %in{given[0].place}" if given else "  br label %run",
        *(line for at, item in enumerate(given) for line in _bring(item, _after(given, at, "in", "run"))),
        "run:",
        "  call void @contiguous(ptr %place, i64 %m)",
        *(sink or ()),
        f"  br label %out{outputs[0].place}" if outputs else "  br label %end",
        *(line for at, item in enumerate(outputs) for line in _take(item, _after(outputs, at, "out", "end"))),
        "end:",
        "  %base.next = add i64 %base, %m",
        "  %more = icmp ult i64 %base.next, %n",
        "  br i1 %more, label %loop, label %done",
        "done:", "  ret void", "}",
    ])  # fmt: skip


def _after(items: list[Operand], at: int, prefix: str, last: str) -> str:
    """The label that follows the one of item number `at`."""
    return f"{prefix}{items[at + 1].place}" if at + 1 < len(items) else last


def _kept_in_block(item: Operand) -> Iterable[str]:
    yield f"  %s{item.place} = getelementptr ptr, ptr %place, i64 {item.place}"
    yield f"  store ptr %b{item.place}, ptr %s{item.place}"


def _address(item: Operand) -> Iterable[str]:
    k = item.place
    yield f"  %q{k} = getelementptr ptr, ptr %args, i64 {k}"
    yield f"  %p{k} = load ptr, ptr %q{k}"
    yield f"  %u{k} = getelementptr i64, ptr %steps, i64 {k}"
    yield f"  %step{k} = load i64, ptr %u{k}"
    yield f"  %s{k} = getelementptr ptr, ptr %place, i64 {k}"
    yield f"  %dense{k} = icmp eq i64 %step{k}, {item.size}"
    yield f"  %fixed{k} = icmp eq i64 %step{k}, 0"


def _spread(item: Operand, following: str) -> Iterable[str]:
    """An input of stride 0 fills its block once."""
    k = item.place
    yield f"spread{k}:"
    yield f"  br i1 %fixed{k}, label %fill{k}, label %{following}"
    yield f"fill{k}:"
    yield f"  call void @copy.{item.element}(ptr %b{k}, i64 {item.size}, ptr %p{k}, i64 0, i64 %most)"
    yield f"  br label %{following}"


def _bring(item: Operand, following: str) -> Iterable[str]:
    """Point the core at the array itself where it is contiguous, else at its block, filled for inputs."""
    k = item.place
    yield f"in{k}:"
    yield f"  %offset{k} = mul i64 %base, %step{k}"
    yield f"  %at{k} = getelementptr i8, ptr %p{k}, i64 %offset{k}"
    yield f"  %use{k} = select i1 %dense{k}, ptr %at{k}, ptr %b{k}"
    yield f"  store ptr %use{k}, ptr %s{k}"
    if not item.is_input:
        yield f"  br label %{following}"
        return
    yield f"  %ready{k} = or i1 %dense{k}, %fixed{k}"
    yield f"  br i1 %ready{k}, label %{following}, label %pack{k}"
    yield f"pack{k}:"
    yield f"  call void @copy.{item.element}(ptr %b{k}, i64 {item.size}, ptr %at{k}, i64 %step{k}, i64 %m)"
    yield f"  br label %{following}"


def _take(item: Operand, following: str) -> Iterable[str]:
    """Scatter a result from its block where its array is not contiguous."""
    k = item.place
    yield f"out{k}:"
    yield f"  br i1 %dense{k}, label %{following}, label %unpack{k}"
    yield f"unpack{k}:"
    yield f"  call void @copy.{item.element}(ptr %at{k}, i64 %step{k}, ptr %b{k}, i64 {item.size}, i64 %m)"
    yield f"  br label %{following}"


def ufunc_loop(layout: Layout, name: str) -> str:
    """`@name(args, dimensions, steps, data)`, NumPy's inner loop; the floating-point status is left as it was."""
    tests = [
        f"  %u{i.place} = getelementptr i64, ptr %steps, i64 {i.place}\n"
        f"  %step{i.place} = load i64, ptr %u{i.place}\n"
        f"  %dense{i.place} = icmp eq i64 %step{i.place}, {i.size}"
        for i in layout.operands
    ]
    together, joins = "true", []
    for item in layout.operands:
        joins.append(f"  %all{item.place} = and i1 {together}, %dense{item.place}")
        together = f"%all{item.place}"
    return "\n".join([
        f"define void @{name}(ptr %args, ptr %dimensions, ptr %steps, ptr %data) nounwind {{",
        "entry:",
        "  %n = load i64, ptr %dimensions",
        "  %is.empty = icmp sle i64 %n, 0",
        SLOT,
        "  br i1 %is.empty, label %leave, label %begin",
        "begin:",
        *status(layout.target.save), *tests, *joins,
        f"  br i1 {together}, label %dense, label %strided",
        "dense:", "  call void @contiguous(ptr %args, i64 %n)", "  br label %done",
        "strided:", "  call void @blocked(ptr %args, i64 %n, ptr %steps, ptr null)", "  br label %done",
        "done:", *status(layout.target.restore), "  br label %leave",
        "leave:", "  ret void", "}",
    ])  # fmt: skip


def status(calls: Iterable[str]) -> list[str]:
    """Lines that save or restore the floating-point status in the slot."""
    return [f"  {call.format(slot='%status')}" for call in calls]


def status_declarations(target: Target) -> str:
    """What `status` calls."""
    if target.architecture == "x86_64":
        return "declare void @llvm.x86.sse.stmxcsr(ptr)\ndeclare void @llvm.x86.sse.ldmxcsr(ptr)"
    return "declare i64 @llvm.aarch64.get.fpsr()\ndeclare void @llvm.aarch64.set.fpsr(i64)"


def plain_loop(layout: Layout, name: str) -> str:
    """`@name(args, n)`: contiguous arrays only, for the timing harness and for callers in C."""
    return "\n".join([
        f"define void @{name}(ptr %args, i64 %n) nounwind {{",
        "entry:", SLOT, "  %is.empty = icmp sle i64 %n, 0", "  br i1 %is.empty, label %leave, label %begin",
        "begin:", *status(layout.target.save),
        "  call void @contiguous(ptr %args, i64 %n)",
        *status(layout.target.restore), "  br label %leave",
        "leave:", "  ret void", "}",
    ])  # fmt: skip


def reduction_loop(layout: Layout, name: str) -> str:
    """`@name(args, n, steps, state)`: reduces a run of any strides into the state."""
    return "\n".join([
        f"define void @{name}(ptr %args, i64 %n, ptr %steps, ptr %state) nounwind {{",
        "entry:", SLOT, "  %is.empty = icmp sle i64 %n, 0", "  br i1 %is.empty, label %leave, label %begin",
        "begin:", *status(layout.target.save),
        "  call void @blocked(ptr %args, i64 %n, ptr %steps, ptr %state)",
        *status(layout.target.restore), "  br label %leave",
        "leave:", "  ret void", "}",
    ])  # fmt: skip
