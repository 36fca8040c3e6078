"""Bind the arguments of a call: parameters by position or name, then arrays to write to, then NumPy's options.

Python's rules for parameters take precedence: an argument for a parameter is never taken as an array to write to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a kernel: its name, whether it has a default, and whether it is keyword-only."""

    name: str
    has_default: bool = False
    by_name_only: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The given values by parameter, in the order of the parameters; arrays to write to; NumPy's options."""

    values: Mapping[str, Any]
    outputs: tuple[Any, ...]
    options: Mapping[str, Any]


def bind(
    name: str, parameters: Sequence[Parameter], arguments: Sequence[Any], options: Mapping[str, Any]
) -> Bound:
    """Assign the arguments of a call of the kernel `name` to parameters, arrays to write to, and options.

    Raises:
        TypeError: a parameter is given twice or not at all, or there are too many positional arguments beside
            keyword-only parameters.

    """
    placed = [item for item in parameters if not item.by_name_only]
    by_name = [item.name for item in parameters if item.by_name_only]
    values = {item.name: value for item, value in zip(placed, arguments, strict=False)}
    outputs = tuple(arguments[len(placed) :])
    if outputs and by_name:
        raise TypeError(
            f"{name}() takes {len(placed)} positional arguments, found {len(arguments)}; "
            f"'{by_name[0]}' and 'out' must be passed by name"
        )
    known = {item.name for item in parameters}
    for key, value in options.items():
        if key in known and key in values:
            raise TypeError(f"{name}() got two values for '{key}'")
        if key in known:
            values[key] = value
    missing = [item.name for item in parameters if not item.has_default and item.name not in values]
    if missing:
        raise TypeError(f"{name}() needs a value for {', '.join(map(repr, missing))}{_signature(parameters)}")
    ordered = {item.name: values[item.name] for item in parameters if item.name in values}
    return Bound(ordered, outputs, {key: value for key, value in options.items() if key not in known})


def _signature(parameters: Sequence[Parameter]) -> str:
    names = [f"{item.name}=…" if item.has_default else item.name for item in parameters]
    return f"; its parameters are {', '.join(names)}"
