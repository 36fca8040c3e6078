"""Functions of the library that compute what an intent computes. Their phrasings ask for the intent.

The reader has one name for each thing: if both had labels of their own, the same words would teach two of them. A row
of such a function keeps the function's program; its label is the intent, if both have the same result.
"""

from __future__ import annotations

SAME_INTENT: dict[str, str] = {
    "array.array_sum": "ARRAY_SUM",
    "array.float_array_sum": "ARRAY_SUM",
    "bitwise.count_ones": "POPCOUNT",
    "bitwise.leading_zeros": "CLZ",
    "bitwise.next_power_of_two": "NEXTPOW2",
    "bitwise.swap_bytes": "BSWAP",
    "bitwise.trailing_zeros": "CTZ",
    "float.add_floats": "FADD",
    "float.divide_floats": "FDIV",
    "float.float_absolute": "ABS",
    "float.float_clamp": "CLAMP",
    "float.float_max": "MAX",
    "float.float_min": "MIN",
    "float.float_power": "POWER",
    "float.float_sign": "SIGN",
    "float.multiply_floats": "FMUL",
    "float.square_root": "SQRT",
    "math.absolute": "ABS",
    "math.clamp": "CLAMP",
    "math.factorial": "FACTORIAL",
    "math.fibonacci": "FIBONACCI",
    "math.floor_div": "DIV",
    "math.floor_mod": "MOD",
    "math.gcd": "GCD",
    "math.is_even": "IS_EVEN",
    "math.is_prime": "IS_PRIME",
    "math.isqrt": "SQRT",
    "math.lcm": "LCM",
    "math.maximum": "MAX",
    "math.minimum": "MIN",
    "math.power": "POWER",
    "math.sign": "SIGN",
    "string.text_compare": "STRCMP",
    "string.text_copy": "STRCPY",
    "string.text_fnv1a": "HASH_STRING",
    "string.text_length": "STRLEN",
}

WHOLE_RESULT = frozenset(("math.floor_div", "math.isqrt"))
"""Of these, the intent's result is a whole number only if the text asks for one; their phrasings do."""
