"""`nl prompt` as a person uses it: with the real model, and in fresh processes if the test depends on that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from neurlang.prompts.reading import SHIPPED_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended

    Command = Callable[..., Ended]


def fresh(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a separate process."""
    return subprocess.run(
        [sys.executable, "-m", "neurlang.cli", *arguments], input=stdin, capture_output=True
    )


def test_factorial_of_ten() -> None:
    done = fresh("prompt", "factorial of 10")
    assert (done.returncode, done.stdout) == (0, b"3628800\n")
    assert b"verified: FACTORIAL(10)" in done.stderr


def test_generate_is_the_same_command(nl: Command) -> None:
    assert nl("generate", "what is 4 + 4").out == "8\n"


@pytest.mark.slow
def test_a_prompt_from_standard_input() -> None:
    assert fresh("prompt", "-", stdin=b"gcd of 48 and 18\n").stdout == b"6\n"


@pytest.mark.slow
def test_a_refusal_has_exit_code_3_and_names_the_nearest() -> None:
    done = fresh("prompt", "book a table for 4 at 7")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"I can't turn that into a program" in done.stderr
    assert b"The nearest thing I can do is" in done.stderr


def test_a_question_without_an_answer_is_an_error_in_words(nl: Command) -> None:
    done = nl("prompt", "divide 7 by 0")
    assert done.code == 1
    assert done.err == "Error: Division by zero has no answer\n"


def test_the_program_can_be_printed_saved_and_run_again(nl: Command, tmp_path: Path) -> None:
    kept = tmp_path / "gcd.nl"
    done = nl("prompt", "--show-asm", "-o", str(kept), "gcd of 48 and 18")
    assert done.code == 0
    assert kept.read_text() in done.out
    kept.write_text(kept.read_text().replace("mov r0, 48", "mov r0, 27"))
    assert nl("run", str(kept)).out.strip() == "9"


def test_a_binary_program_runs_too(nl: Command, tmp_path: Path) -> None:
    kept = tmp_path / "sum.nlb"
    assert nl("prompt", "sum of [3, 5, 7]", "-o", str(kept)).code == 0
    assert nl("run", str(kept)).out.strip() == "15"


def test_json_has_a_versioned_schema(nl: Command) -> None:
    fields = nl("prompt", "--json", "what is 30% off 279").json
    assert fields["schema"] == "neurlang.prompt/1"
    assert fields["value"] == pytest.approx(195.3)
    assert (fields["verified"], fields["refused"], fields["error"]) == (True, False, None)
    assert fields["intent"] == "MUL"
    assert "call" in fields["program"]


def test_json_of_a_refusal(nl: Command) -> None:
    done = nl("prompt", "--json", "who won the match in 1998")
    fields = done.json
    assert done.code == 3
    assert (fields["refused"], fields["value"], fields["kind"]) == (True, None, "refused")


