"""Kernels as shared objects for C programs: the library, its header, and its self-test.

A library exports three functions: `NAME` over contiguous arrays, `NAME_strided` over arrays with any strides,
and `NAME_self_test`, which runs the kernel at points that are stored in the library together with the float
evaluation of the compiled form, and counts the results that differ from it by more than the stated error. They
run without Python.
"""

from __future__ import annotations

import ctypes
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.c_names import exported_name, with_own_names
from neurlang.errors import UsageError
from neurlang.kernels.expr import Expr, Kernel, constant, evaluate, identifiers, llvm_constant, make, rebuild
from neurlang.kernels.simd.check import Check, check_code
from neurlang.kernels.simd.emitting.code import CompileOptions, compile_kernel, object_code
from neurlang.kernels.simd.emitting.driver import plan_text
from neurlang.kernels.simd.emitting.driver_code import driver_text, move_text
from neurlang.kernels.simd.emitting.emit import core_text
from neurlang.kernels.simd.emitting.target import Target
from neurlang.kernels.simd.emitting.vector_math import library_function, vector_library
from neurlang.kernels.simd.points import domain_points, special_points
from neurlang.linker import find_linker, link_shared
from neurlang.result_files import refuse_foreign, write_file

LINKERS = ("cc", "gcc", "clang", "ld")
C_TYPES = {"f32": "float", "f64": "double"}
SELF_TEST_POINTS = 64
CHECK_POINTS = 2000
MOVED_PATTERNS = 8
HEADER_SIGN = "/* Arrays of any strides:"


@dataclass(frozen=True, slots=True)
class SharedObject:
    """A written library: its path, its header, and the results of its checks.

    `failures` is the count of the self-test inside the library; `check` is the comparison at many more points.
    """

    path: Path
    header: Path
    symbol: str
    failures: int
    check: Check
    special: Check


def symbol_of(kernel: Kernel, name: str | None = None) -> str:
    """The name of a kernel's function in C: `name`, or by default the kernel's own, adapted to C.

    Raises:
        UsageError: C does not allow a function of that name.

    """
    cleaned = re.sub(r"\W", "_", kernel.name, flags=re.ASCII)
    own = f"k_{cleaned}" if not cleaned or cleaned[0].isdigit() else cleaned
    return exported_name(own if name is None else name, "Choose another with --name.")


def header_text(kernel: Kernel, symbol: str) -> str:
    """The C header of a library."""
    real = C_TYPES[kernel.dtype]
    places = [f"out{place}" for place in range(len(kernel.outputs))]
    taken = ("out", "arrays", "strides", symbol, *places)
    names = [f"{name}_" if name in taken else name for name in identifiers(kernel.names, "c").values()]
    kinds = [real if root.kind == "r" else "unsigned char" for root in kernel.outputs]
    outputs = [f"out{place}" if len(kinds) > 1 else "out" for place in range(len(kinds))]
    parameters = [f"const {real} *{name}" for name in names]
    parameters += [f"{kind} *{name}" for kind, name in zip(kinds, outputs, strict=True)]
    guard = f"{symbol.upper()}_H"
    return "\n".join([
        f"#ifndef {guard}", f"#define {guard}", "",
        "#include <stdint.h>", "", "#ifdef __cplusplus", 'extern "C" {', "#endif", "",
        "/* Contiguous arrays of n elements, of any alignment. An output may be one of the inputs. */",
        f"void {symbol}({', '.join([*parameters, 'int64_t n'])});", "",
        f"{HEADER_SIGN} `arrays` has addresses, `strides` bytes between elements (0 repeats one),",
        f"   in this order: {', '.join([*names, *outputs])}. */",
        f"void {symbol}_strided(void *const *arrays, const int64_t *strides, int64_t n);", "",
        "/* The number of stored results that this machine fails to reproduce; 0 means success. */",
        f"int64_t {symbol}_self_test(void);", "",
        "#ifdef __cplusplus", "}", "#endif", "", f"#endif /* {guard} */", "",
    ])  # fmt: skip


def module_text(form: Kernel, target: Target, symbol: str) -> str:
    """The module of a library: core, driver, entries and self-test."""
    internal = [
        core_text(form, target, "core"),
        move_text(),
        driver_text(target),
        plan_text(form, target, "plan", "core"),
    ]  # fmt: skip
    text = with_own_names("\n".join(internal).replace("define void @", "define internal void @"))
    return "\n".join(
        [text, _contiguous_entry(form, symbol), _strided_entry(symbol), _self_test(form, target, symbol)]
    )


