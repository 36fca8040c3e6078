"""The types of the subset as Python classes: whole numbers of 64 bits that wrap, doubles that divide as IEEE 754 does.

They make a source run as plain Python with the very results of compiled code. An error of Python's (an index outside
the array, a division by zero, a shift by more than 63) means that the arguments are outside the function's domain.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from neurlang.programs.machine import BITS, FLOATING_POINT, signed, to_bits, to_float

Element = TypeVar("Element", int, float)

MASK = (1 << 64) - 1


def _binary(name: str) -> Callable[..., Any]:
    compute = getattr(int, name)

    def operate(self: Word, other: int) -> Word:
        kind = type(self)
        if isinstance(other, Word) and type(other) is not kind:
            raise TypeError(f"{kind.__name__} with {type(other).__name__}: write a cast")
        result = compute(self, other)
        return kind(result) if result is not NotImplemented else result

    return operate


def _shift(name: str) -> Callable[..., Any]:
    compute = getattr(int, name)

    def operate(self: int, other: int) -> Any:  # noqa: ANN401
        left, count = (other, self) if name in ("__rlshift__", "__rrshift__") else (self, other)
        if not 0 <= int(count) <= 63:
            raise ValueError(f"a shift by {int(count)}: the count is 0 to 63")
        kind = type(left) if isinstance(left, Word) else type(self)
        return kind(compute(int(self), int(other)))

    return operate


class Word(int):
    """A whole number of 64 bits; operators wrap. The subclasses say which 64-bit number a value is."""

    lowest: ClassVar[int]

    def __new__(cls, value: float = 0) -> Word:
        """A number, as a cast makes it: whole numbers wrap; doubles truncate and saturate, NaN gives 0."""
        whole = _truncated(value, cls.lowest) if isinstance(value, float) else int(value)
        return int.__new__(cls, ((whole - cls.lowest) & MASK) + cls.lowest)

    for _name in ("add", "sub", "mul", "floordiv", "mod", "and", "or", "xor"):
        locals()[f"__{_name}__"] = _binary(f"__{_name}__")
        locals()[f"__r{_name}__"] = _binary(f"__r{_name}__")
    for _name in ("lshift", "rshift"):
        locals()[f"__{_name}__"] = _shift(f"__{_name}__")
        locals()[f"__r{_name}__"] = _shift(f"__r{_name}__")
    del _name

    def __neg__(self) -> Word:
        """The number with the other sign, wrapping."""
        return type(self)(-int(self))

    def __invert__(self) -> Word:
        """The bits inverted."""
        return type(self)(~int(self))

    def __abs__(self) -> Word:
        """The absolute value, wrapping."""
        return type(self)(abs(int(self)))


def _truncated(value: float, lowest: int) -> int:
    if math.isnan(value):
        return 0
    highest = lowest + MASK
    return (
        int(min(max(value, float(lowest)), float(highest))) if abs(value) < 2.0**64 else _end(value, lowest)
    )


def _end(value: float, lowest: int) -> int:
    return lowest + MASK if value > 0 else lowest


class U64(Word):
    """A whole number from 0 to 2^64 - 1."""

    lowest = 0


class I64(Word):
    """A whole number from -2^63 to 2^63 - 1."""

    lowest = -(1 << 63)


class F64(float):
    """A double: operators give doubles; division by zero gives an infinity or NaN."""

    def __add__(self, other: float) -> F64:
        """Sum."""
        return F64(float(self) + other)

    def __sub__(self, other: float) -> F64:
        """Difference."""
        return F64(float(self) - other)

    def __mul__(self, other: float) -> F64:
        """Product."""
        return F64(float(self) * other)

    def __truediv__(self, other: float) -> F64:
        """Quotient, as IEEE 754 has it."""
        return on_bits("fpu.fdiv", self, other)

    def __radd__(self, other: float) -> F64:
        """Sum."""
        return F64(other + float(self))

    def __rsub__(self, other: float) -> F64:
        """Difference."""
        return F64(other - float(self))

    def __rmul__(self, other: float) -> F64:
        """Product."""
        return F64(other * float(self))

    def __rtruediv__(self, other: float) -> F64:
        """Quotient, as IEEE 754 has it."""
        return on_bits("fpu.fdiv", other, self)

    def __neg__(self) -> F64:
        """The number with the other sign."""
        return F64(-float(self))

    def __abs__(self) -> F64:
        """The absolute value."""
        return F64(abs(float(self)))


def on_bits(operation: str, *values: float) -> F64:
    """The double that an operation of the machine returns for doubles."""
    return F64(to_float(FLOATING_POINT[operation](*(to_bits(float(value)) for value in values))))


def counted(operation: str, value: int) -> U64:
    """What an operation of the machine on bits returns."""
    return U64(BITS[operation](int(value) & MASK))


def signed_of(value: int) -> int:
    """The 64 bits as a signed number."""
    return signed(int(value) & MASK)


class Pointer(Generic[Element]):
    """A place in an array: `memory` is a list or bytearray, which writes change."""

    __slots__ = ("memory", "offset")

    read: ClassVar[Callable[[Any], Any]]

    def __init__(self, memory: Any, offset: int = 0) -> None:  # noqa: ANN401
        self.memory = memory
        self.offset = offset

    def _place(self, index: int) -> int:
        place = self.offset + signed_of(index)
        if not 0 <= place < len(self.memory):
            raise IndexError(f"index {place} of {len(self.memory)} elements")
        return place

    def __getitem__(self, index: int) -> Element:
        """The element that many places on."""
        element: Element = type(self).read(self.memory[self._place(index)])
        return element

    def __setitem__(self, index: int, value: Element) -> None:
        """Write the element that many places on."""
        self.memory[self._place(index)] = type(self).read(value)

    def __add__(self, count: int) -> Self:
        """The place `count` elements on."""
        return type(self)(self.memory, self.offset + signed_of(count))

    @overload
    def __sub__(self, other: Pointer[Element]) -> int: ...

    @overload
    def __sub__(self, other: int) -> Self: ...

    def __sub__(self, other: Pointer[Element] | int) -> int | Self:
        """The place so many elements back, or the number of elements between two places."""
        if isinstance(other, Pointer):
            return U64(self.offset - other.offset)
        return type(self)(self.memory, self.offset - signed_of(other))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pointer) and other.memory is self.memory and other.offset == self.offset

    def __lt__(self, other: Pointer[Element]) -> bool:
        return self.offset < other.offset

    def __le__(self, other: Pointer[Element]) -> bool:
        return self.offset <= other.offset

    def __gt__(self, other: Pointer[Element]) -> bool:
        return self.offset > other.offset

    def __ge__(self, other: Pointer[Element]) -> bool:
        return self.offset >= other.offset

    __hash__ = None  # type: ignore[assignment]


class BytePointer(Pointer[int]):
    """A place in an array of bytes: writes keep the low byte."""

    __slots__ = ()
    read = U64

    def __setitem__(self, index: int, value: int) -> None:
        """Write the low byte of a value."""
        self.memory[self._place(index)] = int(value) & 0xFF


class U64Pointer(Pointer[int]):
    """A place in an array of u64."""

    __slots__ = ()
    read = U64


class I64Pointer(Pointer[int]):
    """A place in an array of i64."""

    __slots__ = ()
    read = I64


class F64Pointer(Pointer[float]):
    """A place in an array of f64."""

    __slots__ = ()
    read = F64
