"""Cases of data files: the schemas of `nl datagen`, how rows say what is right, and malformed lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.benchmarks import Case, Ending, Said, cases_of, read_rows
from neurlang.errors import DataError
from neurlang.pipeline import quiet_host

if TYPE_CHECKING:
    from pathlib import Path

FIVE = "    mov r0, 2\n    mov r1, 3\n    add r0, r0, r1\n    ret\n"
HELLO = '    mov r0, word\n    mov r1, 5\n    ret\n.section data\nword: .ascii "hello"\n'
LIST = "    mov r0, list\n    mov r1, 2\n    ret\n.section data\nlist: .dword 7, 9\n"
DIVISION = "    mov r0, 1\n    mov r1, 0\n    muldiv.div r0, r0, r1\n    ret\n"
GOOD = {"text": "add 5 and 3", "intent": 0, "operand_count": 2, "operands": [5, 3, 0, 0], "program": FIVE}


def file_of(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def case_of(folder: Path, **fields: Any) -> Case:
    (case,) = cases_of(read_rows(file_of(folder, {"text": "a prompt", **fields})), quiet_host)
    return case


def accepts(case: Case, value: float | None = None, output: str | None = None) -> bool:
    return any(each.accepts(Said(Ending.ANSWERED, value, output)) for each in case.accepted)


def test_the_answer_is_the_result_of_the_rows_program(tmp_path: Path) -> None:
    case = case_of(tmp_path, **GOOD | {"level": 1})
    assert (case.level, case.operation, case.wants_refusal) == (1, "ADD", False)
    assert accepts(case, 5)
    assert accepts(case, 5.0)
    assert not accepts(case, 8)
    assert not accepts(case, output="5 apples")


def test_a_program_may_leave_a_text_a_list_or_nothing(tmp_path: Path) -> None:
    text = case_of(tmp_path, intent=None, program=HELLO)
    assert text.operation == "several"
    assert accepts(text, output="hello")
    assert accepts(text, output="68656c6c6f")
    assert not accepts(text, output="hell")
    numbers = case_of(tmp_path, intent=None, program=LIST)
    assert accepts(numbers, output="[7, 9]")
    assert not accepts(numbers, output="[9, 7]")
    nothing = case_of(tmp_path, intent=3, program=DIVISION)
    assert nothing.accepted[0].accepts(Said(Ending.NO_ANSWER))
    assert not accepts(nothing, 0)


def test_a_row_without_intent_and_program_asks_for_a_refusal(tmp_path: Path) -> None:
    case = case_of(tmp_path, intent=None, program=None)
    assert case.wants_refusal
    assert case.operation == "-"
    assert case_of(tmp_path, intent=None, program=None, assembly="", test_cases=[]).wants_refusal


def test_without_a_program_the_meaning_of_the_intent_counts(tmp_path: Path) -> None:
    assert accepts(case_of(tmp_path, intent=0, operand_count=2, operands=[5, 3, 0, 0]), 8)
    assert accepts(case_of(tmp_path, intent=33, operands=[[1, 2, 3]], operand_count=1), 6)
    assert accepts(case_of(tmp_path, intent=34, operands=["hello"], operand_count=1), 5)
    division = case_of(tmp_path, intent=3, operand_count=2, operands=[1, 0])
    assert division.accepted[0].accepts(Said(Ending.NO_ANSWER))


def test_the_librarys_schema_has_tests_instead_of_a_program(tmp_path: Path) -> None:
    factorial = {
        "prompt": "compute factorial of 5",
        "context": "factorial",
        "assembly": "mov r1, 1",
        "test_cases": [{"inputs": {"r0": 5}, "outputs": {"r0": 120}}],
        "source": "lib/math/factorial.nl",
    }
    in_memory = factorial | {
        "test_cases": [{"inputs": {}, "outputs": {"[0x1000]": [1, 2], "[0x2000]": "ab"}}]
    }
    real = factorial | {"test_cases": [{"inputs": {}, "outputs": {"r0": 0.5}}]}
    trapped = factorial | {"test_cases": [{"inputs": {}, "outputs": {"trap": 5}}]}
    unpredictable = factorial | {"test_cases": []}
    rows = read_rows(file_of(tmp_path, factorial, in_memory, real, trapped, unpredictable))
    number, memory, half, trap = cases_of(rows, quiet_host)
    assert [row.is_comparable for row in rows] == [True, True, True, True, False]
    assert number.operation == "factorial"
    assert accepts(number, 120)
    assert not accepts(number, 5)
    assert accepts(memory, output="[1, 2]")
    assert accepts(memory, output="ab")
    assert accepts(half, 0.5)
    assert trap.accepted[0].accepts(Said(Ending.NO_ANSWER))


def test_bytes_that_no_run_repeats_are_compared_by_their_length(tmp_path: Path) -> None:
    program = (
        "    mov r0, room\n    mov r1, 4\n    ext.call r0, secure_random, r0, r1\n"
        "    mov r0, room\n    mov r1, 4\n    ret\n.section data\nroom: .space 4\n"
    )
    case = case_of(tmp_path, intent=47, program=program)
    assert accepts(case, output="00112233")
    assert not accepts(case, output="001122")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "add', "not JSON: Unterminated string starting at at column 10; the line is cut off"),
        ("[]\n", "expected an object, found list"),
        ("{}\n", r"field 'text' \(or 'prompt'\) is missing"),
        ('{"text": 5}\n', "the prompt is not a text"),
        ('{"text": "a"}\n', "no field 'program', 'test_cases' or 'intent'"),
        ('{"text": "a", "program": 5}\n', "field 'program' is a int, expected a text or null"),
        ('{"text": "a", "intent": "ADD"}\n', "field 'intent' is 'ADD', expected a number or null"),
        ('{"text": "a", "intent": null, "level": 9}\n', "field 'level' is 9, expected 0 to 5"),
        ('{"text": "a", "intent": 0, "operands": 5}\n', "field 'operands' is a int, expected a list"),
        (
            '{"text": "a", "intent": 0, "operands": [{}]}\n',
            "an operand is a number, a text or a list of numbers",
        ),
        ('{"text": "a", "intent": 0, "operands": [], "operand_count": 9}\n', "field 'operand_count' is 9"),
        ('{"text": "a", "test_cases": 5}\n', "field 'test_cases' is a int, expected a list"),
        ('{"text": "a", "test_cases": [5]}\n', "the first of 'test_cases' has no object 'outputs'"),
        ("\xff\n", "not UTF-8 text: byte 0 is 0xff"),
        ("[" * 100_000 + "\n", "not JSON: nested too deeply"),
    ],
)
def test_a_malformed_line_is_named_with_the_good_lines_before_it(
    tmp_path: Path, line: str, message: str
) -> None:
    path = file_of(tmp_path, GOOD, GOOD)
    path.write_bytes(path.read_bytes() + line.encode("latin-1"))
    with pytest.raises(DataError, match=rf"data\.jsonl:3: {message}.*\(good lines before it: 2\)$"):
        read_rows(path)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"program": "addd r0"}, "its program cannot be assembled: "),
        ({"program": "again: jmp again"}, "its program stopped: FUEL: "),
        ({"intent": 999}, r"there is no intent 999 \(0 to 53\), and no program"),
        ({"intent": 0, "operands": [1], "operand_count": 1}, "ADD needs two or more numbers"),
        ({"intent": 42}, "the result of RANDOM cannot be predicted, and there is no program"),
        ({"test_cases": [{"outputs": {"r0": "five"}}]}, "the output 'r0' is 'five', expected a number"),
    ],
)
def test_a_row_that_says_something_impossible_is_named(
    tmp_path: Path, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(DataError, match=rf"data\.jsonl:1: {message}"):
        case_of(tmp_path, **fields)


def test_a_missing_and_an_empty_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Data file not found"):
        read_rows(tmp_path / "none.jsonl")
    with pytest.raises(DataError, match="is empty"):
        read_rows(file_of(tmp_path))
