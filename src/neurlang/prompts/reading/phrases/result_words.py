"""Words for the notation and the rounding of a result: `in hex`, `to the nearest ten`."""

from __future__ import annotations

BASES = {
    "hex": "hexadecimal", "hexadecimal": "hexadecimal", "binary": "binary", "octal": "octal", "roman numerals": "roman",
    "scientific notation": "scientific", "roman": "roman", "decimal": "decimal", "hexadecimal notation": "hexadecimal",
    "binary notation": "binary", "standard form": "scientific",
}  # fmt: skip
BASE_NUMBERS = {2: "binary", 8: "octal", 10: "decimal", 16: "hexadecimal"}
ROUND_UNITS = {
    "whole number": 1, "integer": 1, "unit": 1, "ten": 10, "tens": 10, "hundred": 100, "hundreds": 100,
    "thousand": 1000, "thousands": 1000, "million": 1000000, "tenth": -1, "hundredth": -2, "thousandth": -3,
}  # fmt: skip
"""A multiple to round to, or, if it is negative, minus the number of decimal places."""
