"""Tests of programs as they run: what passes, what fails and how it is told, and what a program meets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from neurlang.programs.machine import to_bits
from neurlang.programs.testing import Coverage, Difference, FileReport, RunOptions, run_tests

SERVERS = RunOptions(include_servers=True)


def report_of(text: str, options: RunOptions = SERVERS) -> FileReport:
    return run_tests(text, "x.nl", options)


def differences_of(text: str) -> list[Difference]:
    report = report_of(text)
    assert report.error is None, report.error
    assert report.results, "nothing was tested"
    return [difference for result in report.results for difference in result.differences]


def passes(text: str) -> bool:
    return differences_of(text) == []


# What is compared


@pytest.mark.parametrize(
    ("test", "differences"),
    [
        ("r0=2, r1=3 -> r0=5", []),
        ("r0=2, r1=3 -> r0=6", [Difference("r0", 5, 6)]),
        ("r0=2, r1=3 -> r0=0x5, r1=4, r1=3", [Difference("r1", 3, 4)]),
        ("r0=-1 -> r0=-1", []),
        ("r0=-1 -> r0=0xffffffffffffffff", []),
        ("r0=-1 -> r0=1", [Difference("r0", -1, 1)]),
        ("r0=2.5 -> r0=2.5", []),
        ("r0=2.5 -> r0=3.5", [Difference("r0", 2.5, 3.5)]),
        ("-> r0!=0", [Difference("r0", 0, "!= 0")]),
        ("-> r0<1, r0<=0, r0>=0", []),
        ("r0=-1 -> r0<5, r0 u>5", []),
        ("r0=-1 -> r0>5", [Difference("r0", -1, "> 5")]),
        ("r0=-1 -> r0 u<5", [Difference("r0", (1 << 64) - 1, "u< 5")]),
        ("r0=1.5 -> r0~=1.5000000001, r0<1.6, r0>-2.0, r0 ~= 1.5", []),
        ("r0=-1.5 -> r0<-1.4", []),  # the bits of these two are ordered the other way
        ("r0=1.5 -> r0~=1.6", [Difference("r0", 1.5, "~= 1.6")]),
        ("r0=2.0 -> r0~=2", []),
        ("-> sp=0x100000", []),
        ("->", []),
    ],
)
def test_registers_are_compared(test: str, differences: list[Difference]) -> None:
    assert differences_of(f"; @test: {test}\n add r0, r0, r1\n") == differences


@given(st.integers(-(1 << 63), (1 << 64) - 1), st.integers(-(1 << 63), (1 << 64) - 1))
@settings(max_examples=examples(30))
def test_equality_is_on_64_bits(put: int, wanted: int) -> None:
    same = (put - wanted) % (1 << 64) == 0
    assert passes(f"; @test: r0={put} -> r0={wanted}\nnop\n") is same


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=examples(30))
def test_doubles_are_their_bits(value: float) -> None:
    assert passes(f"; @test: r0={value:.17e} -> r0={to_bits(value):#x}\nnop\n")


MEMORY = "\nload.d r1, [0x1000]\nstore.d r1, [0x2000]\n"


@pytest.mark.parametrize(
    ("test", "differences"),
    [
        ('[0x1000]="text" -> [0x2000]="text"', []),
        ('[0x1000]="text" -> [0x2000]="test"', [Difference("[0x2000]", '"text"', '"test"')]),
        ('[0x1000]="text" -> [0x2000]!="text"', [Difference("[0x2000]", '"text"', '!= "text"')]),
        (r'[0x1000]="a\xff" -> [0x2000]="ab"', [Difference("[0x2000]", "0x61 ff", '"ab"')]),
        ("[0x1000]=-1,7 -> [0x2000]=-1, [0x1008]=7, r1=-1", []),
        (
            "[0x1000]=1 -> [0x0FFFFFFFFFFF]=1",
            [Difference("[0xfffffffffff]", '""', "0x01 00 00 00 00 00 00 00")],
        ),
    ],
)
def test_memory_is_compared(test: str, differences: list[Difference]) -> None:
    assert differences_of(f"; @test: {test}{MEMORY}") == differences


def test_memory_is_laid_over_the_data_section() -> None:
    data = '\nload.b r0, [text]\n.data\ntext: .ascii "abc"\n'
    assert passes(f'; @test: -> r0=97\n; @test: [0x10000]="x" -> r0=120{data}')


# How a run fails


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("div r0, r0, r1", "trap DIVZERO in line 2"),
        pytest.param("loop: b loop", "trap FUEL in line 2", marks=pytest.mark.slow),
        ("load.d r0, [r0 - 1]", "trap BOUNDS in line 2"),
    ],
)
def test_a_trap_is_a_failure_with_its_place(body: str, message: str) -> None:
    (difference,) = differences_of(f"; @test: -> r0=0\n{body}\n")
    assert (difference.place, difference.expected) == (None, "a run without a trap")
    assert str(difference.got).startswith(message)


def test_memory_outside_the_machine_is_a_failure() -> None:
    (difference,) = differences_of("; @test: [0x100000]=1 -> r0=0\nnop\n")
    assert "outside the memory" in str(difference.got)


@pytest.mark.parametrize("text", ["; @test: -> r0=1\naddd r0, r0, r0\n", "; @test: r0=1\nnop\n"])
def test_a_text_that_is_no_program_or_no_test_is_one_failure(text: str) -> None:
    report = report_of(text)
    assert (report.passed, report.failed, report.results) == (0, 1, ())
    assert report.error is not None
    assert report.error.startswith("x.nl:")


# What runs


TWO = "; @test: -> r0=0\n; @test: -> r0=1\n; @test: -> r0=0\nnop\n"


def test_every_test_runs() -> None:
    report = report_of(TWO)
    assert (report.passed, report.failed, report.skipped) == (2, 1, 0)
    assert [(result.line, result.text, result.passed) for result in report.results] == [
        (1, "-> r0=0", True),
        (2, "-> r0=1", False),
        (3, "-> r0=0", True),
    ]


def test_fail_fast_stops_at_the_first_failure() -> None:
    assert len(report_of(TWO, RunOptions(fail_fast=True)).results) == 2


@pytest.mark.parametrize("flag", ["server", "nondeterministic"])
def test_servers_are_skipped_unless_asked_for(flag: str) -> None:
    text = f"; @{flag}: true\n{TWO}"
    skipped = report_of(text, RunOptions())
    assert (skipped.results, skipped.skipped, skipped.failed) == ((), 3, 0)
    assert len(report_of(text).results) == 3


def test_a_server_that_does_not_assemble_is_a_failure_all_the_same() -> None:
    assert report_of("; @server: true\nbroken\n", RunOptions()).failed == 1


def test_coverage_is_the_union_of_the_tests() -> None:
    tests = "; @test: -> r0=1\n; @test: r0=1 -> r0=2\n"
    text = f"{tests}beqz r0, zero_given\nmov r0, 2\nhalt\nnop\nzero_given: mov r0, 1\n"
    report = report_of(text, RunOptions(coverage=True))
    assert report.coverage == Coverage(4, 5)
    assert report.coverage.percentage == 80
    assert report_of(text).coverage == Coverage(0, 0)


def test_what_has_no_tests_is_not_covered() -> None:
    assert report_of("nop\nnop\n", RunOptions(coverage=True)).coverage == Coverage(0, 2)


# What a program meets: the console


def test_the_console_is_silent_and_at_its_end(capfd: pytest.CaptureFixture[str]) -> None:
    assert passes("; @test: -> r0=0, r1=-1\nmov r3, 0x1000\nio.print r3, 4\nio.readline r1, r3, 8\n")
    assert capfd.readouterr().out == ""


# Clocks


def test_waiting_takes_no_time_and_the_clocks_go_on() -> None:
    hour, day = 3_600_000, 86_400_000  # in milliseconds
    code = "time.monotonic r1\ntime.now r2\ntime.sleep r0\ntime.monotonic r3\ntime.now r4\n"
    code += "sub r3, r3, r1\nsub r4, r4, r2\n"
    for waited in (hour, day):
        wanted = f"r3>={waited * 1_000_000}, r4>={waited // 1000}"
        assert passes(f"; @test: r0={waited} -> {wanted}\n{code}")


def test_random_bits_are_the_same_each_time() -> None:
    report = report_of("; @test: -> r0=0\n; @test: -> r0=0\nrand.u64 r0\n")
    first, second = (result.differences for result in report.results)
    assert first == second


# Files


WRITE = """
    mov r5, path
    file.open r1, r5, {length}, {flags}
    file.write r2, r1, path, 4
    file.close r1
    file.stat r0, r5, {length}
    halt
