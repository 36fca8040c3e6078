"""IEEE 754 arithmetic whatever the host has set: rounding to nearest, subnormal numbers kept, exceptions masked.

A thread of the host may round upward, or flush subnormal numbers to zero: loading a library that was built with
`-ffast-math` sets that. Every executor must still return the same results, so each sets the control word on entry
and restores it on exit. Python code does so by `in_ieee_arithmetic`, native code by `guarded_text`.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from neurlang.errors import NativeCodeError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_ONE = float.fromhex("0x1p0")
_QUARTER, _THREE_QUARTERS = float.fromhex("0x1p-54"), float.fromhex("0x1.8p-53")  # of the last place of 1
_SMALLEST, _HALF = sys.float_info.min, float.fromhex("0x1p-1")

_DEFAULT_ENVIRONMENT = ctypes.c_void_p(-1)  # FE_DFL_ENV of glibc and musl
_ENVIRONMENT_BYTES = 256  # more than any C library's fenv_t has


def is_ieee() -> bool:
    """Whether this thread computes with IEEE 754's defaults; unmasked exceptions are not detected."""
    return (
        _ONE + _QUARTER == _ONE  # not upward
        and _ONE + _THREE_QUARTERS != _ONE  # neither downward nor toward zero
        and _SMALLEST * _HALF != 0.0  # flushed neither as a result nor as an operand
    )


def in_ieee_arithmetic(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Wrap a function to run with IEEE 754's defaults; the thread's own settings are restored afterwards.

    The wrapper raises NativeCodeError if the settings differ and this system does not let us change them.
    """

    @wraps(function)
    def run(*args: Parameters.args, **named: Parameters.kwargs) -> Result:
        if is_ieee():
            return function(*args, **named)
        before = _environment()
        set_ieee()
        try:
            return function(*args, **named)
        finally:
            _c_library().fesetenv(before)

    return run


def set_ieee() -> None:
    """Set this thread to IEEE 754's defaults, if it is not already."""
    if is_ieee():
        return
    _c_library().fesetenv(_DEFAULT_ENVIRONMENT)
    if not is_ieee():
        raise NativeCodeError(
            "this thread rounds other than to nearest, or flushes subnormal numbers, and that cannot be changed"
        )


def _environment() -> ctypes.Array[ctypes.c_char]:
    """The thread's settings, as the C library keeps them."""
    found = ctypes.create_string_buffer(_ENVIRONMENT_BYTES)
    if _c_library().fegetenv(found) != 0:
        raise NativeCodeError("this thread's settings of floating-point arithmetic cannot be read")
    return found


@cache
def _c_library() -> ctypes.CDLL:
    """The library with the functions of C's <fenv.h>, which Python is linked with."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "fesetenv"):
        try:
            library = ctypes.CDLL("libm.so.6")
        except OSError:
            raise NativeCodeError("this system has no library with C's <fenv.h>") from None
    return library


# The MXCSR without its status flags: rounding, flushing, masks (Intel SDM volume 1, 10.2.3). The same bits of the FPCR
# (Arm ARM, C5.2.7), which are 0 by default; reserved bits are left alone.
_MXCSR_CONTROL, MXCSR_IEEE = 0xFFC0, 0x1F80
_FPCR_CONTROL = 0x07C8_9F07

_DECLARATIONS = {
    "x86_64": "declare void @llvm.x86.sse.stmxcsr(ptr)\ndeclare void @llvm.x86.sse.ldmxcsr(ptr)",
    "aarch64": "declare i64 @llvm.aarch64.get.fpcr()\ndeclare void @llvm.aarch64.set.fpcr(i64)",
}

_LOOK = {
    "x86_64": f"""\
  %host.at = alloca i32
  %ieee.at = alloca i32
  call void @llvm.x86.sse.stmxcsr(ptr %host.at)
  %host = load i32, ptr %host.at
  %host.control = and i32 %host, {_MXCSR_CONTROL}
  %is.ieee = icmp eq i32 %host.control, {MXCSR_IEEE}""",
    "aarch64": f"""\
  %host = call i64 @llvm.aarch64.get.fpcr()
  %host.control = and i64 %host, {_FPCR_CONTROL}
  %is.ieee = icmp eq i64 %host.control, 0""",
}

_SET = {
    "x86_64": f"  store i32 {MXCSR_IEEE}, ptr %ieee.at\n  call void @llvm.x86.sse.ldmxcsr(ptr %ieee.at)",
    "aarch64": "  call void @llvm.aarch64.set.fpcr(i64 0)",
}

_GIVE_BACK = {
    "x86_64": "  call void @llvm.x86.sse.ldmxcsr(ptr %host.at)",
    "aarch64": "  call void @llvm.aarch64.set.fpcr(i64 %host)",
}


def guarded_text(
    architecture: str, name: str, inner: str, parameters: Sequence[str], linkage: str = ""
) -> str:
    """LLVM text of a function that calls `inner` with IEEE 754's defaults and the same parameters; both return i64.

    `parameters` are written as `ptr %job`. `inner` must not be inlined, since LLVM may move floating-point operations
    across a change of the control word. Architectures other than `x86_64` and `aarch64` have no guard.
    """
    head = f"define {linkage} i64 @{name}({', '.join(parameters)}) nounwind {{".replace("define  ", "define ")
    call = f"call i64 @{inner}({', '.join(parameters)})"
    if architecture not in _DECLARATIONS:
        return f"{head}\n  %result = {call}\n  ret i64 %result\n}}"
    return f"""\
{_DECLARATIONS[architecture]}
{head}
{_LOOK[architecture]}
  br i1 %is.ieee, label %as.it.is, label %foreign
as.it.is:
  %result = {call}
  ret i64 %result
foreign:
{_SET[architecture]}
  %result.ieee = {call}
{_GIVE_BACK[architecture]}
  ret i64 %result.ieee
}}"""
