"""Compiled kernels as real NumPy ufuncs, through NumPy's C API.

`PyUFunc_FromFuncAndData` is entry 1 of the table in NumPy's `_UFUNC_API` capsule (numpy/__ufunc_api.h), and has
been since NumPy 1.0. So NumPy itself handles broadcasting, casting, `out=`, `where=` and overlapping arrays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from importlib import import_module

import numpy as np

from neurlang.errors import UsageError
from neurlang.kernels.expr import Kernel
from neurlang.kernels.simd.emitting.code import Code

FROM_FUNCTION_AND_DATA = 1  # index in the API table
NO_IDENTITY = -1  # PyUFunc_None: no identity element, so no reduction over no elements
TYPE_NUMBERS = {"f32": np.dtype(np.float32).num, "f64": np.dtype(np.float64).num}
BOOLEAN = np.dtype(np.bool_).num

# Nothing frees a ufunc's code together with it, so the memory that it points to stays until the process ends.
_kept: list[object] = []


def make_ufunc(codes: Sequence[Code], name: str, doc: str) -> np.ufunc:
    """A ufunc with one inner loop per code, tried in this order; all have the same formula and different types.

    Raises:
        UsageError: the kernel reduces, or has no input, of which a NumPy ufunc needs at least one.

    """
    form = codes[0].form
    if form.reduction is not None:
        raise UsageError(f"'{name}' reduces its elements; ufuncs work element by element.")
    if not form.inputs:
        raise UsageError(f"'{name}' has no input; a ufunc has at least one.")
    count = len(codes)
    functions = (ctypes.c_void_p * count)(*(code.loop for code in codes))
    data = (ctypes.c_void_p * count)(*(ctypes.addressof(code.plan) for code in codes))
    types = ctypes.create_string_buffer(b"".join(type_numbers(code.form) for code in codes))
    c_name, c_doc = ctypes.create_string_buffer(name.encode()), ctypes.create_string_buffer(doc.encode())
    _kept.append((functions, data, types, c_name, c_doc, tuple(codes)))
    make = _constructor()
    inputs, outputs = len(form.inputs), len(form.outputs)
    made: np.ufunc = make(functions, data, types, count, inputs, outputs, NO_IDENTITY, c_name, c_doc, 0)
    return made


def type_numbers(form: Kernel) -> bytes:
    """NumPy's type numbers of the operands, one byte each, inputs first."""
    number = TYPE_NUMBERS[form.dtype]
    return bytes(
        [number] * len(form.inputs) + [number if root.kind == "r" else BOOLEAN for root in form.outputs]
    )


def _constructor() -> ctypes._FuncPointer:
    """`PyUFunc_FromFuncAndData`, from the capsule."""
    module = import_module("numpy._core._multiarray_umath")  # private, but NumPy's own headers use it too

    open_capsule = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )
    table = ctypes.cast(open_capsule(module._UFUNC_API, None), ctypes.POINTER(ctypes.c_void_p))
    pointer, integer, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    prototype = ctypes.PYFUNCTYPE(
        ctypes.py_object, pointer, pointer, pointer, integer, integer, integer, integer, text, text, integer
    )
    address = table[FROM_FUNCTION_AND_DATA]
    assert address is not None
    return prototype(address)
