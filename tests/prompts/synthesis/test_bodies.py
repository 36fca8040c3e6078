"""Every body computes its intent's meaning, for every operand: run by the reference interpreter."""

from __future__ import annotations

import math
import re
import struct
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from example_counts import IS_QUICK, examples
from neurlang.programs.ir import DATA_BASE, assemble
from neurlang.programs.library import load_body
from neurlang.programs.machine import Code, Outcome, TrapKind, decode, run
from neurlang.prompts.reading import (
    INTENTS,
    Intent,
    Manner,
    NoAnswerError,
    OperandKind,
    ResultKind,
    Value,
    Variant,
    intent_named,
)

Operand = Any  # int, float, str or a tuple of numbers, as the intent's operand kinds say
MODULUS, MEMORY = 2**64, 2**20
Case = tuple[Intent, Variant, str]


def leads_outside(body: str) -> bool:
    return decode(assemble(load_body(body).text, f"{body}.nl")).outside


# The intents that use nothing outside the machine; `test_effects` has the others.
CASES = [
    (intent, variant, body)
    for intent in INTENTS
    for variant in intent.variants
    for body in variant.body
    if not leads_outside(body)
]
BODIES = sorted({body for _, _, body in CASES})


def each_of(cases: list[Case]) -> pytest.MarkDecorator:
    ids = [f"{intent.name}-{variant.manner.name}-{body}" for intent, variant, body in cases]
    return pytest.mark.parametrize(("intent", "variant", "body"), cases, ids=ids)


def named(*names: str) -> list[Case]:
    return [case for case in CASES if case[0].name in names]


# Running a body


@cache
def code_of(body: str) -> Code:
    return decode(assemble(load_body(body).text, f"{body}.nl"))


def bits_of(value: int | float) -> int:
    if isinstance(value, float):
        return int(struct.unpack("<Q", struct.pack("<d", value))[0])
    return value % MODULUS


def compute(variant: Variant, body: str, *operands: Operand) -> Outcome:
    """Run a body as the linker calls it: texts and lists are data, and room for a text's copy follows them."""
    registers: list[int] = []
    data = bytearray()
    for operand in operands:
        if isinstance(operand, int | float):
            registers.append(bits_of(operand))
        elif isinstance(operand, str):
            registers.append(DATA_BASE + len(data))
            data += operand.encode() + b"\0"
        else:
            registers += [DATA_BASE + len(data), len(operand)]
            data += b"".join(struct.pack("<Q", bits_of(element)) for element in operand)
    if body == "text_copy":
        registers.append(DATA_BASE + len(data))
        data += bytes([0xFF]) * len(data)
    inputs: dict[str | int, int] = {f"r{index}": value for index, value in enumerate(registers)}
    if not data:
        return run(code_of(body), inputs)
    listing = f".section data\n.byte {', '.join(map(str, data))}\n"
    return run(assemble(load_body(body).text + listing), inputs)


def result_of(variant: Variant, outcome: Outcome) -> Value:
    first, second = outcome.registers["r0"], outcome.registers["r1"]
    real = float(struct.unpack("<d", struct.pack("<Q", first))[0])
    signed = first - MODULUS if first >= MODULUS // 2 else first
    if variant.result is ResultKind.EITHER:
        assert second in (0, 1)
        return real if second else signed
    if variant.result is ResultKind.TEXT:
        return outcome.memory[first : first + second].decode()
    if variant.result is ResultKind.BYTES:
        return bytes(outcome.memory[first : first + second])
    return {ResultKind.INTEGER: signed, ResultKind.UNSIGNED: first, ResultKind.REAL: real}[variant.result]


def agrees(found: Value, expected: Value, tolerance: float) -> bool:
    if type(found) is not type(expected):
        return False
    if isinstance(found, float) and isinstance(expected, float):
        same_sign = math.copysign(1, found) == math.copysign(1, expected)
        return same_sign and math.isclose(found, expected, rel_tol=tolerance, abs_tol=0.0)
    return found == expected


def check(variant: Variant, body: str, *operands: Operand) -> None:
    """The body returns the meaning's value or the trap of the meaning's error, and changes only r0 to r10."""
    outcome = compute(variant, body, *operands)
    try:
        expected = variant.meaning(*operands)
    except NoAnswerError as error:
        assert outcome.trap is not None
        assert outcome.trap.number == error.trap
        return
    assert outcome.trap is None
    found = result_of(variant, outcome)
    assert agrees(found, expected, variant.tolerance), (found, expected)
    assert outcome.registers["sp"] == MEMORY
    assert not any(
        outcome.registers[name] for name in ("r11", "r12", "r13", "r14", "r15", "fp", "csp", "cfp")
    )


# Operands


