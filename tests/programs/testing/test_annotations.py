"""The annotations of `.nl` files: what is read, what is left alone, what is refused and how."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.errors import AssemblyError
from neurlang.programs.ir import REGISTERS
from neurlang.programs.machine import to_bits
from neurlang.programs.testing import (
    Annotations,
    Answer,
    Case,
    MemoryValue,
    Mock,
    NetMock,
    Parameter,
    RegisterValue,
    parse_annotations,
)

MASK = (1 << 64) - 1


def only_case(test: str) -> Case:
    (case,) = parse_annotations(f"; @test: {test}\n").cases
    return case


def equal(register: str, bits: int) -> RegisterValue:
    return RegisterValue(register, "=", bits & MASK, is_real=False)


HEAD = """\
; @name: gcd
; @description: The greatest common divisor  ; by Euclid
; @category: algorithm/math
; @difficulty: beginner
; @note: one line
; @note: and another
; @export: gcd
; @prompt: gcd of {a} and {b}
; @prompt: what divides {a} and {b}
; @param: a=r0 "an integer; or two"
; @param: none
; @param: size "has no register"
; @author: is not known here

; @server: true
    halt
; @name: too late
"""


def test_every_annotation_of_the_head_is_read() -> None:
    assert parse_annotations(HEAD) == Annotations(
        name="gcd",
        description="The greatest common divisor",
        category="algorithm/math",
        difficulty="beginner",
        note="one line\nand another",
        export="gcd",
        prompts=("gcd of {a} and {b}", "what divides {a} and {b}"),
        parameters=(Parameter("a", "r0", "an integer; or two"),),
        is_server=True,
    )


@pytest.mark.parametrize(
    "head", ["; @name: x", ";@name:x", "# @name: x", ";; @NAME:  x  ; y", "\ufeff; @name: x\r"]
)
def test_the_ways_to_write_an_annotation(head: str) -> None:
    assert parse_annotations(head).name == "x"


@pytest.mark.parametrize(
    "text", ["", "; plain", "; @ name: x", "; mail a@name: x", "halt\n; @name: x", "; @names: x"]
)
def test_what_is_no_annotation(text: str) -> None:
    assert parse_annotations(text) == Annotations()


@pytest.mark.parametrize(
    ("flags", "asking"),
    [("", False), ("; @server: false", False), ("; @nondeterministic: true", True), ("; @server", True)],
)
def test_servers_and_what_is_not_deterministic_need_asking(flags: str, asking: bool) -> None:
    assert parse_annotations(flags).needs_asking is asking


@pytest.mark.parametrize(
    ("test", "registers"),
    [
        ("r0=48, r1=18 -> r0=6", [("r0", 48), ("r1", 18)]),
        ("r0=48 r1=-1 -> r0=6", [("r0", 48), ("r1", -1)]),
        ("R0 = 0xFF,a1=1_000 -> ret=6", [("r0", 255), ("r1", 1000)]),
        ("r0=2.5 -> r0=6", [("r0", to_bits(2.5))]),
        ("-> r0=6", []),
        ("r0=1->r0=6 ; a comment", [("r0", 1)]),
    ],
)
def test_inputs_of_a_test(test: str, registers: list[tuple[str, int]]) -> None:
    case = only_case(test)
    assert [(value.register, value.bits) for value in case.registers] == [(n, v & MASK) for n, v in registers]
    assert case.outputs == (equal("r0", 6),)


def test_memory_of_a_test() -> None:
    case = only_case(r'[0x1000]="a;b\n" r0=1, [8]=1,-1, 2.5, r1=2 -> [0x1000]="x", 7, r2!=3')
    words = b"".join(value.to_bytes(8, "little") for value in (1, MASK, to_bits(2.5)))
    assert case.memory == (MemoryValue(0x1000, "=", b"a;b\n"), MemoryValue(8, "=", words))
    assert case.registers == (equal("r0", 1), equal("r1", 2))
    assert case.outputs == (
        MemoryValue(0x1000, "=", b"x" + (7).to_bytes(8, "little")),
        RegisterValue("r2", "!=", 3, is_real=False),
    )


@pytest.mark.parametrize("sign", ["!=", "<", "<=", ">", ">=", "="])
def test_outputs_may_compare(sign: str) -> None:
    assert only_case(f"-> r0 {sign} 5").outputs == (RegisterValue("r0", sign, 5, is_real=False),)


def test_a_test_may_want_nothing_but_an_end() -> None:
    assert only_case("r0=1 ->").outputs == ()


@given(
    st.lists(st.tuples(st.sampled_from(REGISTERS[:16]), st.integers(-(1 << 63), MASK)), max_size=4),
    st.booleans(),
)
@settings(max_examples=examples(50))
def test_numbers_written_are_numbers_read(inputs: list[tuple[object, int]], hexadecimal: bool) -> None:
    written = [f"{register.name}={value:{'#x' if hexadecimal else 'd'}}" for register, value in inputs]  # type: ignore[attr-defined]
    case = only_case(f"{', '.join(written)} -> {' '.join(written)}")
    assert list(case.registers) == [equal(register.name, value) for register, value in inputs]  # type: ignore[attr-defined]
    assert case.outputs == case.registers


@pytest.mark.parametrize(
    ("annotation", "mock"),
    [
        ("json_parse=1", Mock("json_parse", (Answer(1),))),
        ("tcp_accept=5;0", Mock("tcp_accept", (Answer(5), Answer(0)))),
        ("JSON_Parse = -1 ; 2 ; a comment", Mock("json_parse", (Answer(MASK), Answer(2)))),
        ("170=0,7,8;1,9 ; a comment", Mock(170, (Answer(0, (7, 8)), Answer(1, (9,))))),
        ("sha256=0x20 ; 3 times", Mock("sha256", (Answer(32),))),
    ],
)
def test_mocks(annotation: str, mock: Mock) -> None:
    assert parse_annotations(f"; @mock: {annotation}").mocks == (mock,)


@pytest.mark.parametrize(
    ("annotation", "mock"),
    [
        ("accept=5,-1", NetMock("accept", (5, MASK))),
        ('recv="hello",0', NetMock("recv", (b"hello", 0))),
        ('net.recv = "a;b" ; a comment', NetMock("recv", (b"a;b",))),
        ("setopt=0", NetMock("setopt", (0,))),
    ],
)
def test_net_mocks(annotation: str, mock: NetMock) -> None:
    assert parse_annotations(f"; @net_mock: {annotation}").net_mocks == (mock,)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("; @test: r0=5 r0=120", 21, "a test without '->'"),
        ("; @test: r77=5 -> r0=1", 10, "unknown register 'r77'"),
        ("; @test: r0=five -> r0=1", 13, "unexpected 'five -> r0=1'"),
        ("; @test: r0 -> r0=1", 10, "'r0' without '=' and a value"),
        ("; @test: r0=99999999999999999999 -> r0=1", 13, "does not fit in 64 bits"),
        ("; @test: -> r0=1 -> r1=2", 18, "unexpected '-> r1=2'"),
        ("; @test: r0<5 -> r0=1", 15, "an input with '<'"),
        ('; @test: r0="text" -> r0=1', 13, "a text in a register"),
        ("; @test: -> [x]=1", 14, "'x' is not a number"),
        ('; @test: -> [0]<"a"', 16, "memory is compared with = and != alone"),
        (r'; @test: [0]="\q" ->', 14, r"unknown escape '\q'"),
        ("; @mock: json_parse", 10, "an extension's name or number and '=' are wanted"),
        ('; @mock: json_parse="x"', 21, "a text"),
        ("; @mock: json_parse=1, x", 24, "unexpected 'x'"),
        ("; @mock: json_parse=1 2", 22, "unexpected '2'"),
        ("; @net_mock: acept=1", 14, "unknown network op 'acept'"),
        ("; @net_mock: accept=", 21, "a value is missing"),
        ("; @server: perhaps", 12, "unexpected 'perhaps'"),
    ],
)
def test_an_error_names_line_column_and_what_was_found(line: str, column: int, message: str) -> None:
    with pytest.raises(AssemblyError) as raised:
        parse_annotations(f"; first\n{line}\n", "x.nl")
    assert str(raised.value).startswith(f"x.nl:2:{column}: ")
    assert message in str(raised.value)


@given(st.text(alphabet=' ;@,="[]->r0127.xX-\\a', max_size=40))
@settings(max_examples=examples(200))
def test_no_text_makes_more_than_an_error(text: str) -> None:
    for name in ("test", "mock", "net_mock", "param", "server"):
        try:
            assert isinstance(parse_annotations(f"; @{name}: {text}"), Annotations)
        except AssemblyError as error:
            assert str(error).startswith("<text>:1:")


@pytest.mark.parametrize(
    ("line", "description"),
    [
        ('say "a; b" ; a comment', 'say "a; b"'),
        ('five inches are 5" ; a comment', 'five inches are 5"'),
        ('an open " quote', 'an open " quote'),
        (r'an escaped "\"; x" ; y', r'an escaped "\"; x"'),
    ],
)
def test_quotes_keep_semicolons_where_they_close(line: str, description: str) -> None:
    assert parse_annotations(f"; @description: {line}").description == description


@pytest.mark.parametrize("piece", ["1;", '"', '\\"', ";", "1 ", "-> ", "[0]=1,", "r0=1 "])
def test_long_lines_are_read_or_refused_in_short(piece: str) -> None:
    for name in ("mock", "test", "description", "net_mock"):
        try:
            parse_annotations(f"; @{name}: r1=1{piece * 4_000}")
        except AssemblyError as error:
            assert len(str(error)) < 1000


@pytest.mark.parametrize("text", ["proved", "proved to 64 iterations", "tested 1000"])
def test_a_verdict_is_read(text: str) -> None:
    assert parse_annotations(f"; @verified: {text}\n").verified == text


@pytest.mark.parametrize(
    "text", ["", "yes", "proved to iterations", "tested 0", "tested", "proved to 1e9 iterations"]
)
def test_a_malformed_verdict_is_refused(text: str) -> None:
    with pytest.raises(AssemblyError, match="tested 1000 is wanted"):
        parse_annotations(f"; @verified: {text}\n")