def test_a_batch_prints_one_line_per_prompt(nl: Command, tmp_path: Path) -> None:
    batch = tmp_path / "prompts.txt"
    batch.write_text('4 + 4\nset an alarm for 7\n\n1 / 0\nhash the string "hello"\n')
    done = nl("prompt", "--batch", str(batch), "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [row["value"] for row in rows] == [8, None, None, None, 11831194018420276491]
    assert [row["refused"] for row in rows] == [False, True, False, False, False]
    assert [row["error"] is None for row in rows] == [True, False, False, False, True]
    wanted = {"text", "value", "output", "refused", "verified", "intent", "operands", "program", "error"}
    assert all(wanted <= set(row) for row in rows)


def test_a_batch_splits_only_at_line_feeds_and_prints_its_counts(nl: Command, tmp_path: Path) -> None:
    batch = tmp_path / "prompts.txt"
    batch.write_text(
        "2 + 2\r\n1 +\n2 + \u2028 3\n|3 - 9| + \x0b1\nabsolute value of 17 minus 29\n", newline=""
    )
    done = nl("prompt", "--batch", str(batch))
    answers = [line.partition("\t")[2] for line in done.out.split("\n")[:-1]]
    assert done.code == 0
    assert [answers[0], answers[2], answers[3]] == ["4", "5", "7"]
    assert answers[1].startswith("refused: I can't turn that into a program: a number is missing after +")
    assert answers[4] == "refused: This can be read in two ways: |17| − 29 = −12; |17 − 29| = 12"
    assert done.err == "3 of 5 answered, 2 refused, 0 with an error\n"


def test_standard_input_has_one_prompt_per_line(nl: Command) -> None:
    done = nl("prompt", "-", stdin=b"2 + 2\nthe product of 2, 3 and 4\n")
    assert done.out == "2 + 2\t4\nthe product of 2, 3 and 4\t24\n"


@pytest.mark.parametrize(
    "arguments", [("-5 + 3",), ("-5 + 3", "--json"), ("--json", "--seed", "-3", "-5 + 3")]
)
def test_a_leading_minus_is_a_prompt(nl: Command, arguments: tuple[str, ...]) -> None:
    done = nl("prompt", *arguments)
    assert done.code == 0
    assert (done.json["value"] if "--json" in arguments else int(done.out)) == -2


@pytest.mark.parametrize("option", ["--timeout", "--min-confidence", "--max-retries"])
def test_a_negative_value_of_an_option_is_no_prompt(nl: Command, option: str) -> None:
    done = nl("prompt", option, "-1", "-5 + 3")
    assert done.code != 0
    assert option.rpartition("-")[2] in done.err


def test_two_readings_are_shown_and_the_first_may_be_chosen(nl: Command) -> None:
    text = "absolute value of 17 minus 29"
    done = nl("prompt", "--json", text)
    fields = done.json
    assert (done.code, fields["value"]) == (3, None)
    assert fields["readings"] == [
        {"notation": "|17| − 29", "value": -12},
        {"notation": "|17 − 29|", "value": 12},
    ]
    assert "  |17 − 29| = 12\n" in nl("prompt", text).err
    assert nl("prompt", "--first", text).out == "-12\n"


def test_the_understanding_of_a_prompt_is_shown(nl: Command) -> None:
    assert "understood: 279 × (1 − 30 %) = 195.3" in nl("prompt", "what is 30% off 279").err
    assert 'read "squre" as "square"' in nl("prompt", "squre root of 144").err


def test_a_refusal_shows_the_place(nl: Command) -> None:
    assert nl("prompt", "5 * (3 + 2").err.splitlines()[1:3] == ["    5 * (3 + 2", "        ^"]


def test_a_locale_decides_what_a_comma_means(nl: Command) -> None:
    assert nl("prompt", "--locale", "de_DE", "1.234 + 1,5").out == "1235.5\n"
    assert nl("prompt", "--locale", "x!", "1 + 1").code == 2


def test_results_in_another_notation(nl: Command) -> None:
    fields = nl("prompt", "--json", "250 + 5 in hex").json
    assert (fields["value"], fields["output"]) == (255, "0xff")


@pytest.mark.slow
def test_an_encoding_without_the_characters_is_not_an_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "neurlang.cli", "prompt", 'copy the string "héllo"'],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b"h\\xe9llo\n")


@pytest.mark.slow
def test_a_closed_output_is_one_clear_line() -> None:
    command = f'"{sys.executable}" -m neurlang.cli prompt "2 + 2" >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"Error: Not writable: standard output")


def test_a_programs_output_is_printed_once(nl: Command) -> None:
    done = nl("prompt", 'print "hello there"')
    assert (done.code, done.out) == (0, "hello there\n")


@pytest.mark.slow
def test_a_line_is_read_from_standard_input() -> None:
    done = fresh("prompt", "--json", "read a line of input", stdin=b"first\nsecond\n")
    fields = json.loads(done.stdout)
    assert (fields["output"], fields["intent"], fields["verified"]) == ("first", "READ_LINE", True)


@pytest.mark.parametrize("arguments", [("prompt", "-"), ("prompt", "--batch", "-")])
def test_no_line_is_left_if_the_prompt_came_by_standard_input(
    nl: Command, arguments: tuple[str, ...]
) -> None:
    done = nl(*arguments, stdin=b"read a line of input")
    assert "the prompt itself was read from it" in done.out + done.err


