"""Calls of compiled kernels on arrays, with several threads if arrays are long, and reductions."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neurlang.errors import UsageError
from neurlang.ieee import in_ieee_arithmetic
from neurlang.kernels.simd.calling.reduction import initial_state, join
from neurlang.kernels.simd.calling.threads import run_parts, thread_count
from neurlang.kernels.simd.emitting.code import Code

Array = np.ndarray[Any, Any]
Argument = Any  # an array, a number, or anything that NumPy converts to an array
SPLITTABLE = frozenset({"out", "where", "casting"})  # options with which a call can be split among threads


def call_in_threads(
    ufunc: np.ufunc, arguments: tuple[Any, ...], options: dict[str, Any], threads: int
) -> Argument:
    """Return `ufunc(*arguments, **options)`, with long arrays split along their first axis among threads.

    A call is not split if that could change its result (other options, subclasses of arrays, results that overlap
    arrays read elsewhere) or does not pay (short arrays).
    """
    arrays, outputs = arguments[: ufunc.nin], _outputs(ufunc, arguments, options)
    shape = _common_shape(arrays, outputs, options.get("where", True))
    length = shape[0] if shape else 0
    parts = min(length, thread_count(threads, int(np.prod(shape, dtype=np.int64)))) if shape else 1
    if (
        parts <= 1
        or not options.keys() <= SPLITTABLE
        or not all(_is_plain(item) for item in (*arrays, *outputs))
        or _overlap((*arrays, options.get("where", True)), outputs)
    ):
        return ufunc(*arguments, **options)
    results = _results(ufunc, arrays, outputs, shape)
    rest = {name: value for name, value in options.items() if name == "casting"}
    where = options.get("where", True)

    def part(start: int, stop: int) -> None:
        pieces = [_piece(item, shape, start, stop) for item in arrays]
        targets = tuple(result[start:stop] for result in results)
        ufunc(*pieces, out=targets, where=_piece(where, shape, start, stop), **rest)

    run_parts(part, length, parts)
    return results[0] if ufunc.nout == 1 else results


def _outputs(ufunc: np.ufunc, arguments: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, ...]:
    """The arrays to write to, with None for those to be created."""
    given = arguments[ufunc.nin :] or options.get("out")
    if given is None:
        return (None,) * ufunc.nout
    return given if isinstance(given, tuple) else (given,)


def _overlap(inputs: Sequence[Any], outputs: Sequence[Any]) -> bool:
    """Whether a thread may write memory that another reads or writes; an input that is itself an output is harmless."""
    written = [item for item in outputs if item is not None]
    read = [item for item in inputs if isinstance(item, np.ndarray)]
    pairs = [(one, other) for place, one in enumerate(written) for other in (*read, *written[:place])]
    return any(np.may_share_memory(one, other) and not _is_in_place(one, other) for one, other in pairs)


def _is_in_place(one: Array, other: Array) -> bool:
    """Whether two arrays have their elements at the same addresses."""
    places = [(item.__array_interface__["data"][0], item.shape, item.strides) for item in (one, other)]
    return places[0] == places[1]


def _is_plain(item: object) -> bool:
    return item is None or type(item) is np.ndarray or isinstance(item, int | float | np.generic)


def _common_shape(arrays: Sequence[Any], outputs: Sequence[Any], where: Argument) -> tuple[int, ...]:
    """The shape of the results, or () if NumPy must determine it or reject the call."""
    given = [np.shape(item) for item in outputs if item is not None]
    try:
        shape = np.broadcast_shapes(*(np.shape(item) for item in (*arrays, where)))
    except ValueError:
        return ()
    return shape if all(item == shape for item in given) else ()


def _results(
    ufunc: np.ufunc, arrays: Sequence[Any], outputs: Sequence[Any], shape: tuple[int, ...]
) -> tuple[Array, ...]:
    """The arrays to write to; missing ones are created, with the type that NumPy determines."""
    operands = [type(item) if isinstance(item, int | float) else np.asarray(item).dtype for item in arrays]
    given = [None if item is None else item.dtype for item in outputs]
    types = ufunc.resolve_dtypes((*operands, *given))[ufunc.nin :]
    return tuple(
        np.empty(shape, kind) if item is None else item for item, kind in zip(outputs, types, strict=True)
    )


def _piece(item: Argument, shape: tuple[int, ...], start: int, stop: int) -> Argument:
    """A thread's share of an argument: a slice along the first axis, or all of it if it is broadcast there."""
    if np.ndim(item) < len(shape) or np.shape(item)[0] == 1:
        return item
    return item[start:stop]


@in_ieee_arithmetic
def reduce_arrays(code: Code, arguments: Sequence[Any], threads: int = 1) -> tuple[NDArray[Any], ...]:
    """The results of a reducing kernel over all elements of its arguments, broadcast together.

    Elements are taken in C order, so the memory layout of the arrays does not affect the result.

    Raises:
        UsageError: the number of arguments is wrong, or a minimum or maximum has no elements.
        TypeError: NumPy cannot safely cast an argument to the kernel's type.

    """
    form = code.form
    if len(arguments) != len(form.inputs):
        plural = "" if len(form.inputs) == 1 else "s"
        raise UsageError(f"'{form.name}' takes {len(form.inputs)} argument{plural}, found {len(arguments)}.")
    arrays = np.broadcast_arrays(*(_as_type(item, form.float_type) for item in arguments))
    runs = [_as_run(array) for array in arrays]
    count = runs[0].size
    reduce = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 1, ctypes.c_int64, *[ctypes.c_void_p] * 3)(
        code.reduce
    )

    def part(start: int, stop: int) -> NDArray[np.float64]:
        state = initial_state(form)
        addresses = (ctypes.c_void_p * len(runs))(*(run.ctypes.data + start * run.strides[0] for run in runs))
        steps = (ctypes.c_int64 * len(runs))(*(run.strides[0] for run in runs))
        reduce(addresses, stop - start, steps, ctypes.addressof(code.plan), state.ctypes.data)
        return state

    return join(form, run_parts(part, count, thread_count(threads, count)), count)


def _as_type(item: Argument, float_type: type[np.floating[Any]]) -> Array:
    """The argument as an array of the type, cast like in ufuncs: numbers always, arrays only if the cast is safe."""
    if isinstance(item, int | float):
        return np.asarray(item, float_type)
    if isinstance(item, np.ma.MaskedArray):
        raise TypeError("reductions do not support masked arrays; pass the unmasked elements: x.compressed()")
    return np.asarray(item).astype(float_type, casting="safe", copy=False)


def _as_run(array: Array) -> Array:
    """The array in one dimension with one stride: itself if it has one, stride 0 for a constant, else a copy."""
    if array.size and not any(array.strides):
        return np.broadcast_to(array.reshape(-1)[:1], (array.size,)) if array.ndim != 1 else array
    return array if array.ndim == 1 else array.reshape(-1)
