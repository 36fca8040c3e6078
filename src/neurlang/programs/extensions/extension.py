"""An extension: its number, name, description and parameters, and its meaning in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from neurlang.programs.extensions.held_values import Held
from neurlang.programs.extensions.parameters import Output, Parameter
from neurlang.programs.ir import EXTENSION_NUMBERS

Result = int | bytes | Held | None
"""What a meaning returns. A number is the result; bytes are written to the output or become a string; a held value
becomes a handle; None says that the call failed, and the result is -1."""

Meaning = Callable[..., Result]

MAX_REGISTERS = 4


@dataclass(frozen=True, slots=True)
class Extension:
    """One row of the registry.

    `gives` describes the result. `needs` is an extra or a permission flag, empty if it needs neither. The meaning takes
    the parameters in order; if `in_context`, the `Context` comes before them. `taint` is the level of the data that it
    reads from outside. Raises ValueError if it would take more than 4 registers.
    """

    number: int
    name: str
    description: str
    meaning: Meaning
    parameters: tuple[Parameter, ...] = ()
    output: Output | None = None
    gives: str = "a number"
    needs: str = ""
    in_context: bool = False
    taint: int = 0

    def __post_init__(self) -> None:
        if len(self.registers) > MAX_REGISTERS:
            raise ValueError(f"extension {self.name} takes more than {MAX_REGISTERS} registers")

    @property
    def tainted_allowed(self) -> bool:
        """Whether all arguments may be tainted."""
        return not any(parameter.clean for parameter in self.parameters)

    @property
    def places(self) -> tuple[Parameter | Output, ...]:
        """The parameters, then the output."""
        return (*self.parameters, *(() if self.output is None else (self.output,)))

    @property
    def registers(self) -> tuple[str, ...]:
        """The names of all registers of a call, optional ones included."""
        return tuple(name for place in self.places for name in place.registers)

    @property
    def signature(self) -> str:
        """The registers in the notation of the documentation: `data, len[, out]`."""
        text = ""
        for place in self.places:
            names = ", ".join(place.registers)
            lead = ", " if text else ""
            text += f"[{lead}{names}]" if place.optional else f"{lead}{names}"
        return text


def extension(
    name: str,
    description: str,
    meaning: Meaning,
    places: tuple[Parameter | Output, ...] = (),
    **rest: Any,  # noqa: ANN401  (the fields of Extension, which checks them)
) -> Extension:
    """A row for one of the language's own extensions. Its number comes from the language's table."""
    parameters = tuple(place for place in places if isinstance(place, Parameter))
    output = next((place for place in places if isinstance(place, Output)), None)
    return Extension(EXTENSION_NUMBERS[name], name, description, meaning, parameters, output, **rest)
