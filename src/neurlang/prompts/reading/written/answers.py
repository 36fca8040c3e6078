"""Values as an answer shows them."""

from __future__ import annotations

from neurlang.prompts.reading.meanings import Value
from neurlang.prompts.reading.notation import written_number


def text_of_value(value: Value) -> str:
    """A value for people: `[1, 3, 5]`, `true`, a number with its shortest digits; bytes in hexadecimal."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return written_number(value)
        case tuple():
            return f"[{', '.join(map(written_number, value))}]"
        case bytes():
            return value.hex()
    return value
