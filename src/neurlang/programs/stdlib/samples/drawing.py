"""Values for a function, as people who ask for it would write them: small numbers, short lists, words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from neurlang.programs.machine import signed, to_float
from neurlang.programs.stdlib.calling.functions import Role
from neurlang.programs.stdlib.calling.values import Given
from neurlang.programs.stdlib.reading.domains import (
    PRINTABLE,
    AnyDouble,
    Array,
    Bound,
    Character,
    Choice,
    Interval,
    Made,
    Text,
)
from neurlang.programs.stdlib.samples.files import FileFunction, FileParameter
from neurlang.programs.stdlib.ssa import Type
from neurlang.programs.stdlib.testing.executing import array_of
from neurlang.programs.testing import Case, MemoryValue

LONGEST_LIST, LONGEST_TEXT = 8, 12
_DRAWN = Interval | Choice | Character | AnyDouble | Array | Text
_QUOTES = "\"'`\\"
_LARGE = 1e6  # of most doubles


class NothingToDrawError(Exception):
    """No value fits: a domain is empty, or there is no test to take values from."""


def draw_values(function: FileFunction, random: Random, words: Sequence[str]) -> dict[str, Given]:
    """A value for each parameter that a prompt gives, by name; texts are `words` if these fit.

    Raises NothingToDrawError if a domain is empty. Conditions on several parameters are not looked at.
    """
    if _needs_tests(function):
        return _from_tests(function, random)
    values: dict[str, Given] = {}
    sizes: dict[str, int] = {}
    waiting = list(function.given)
    while waiting:
        left = []
        for each in waiting:
            try:
                values[each.name] = _draw(function, each, values, sizes, random, words)
            except NameError:
                left.append(each)
        if len(left) == len(waiting):
            raise NothingToDrawError(f"the domain of '{left[0].name}' depends on what no prompt gives")
        waiting = left
    return {each.name: values[each.name] for each in function.given}


def _needs_tests(function: FileFunction) -> bool:
    """Whether only the file's tests have values that say something.

    That is so for memory with a structure, such as a heap, and for arrays whose size depends on a number of the prompt.
    """
    if function.source is not None and any(
        isinstance(each.text.drawn, Made) for each in function.source.parameters
    ):
        return True
    return any(not isinstance(each.domain, _DRAWN) or _is_sized(function, each) for each in function.given)


def _is_sized(function: FileFunction, parameter: FileParameter) -> bool:
    if not isinstance(parameter.domain, Array) or parameter.domain.count is None:
        return False
    filled_in = {each.name for each in function.parameters if each.role is Role.LENGTH}
    return parameter.counted_by not in filled_in and bool(parameter.domain.count.names)


def _from_tests(function: FileFunction, random: Random) -> dict[str, Given]:
    """The values of one of the file's tests."""
    cases = [case for case in function.annotations.cases if case.trap is None]
    if not cases:
        raise NothingToDrawError(f"{function.file} has no test to take values from")
    case = random.choice(cases)
    return {each.name: _in_test(each, case) for each in function.given}


