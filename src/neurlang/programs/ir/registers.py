"""The register file: 16 general registers and seven named ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its number in the binary form and its name in text."""

    number: int
    name: str


REGISTER_NAMES = (
    *(f"r{number}" for number in range(16)),
    "sp",  # starts at the end of memory
    "fp",
    "lr",  # a copy of the latest call's return address
    "pc",  # read-only: the index of the instruction that reads it
    "csp",
    "cfp",
    "zero",  # reads 0, writes are ignored
)

REGISTERS = tuple(Register(number, name) for number, name in enumerate(REGISTER_NAMES))

SP, LR, PC, ZERO = (REGISTERS[REGISTER_NAMES.index(name)] for name in ("sp", "lr", "pc", "zero"))

_ALIASES = {f"a{number}": f"r{number}" for number in range(6)} | {"ret": "r0", "x0": "zero"}

ALIASES_OF: dict[str, tuple[str, ...]] = {
    name: tuple(alias for alias, meant in _ALIASES.items() if meant == name) for name in REGISTER_NAMES
}
"""Other names of registers."""

BY_NAME: dict[str, Register] = {register.name: register for register in REGISTERS}
BY_NAME |= {alias: BY_NAME[name] for alias, name in _ALIASES.items()}
