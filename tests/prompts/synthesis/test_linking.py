"""Programs of plans: operands are in registers or data, and the program itself computes the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neurlang.errors import MeaningError, VerificationError
from neurlang.programs.ir import assemble
from neurlang.programs.library import load_body, parse_body
from neurlang.programs.machine import run
from neurlang.prompts.reading import INTENTS, Intent, Leaf, Manner, Operation, Plan, evaluate, operation
from neurlang.prompts.synthesis import link, result_of, solve, verification
from neurlang.prompts.synthesis.main_part import hexadecimal, quoted

if TYPE_CHECKING:
    from neurlang.programs.linking import Unit

# Two sets of operands for each pure intent, with different answers.
OPERANDS: dict[str, tuple[tuple[object, ...], tuple[object, ...]]] = {
    "ADD": ((17, 25), (100, -3)),
    "SUB": ((20, 8), (8, 20)),
    "MUL": ((6, 7), (-6, 9)),
    "DIV": ((91, 7), (7, 2)),
    "MOD": ((17, 5), (-17, 5)),
    "AND": ((12, 10), (255, 15)),
    "OR": ((12, 10), (256, 1)),
    "XOR": ((12, 10), (255, 1)),
    "SHL": ((5, 3), (1, 63)),
    "SHR": ((40, 3), (-1, 60)),
    "SAR": ((-40, 3), (40, 1)),
    "FACTORIAL": ((10,), (20,)),
    "FIBONACCI": ((10,), (90,)),
    "POWER": ((2, 10), (3, 5)),
    "SQRT": ((144,), (2,)),
    "GCD": ((48, 18), (35, 14)),
    "LCM": ((4, 6), (21, 6)),
    "ABS": ((-42,), (7,)),
    "CLAMP": ((15, 0, 10), (-5, -2, 10)),
    "MAX": ((3, 9), (-3, -9)),
    "MIN": ((3, 9), (-3, -9)),
    "SIGN": ((-7,), (7,)),
    "IS_POSITIVE": ((5,), (-5,)),
    "IS_EVEN": ((10,), (11,)),
    "IS_PRIME": ((97,), (91,)),
    "POPCOUNT": ((255,), (256,)),
    "CLZ": ((1,), (2**40,)),
    "CTZ": ((8,), (1,)),
    "BSWAP": ((0x1234,), (1,)),
    "NEXTPOW2": ((100,), (1000,)),
    "MEMCPY": (("hello",), ("world",)),
    "MEMSET": ((7, 16), (9, 3)),
    "MEMCMP": (("abc", "abd"), ("b", "a")),
    "ARRAY_SUM": (((3, 5, 7),), ((3, 5, 8),)),
    "STRLEN": (("hello",), ("hi",)),
    "STRCMP": (("apple", "pear"), ("pear", "apple")),
    "STRCPY": (("hello",), ("world",)),
    "HASH_STRING": (("hello",), ("world",)),
    "LOOP_COUNT": ((10,), (20,)),
    "LOOP_SUM": ((100,), (10,)),
    "COUNTDOWN": ((10,), (3,)),
    "FADD": ((2.5, 0.25), (1.0, 1.0)),
    "FMUL": ((2.5, 4.0), (0.5, 0.5)),
    "FDIV": ((1.0, 8.0), (1.0, 4.0)),
}
EFFECTS = [
    "PRINT",
    "READ_LINE",
    "TIME_NOW",
    "SLEEP",
    "RANDOM",
    "SHA256",
    "AES_ENCRYPT",
    "AES_DECRYPT",
    "HMAC",
    "SECURE_RANDOM",
]
PURE = [intent for intent in INTENTS if intent.name not in EFFECTS]  # `test_effects` has the others


def plan_of(root: Operation) -> Plan:
    return Plan(root, root.intent, root.arguments)


def replaced(program: str, old: tuple[object, ...], new: tuple[object, ...]) -> str:
    """The program with other operands in its registers or data, and the same code."""
    lines = program.splitlines()
    place = 0
    for before, after in zip(old, new, strict=True):
        one, other = written(before), written(after)
        places = range(place + 1, len(lines))
        place = next(index for index in places if one in lines[index] and not lines[index].startswith(";"))
        lines[place] = lines[place].replace(one, other, 1)
    return "\n".join(lines)


def written(operand: object) -> str:
    match operand:
        case int():
            return f", {operand}"
        case float():
            return hexadecimal(operand)
        case str():
            return quoted(operand)
        case tuple():
            return ", ".join(map(str, operand))
    raise AssertionError(operand)


def test_every_pure_intent_is_in_the_table() -> None:
    assert {intent.name for intent in PURE} == set(OPERANDS)


@pytest.mark.parametrize("intent", PURE, ids=lambda intent: intent.name)
def test_a_program_with_other_operands_returns_the_other_answer(intent: Intent) -> None:
    first, second = OPERANDS[intent.name]
    plans = [
        plan_of(operation(intent.name, *(Leaf(each) for each in each_set))) for each_set in (first, second)
    ]  # type: ignore[arg-type]
    for candidate in range(len(plans[0].root.variant.body)):
        linked = link(plans[0], candidate)
        program = linked.text
        alone, passed = run(assemble(program)), run(linked.code, linked.registers)
        assert (alone.registers["r0"], alone.registers["r1"]) == (
            passed.registers["r0"],
            passed.registers["r1"],
        )
        assert alone.executed == passed.executed + linked.loading
        for text, plan in ((program, plans[0]), (replaced(program, first, second), plans[1])):
            outcome = run(assemble(text))
            assert outcome.trap is None
            assert result_of(plan.root.variant, outcome) == evaluate(plan.root)
    if intent.name != "COUNTDOWN":  # the answer of COUNTDOWN is always 0
        assert evaluate(plans[0].root) != evaluate(plans[1].root)


def test_countdown_really_counts_down() -> None:
    few, many = (solve(plan_of(operation("COUNTDOWN", Leaf(n)))) for n in (3, 30))
    assert many.executed > few.executed


def test_several_operations_call_one_body_after_another() -> None:
    root = operation("SUB", operation("MUL", Leaf(78), Leaf(81)), Leaf(5))
    verified = solve(plan_of(root))
    assert verified.value == 6313
    assert "call multiply" in verified.text
    other = run(assemble(verified.text.replace("mov r0, 78", "mov r0, 2")))
    assert other.registers["r0"] == 2 * 81 - 5


def test_an_inner_quotient_of_another_kind_is_a_trap_not_a_wrong_number() -> None:
    root = operation("ADD", operation("DIV", Leaf(10), Leaf(5)), Leaf(1))
    verified = solve(plan_of(root))
    assert verified.value == 3
    outcome = run(assemble(verified.text.replace("mov r0, 10", "mov r0, 11")))
    assert outcome.trap is not None
    assert outcome.trap.number == 10


def test_a_real_among_integers_makes_a_real_computation() -> None:
    root = operation("MUL", operation("DIV", Leaf(7), Leaf(2)), Leaf(3))
    assert root.variant.manner is Manner.REALS
    assert solve(plan_of(root)).value == 10.5


@pytest.mark.parametrize(
    ("root", "words"),
    [
        (("DIV", (1, 0)), "division by zero"),
        (("FACTORIAL", (21,)), "outside the range"),
        (("FACTORIAL", (-1,)), "negative"),
        (("ADD", (2**63 - 1, 1)), "outside the range"),
        (("FMUL", (1e308, 10.0)), "outside the range"),
        (("CLAMP", (5, 10, 0)), "low"),
    ],
)
def test_a_plan_without_an_answer_is_an_error_in_words(
    root: tuple[str, tuple[object, ...]], words: str
) -> None:
    name, operands = root
    with pytest.raises(MeaningError, match=words):
        solve(plan_of(operation(name, *(Leaf(each) for each in operands))))  # type: ignore[arg-type]


def with_wrong_body(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """Replace the result of one body by r0 + 1."""
    spoiled = parse_body(wrong, f"; @name: {wrong}\n    addi r0, r0, 1\n    ret\n")

    def load(name: str) -> Unit:
        return spoiled if name == wrong else load_body(name)

    monkeypatch.setattr("neurlang.prompts.synthesis.linking.load_body", load)


def test_a_wrong_program_is_never_an_answer_the_next_candidate_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with_wrong_body(monkeypatch, "factorial")
    plan = plan_of(operation("FACTORIAL", Leaf(10)))
    verified = solve(plan, max_retries=1)
    assert (verified.value, verified.attempts) == (3628800, 2)
    with pytest.raises(VerificationError, match="gave 11, the exact meaning is 3628800"):
        solve(plan, max_retries=0)


def test_a_program_that_takes_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "FUEL", 50)
    with pytest.raises(VerificationError, match="takes more than 50 instructions"):
        solve(plan_of(operation("LOOP_COUNT", Leaf(1000))))
