"""Emit expressions as LLVM IR: the core loop, which computes whole vectors from contiguous arrays.

No fast-math flag is set: the code rounds exactly where the expression does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from neurlang.errors import FormulaError
from neurlang.kernels.expr import DTYPES, DType, Expr, Kernel, Op, llvm_constant, number_of
from neurlang.kernels.simd.emitting.estimates import REST, estimate_for
from neurlang.kernels.simd.emitting.schedule import schedule
from neurlang.kernels.simd.emitting.target import SIZES, Target
from neurlang.kernels.simd.emitting.vector_math import LibraryFunction, library_function

SCALARS: dict[DType, str] = {"f32": "float", "f64": "double"}
# Pairs: for kernels of at most this many operations, the vectors per iteration.
UNROLLED = ((5, 4), (16, 2))
PURE = "nounwind willreturn memory(none)"
# Bytes of the widest vector. With less, vectors are spilled across cache lines, which doubles the time of x*exp(x).
STACK_ALIGNMENT = 64

# Choices between two numbers: the comparison, and the index of the operand that is tested for NaN.
CHOICES = {
    "min": ("olt", 1),
    "max": ("ogt", 1),
    "minimum": ("olt", 0),
    "maximum": ("ogt", 0),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The LLVM types of values: elements, vectors of numbers and vectors of truth values."""

    dtype: DType
    lanes: int

    @property
    def scalar(self) -> str:
        """LLVM's name of the element type."""
        return SCALARS[self.dtype]

    @property
    def size(self) -> int:
        """Bytes of an element."""
        return SIZES[self.dtype]

    def of(self, element: str) -> str:
        """The type of a vector of elements; the element type itself if there is one lane."""
        return element if self.lanes == 1 else f"<{self.lanes} x {element}>"

    @property
    def vector(self) -> str:
        """The type of a vector of numbers."""
        return self.of(self.scalar)

    @property
    def mangled(self) -> str:
        """The vector type as spelled in names of intrinsics."""
        element = self.dtype
        return element if self.lanes == 1 else f"v{self.lanes}{element}"

    def splat(self, element: str, value: str) -> str:
        """A constant in all lanes."""
        return value if self.lanes == 1 else "<" + ", ".join([f"{element} {value}"] * self.lanes) + ">"


def element_type(root: Expr, shape: Shape) -> str:
    """LLVM's type of an output's elements in memory: truth values are bytes, as in NumPy."""
    return shape.scalar if root.kind == "r" else "i8"


def unroll_factor(order: Sequence[Expr]) -> int:
    """How many vectors an iteration computes: several for small kernels, for which the loop overhead matters.

    Kernels that call functions are not unrolled, as the calls dominate.
    """
    operations = [node for node in order if node.args]
    if any(node.op.is_library for node in operations):
        return 1
    return next((factor for most, factor in UNROLLED if len(operations) <= most), 1)


def core_text(form: Kernel, target: Target, name: str = "core", tolerance_ulp: float = 0.0) -> str:
    """The core loop of a compiled form as LLVM IR: a function `(args, count)`.

    `args` points to the pointers of inputs and outputs; `count` is a multiple of the lanes and above 0.
    Arrays are contiguous, with any alignment. Reciprocals are estimated if `tolerance_ulp` allows it.
    """
    return Emitter(form, target, tolerance_ulp).core(name)