.data
path: .ascii "{path}"
"""


@pytest.mark.parametrize("path", ["note", "/note", "/tmp/note", "/etc/../note"])
def test_files_are_private_and_gone_for_the_next_test(path: str) -> None:
    code = WRITE.format(path=path, length=len(path), flags=14)  # to append
    assert passes(f"; @test: -> r0=4\n; @test: -> r0=4{code}")


def test_no_path_leads_out_of_the_private_files() -> None:
    (difference,) = differences_of(f"; @test: -> r0=4{WRITE.format(path='../../note', length=10, flags=14)}")
    assert str(difference.got).startswith("trap PERMISSION")


def test_the_file_system_is_empty() -> None:
    assert passes('; @test: -> r0=-1\nfile.stat r0, path, 11\nhalt\n.data\npath: .ascii "/etc/passwd"\n')


# The network


NETWORK = """
    net.socket r1, 2, 1
    net.setopt.reuseaddr r2, r1, 1
    net.bind r3, r1, host, 80
    net.listen r4, r1, 5
    net.connect r5, r1, host, 80
    net.send r6, r1, 0x1000, 4
    net.recv r7, r1, 0x1000, 4
    net.close r8, r1
    net.accept r9, r1
    mov r0, 7
    halt
.data
host: .asciz "127.0.0.1"
"""


def test_a_network_op_that_nothing_names_gives_minus_1() -> None:
    wanted = ", ".join(f"r{number}=-1" for number in range(1, 10))
    assert passes(f"; @test: -> r0=7, {wanted}{NETWORK}")


def test_a_network_op_gives_what_is_mocked() -> None:
    names = ("socket", "setopt", "bind", "listen", "connect", "send", "recv", "close", "accept")
    mocks = "".join(f"; @net_mock: {name}={number}\n" for number, name in enumerate(names, 1))
    wanted = ", ".join(f"r{number}={number}" for number in range(1, 10))
    assert passes(f"{mocks}; @test: -> r0=7, {wanted}{NETWORK}")


ACCEPT = """
next:
    net.accept r1, r2
    addi r0, r0, 1
    b next
