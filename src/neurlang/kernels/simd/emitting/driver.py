"""The loop around the core: any length, any strides, with the signature of a NumPy ufunc's inner loop.

A kernel's core computes whole vectors from contiguous arrays. All kernels share the driver's code; a plan
describes the individual kernel. If the length is not a multiple of the lanes, the tail is computed as one vector
on the stack, whose lanes beyond the end repeat the tail's first element. An operand that is not contiguous goes
through a block on the stack: inputs of stride 0 are spread once, others are gathered, and results scattered, block
by block.

Arrays may have any alignment. An output may be one of the inputs (same address and stride); the caller must
resolve any other overlap, as NumPy does. Code runs with IEEE 754's default settings, whatever the caller has set,
and restores the floating-point status and control afterwards.
"""

from __future__ import annotations

import ctypes

from neurlang.errors import UsageError
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd.emitting.target import SIZES, Target

MOST_OPERANDS = 64  # inputs and outputs of a kernel; NumPy allows no more for ufuncs
ARENA_BYTES = 16384  # all blocks together fit in half of a first-level cache
LARGEST_BLOCK = 1024  # elements
VECTOR_BYTES = 64  # the widest vector


class Plan(ctypes.Structure):
    """The description of a kernel for the driver; laid out like `%Plan` in its code.

    `core` and `reducer` are addresses of functions; `reducer` is 0 if the kernel does not reduce. `block` is in
    elements, `sizes` has the bytes per element of each operand, inputs first.
    """

    _fields_ = (
        ("core", ctypes.c_void_p),
        ("reducer", ctypes.c_void_p),
        ("inputs", ctypes.c_int64),
        ("operands", ctypes.c_int64),
        ("results", ctypes.c_int64),
        ("lanes", ctypes.c_int64),
        ("block", ctypes.c_int64),
        ("sizes", ctypes.c_int64 * MOST_OPERANDS),
    )


def operand_sizes(kernel: Kernel) -> tuple[int, ...]:
    """Bytes per element of each operand, inputs first; truth values are bytes.

    Raises:
        UsageError: the kernel has more operands than the driver supports.

    """
    size = SIZES[kernel.dtype]
    sizes = [size] * len(kernel.inputs) + [size if root.kind == "r" else 1 for root in kernel.outputs]
    if len(sizes) > MOST_OPERANDS:
        raise UsageError(
            f"'{kernel.name}' has {len(sizes)} inputs and outputs; code takes at most {MOST_OPERANDS}."
        )
    return tuple(sizes)


def block_elements(kernel: Kernel) -> int:
    """Elements in a block: a multiple of 16, so neither vectors nor reductions have a tail inside."""
    fitting = ARENA_BYTES // (SIZES[kernel.dtype] * len(operand_sizes(kernel)))
    return min(LARGEST_BLOCK, fitting // 16 * 16)


def plan_of(kernel: Kernel, target: Target, core: int, reducer: int = 0) -> Plan:
    """The plan of a compiled kernel, from the addresses of its core and reducer."""
    sizes = operand_sizes(kernel)
    results = 1 if kernel.reduction == "dot" else len(kernel.outputs)
    padded = (ctypes.c_int64 * MOST_OPERANDS)(*sizes)
    lanes = target.lanes(kernel.dtype)
    return Plan(core, reducer, len(kernel.inputs), len(sizes), results, lanes, block_elements(kernel), padded)


def plan_text(kernel: Kernel, target: Target, name: str, core: str) -> str:
    """The plan as a constant of a module, for shared objects."""
    plan = plan_of(kernel, target, 0)
    numbers = ", ".join(
        f"i64 {n}" for n in (plan.inputs, plan.operands, plan.results, plan.lanes, plan.block)
    )
    sizes = ", ".join(f"i64 {size}" for size in plan.sizes)
    return (
        f"@{name} = internal constant %Plan "
        f"{{ ptr @{core}, ptr null, {numbers}, [{MOST_OPERANDS} x i64] [{sizes}] }}"
    )