class Emitter:
    """Writes one core loop; create a new emitter for each."""

    def __init__(self, kernel: Kernel, target: Target, tolerance_ulp: float) -> None:
        self.kernel = kernel
        self.tolerance_ulp = tolerance_ulp
        self.target = target
        self.shape = Shape(kernel.dtype, target.lanes(kernel.dtype))
        self.order = schedule(kernel)
        self.declarations: dict[str, str] = {}
        self.lines: list[str] = []
        self.number = 0
        self.doubts: list[str] = []  # values that mark lanes in which an estimate may be inaccurate
        self.divides = False  # whether the code being written is for iterations with such lanes

    def core(self, name: str) -> str:
        """The function of that name, preceded by its declarations.

        It loops over several vectors at a time, then over single ones; only over single ones if unrolling does not
        pay.
        """
        copies = unroll_factor(self.order)
        wide, single = self._loop("wide", copies) if copies > 1 else [], self._loop("single", 1)
        operands = range(len(self.kernel.inputs) + len(self.kernel.outputs))
        return "\n".join([
            *self.declarations.values(),
            f"define void @{name}(ptr %args, i64 %count) nounwind alignstack({STACK_ALIGNMENT}) {{",
            "entry:",
            *(f"  %q{k} = getelementptr ptr, ptr %args, i64 {k}" for k in operands),
            *(f"  %p{k} = load ptr, ptr %q{k}" for k in operands),
            f"  %wide.end = and i64 %count, {-copies * self.shape.lanes if copies > 1 else 0}",
            "  br label %wide.test",
            "wide.test:", "  %has.wide = icmp ne i64 %wide.end, 0",
            f"  br i1 %has.wide, label %{'wide' if wide else 'single.test'}, label %single.test",
            *wide,
            "single.test:", "  %has.single = icmp ult i64 %wide.end, %count",
            "  br i1 %has.single, label %single, label %done",
            *single,
            "done:", "  ret void", "}",
        ])  # fmt: skip

    def _loop(self, label: str, copies: int) -> list[str]:
        """A loop that computes `copies` vectors at a time.

        All loads come before all stores, so outputs may be inputs.
        """
        self.lines = []
        step = copies * self.shape.lanes
        index = [f"%{label}.i{copy}" for copy in range(copies)]
        for copy in range(1, copies):
            self.lines.append(f"  {index[copy]} = add nuw nsw i64 {index[0]}, {copy * self.shape.lanes}")
        names = self._computed(index, [{} for _ in index])
        latch = self._guarded(label, index, names) if self.doubts else label
        if latch == label:
            self._store_all(index, names)
        start, end, following = (
            ("0", "%wide.end", "single.test") if label == "wide" else ("%wide.end", "%count", "done")
        )
        before = f"{label}.test"
        return [
            f"{label}:", f"  {index[0]} = phi i64 [ {start}, %{before} ], [ %{label}.next, %{latch} ]",
            *self.lines,
            f"  %{label}.next = add nuw nsw i64 {index[0]}, {step}",
            f"  %{label}.more = icmp ult i64 %{label}.next, {end}",
            f"  br i1 %{label}.more, label %{label}, label %{following}",
        ]  # fmt: skip

    def _computed(self, index: list[str], names: list[dict[Expr, str]]) -> list[dict[Expr, str]]:
        """For each copy, the names of all nodes, after emitting code for those that have none yet."""
        for node in self.order:
            for known, at in zip(names, index, strict=True):
                if node not in known:
                    estimated = self._estimated(node, known)
                    known[node] = estimated or self._value(node, [known[arg] for arg in node.args], at)
        return names

    def _store_all(self, index: list[str], names: list[dict[Expr, str]]) -> None:
        for place, root in enumerate(self.kernel.outputs, start=len(self.kernel.inputs)):
            for known, at in zip(names, index, strict=True):
                self._store(place, root, known[root], at)

    def _guarded(self, label: str, index: list[str], names: list[dict[Expr, str]]) -> str:
        """Store the results if no estimate is in doubt, else recompute them; return the label at which both join."""
        truths = self.shape.of("i1")
        doubt = self.doubts.pop()
        while self.doubts:
            doubt = self._new(f"or {truths} {doubt}, {self.doubts.pop()}")
        any_lane = f"llvm.vector.reduce.or.v{self.shape.lanes}i1"
        self.declarations.setdefault(any_lane, f"declare i1 @{any_lane}({truths})")
        odd = self._new(f"call i1 @{any_lane}({truths} {doubt})")
        self.lines += [f"  br i1 {odd}, label %{label}.odd, label %{label}.even", f"{label}.even:"]
        self._store_all(index, names)
        self.lines += [f"  br label %{label}.latch", f"{label}.odd:"]
        self.divides = True
        leaves = [{node: name for node, name in known.items() if not node.args} for known in names]
        self._store_all(index, self._computed(index, leaves))
        self.divides = False
        self.doubts.clear()
        self.lines += [f"  br label %{label}.latch", f"{label}.latch:"]
        return f"{label}.latch"

    def _new(self, code: str) -> str:
        self.number += 1
        name = f"%v{self.number}"
        self.lines.append(f"  {name} = {code}")
        return name

    def _value(self, node: Expr, args: list[str], index: str) -> str:
        match node.op.name:
            case "const":
                return self._constant(number_of(node))
            case "var":
                return self._load(self.kernel.names.index(str(node.value)), index)
            case "true" | "false":
                return self.shape.splat("i1", node.op.name)
        return self._operation(node.op, args)

    def _estimated(self, node: Expr, known: dict[Expr, str]) -> str | None:
        """The value of a division by an estimate, or None if it needs a real division.

        Lanes in which the estimate is in doubt are recorded. The code for such iterations divides only in these lanes,
        so a lane's result does not depend on its neighbours.
        """
        found = estimate_for(node, self.kernel.dtype, self.target, self.tolerance_ulp)
        if found is None:
            return None
        estimate, argument = found
        vector, truths = self.shape.vector, self.shape.of("i1")
        for name, arity in ((f"llvm.fma.{self.shape.mangled}", 3), (f"llvm.fabs.{self.shape.mangled}", 1)):
            self.declarations.setdefault(
                name, f"declare {vector} @{name}({', '.join([vector] * arity)}) {PURE}"
            )
        self.declarations.setdefault(estimate.declaration, estimate.declaration)
        first = self._new(estimate.call.format(a=known[argument]))
        self.lines += [f"  {line.format(a=known[argument], y=first)}" for line in estimate.step]
        size = self._new(f"call {vector} @llvm.fabs.{self.shape.mangled}({vector} {first}.rest)")
        doubt = self._new(f"fcmp ugt {vector} {size}, {self.shape.splat(self.shape.scalar, REST)}")
        self.doubts.append(doubt)
        if not self.divides:
            return f"{first}.next"
        exact = self._new(f"fdiv {vector} {known[node.args[0]]}, {known[node.args[1]]}")
        return self._new(f"select {truths} {doubt}, {vector} {exact}, {vector} {first}.next")

    def _constant(self, value: float) -> str:
        return self.shape.splat(self.shape.scalar, llvm_constant(value, self.kernel.dtype))

    def _load(self, place: int, index: str) -> str:
        address = self._new(f"getelementptr inbounds {self.shape.scalar}, ptr %p{place}, i64 {index}")
        return self._new(f"load {self.shape.vector}, ptr {address}, align 1")

    def _store(self, place: int, root: Expr, value: str, index: str) -> None:
        element = element_type(root, self.shape)
        kind = self.shape.of(element)
        if root.kind == "b":
            value = self._new(f"zext {self.shape.of('i1')} {value} to {kind}")
        address = self._new(f"getelementptr inbounds {element}, ptr %p{place}, i64 {index}")
        self.lines.append(f"  store {kind} {value}, ptr {address}, align 1")

    def _operation(self, op: Op, args: list[str]) -> str:
        vector, code = self.shape.vector, op.code
        if op.name in CHOICES:
            return self._choice(op.name, *args)
        if code in ("fadd", "fsub", "fmul", "fdiv") or code.startswith("fcmp"):
            return self._new(f"{code} {vector} {args[0]}, {args[1]}")
        if code == "fneg":
            return self._new(f"fneg {vector} {args[0]}")
        if code.startswith("llvm."):
            return self._intrinsic(code, args)
        if code == "library":
            return self._library(op, args)
        return self._truth(op, args)

    def _truth(self, op: Op, args: list[str]) -> str:
        vector, truths = self.shape.vector, self.shape.of("i1")
        match op.code:
            case "select":
                return self._new(f"select {truths} {args[0]}, {vector} {args[1]}, {vector} {args[2]}")
            case "and" | "or":
                return self._new(f"{op.code} {truths} {args[0]}, {args[1]}")
            case "not":
                return self._new(f"xor {truths} {args[0]}, {self.shape.splat('i1', 'true')}")
        raise FormulaError(f"'{op.name}' has no code; lower the kernel before it is emitted.")

    def _choice(self, name: str, left: str, right: str) -> str:
        """The op table's `a < b || b != b ? a : b`, in the order of x86's `minps` and a blend."""
        comparison, tested = CHOICES[name]
        vector, truths = self.shape.vector, self.shape.of("i1")
        suspect = (left, right)[tested]
        ordered = self._new(f"fcmp {comparison} {vector} {left}, {right}")
        chosen = self._new(f"select {truths} {ordered}, {vector} {left}, {vector} {right}")
        absent = self._new(f"fcmp uno {vector} {suspect}, {suspect}")
        return self._new(f"select {truths} {absent}, {vector} {left}, {vector} {chosen}")

    def _intrinsic(self, code: str, args: list[str]) -> str:
        # `rint` means rounding to even; `roundeven` does so in any rounding mode of the process.
        name = f"{'llvm.roundeven' if code == 'llvm.rint' else code}.{self.shape.mangled}"
        return self._call(name, args)

    def _call(self, name: str, args: list[str]) -> str:
        vector = self.shape.vector
        self.declarations.setdefault(
            name, f"declare {vector} @{name}({', '.join([vector] * len(args))}) {PURE}"
        )
        return self._new(f"call {vector} @{name}({', '.join(f'{vector} {arg}' for arg in args)})")

    def _library(self, op: Op, args: list[str]) -> str:
        function = library_function(op, self.kernel.dtype, self.target)
        if function.at_integers is not None:
            return self._call_defined(f"integers.{function.symbol}", self._hits_integers(function), args)
        if function.is_vector or self.shape.lanes == 1:
            return self._call(function.symbol, args)
        name = f"lanes.{function.symbol}"
        return self._call_defined(name, lanewise(name, function.symbol, op.arity, self.shape), args)

    def _hits_integers(self, function: LibraryFunction) -> str:
        assert function.at_integers is not None
        lanes = f"lanes.{function.at_integers}"
        self.declarations.setdefault(lanes, lanewise(lanes, function.at_integers, 1, self.shape))
        vector, mangled = self.shape.vector, self.shape.mangled
        for intrinsic in (f"llvm.roundeven.{mangled}", f"llvm.fabs.{mangled}"):
            self.declarations.setdefault(intrinsic, f"declare {vector} @{intrinsic}({vector}) {PURE}")
        return exact_at_integers(f"integers.{function.symbol}", function, lanes, self.shape)

    def _call_defined(self, name: str, definition: str, args: list[str]) -> str:
        """A call of a function that the module defines."""
        self.declarations.setdefault(name, definition)
        vector = self.shape.vector
        return self._new(f"call {vector} @{name}({', '.join(f'{vector} {arg}' for arg in args)})")