"""


@pytest.mark.parametrize(
    ("values", "accepted"), [("5,-1", 1), ("5,6,7,-1,8", 3), ("5", 1), ("-1", 0), ("5,6", 2)]
)
def test_the_end_of_connections_ends_the_program(values: str, accepted: int) -> None:
    assert passes(f"; @net_mock: accept={values}\n; @test: -> r0={accepted}{ACCEPT}")


RECEIVE = """
    net.recv r1, r9, 0x1000, 4
    net.recv r2, r9, 0x1100, 4
    net.recv r3, r9, 0x1200, 4
    net.recv r4, r9, 0x1300, 4
"""


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ('"ab",0', 'r1=2, [0x1000]="ab\\0", r2=0, r3=0, r4=0'),
        ('"hello"', 'r1=4, [0x1000]="hell", r2=1, [0x1100]="o\\0", r3=4, r4=1'),
        ('"ab","cd",-1', 'r1=2, r2=2, [0x1100]="cd", r3=-1, r4=-1'),
    ],
)
def test_texts_arrive_in_order_and_piece_by_piece(values: str, wanted: str) -> None:
    assert passes(f"; @net_mock: recv={values}\n; @test: -> {wanted}{RECEIVE}")


def test_each_test_starts_with_the_first_answer() -> None:
    assert passes(f"; @net_mock: accept=5,-1\n; @test: -> r0=1\n; @test: -> r0=1{ACCEPT}")


# Extensions


@pytest.mark.parametrize(
    ("mock", "call", "wanted"),
    [
        ("json_parse=9", "json_parse", "r1=9, r2=9, r3=9"),
        ("json_parse=9;8", "json_parse", "r1=9, r2=8, r3=8"),
        ("170=9;-1", "170", "r1=9, r2=-1, r3=-1"),
        ("JSON_PARSE=9", "json_parse", "r1=9"),
        ("1=3", '@"hash bytes with sha-256"', "r1=3"),
        ("json_parse=0,41,42", "json_parse", "r1=0, [0x1000]=41, [0x1100]=42"),
        ("http_free=3", "http_response_free", "r1=3"),
    ],
)
def test_a_mocked_extension_answers_in_turn(mock: str, call: str, wanted: str) -> None:
    code = "".join(f"ext.call {register}, {call}, r4, r5\n" for register in ("r1", "r2", "r3"))
    assert passes(f"; @mock: {mock}\n; @test: r4=0x1000, r5=0x1100 -> {wanted}\n{code}")


def test_a_mock_of_what_no_program_can_call_is_left_alone() -> None:
    assert passes("; @mock: tcp_accept=5;0\n; @test: -> r0=0\nnop\n")


def test_an_extension_that_needs_no_permission_runs_for_real() -> None:
    code = "ext.call r2, string_trim, r1\next.call r0, string_len, r2\n"
    assert passes(f'; @test: r1=0x1000, [0x1000]="  ab " -> r0=2\n{code}')


@pytest.mark.parametrize("call", ["fs_exists, r1", "fs_write, r1, r1, r2", "sqlite_open, r1", "http_get, r3"])
def test_an_extension_that_needs_a_permission_traps(call: str) -> None:
    preload = '[0x1000]="file", [0x2000]="http://127.0.0.1:9/"'
    touches_files = "file.stat r9, r1, 4\n"  # so that there is a private file system, which is not theirs
    text = f"; @test: r1=0x1000, r2=1, r3=0x2000, {preload} -> r0=0\n{touches_files}ext.call r0, {call}\n"
    (difference,) = differences_of(text)
    assert str(difference.got).startswith("trap PERMISSION")


def test_a_database_in_memory_needs_no_permission() -> None:
    assert passes('; @test: r1=0x1000, [0x1000]=":memory:" -> r0!=-1\next.call r0, sqlite_open, r1\n')


# The bound of time


@pytest.mark.parametrize("backend", ["interp", "jit", "both"])
def test_a_test_ends_at_its_bound_of_time(backend: str) -> None:
    options = RunOptions(backend=backend, seconds=1e-6)
    (result,) = run_tests("; @test: ->\nl: time.monotonic r0\nb l\n", "x.nl", options).results
    assert "--timeout" in str(result.differences[0].got)


@pytest.mark.parametrize("backend", ["interp", "jit", "both"])
def test_waits_that_take_no_time_do_not_count(backend: str) -> None:
    text = """; @test: -> r0=3
        chan.create r2
        spawn r1, w
        time.sleep 100000
        recv r0, r2
        halt
    w:  time.sleep 1000000
        mov r3, 3
        send r2, r3
        halt
    """
    assert run_tests(text, "x.nl", RunOptions(backend=backend, seconds=60.0)).passed == 1
