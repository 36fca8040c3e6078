"""Words and values that contradict a reading of the network: each check names what a right reading would not have.

The network sees which words stand in a text, and hardly which noun belongs to which number.
"""

from __future__ import annotations

from collections.abc import Mapping

from neurlang.prompts.reading.contradictions.finding import Check, Required, counted_nouns, masked
from neurlang.prompts.reading.contradictions.requests import (
    adds_up_on_the_way,
    asks_for_several,
    asks_next,
    asks_other_operator,
    asks_other_verb,
    asks_percentage,
    asks_whether_shared,
    changes_bits,
    compares_parts,
    counts_fewer,
    counts_on,
    counts_ones,
    counts_other,
    counts_places,
    counts_twice,
    describes_unknown,
    divides_into_parts,
    has_unknown,
    is_exponent,
    is_no_and,
    is_no_or,
    is_saved,
    isolates,
    joins_numbers,
    looks_binary,
    makes_positive,
    names_a_number,
    names_a_time,
    names_and,
    names_back,
    names_bytes,
    names_front,
    names_how_many,
    names_leading_zeros,
    names_left,
    names_one_bit,
    names_ones,
    names_or,
    names_other_base,
    names_right,
    negates,
    refers_back,
    repeats,
    shifts_too_far,
    takes_other_key,
    undoes_root,
    was_paid,
)
from neurlang.prompts.reading.contradictions.stories import PRODUCTS, QUOTIENTS, SUMS, counts_below_zero
from neurlang.prompts.reading.literals import Lexed
from neurlang.prompts.reading.plan import Plan

ARITHMETIC: tuple[Check, ...] = (
    names_a_number,
    names_a_time,
    describes_unknown,
    negates,
    counts_places,
    refers_back,
    has_unknown,
    asks_other_verb,
)
CHECKS: Mapping[str, tuple[Check, ...]] = {
    **dict.fromkeys(("ADD", "FADD"), (*SUMS, *ARITHMETIC, asks_percentage)),
    "SUB": (*SUMS, asks_percentage, counts_below_zero, *ARITHMETIC),
    **dict.fromkeys(("MUL", "FMUL"), (*PRODUCTS, *ARITHMETIC, asks_percentage, repeats, was_paid, is_saved)),
    **dict.fromkeys(
        ("DIV", "FDIV"), (*QUOTIENTS, *ARITHMETIC, divides_into_parts, repeats, was_paid, is_saved)
    ),
    **dict.fromkeys(("MAX", "MIN"), (counts_places,)),
    "POWER": (repeats, is_exponent, has_unknown, names_other_base),
    "AND": (names_one_bit, names_and, is_no_and),
    "OR": (names_one_bit, names_or, is_no_or),
    "XOR": (names_one_bit,),
    **dict.fromkeys(("FACTORIAL", "ABS", "SIGN", "IS_EVEN", "IS_PRIME"), (joins_numbers,)),
    "SHL": (shifts_too_far, names_left),
    **dict.fromkeys(("SHR", "SAR"), (shifts_too_far, names_right)),
    **dict.fromkeys(
        ("GCD", "LCM"),
        (
            counts_places,
            asks_whether_shared,
        ),
    ),
    **dict.fromkeys(("HMAC", "AES_ENCRYPT", "AES_DECRYPT"), (takes_other_key,)),
    "POPCOUNT": (joins_numbers, counts_twice, changes_bits, looks_binary, names_ones),
    "STRCMP": (compares_parts,),
    "CLZ": (joins_numbers, changes_bits, looks_binary, names_leading_zeros, names_front),
    "CTZ": (joins_numbers, changes_bits, looks_binary, names_back, counts_ones, isolates),
    "SQRT": (has_unknown, joins_numbers, undoes_root),
    "LOOP_SUM": (names_how_many, counts_on),
    "BSWAP": (joins_numbers, names_bytes),
    "FIBONACCI": (joins_numbers, asks_for_several),
    "NEXTPOW2": (joins_numbers, asks_next),
    "IS_POSITIVE": (joins_numbers, makes_positive),
    "STRLEN": (counts_other, counts_fewer),
    "ARRAY_SUM": (adds_up_on_the_way,),
}
"""The checks of each intent that has any."""


def contradiction(lexed: Lexed, plan: Plan) -> str:
    """What contradicts a reading, as a message; empty if nothing does."""
    for check in (*CHECKS.get(plan.intent.name, ()), asks_other_operator):
        words = check(lexed, plan).replace("#", "…")
        if words:
            return f'it does not say "{words}"' if isinstance(check, Required) else f'"{words}" does not fit'
    return ""


__all__ = ["CHECKS", "contradiction", "counted_nouns", "masked"]