def _contiguous_entry(form: Kernel, symbol: str) -> str:
    count = len(form.inputs) + len(form.outputs)
    lines = [f"define void @{symbol}({', '.join(f'ptr %a{k}' for k in range(count))}, i64 %n) nounwind {{"]
    lines.append(f"  %args = alloca [{count} x ptr], align 8")
    lines += [f"  %s{k} = getelementptr ptr, ptr %args, i64 {k}" for k in range(count)]
    lines += [f"  store ptr %a{k}, ptr %s{k}" for k in range(count)]
    lines.append("  call void @neurlang.drive_plain(ptr %args, i64 %n, ptr @neurlang.plan)\n  ret void\n}")
    return "\n".join(lines)


def _strided_entry(symbol: str) -> str:
    return f"""\
define void @{symbol}_strided(ptr %args, ptr %strides, i64 %n) nounwind {{
  %dimensions = alloca i64, align 8
  store i64 %n, ptr %dimensions
  call void @neurlang.drive_loop(ptr %args, ptr %dimensions, ptr %strides, ptr @neurlang.plan)
  ret void
}}"""


ELEMENTS = {"f32": "float", "f64": "double", "bool": "i8"}

# Counts the results outside [low, high]; a NaN is correct if a NaN is stored.
MISSES = """\
define internal i64 @misses.{kind}(ptr %xs, ptr %lows, ptr %highs, i64 %n) nounwind {{
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %count = phi i64 [ 0, %entry ], [ %count.next, %loop ]
  %x.at = getelementptr {element}, ptr %xs, i64 %i
  %low.at = getelementptr {element}, ptr %lows, i64 %i
  %high.at = getelementptr {element}, ptr %highs, i64 %i
  %x = load {element}, ptr %x.at
  %low = load {element}, ptr %low.at
  %high = load {element}, ptr %high.at
  %is.above = {at_least} {element} %x, %low
  %is.below = {at_most} {element} %x, %high
  %is.inside = and i1 %is.above, %is.below
{absence}
  %is.right = or i1 %is.inside, %is.absent
  %missed = select i1 %is.right, i64 0, i64 1
  %count.next = add i64 %count, %missed
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret i64 %count.next
}}"""
BOTH_NAN = """\
  %x.absent = fcmp uno {element} %x, %x
  %low.absent = fcmp uno {element} %low, %low
  %is.absent = and i1 %x.absent, %low.absent"""
NEVER_NAN = "  %is.absent = or i1 false, false"


def misses_text(kind: str) -> str:
    """The comparison loop for an element type."""
    element = ELEMENTS[kind]
    if kind == "bool":
        return MISSES.format(
            kind=kind, element=element, at_least="icmp uge", at_most="icmp ule", absence=NEVER_NAN
        )
    absence = BOTH_NAN.format(element=element)
    return MISSES.format(kind=kind, element=element, at_least="fcmp oge", at_most="fcmp ole", absence=absence)


def _self_test(form: Kernel, target: Target, symbol: str) -> str:
    """Stored points, bounds of results, and the function that runs the kernel and counts the misses."""
    points = _self_test_points(form)
    count = len(points[0]) if points else 1
    lines, body, arguments, sums = [], [], [], []
    for k, point in enumerate(points):
        lines.append(_stored(f"test.in{k}", point, form.dtype))
        arguments.append(f"ptr @test.in{k}")
    for k, (low, high) in enumerate(result_bounds(form, target, points, count)):
        kind = form.dtype if form.outputs[k].kind == "r" else "bool"
        lines += [_stored(f"test.low{k}", low, kind), _stored(f"test.high{k}", high, kind)]
        body.append(f"  %out{k} = alloca [{count} x {ELEMENTS[kind]}], align 64")
        arguments.append(f"ptr %out{k}")
        sums.append(
            f"  %missed{k} = call i64 @misses.{kind}"
            f"(ptr %out{k}, ptr @test.low{k}, ptr @test.high{k}, i64 {count})\n"
            f"  %total{k} = add i64 {f'%total{k - 1}' if k else '0'}, %missed{k}"
        )
    kinds = sorted({form.dtype if root.kind == "r" else "bool" for root in form.outputs})
    return "\n".join([
        *lines, *map(misses_text, kinds), f"define i64 @{symbol}_self_test() nounwind {{", *body,
        f"  call void @{symbol}({', '.join([*arguments, f'i64 {count}'])})",
        *sums, f"  ret i64 %total{len(sums) - 1}", "}",
    ])  # fmt: skip


def _stored(name: str, values: NDArray[Any], kind: str) -> str:
    """An array as a constant of the module."""
    element = ELEMENTS[kind]
    if kind == "bool":
        texts = [str(int(value)) for value in values]
    else:
        texts = [llvm_constant(float(value), "f32" if kind == "f32" else "f64") for value in values]
    items = ", ".join(f"{element} {text}" for text in texts)
    return f"@{name} = internal constant [{len(texts)} x {element}] [{items}], align 64"


