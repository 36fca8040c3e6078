"""Programs with effects outside: verified by their exact meaning, or by a property of a result that cannot be known."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import aead
from hypothesis import given
from hypothesis import strategies as st

from neurlang.errors import MeaningError, VerificationError
from neurlang.programs import library
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Clock, Host, run
from neurlang.programs.testing import RunOptions, find_files, run_suite
from neurlang.prompts.reading import Leaf, Node, Operation, Plan, operation
from neurlang.prompts.reading.effects import LONGEST_LINE, LONGEST_SLEEP, UnpredictableError
from neurlang.prompts.synthesis import Verified, default_host, link, solve
from neurlang.prompts.training.rehearsal import LINE, START, rehearsal_host

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


def plan_of(name: str, *operands: object) -> Plan:
    root = operation(name, *(each if isinstance(each, Operation) else Leaf(each) for each in operands))  # type: ignore[arg-type]
    return Plan(root, root.intent, root.arguments)


def solved(name: str, *operands: object) -> Verified:
    return solve(plan_of(name, *operands), host=rehearsal_host(1))


@given(texts)
def test_a_digest_is_that_of_the_text(text: str) -> None:
    assert solved("SHA256", text).value == hashlib.sha256(text.encode()).digest()


@given(texts, texts)
def test_a_keyed_digest_is_that_of_key_and_text(key: str, text: str) -> None:
    assert solved("HMAC", key, text).value == hmac.digest(key.encode(), text.encode(), "sha256")


@given(texts, texts)
def test_a_sealed_text_opens_with_its_key(key: str, text: str) -> None:
    sealed = solved("AES_ENCRYPT", key, text).value
    assert isinstance(sealed, bytes)
    assert solved("AES_DECRYPT", key, sealed.hex()).value == text


def aes_256_gcm(content: bytes | str, key: str, *, nonce: bytes) -> bytes:
    data = content.encode() if isinstance(content, str) else content
    return nonce + aead.AESGCM(hashlib.sha256(key.encode()).digest()).encrypt(nonce, data, None)


def test_a_text_that_others_sealed_opens() -> None:
    assert solved("AES_DECRYPT", "k", aes_256_gcm("hé", "k", nonce=bytes(range(12))).hex()).value == "hé"


def test_sealed_bytes_that_are_not_text_are_not_an_answer() -> None:
    with pytest.raises(VerificationError, match="not a text in UTF-8"):
        solved("AES_DECRYPT", "k", aes_256_gcm(b"\xff\xfe", "k", nonce=bytes(12)).hex())


def test_another_key_opens_nothing() -> None:
    sealed = solved("AES_ENCRYPT", "secret", "hello").value
    assert isinstance(sealed, bytes)
    with pytest.raises(MeaningError, match="not sealed with this key"):
        solved("AES_DECRYPT", "other", sealed.hex())


@pytest.mark.parametrize("text", ["", "zz", "00ff0", "00 ff", "00ff"])
def test_bytes_that_are_not_a_sealed_message_are_an_error_in_words(text: str) -> None:
    with pytest.raises(MeaningError, match=r"hexadecimal|not sealed"):
        solved("AES_DECRYPT", "secret", text)


@given(texts)
def test_the_answer_of_printing_is_the_printed_text(text: str) -> None:
    assert solved("PRINT", text).value == text


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_number_is_printed_in_decimal_by_the_program(number: int) -> None:
    assert solved("PRINT", number).value == str(number)
    assert solved("PRINT", operation("SUB", Leaf(number), Leaf(0))).value == str(number)


def test_a_real_of_the_prompt_is_printed_as_it_was_written() -> None:
    assert solved("PRINT", 2.5).value == "2.5"


def test_a_real_that_is_computed_is_not_printed() -> None:
    with pytest.raises(MeaningError, match="whole numbers"):
        plan_of("PRINT", operation("DIV", Leaf(1), Leaf(3)))


def test_a_line_is_the_one_that_was_typed() -> None:
    assert solved("READ_LINE").value == LINE.decode()


@dataclass(slots=True)
class Screen:
    seen: bytes = b""

    def write(self, data: bytes) -> None:
        self.seen += data

    def read_line(self, size: int) -> bytes | None:
        return None


@dataclass(slots=True)
class NobodyTypes:
    def write(self, data: bytes) -> None:
        raise AssertionError(data)

    def read_line(self, size: int) -> bytes | None:
        return None


def test_the_end_of_the_input_is_an_error_in_words() -> None:
    with pytest.raises(MeaningError, match="no further line"):
        solve(plan_of("READ_LINE"), host=replace(default_host(), console=NobodyTypes()))


@dataclass(slots=True)
class Typed(NobodyTypes):
    line: bytes = b""

    def read_line(self, size: int) -> bytes | None:
        return self.line[:size]


def test_a_line_is_read_whole_or_not_at_all() -> None:
    longest = Typed(b"a" * LONGEST_LINE)
    answered = solve(plan_of("READ_LINE"), host=replace(default_host(), console=longest))
    assert answered.value == "a" * LONGEST_LINE
    longer = Typed(b"a" * (LONGEST_LINE + 1))
    with pytest.raises(MeaningError, match="at most 4,096 bytes"):
        solve(plan_of("READ_LINE"), host=replace(default_host(), console=longer))


def test_the_time_lies_between_two_readings_of_the_clock() -> None:
    assert solved("TIME_NOW").value == START


def host_with_clock(*readings: float) -> Host:
    moments = iter(readings)
    return replace(default_host(), clock=Clock(now=lambda: next(moments)))


def test_a_time_outside_is_not_an_answer() -> None:
    assert solve(plan_of("TIME_NOW"), host=host_with_clock(10.0, 10.5, 11.0)).value == 10
    with pytest.raises(VerificationError, match="does not lie between"):
        solve(plan_of("TIME_NOW"), host=host_with_clock(10.0, 99.0, 11.0))


def test_a_pause_takes_its_time() -> None:
    assert solved("SLEEP", 1500).value == 1500
    assert solved("SLEEP", 2.5).value == 2
    idle = replace(default_host(), clock=Clock(sleep=lambda _: None))
    with pytest.raises(VerificationError, match="passed for"):
        solve(plan_of("SLEEP", LONGEST_SLEEP), host=idle)


@pytest.mark.parametrize("milliseconds", [-1, LONGEST_SLEEP + 1])
def test_too_long_a_pause_is_an_error_in_words(milliseconds: int) -> None:
    with pytest.raises(MeaningError, match="sleeping takes"):
        solved("SLEEP", milliseconds)


def test_random_values_follow_the_seed() -> None:
    first, again, other = (solve(plan_of("RANDOM"), host=rehearsal_host(seed)).value for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("count", [0, 1, 16, 4096])
def test_as_many_random_bytes_as_asked_for(count: int) -> None:
    value = solved("SECURE_RANDOM", count).value
    assert isinstance(value, bytes)
    assert len(value) == count


@pytest.mark.parametrize("count", [-1, 4097])
def test_another_number_of_random_bytes_is_not_an_answer(count: int) -> None:
    with pytest.raises(MeaningError, match="random bytes can be made"):
        solved("SECURE_RANDOM", count)


@pytest.mark.parametrize("name", ["TIME_NOW", "RANDOM", "READ_LINE"])
def test_an_unpredictable_result_cannot_be_an_operand(name: str) -> None:
    node: Node = operation(name)
    with pytest.raises(UnpredictableError):
        operation("ADD", node, Leaf(1))


SEALED_X, SEALED_Y = (aes_256_gcm(text, "k", nonce=bytes(12)) for text in ("x", "y"))
# Operands, other operands, the answer for the latter.
OTHERS: dict[str, tuple[tuple[object, ...], tuple[object, ...], bytes]] = {
    "SHA256": (("hello",), ("world",), hashlib.sha256(b"world").digest()),
    "PRINT": (("hello",), ("world",), b"world"),
    "HMAC": (("key", "hello"), ("lock", "world"), hmac.digest(b"lock", b"world", "sha256")),
    "AES_DECRYPT": (("k", SEALED_X.hex()), ("k", SEALED_Y.hex()), b"y"),
}
OTHER_NUMBERS: dict[str, tuple[int, int, str]] = {"SLEEP": (12, 7, "r0"), "SECURE_RANDOM": (12, 7, "r1")}


@pytest.mark.parametrize("name", OTHERS)
def test_other_operands_in_the_data_lead_to_the_other_answer(name: str) -> None:
    """The program computes the answer: with other texts in its data, it returns theirs."""
    first, second, seen = OTHERS[name]
    text = link(plan_of(name, *first)).text
    for one, other in zip(first, second, strict=True):
        text = text.replace(f'.asciz "{one}"', f'.asciz "{other}"', 1)
    console = Screen()
    outcome = run(assemble(text), host=replace(rehearsal_host(1), console=console))
    start, length = outcome.registers["r0"], outcome.registers["r1"]
    assert seen == (console.seen if name == "PRINT" else bytes(outcome.memory[start : start + length]))


@pytest.mark.parametrize("name", OTHER_NUMBERS)
def test_another_number_in_its_register_leads_to_the_other_answer(name: str) -> None:
    first, second, register = OTHER_NUMBERS[name]
    text = link(plan_of(name, first)).text
    outcome = run(assemble(text.replace(f"mov r0, {first}", f"mov r0, {second}")), host=rehearsal_host(1))
    assert outcome.registers[register] == second


def test_a_number_that_is_printed_is_the_one_in_the_register() -> None:
    text, console = link(plan_of("PRINT", 12)).text, Screen()
    run(assemble(text.replace("mov r0, 12", "mov r0, -345")), host=replace(default_host(), console=console))
    assert console.seen == b"-345"


def test_the_annotations_of_all_bodies_hold() -> None:
    files = find_files(Path(str(resources.files(library) / "bodies")))
    reports = list(run_suite(files, RunOptions(), processes=1))
    assert [report.path for report in reports if report.failed] == []
    assert len(reports) == len(files) > 70
