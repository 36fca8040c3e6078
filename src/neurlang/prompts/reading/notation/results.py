"""Results in other notations: hexadecimal, binary, octal, scientific, roman."""

from __future__ import annotations

from neurlang.errors import MeaningError

_PREFIXES = {"hexadecimal": ("0x", "x"), "binary": ("0b", "b"), "octal": ("0o", "o")}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LARGEST_ROMAN = 3999


def written_number(value: int | float) -> str:
    """A number as people read it: the shortest digits that read back the same."""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def written_in(value: int | float, notation: str) -> str:
    """A number in the notation of that name. Raises MeaningError if the number cannot be written in it."""
    if notation == "scientific":
        return _scientific(value)
    whole = int(value) if isinstance(value, int) or value.is_integer() else None
    if whole is None:
        raise MeaningError(
            f"{written_number(value)} is not a whole number, so it has no {notation} form here"
        )
    if notation == "roman":
        return _roman(whole)
    prefix, form = _PREFIXES[notation]
    return f"{'-' if whole < 0 else ''}{prefix}{abs(whole):{form}}"


def _scientific(value: int | float) -> str:
    if value == 0:
        return "0e0"
    digits = str(abs(value)) if isinstance(value, int) else repr(abs(value))
    mantissa, _, exponent = digits.partition("e")
    whole, _, decimals = mantissa.partition(".")
    all_digits = (whole + decimals).lstrip("0")
    leading = len(whole + decimals) - len(all_digits)
    power = int(exponent or 0) + len(whole) - 1 - leading
    rest = all_digits[1:].rstrip("0")
    return f"{'-' if value < 0 else ''}{all_digits[0]}{'.' if rest else ''}{rest}e{power}"


def _roman(value: int) -> str:
    if not 1 <= value <= LARGEST_ROMAN:
        raise MeaningError(f"roman numerals go from 1 to {LARGEST_ROMAN}: {value} cannot be written")
    pieces = []
    for number, sign in _ROMAN:
        pieces.append(sign * (value // number))
        value %= number
    return "".join(pieces)