def _self_test_points(form: Kernel) -> list[NDArray[Any]]:
    """Points of the domain and special ones.

    Special ones are left out if library functions are called: their bounds are found by sampling, which is
    meaningless near infinities.
    """
    domain = domain_points(form, SELF_TEST_POINTS, seed=3)
    if any(node.op.is_library for node in form.nodes()):
        return domain
    special = special_points(form, seed=3)
    return [np.concatenate([a, b[-SELF_TEST_POINTS:]]) for a, b in zip(domain, special, strict=True)]


def result_bounds(
    form: Kernel, target: Target, points: Sequence[NDArray[Any]], count: int
) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """The smallest and the largest expected result at each point.

    Without library functions both are the float evaluation of the form. With them, every function's result is moved
    up or down by its stated error, in several random patterns, and the bounds are twice the largest change away.
    """
    middle = [np.broadcast_to(value, (count,)) for value in evaluate(form, *points)]
    moved = [np.zeros(count) for _ in middle]
    patterns = MOVED_PATTERNS if any(node.op.is_library for node in form.nodes()) else 0
    for seed in range(patterns):
        for k, value in enumerate(evaluate(_moved(form, target, seed), *points)):
            if form.outputs[k].kind == "r":
                moved[k] = np.fmax(moved[k], distance(value, middle[k]))
    spread = [np.where(np.isfinite(by), 2 * by, 0.0) for by in moved]
    kinds = [form.float_type if root.kind == "r" else np.bool_ for root in form.outputs]
    with np.errstate(all="ignore"):
        return [
            (value, value) if kind is np.bool_ else ((value - by).astype(kind), (value + by).astype(kind))
            for value, by, kind in zip(middle, spread, kinds, strict=True)
        ]


def distance(left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """The absolute difference, in binary64; NaN for equal infinities."""
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(left.astype(np.float64) - right))


def _moved(form: Kernel, target: Target, seed: int) -> Kernel:
    """The form with the result of each library function moved by its stated error, up or down at random."""
    random = np.random.default_rng(seed)
    unit = float(np.finfo(form.float_type).eps)

    def change(node: Expr, args: tuple[Expr, ...]) -> Expr:
        same = node if args == node.args else make(node.op.name, *args)
        if not node.op.is_library:
            return same
        by = library_function(node.op, form.dtype, target).error_ulp * unit * random.choice((-1.0, 1.0))
        return make("mul", same, constant(1.0 + by))

    return form.with_outputs(*rebuild(form.outputs, change))


def build_shared_object(
    kernel: Kernel, path: Path, symbol: str | None = None, options: CompileOptions | None = None
) -> SharedObject:
    """Write the library and its header next to it; run its self-test and check it at many points.

    Raises:
        UsageError: the kernel reduces, C does not allow a function of that name, this machine cannot run code for
            the target, or a file cannot be written or would replace a foreign file.
        MissingPartError: there is no linker on this machine.

    """
    if kernel.reduction is not None:
        raise UsageError("A shared object works element by element; leave the reduction to the caller.")
    chosen, name = options or CompileOptions(), symbol_of(kernel, symbol)
    header = path.with_suffix(".h")
    refuse_foreign(header, HEADER_SIGN)
    if path.exists() and not path.is_file():
        raise UsageError(f"A shared object is written to a file; {path} is not a file.")
    code = compile_kernel(kernel, chosen)
    data = linked(object_code(module_text(code.form, code.target, name), code.target))
    failures = self_test(data, name)
    write_file(path, data, executable=True)
    write_file(header, header_text(kernel, name).encode())
    checks = [check_code(code, points(kernel)) for points in (_check_points, special_points)]
    return SharedObject(path, header, name, failures, checks[0], checks[1])


def self_test(library: bytes, name: str) -> int:
    """How many of its stored results a library fails to reproduce."""
    with tempfile.TemporaryDirectory(prefix="neurlang-") as folder:
        path = Path(folder) / "kernel.so"
        path.write_bytes(library)
        test = getattr(ctypes.CDLL(str(path)), f"{name}_self_test")
    test.restype = ctypes.c_int64
    return int(test())


def _check_points(kernel: Kernel) -> list[NDArray[Any]]:
    return domain_points(kernel, CHECK_POINTS, seed=4)


def linked(data: bytes) -> bytes:
    """Link an object into a shared library.

    Raises:
        MissingPartError: there is no linker.
        UsageError: the linker fails.

    """
    libraries = ["-lmvec", "-lm"] if vector_library() is not None else ["-lm"]
    return link_shared(find_linker(LINKERS, "'-o FILE.s' works without one."), data, behind=libraries)
