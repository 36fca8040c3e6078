"""The intent table: its rows are those of the data format, and each is complete."""

from __future__ import annotations

import pytest

from neurlang.prompts.reading import INTENTS, Intent, Manner, OperandKind, ResultKind, intent_named

NAMES = """
ADD SUB MUL DIV MOD AND OR XOR SHL SHR SAR FACTORIAL FIBONACCI POWER SQRT GCD LCM ABS CLAMP
MAX MIN SIGN IS_POSITIVE IS_EVEN IS_PRIME POPCOUNT CLZ CTZ BSWAP NEXTPOW2
MEMCPY MEMSET MEMCMP ARRAY_SUM STRLEN STRCMP STRCPY HASH_STRING PRINT READ_LINE TIME_NOW SLEEP RANDOM
SHA256 AES_ENCRYPT AES_DECRYPT HMAC SECURE_RANDOM LOOP_COUNT LOOP_SUM COUNTDOWN FADD FMUL FDIV
"""
WITH_REALS = (
    "ADD SUB MUL DIV MOD POWER SQRT ABS CLAMP MAX MIN SIGN IS_POSITIVE ARRAY_SUM SLEEP FADD FMUL FDIV"
)
FOLDING = "ADD MUL AND OR XOR GCD LCM MAX MIN"
UNSIGNED = "AND OR XOR SHL SHR POPCOUNT CLZ CTZ BSWAP NEXTPOW2 HASH_STRING RANDOM"
UNPREDICTABLE = "READ_LINE TIME_NOW SLEEP RANDOM AES_ENCRYPT SECURE_RANDOM"


def manners(intent: Intent) -> list[Manner]:
    return [variant.manner for variant in intent.variants]


def test_numbers_and_names_are_those_of_the_data_format() -> None:
    assert [intent.name for intent in INTENTS] == NAMES.split()
    assert [intent.number for intent in INTENTS] == list(range(54))


def test_every_row_is_complete() -> None:
    for intent in INTENTS:
        assert intent.example, intent.name
        assert intent.summary, intent.name
        assert 1 <= intent.level <= 5, intent.name
        names = [name for name, _ in intent.operands]
        assert len(set(names)) == len(names) <= 3, intent.name


def test_a_manner_has_one_variant_with_a_preferred_body() -> None:
    for intent in INTENTS:
        assert len(set(manners(intent))) == len(intent.variants), intent.name
        assert all(variant.body for variant in intent.variants), intent.name


def test_only_these_intents_compute_with_reals() -> None:
    with_reals = {intent.name for intent in INTENTS if Manner.REALS in manners(intent)}
    assert with_reals == set(WITH_REALS.split())


def test_quotients_and_roots_have_a_variant_for_whole_numbers() -> None:
    assert [intent.name for intent in INTENTS if Manner.WHOLE in manners(intent)] == ["DIV", "SQRT"]


def test_only_these_intents_have_a_property_instead_of_a_meaning() -> None:
    checked = {intent.name for intent in INTENTS if any(variant.check for variant in intent.variants)}
    assert checked == set(UNPREDICTABLE.split())


def test_written_arithmetic_binds_as_in_python() -> None:
    def precedence(name: str) -> int:
        found = intent_named(name).precedence
        assert found is not None
        return found

    rows = [["OR"], ["XOR"], ["AND"], ["SHL", "SHR", "SAR"], ["ADD", "SUB"], ["MUL", "DIV", "MOD"], ["POWER"]]
    levels = [{precedence(name) for name in row} for row in rows]
    assert all(len(level) == 1 for level in levels)
    assert levels == sorted(levels, key=min)
    assert len({min(level) for level in levels}) == len(levels)
    symbols = {name for row in rows for name in row}
    assert {intent.name for intent in INTENTS if intent.precedence is not None} == symbols


def test_an_intent_that_folds_takes_two_numbers() -> None:
    folding = [intent for intent in INTENTS if intent.folds]
    assert {intent.name for intent in folding} == set(FOLDING.split())
    assert all([kind for _, kind in intent.operands] == [OperandKind.NUMBER] * 2 for intent in folding)


def test_bits_are_unsigned() -> None:
    unsigned = {
        intent.name
        for intent in INTENTS
        if any(variant.result is ResultKind.UNSIGNED for variant in intent.variants)
    }
    assert unsigned == set(UNSIGNED.split())


def test_an_intent_is_found_by_its_name() -> None:
    assert intent_named("GCD") is INTENTS[15]
    with pytest.raises(KeyError):
        intent_named("gcd")