EDGES = [0, 1, 2, 3, 20, 21, 63, 64, 92, 93, 2**31, 2**32, 2**53 + 1, 3037000499, 2**62, 2**63 - 1, 2**63]
REAL_EDGES = [0.0, 0.5, 1.0, 2.0, 3.0, 5e-324, 2.2250738585072014e-308, 0.1, 1e300, 1.7976931348623157e308]
integers = st.one_of(
    st.sampled_from([value for edge in EDGES for value in (edge, -edge) if value < 2**63]),
    st.integers(-30, 120),
    st.integers(-(2**63), 2**63 - 1),
    st.builds(lambda value, places: value >> places, st.integers(-(2**63), 2**63 - 1), st.integers(0, 63)),
)
unsigned = st.one_of(integers, st.integers(0, MODULUS - 1))
reals = st.one_of(
    st.sampled_from([value for edge in REAL_EDGES for value in (edge, -edge)]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-20, 20),
    st.integers(-40, 40).map(float),
    st.integers(-40, 40).map(lambda n: n / 2),
)
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
NUMBER_CASES = [
    case
    for case in CASES
    if all(kind is OperandKind.NUMBER for _, kind in case[0].operands)
    and case[0].name not in ("LOOP_COUNT", "COUNTDOWN", "LOOP_SUM")
]
few_steps = st.one_of(st.integers(-(2**63), 3000), st.sampled_from([0, 1, 2, -1]))
# Loops as long as their operand: the fuel bounds them, not the meaning.
BOUNDED: dict[str, st.SearchStrategy[int]] = {
    "LOOP_COUNT": few_steps,
    "COUNTDOWN": few_steps,
    "LOOP_SUM": st.one_of(few_steps, st.integers(100_001, 2**63 - 1), st.integers(2**32, 2**33)),
}


def operands_of(intent: Intent, variant: Variant) -> st.SearchStrategy[tuple[Operand, ...]]:
    number: st.SearchStrategy[int | float] = reals if variant.manner is Manner.REALS else integers
    if variant.result is ResultKind.UNSIGNED:
        number = unsigned
    number = BOUNDED.get(intent.name, number)
    kinds: dict[OperandKind, st.SearchStrategy[Any]] = {
        OperandKind.NUMBER: number,
        OperandKind.TEXT: texts,
        OperandKind.LIST: st.lists(number, max_size=6).map(tuple),
    }
    apart = st.tuples(*(kinds[kind] for _, kind in intent.operands))
    same = kinds[intent.operands[0][1]].map(lambda value: (value,) * len(intent.operands))
    return st.one_of(apart, apart, same) if len(intent.operands) > 1 else apart


# Properties


@each_of(CASES)
def test_computes_the_meaning(intent: Intent, variant: Variant, body: str) -> None:
    @settings(max_examples=examples(15 if body == "is_prime_shift_add" else 100), database=None)
    @given(operands_of(intent, variant))
    def holds(operands: tuple[Operand, ...]) -> None:
        check(variant, body, *operands)

    holds()


@each_of(NUMBER_CASES)
def test_edges_meet_edges(intent: Intent, variant: Variant, body: str) -> None:
    edges: list[Any] = REAL_EDGES if variant.manner is Manner.REALS else EDGES
    largest = MODULUS if variant.result is ResultKind.UNSIGNED else 2**63
    values = [
        value for edge in edges for value in (edge, -edge) if isinstance(value, float) or value < largest
    ]
    arity = len(intent.operands)
    for operands in product(values[:: 3 if arity > 2 or IS_QUICK else 1], repeat=arity):
        check(variant, body, *operands)


@each_of(named("DIV", "MOD", "GCD", "LCM"))
def test_multiples(intent: Intent, variant: Variant, body: str) -> None:
    @settings(max_examples=examples(60))
    @given(st.integers(-(2**31), 2**31), st.integers(-(2**31), 2**31), st.integers(-3, 3))
    def holds(a: int, b: int, c: int) -> None:
        operands = (a * b, b * c)
        check(variant, body, *(map(float, operands) if variant.manner is Manner.REALS else operands))

    assert len(intent.operands) == 2
    holds()


@each_of(named("SQRT"))
@pytest.mark.parametrize("root", [2, 46340, 94906265, 3037000498, 3037000499])
def test_squares_and_their_neighbours(intent: Intent, variant: Variant, body: str, root: int) -> None:
    for n in (root * root - 1, root * root, root * root + 1):
        check(variant, body, float(n) if variant.manner is Manner.REALS else n)


@each_of(named("IS_PRIME"))
@pytest.mark.parametrize(
    "n",
    [
        *(341, 561, 2047, 65521, 65537, 66049, 1373653),  # pseudoprimes, and both sides of 2^16
        *(3215031751, 341550071728321, 3825123056546413051),  # strong pseudoprimes to 4, 7 and 9 bases
        *(2**61 - 1, 3037000493**2, 2**63 - 25, 2**63 - 1),
    ],
)
def test_primes_and_pseudoprimes(intent: Intent, variant: Variant, body: str, n: int) -> None:
    check(variant, body, n)


def test_a_first_body_for_primes_is_quick() -> None:
    (variant,) = intent_named("IS_PRIME").variants
    assert compute(variant, "is_prime", 2**63 - 25).executed < 50_000


