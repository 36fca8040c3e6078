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
    asks_whether_shared,
    changes_bits,
    compares_parts,
    counts_fewer,
    counts_ones,
    counts_other,
    describes_unknown,
    is_saved,
    isolates,
    looks_binary,
    makes_positive,
    names_a_number,
    names_a_time,
    names_back,
    names_bytes,
    names_front,
    names_how_many,
    names_leading_zeros,
    names_left,
    names_one_bit,
    names_ones,
    names_right,
    negates,
    repeats,
    shifts_too_far,
    takes_other_key,
    undoes_root,
    was_paid,
)
from neurlang.prompts.reading.contradictions.stories import PRODUCTS, QUOTIENTS, SUMS, counts_below_zero
from neurlang.prompts.reading.literals import Lexed
from neurlang.prompts.reading.plan import Plan

ARITHMETIC: tuple[Check, ...] = (names_a_number, names_a_time, describes_unknown, negates)
CHECKS: Mapping[str, tuple[Check, ...]] = {
    **dict.fromkeys(("ADD", "FADD"), (*SUMS, *ARITHMETIC)),
    "SUB": (*SUMS, counts_below_zero, *ARITHMETIC),
    **dict.fromkeys(("MUL", "FMUL"), (*PRODUCTS, *ARITHMETIC, repeats, was_paid, is_saved)),
    **dict.fromkeys(("DIV", "FDIV"), (*QUOTIENTS, *ARITHMETIC, repeats, was_paid, is_saved)),
    "POWER": (repeats,),
    **dict.fromkeys(("AND", "OR", "XOR"), (names_one_bit,)),
    "SHL": (shifts_too_far, names_left),
    **dict.fromkeys(("SHR", "SAR"), (shifts_too_far, names_right)),
    **dict.fromkeys(("GCD", "LCM"), (asks_whether_shared,)),
    **dict.fromkeys(("HMAC", "AES_ENCRYPT", "AES_DECRYPT"), (takes_other_key,)),
    "POPCOUNT": (changes_bits, looks_binary, names_ones),
    "STRCMP": (compares_parts,),
    "CLZ": (changes_bits, looks_binary, names_leading_zeros, names_front),
    "CTZ": (changes_bits, looks_binary, names_back, counts_ones, isolates),
    "SQRT": (undoes_root,),
    "LOOP_SUM": (names_how_many,),
    "BSWAP": (names_bytes,),
    "FIBONACCI": (asks_for_several,),
    "NEXTPOW2": (asks_next,),
    "IS_POSITIVE": (makes_positive,),
    "STRLEN": (counts_other, counts_fewer),
    "ARRAY_SUM": (adds_up_on_the_way,),
}
"""The checks of each intent that has any."""


def contradiction(lexed: Lexed, plan: Plan) -> str:
    """What contradicts a reading, as a message; empty if nothing does."""
    for check in CHECKS.get(plan.intent.name, ()):
        words = check(lexed, plan).replace("#", "…")
        if words:
            return f'it does not say "{words}"' if isinstance(check, Required) else f'"{words}" does not fit'
    return ""


__all__ = ["CHECKS", "contradiction", "counted_nouns", "masked"]
