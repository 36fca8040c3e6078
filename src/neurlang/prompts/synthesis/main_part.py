"""The main part of a program while it is built: its lines, its data, and the units that it calls."""

from __future__ import annotations

from dataclasses import dataclass, field

from neurlang.programs.linking import Unit
from neurlang.programs.machine import to_bits

WORD = 8


@dataclass(slots=True)
class Main:
    """The lines of code and of data, and the units by their names."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    bodies: dict[str, Unit] = field(default_factory=dict)

    def new_data(self, content: str) -> str:
        """Append a directive to the data; return its label."""
        label = f"data{len(self.data)}"
        self.data.append(f"{label}: {content}".rstrip())
        return label


def hexadecimal(value: float) -> str:
    """The bits of a double, in the assembler's notation."""
    return f"0x{to_bits(value):016x}"


def words_of(values: tuple[int | float, ...], *, real: bool) -> str:
    """The directive of a list; empty for an empty list."""
    words = [hexadecimal(float(element)) if real else str(element) for element in values]
    return f".dword {', '.join(words)}" if words else ""


def quoted(text: str) -> str:
    """A text as a string of the assembler: printable ASCII is unchanged, all other bytes are escaped."""
    named = {0x22: '\\"', 0x5C: "\\\\"}
    return (
        '"'
        + "".join(
            named.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}")
            for byte in text.encode()
        )
        + '"'
    )