@pytest.mark.slow
@pytest.mark.parametrize("body", ["power", "power_repeated"])
@pytest.mark.parametrize("base", [2, -2, 3, 7, -10, 2**31 + 1, 2**63 - 1, -(2**63)])
def test_negative_powers_down_to_nothing(body: str, base: int) -> None:
    variant = intent_named("POWER").variants[0]
    steps = math.ceil(1074 / math.log2(abs(base)))
    for exponent in (*range(1, 12), *range(steps * 19 // 20, steps + 3, 3), steps, 2 * steps + 1):
        check(variant, body, base, -exponent)


def test_powers_of_reals_that_are_exact_are_exact() -> None:
    variant = intent_named("POWER").variants[1]
    for base, exponent, power in (
        (4.0, 0.5, 2.0),
        (27.0, 2.0, 729.0),
        (-1.5, 3.0, -3.375),
        (2.0, -1074.0, 5e-324),
        (3.0 * 2.0**-215, 5.0, 122 * 5e-324),  # 121.5 · 2^-1074, a tie: rounded to even
    ):
        assert result_of(variant, compute(variant, "power_real", base, exponent)) == power
        check(variant, "power_real", base, exponent)


@settings(max_examples=examples(60))
@given(st.floats(0.5, 2), st.floats(-1e6, 1e6))
@example(1.0000000000000002, 3e18)
@example(0.9999999999999999, -6e18)
def test_powers_near_one_keep_their_precision(base: float, exponent: float) -> None:
    check(intent_named("POWER").variants[1], "power_real", base, exponent)


@settings(max_examples=examples(60))
@given(texts, texts, texts)
def test_texts_with_the_same_beginning_compare_by_the_rest(beginning: str, a: str, b: str) -> None:
    check(intent_named("STRCMP").variants[0], "text_compare", beginning + a, beginning + b)


@pytest.mark.slow
def test_a_loop_runs_as_often_as_its_operand_says_and_the_fuel_bounds_it() -> None:
    for name, body in (("LOOP_COUNT", "loop_count"), ("COUNTDOWN", "countdown")):
        (variant,) = intent_named(name).variants
        assert compute(variant, body, 1000).executed >= 2000
        trap = compute(variant, body, 2**62).trap
        assert trap is not None
        assert trap.kind is TrapKind.FUEL


def test_the_longest_sum_in_a_loop_fits_the_fuel() -> None:
    (variant,) = intent_named("LOOP_SUM").variants
    check(variant, "loop_sum", 100_000)
    assert compute(variant, "loop_sum", 100_000).executed >= 100_000


# The annotations


def annotations_of(body: str) -> list[str]:
    return re.findall(r"^; @test: (.*)$", load_body(body).text, re.MULTILINE)


def word(text: str) -> int:
    return bits_of(float(text)) if "." in text else int(text, 0) % MODULUS


def assignments(side: str) -> list[tuple[str, str]]:
    return [
        (name, value.rstrip(",")) for name, value in re.findall(r'(r\d+|\[\w+\])=("[^"]*"|[^\s"]+)', side)
    ]


def bytes_of(value: str) -> bytes:
    if value.startswith('"'):
        return value.strip('"').encode()
    return b"".join(struct.pack("<Q", word(element)) for element in value.split(","))


@pytest.mark.parametrize("body", BODIES)
def test_annotations_hold(body: str) -> None:
    for line in annotations_of(body):
        check_annotation(body, line)


def check_annotation(body: str, line: str) -> None:
    given_side, _, expected_side = line.partition("->")
    inputs, outputs = assignments(given_side), assignments(expected_side)
    stores = [
        f"    mov r11, {byte}\n    store.b r11, [zero + {int(name[1:-1], 0) + place}]\n"
        for name, value in inputs
        if name.startswith("[")
        for place, byte in enumerate(bytes_of(value))
    ]
    registers: dict[str | int, int] = {name: word(value) for name, value in inputs if name.startswith("r")}
    outcome = run(assemble("".join(stores) + load_body(body).text), registers)
    assert outcome.trap is None, line
    assert outputs, line
    for name, value in outputs:
        if name.startswith("r"):
            assert outcome.registers[name] == word(value), line
        else:
            address, wanted = int(name[1:-1], 0), bytes_of(value)
            assert outcome.memory[address : address + len(wanted)] == wanted, line


def test_every_head_has_name_and_purpose() -> None:
    for body in BODIES:
        text = load_body(body).text
        assert text.startswith(f"; @name: {body}\n; @description: ")
        assert "; @category: " in text, body
        assert "; @param: " in text, body
        assert len(annotations_of(body)) >= 2, body


# Loading


def test_every_file_is_the_body_of_some_variant() -> None:
    folder = resources.files("neurlang.programs.library") / "bodies"
    every = {body for intent in INTENTS for variant in intent.variants for body in variant.body}
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{body}.nl" for body in every)