@pytest.mark.slow
def test_random_values_follow_the_seed(nl: Command) -> None:
    first, other = (nl("prompt", "give me a random number", "--seed", seed) for seed in "12")
    assert first.code == 0
    again = fresh("prompt", "give me a random number", "--seed", "1")
    assert first.out == again.stdout.decode() != other.out


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        (("prompt", ""), b"", 2, "The prompt is empty"),
        (("prompt",), b"", 2, "Give one prompt"),
        (("prompt", "-"), b"a" * 1_000_000, 2, "at most 4,096 are read"),
        (("prompt", "-"), b"2 + 2\0", 2, "NUL character at position 6"),
        (("prompt", "-"), b"\xff\xfe\x00\x80", 2, ""),
        (("prompt", "x", "--model", "model.onnx"), b"", 1, "Model file not found: model.onnx"),
        (("prompt", "x", "--engine", "burn"), b"", 2, "choose from auto, native, ort"),
        (("prompt", "--batch", "nowhere.txt"), b"", 2, "File not found: nowhere.txt"),
        (("prompt", "2 + 2", "-o", "nowhere/at/all.nl"), b"", 2, "File not writable"),
    ],
)
def test_bad_input_is_one_clear_line(
    nl: Command, arguments: tuple[str, ...], stdin: bytes, code: int, words: str
) -> None:
    done = nl(*arguments, stdin=stdin)
    assert done.code == code
    assert words in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_damaged_model_is_one_clear_line(nl: Command, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"\xff" * 1000)
    done = nl("prompt", "2 + 2", "--model", str(damaged))
    assert done.code == 1
    assert "Error: Model file damaged" in done.err
    assert "Traceback" not in done.err


def test_a_flipped_bit_in_the_weights_is_found(nl: Command, tmp_path: Path) -> None:
    data = bytearray(SHIPPED_MODEL.read_bytes())
    data[-1000] ^= 1
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(data)
    done = nl("prompt", "2 + 2", "--model", str(damaged))
    assert done.code == 1
    assert "does not match the checksum" in done.err


@pytest.mark.parametrize(
    ("engine", "package"),
    [("native", "numpy"), ("ort", "onnxruntime"), ("tract", "tract"), ("torch", "torch")],
)
def test_each_engine_returns_the_same_answers(nl: Command, engine: str, package: str) -> None:
    pytest.importorskip(package)
    done = nl("prompt", "factorial of 10", "--engine", engine)
    assert (done.code, done.out) == (0, "3628800\n")


def test_intents_lists_all_54_and_the_library(nl: Command) -> None:
    rows = nl("intents", "--json").json["intents"]
    library = [row for row in rows if row["function"]]
    assert [row["number"] for row in rows if not row["function"]] == list(range(54))
    assert [row["number"] for row in library] == list(range(64, 64 + len(library)))
    assert library[0]["name"] == "ABSOLUTE"
    assert library[0]["function"] == "math.absolute"
    assert all(row["example"] for row in rows)
    assert rows[0]["signs"][0] == "+"
    assert rows[17]["signs"] == ["|a|", "abs()"]


@pytest.mark.parametrize(
    "command",
    ["prompt", "call", "intents", "datagen", "train", "export-onnx", "asm", "disasm", "run", "spec"],
)
def test_every_command_has_help_with_an_example(nl: Command, command: str) -> None:
    done = nl(command, "--help")
    assert done.code == 0
    assert f"Example: nl {command}" in done.out
    assert "--json" in done.out


def test_a_confidence_can_be_required(nl: Command) -> None:
    done = nl("prompt", "--min-confidence", "0.9999", "add 5 and 3")
    assert done.code == 3
    assert "an answer needs 0.9999" in done.err
    assert nl("prompt", "--min-confidence", "0.9", "add 5 and 3").out == "8\n"
    unsure = nl("prompt", "apply the AND mask 0xffff to 0xdeadbeef")
    assert unsure.code == 3
    assert "an answer needs 0.9" in unsure.err
    assert nl("prompt", "flip the sign of 8").out == "-8\n"
    assert nl("prompt", "--min-confidence", "1", "5 + 3").out == "8\n"  # notation needs no network


@pytest.mark.parametrize("confidence", ["-0.1", "1.1", "much", "nan"])
def test_a_confidence_that_is_not_one_is_refused(nl: Command, confidence: str) -> None:
    assert nl("prompt", "--min-confidence", confidence, "add 5 and 3").code == 2


def test_a_batch_has_its_confidence_too(nl: Command, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("add 5 and 3\n5 + 3\n")
    done = nl("prompt", "--min-confidence", "0.9999", "--batch", str(prompts), "--json")
    assert [json.loads(line)["refused"] for line in done.out.splitlines()] == [True, False]


def test_a_program_that_waits_ends_at_the_time_limit(nl: Command) -> None:
    done = nl("prompt", "--timeout", "0.05", "sleep for 100 seconds")
    assert (done.code, "--timeout" in done.err) == (1, True)
    assert nl("prompt", "--timeout", "60", "sleep for 1 millisecond").code == 0
    assert nl("prompt", "--timeout", "0", "2 + 2").code == 2