def lanewise(name: str, symbol: str, arity: int, shape: Shape) -> str:
    """A function over vectors that calls a scalar one for each lane."""
    scalar, vector, places = shape.scalar, shape.vector, range(arity)
    parameters = ", ".join(f"{vector} %a{k}" for k in places)
    lines = [
        f"declare {scalar} @{symbol}({', '.join([scalar] * arity)}) {PURE}",
        f"define internal {vector} @{name}({parameters}) noinline {PURE} {{",
    ]
    result = "undef"
    for lane in range(shape.lanes):
        lines += [f"  %x{lane}.{k} = extractelement {vector} %a{k}, i32 {lane}" for k in places]
        lines.append(
            f"  %y{lane} = call {scalar} @{symbol}({', '.join(f'{scalar} %x{lane}.{k}' for k in places)})"
        )
        lines.append(f"  %r{lane} = insertelement {vector} {result}, {scalar} %y{lane}, i32 {lane}")
        result = f"%r{lane}"
    return "\n".join([*lines, f"  ret {vector} {result}", "}"])


def exact_at_integers(name: str, function: LibraryFunction, lanes: str, shape: Shape) -> str:
    """A function over vectors that calls a vector function, and `lanes` if its result is nearly an integer.

    Only lanes whose result is within the vector function's error of an integer change, so a lane's result does not
    depend on its neighbours.
    """
    vector, truths, mangled = shape.vector, shape.of("i1"), shape.mangled
    reach = llvm_constant(function.error_ulp * float(np.finfo(DTYPES[shape.dtype]).eps), shape.dtype)
    any_lane = f"llvm.vector.reduce.or.v{shape.lanes}i1"
    return "\n".join([
        f"declare {vector} @{function.symbol}({vector}) {PURE}",
        f"declare i1 @{any_lane}({truths})",
        f"define internal {vector} @{name}({vector} %a) noinline {PURE} {{",
        "entry:",
        f"  %y = call {vector} @{function.symbol}({vector} %a)",
        f"  %whole = call {vector} @llvm.roundeven.{mangled}({vector} %y)",
        f"  %rest = fsub {vector} %y, %whole",
        f"  %distance = call {vector} @llvm.fabs.{mangled}({vector} %rest)",
        f"  %size = call {vector} @llvm.fabs.{mangled}({vector} %y)",
        f"  %reach = fmul {vector} %size, {shape.splat(shape.scalar, reach)}",
        f"  %near = fcmp ole {vector} %distance, %reach",
        f"  %any = call i1 @{any_lane}({truths} %near)",
        "  br i1 %any, label %integers, label %done",
        "integers:",
        f"  %z = call {vector} @{lanes}({vector} %a)",
        f"  %chosen = select {truths} %near, {vector} %z, {vector} %y",
        f"  ret {vector} %chosen",
        "done:", f"  ret {vector} %y", "}",
    ])  # fmt: skip
