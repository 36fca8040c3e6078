"""Inputs of a function inside its domain: edges first, then seeded values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from neurlang.programs.stdlib.reading.docstrings import Documentation, ParameterText
from neurlang.programs.stdlib.reading.domains import (
    AnyDouble,
    Array,
    Character,
    Choice,
    Interval,
    Made,
    Room,
    Text,
    Values,
    holds,
    lengths_in,
)
from neurlang.programs.stdlib.reading.modules import SourceFunction
from neurlang.programs.stdlib.running import Argument, PythonLibrary
from neurlang.programs.stdlib.ssa import Type

LONGEST = 12
"""Elements of arrays and characters of texts in most inputs."""

NUMBERS = (Interval, Choice, Character, AnyDouble)
"""Domains of numbers."""

UNUSUAL = (0.0, -0.0, 1.0, -1.5, 1e308, -1e308, 5e-324, math.inf, -math.inf, math.nan)
CHARACTERS = (1, 32, 48, 65, 97, 127)

_MOST_EDGES = 64
_TRIES = 200


@dataclass(frozen=True, slots=True)
class Sampler:
    """Makes inputs of one function."""

    function: SourceFunction
    documentation: Documentation
    python: PythonLibrary

    def inputs(self, count: int, seed: int) -> Iterator[tuple[Argument, ...]]:
        """That many inputs at most, all different, edges first; the same ones for a seed."""
        random = Random(f"{self.function.signature.name} {seed}")
        seen: set[str] = set()
        tries = 0
        edges = self._edges(random)
        while len(seen) < count and tries < _TRIES + 4 * count:
            found = next(edges, None)
            if found is None:
                tries += 1
                found = self._drawn(random, {})
            if found is None or not self.allows(found):
                continue
            key = repr(found)
            if key not in seen:
                seen.add(key)
                yield tuple(found[name] for name, _ in self.function.signature.params)

    def allows(self, values: Mapping[str, Argument]) -> bool:
        """Whether all that the docstring requires holds."""
        return all(holds(text, values) for text in self.documentation.requires)

    def _numbers(self) -> list[ParameterText]:
        return [each for each in self.documentation.parameters if isinstance(each.drawn, NUMBERS)]

    def _edges(self, random: Random) -> Iterator[dict[str, Argument]]:
        """Inputs with each number at an edge of its domain, in all combinations if these are few."""
        numbers = self._numbers()
        lengths = lengths_in({each.name: each.drawn for each in self.documentation.parameters})
        choices: list[list[Argument]] = []
        fixed: dict[str, Argument] = {}
        for each in numbers:
            try:
                choices.append(self._edge_values(each, fixed, is_length=each.name in lengths))
            except NameError:
                return  # a bound depends on another parameter: drawing finds its edges
        if math.prod(map(len, choices)) > _MOST_EDGES:
            choices = [each[:4] for each in choices]
        combinations = list(product(*choices))
        random.shuffle(combinations)
        for combination in combinations:
            made = self._drawn(
                random, {each.name: value for each, value in zip(numbers, combination, strict=True)}
            )
            if made is not None:
                yield made

    def _edge_values(self, parameter: ParameterText, known: Values, *, is_length: bool) -> list[Argument]:
        domain = parameter.drawn
        real = self._type(parameter.name) is Type.F64
        if isinstance(domain, Choice):
            return [_number(bound.value(known), real=real) for bound in domain.values]
        if isinstance(domain, AnyDouble):
            return [*UNUSUAL]
        if isinstance(domain, Character):
            return [*CHARACTERS]
        assert isinstance(domain, Interval)
        low, high = domain.low.value(known), domain.high.value(known)
        if is_length:
            high = min(high, max(low, LONGEST))
        wanted: Sequence[float] = (low, high, 0, 1, 2, 3, -1, low + 1, high - 1)
        if real:
            wanted = (low, high, 0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 1e-300, -0.0)
        found = [_number(value, real=real) for value in wanted if low <= value <= high]
        return list({repr(value): value for value in found}.values())

    def _type(self, name: str) -> Type:
        return dict(self.function.signature.params)[name]

    def _drawn(self, random: Random, chosen: Mapping[str, Argument]) -> dict[str, Argument] | None:
        """An input with some numbers given, the others drawn; None if they do not fit."""
        values: dict[str, Argument] = dict(chosen)
        lengths = lengths_in({each.name: each.drawn for each in self.documentation.parameters})
        waiting = [each for each in self.documentation.parameters if each.name not in values]
        while waiting:
            left = []
            for each in waiting:
                try:
                    values[each.name] = self._value(random, each, values, is_length=each.name in lengths)
                except NameError:
                    left.append(each)
                except _Empty:
                    return None
            if len(left) == len(waiting):
                raise self.function.module.error(
                    self.function.node, f"the domain of '{left[0].name}' depends on what is not a parameter"
                )
            waiting = left
        return values

    def _value(
        self, random: Random, parameter: ParameterText, values: Values, *, is_length: bool
    ) -> Argument:
        type_ = self._type(parameter.name)
        match parameter.drawn:
            case Choice(bounds):
                return _number(random.choice(bounds).value(values), real=type_ is Type.F64)
            case AnyDouble():
                return random.choice(UNUSUAL) if random.random() < 0.3 else _real(random, -math.inf, math.inf)
            case Character():
                return random.randint(CHARACTERS[0], CHARACTERS[-1])
            case Interval() as interval:
                return _in_interval(random, interval, values, real=type_ is Type.F64, is_length=is_length)
            case Array() as array:
                return _in_memory(_array(random, array, values, real=type_ is Type.PTR_F64), type_)
            case Text(length, alphabet):
                size = _in_interval(random, length, values, real=False, is_length=True)
                assert isinstance(size, int)
                return bytearray(("".join(_characters(random, alphabet, size)) + "\0").encode("latin-1"))
            case Room(count):
                size = int(count.value(values))
                return (
                    bytearray(size) if type_ is Type.PTR_U8 else [0.0 if type_ is Type.PTR_F64 else 0] * size
                )
            case Made(maker):
                made = self.python.maker(self.function.module, maker)(random)
                return _in_memory(made, type_)


class _Empty(Exception):  # noqa: N818
    """A domain without values."""


def _characters(random: Random, alphabet: str, size: int) -> list[str]:
    """Characters of an alphabet; in half of the texts only a few different ones."""
    if random.random() < 0.5 and len(alphabet) > 8:
        alphabet = "".join(random.sample(alphabet, 3))
    return random.choices(alphabet, k=size)


def _in_memory(values: Sequence[int | float], type_: Type) -> Argument:
    if type_ is Type.PTR_U8:
        return bytearray(int(value) & 0xFF for value in values)
    if type_ is Type.PTR_F64:
        return [float(value) for value in values]
    return [int(value) for value in values]


def _number(value: float, *, real: bool) -> int | float:
    return float(value) if real else int(value)


def _in_interval(
    random: Random, interval: Interval, values: Values, *, real: bool, is_length: bool
) -> int | float:
    low, high = interval.low.value(values), interval.high.value(values)
    if low > high:
        raise _Empty
    if real:
        return _real(random, float(low), float(high))
    low, high = math.ceil(low), math.floor(high)
    if is_length:
        return random.randint(low, min(high, max(low, LONGEST)))
    return _whole(random, low, high)


def _whole(random: Random, low: int, high: int) -> int:
    """A whole number: uniform, or uniform in its logarithm from the end of the interval that is nearest to 0."""
    if random.random() < 0.5 or high - low < 16:
        return random.randint(low, high)
    start = min(max(0, low), high)
    reach = high - start if random.random() < 0.5 or start == low else low - start
    step = int(2.0 ** random.uniform(0, abs(reach).bit_length())) - 1
    return max(low, min(high, start + (step if reach > 0 else -step)))


def _real(random: Random, low: float, high: float) -> float:
    """A double: uniform, or uniform in its logarithm."""
    kind = random.random()
    if math.isinf(high - low) and kind > 0.5:
        far: float = random.choice((-1, 1)) * 2.0 ** random.uniform(-1000, 1000)
        return max(low, min(high, far))
    if kind < 0.2:
        return max(low, min(high, float(random.randint(-20, 20))))
    if kind < 0.6 and math.isfinite(high - low):
        return random.uniform(low, high)
    largest = max(abs(low), abs(high), 1e-300)
    size: float = 2.0 ** random.uniform(
        max(-60.0, math.log2(largest) - 300), min(1023.0, math.log2(min(largest, 1.7e308)))
    )
    return float(max(low, min(high, size if random.random() < 0.5 else -size)))


def _array(random: Random, array: Array, values: Values, *, real: bool) -> list[int | float]:
    """Elements of an array; in half of the arrays close together, so that some are equal."""
    count = random.randint(0, LONGEST) if array.count is None else int(array.count.value(values))
    low, high = array.elements.low.value(values), array.elements.high.value(values)
    if count and low > high:
        raise _Empty
    if real:
        found: list[int | float] = [_real(random, float(low), float(high)) for _ in range(count)]
    else:
        low, high = int(low), int(high)
        if random.random() < 0.5 and high - low > 2 * LONGEST and not array.is_distinct:
            low = min(max(low, random.choice((-3, 0, 1, low))), high)
            high = min(high, low + 6)
        if array.is_distinct:
            if high - low + 1 < count:
                raise _Empty
            found = list(random.sample(range(low, high + 1), count))
        else:
            found = [_whole(random, low, high) for _ in range(count)]
    return sorted(found) if array.is_sorted else found
