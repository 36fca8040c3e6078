"""An extension as a value: its number, its name, what it does, what it takes, and its meaning in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from neurlang.programs.extensions.held import Held
from neurlang.programs.extensions.parameters import Output, Parameter
from neurlang.programs.ir import EXTENSION_NUMBERS

Result = int | bytes | Held | None
"""What a meaning returns: a number stands for itself, bytes go to the output or become a string, a held value
becomes a handle, and None says that it failed: -1."""

Meaning = Callable[..., Result]

MAX_REGISTERS = 4


@dataclass(frozen=True, slots=True)
class Extension:
    """One row of the registry.

    `gives` tells the result; `needs` is an extra or a permission flag, empty where it runs everywhere. The
    meaning takes the parameters in turn, before them the machine's `Context` where `in_context`. `taint` is
    the level of what it brings in from outside. Raises ValueError where it would take more than 4 registers.
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
        """Whether no argument needs to be clean."""
        return not any(parameter.clean for parameter in self.parameters)

    @property
    def places(self) -> tuple[Parameter | Output, ...]:
        """Parameters, then the output."""
        return (*self.parameters, *(() if self.output is None else (self.output,)))

    @property
    def registers(self) -> tuple[str, ...]:
        """The names of the registers that a call takes at most."""
        return tuple(name for place in self.places for name in place.registers)

    @property
    def signature(self) -> str:
        """The registers as documentation writes them: `data, len[, out]`."""
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
    """A row for one of the language's own extensions, whose number the language gives."""
    parameters = tuple(place for place in places if isinstance(place, Parameter))
    output = next((place for place in places if isinstance(place, Output)), None)
    return Extension(EXTENSION_NUMBERS[name], name, description, meaning, parameters, output, **rest)