def _in_test(parameter: FileParameter, case: Case) -> Given:
    bits = next((each.bits for each in case.registers if each.register == parameter.register), 0)
    if not parameter.is_memory:
        if parameter.type is Type.F64:
            return to_float(bits)
        return bits if parameter.type is Type.U64 else signed(bits)
    content = next((each.content for each in case.memory if _starts_at(each, bits)), b"")
    if parameter.type is Type.PTR_U8:
        return content.partition(b"\0")[0].decode("utf-8", "replace")
    found = array_of(content[: len(content) // 8 * 8], parameter.type)
    assert isinstance(found, list)
    return tuple(found)


def _starts_at(setting: MemoryValue, address: int) -> bool:
    return setting.address == address


def _draw(
    function: FileFunction,
    parameter: FileParameter,
    values: Mapping[str, Given],
    sizes: dict[str, int],
    random: Random,
    words: Sequence[str],
) -> Given:
    known = {**values, **sizes}
    match parameter.domain:
        case Choice(bounds):
            return _typed(random.choice(bounds).value(known), parameter.type)
        case Character():
            return random.choice("abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789 -.,!")
        case AnyDouble():
            return _real(random, -math.inf, math.inf)
        case Text(length, alphabet):
            return _text(random, length, alphabet, words)
        case Array() as array:
            size = _size(function, array, known, sizes, random)
            return _list(random, array, size, {**known, **sizes}, is_real=parameter.type is Type.PTR_F64)
        case Interval(low, high):
            least, most = _ends(low, high, known)
            if parameter.type is Type.F64:
                return _real(random, least, most)
            return whole_number(random, math.ceil(least), _floor(most))
    raise AssertionError("draw_values takes other domains from tests")


def _ends(low: Bound, high: Bound, values: Mapping[str, object]) -> tuple[float, float]:
    least, most = low.value(values), high.value(values)
    if least > most:
        raise NothingToDrawError("an empty domain")
    return least, most


def _floor(value: float) -> int:
    return (1 << 63) - 1 if math.isinf(value) else math.floor(value)


def _typed(value: float, type_: Type) -> Given:
    return float(value) if type_ is Type.F64 else int(value)


def whole_number(random: Random, low: int, high: int) -> int:
    """A whole number of an interval: near 0 in most cases, sometimes large, rarely anything."""
    start = min(max(0, low), high)
    kind = random.random()
    if kind < 0.6:
        reach = 20
    elif kind < 0.9:
        reach = 200
    elif kind < 0.98:
        reach = 10_000
    else:
        reach = 10 ** random.randint(4, 12)
    if low < start and random.random() < 0.2:
        return random.randint(max(low, start - reach), start)
    return random.randint(start, min(high, start + reach))


def _real(random: Random, low: float, high: float) -> float:
    """A double with one to three decimal places, if the interval has one."""
    places = random.choice((1, 1, 1, 2, 2, 3))
    reach = random.choice((1, 10, 10, 100, 1000)) if random.random() < 0.97 else _LARGE
    start = min(max(0.0, low), high)
    least, most = max(low, start - reach if random.random() < 0.2 else start), min(high, start + reach)
    scale = 10**places
    first, last = math.ceil(least * scale), math.floor(most * scale)
    if first > last:
        raise NothingToDrawError("no short number in the domain")
    found: float = random.randint(first, last) / scale
    if not low <= found <= high:
        raise NothingToDrawError("no short number in the domain")
    return found


def _text(random: Random, length: Interval, alphabet: str, words: Sequence[str]) -> str:
    least, most = (int(each) for each in _ends(length.low, length.high, {}))
    fitting = set(alphabet)
    for _ in range(4):
        word = random.choice(words)
        if least <= len(word) <= most and fitting.issuperset(word):
            return word
    plain = [each for each in alphabet if each in PRINTABLE and each not in _QUOTES]
    size = random.randint(max(least, 1), max(least, 1, min(most, LONGEST_TEXT)))
    if not plain or size > most:
        raise NothingToDrawError("no text that can be quoted")
    return "".join(random.choices(plain, k=size)).strip() or plain[-1]


def _size(
    function: FileFunction,
    array: Array,
    values: Mapping[str, object],
    sizes: dict[str, int],
    random: Random,
) -> int:
    """How many elements an array has; arrays with the same length have the same number."""
    if array.count is None:
        return random.randint(2, LONGEST_LIST)
    counted = next((each for each in function.parameters if each.name == array.count.text), None)
    if counted is None or counted.role is not Role.LENGTH:
        return int(array.count.value(values))
    if counted.name not in sizes:
        assert isinstance(counted.domain, Interval)
        least, most = _ends(counted.domain.low, counted.domain.high, values)
        low = max(int(least), min(2, _floor(most)))
        sizes[counted.name] = random.randint(low, max(low, min(_floor(most), LONGEST_LIST)))
    return sizes[counted.name]


def _list(random: Random, array: Array, size: int, values: Mapping[str, object], *, is_real: bool) -> Given:
    low, high = _ends(array.elements.low, array.elements.high, values)
    if is_real:
        found: list[float] = [_real(random, low, high) for _ in range(size)]
        return tuple(sorted(found) if array.is_sorted else found)
    least, most = math.ceil(low), _floor(high)
    if array.is_distinct:
        if most - least + 1 < size:
            raise NothingToDrawError("fewer numbers than elements")
        wholes = random.sample(range(least, min(most, least + max(3 * size, 20)) + 1), size)
    else:
        start = min(max(0, least), most)
        reach = random.choice((9, 20, 20, 100, 1000))
        bottom = max(least, start - reach) if random.random() < 0.25 else start
        wholes = [random.randint(bottom, min(most, start + reach)) for _ in range(size)]
    return tuple(sorted(wholes) if array.is_sorted else wholes)
