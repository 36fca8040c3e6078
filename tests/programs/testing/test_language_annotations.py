"""Section 7 of the language: every form of every annotation, as `nl test` runs it."""

from __future__ import annotations

import pytest

from neurlang.programs.testing import FileReport, RunOptions, parse_annotations, run_tests

ALL = RunOptions(include_servers=True, coverage=True)


def report(text: str, options: RunOptions = ALL) -> FileReport:
    """What came of a text's tests."""
    return run_tests(text, "t.nl", options)


ECHO = "\nmov r0, r0\nhalt"
ADD = "\nadd r0, r0, r1\nhalt"


@pytest.mark.parametrize(
    "case",
    [
        "r0=48, r1=18 -> r0=66",
        "r0=48 r1=18 -> r0=66",
        "r0 = 48 , r1 = 18 -> r0 = 66",
        "r0=48,r1=18->r0=66",
        "-> r0=0",
        " -> r0=0, r1=0",
        "r0=0x10, r1=-1 -> r0=0xf",
        "r0=-1, r1=-1 -> r0=-2",
        "r0=-1 -> r0=0xffffffffffffffff",
        "r0=18446744073709551615 -> r0=-1",
        "R0=1, a1=2 -> ret=3",
        "r0=5 -> r0!=4",
        "r0=5 -> r0<6, r0<=5, r0>4, r0>=5",
        "r0=-1 -> r0<1, r0 u>1, r0 u>=0xffffffffffffffff",
        "r0=2.5 -> r0=2.5",
        "r0=2.5 -> r0=0x4004000000000000",
        "r0=-0.0 -> r0=0x8000000000000000",
        "r0=1e3 -> r0=1000.0",
        "r0=.5 -> r0=0.5",
        "r0=5 -> r0=5 ; a comment",
        "r0=0b11, r1=1_000 -> r0=1003",
        "sp=4096 -> sp=4096",
        "-> sp=0x100000, pc=2",
        "[0x1000]=5 -> [0x1000]=5",
        '[0x1000]="hi" -> [0x1000]="hi"',
        '[4096]="a,b; -> c", r0=1 -> r0=1, [4096]="a,b; -> c"',
        r'[0x1000]="q\"\n\x00\\" -> [0x1000]="q\"\n\x00\\"',
        "[0x1000]=1,2,3 -> [0x1000]=1,2,3, r0=0",
        "[0x1000]=1,2,3, r0=4, r1=5 -> r0=9, [0x1008]=2, [0x1010]=3",
        "[0x1000]=-1 -> [0x1000]=0xffffffffffffffff",
        "[0x1000]=2.5 -> [0x1000]=2.5",
        '[0x1000]="ab" -> [0x1000]!="ac"',
        '[0x1000]="hi" -> [0x1002]=0',
        "r0=5 ->",
    ],
)
def test_a_case_that_passes(case: str) -> None:
    found = report(f"; @test: {case}{ADD}")
    assert (found.error, found.passed, found.failed) == (None, 1, 0), found


@pytest.mark.parametrize(
    ("case", "place"),
    [
        ("r0=5 -> r0=6", "r0"),
        ("r0=5 -> r0!=5", "r0"),
        ("r0=-1 -> r0>1", "r0"),
        ("r0=-1 -> r0 u<1", "r0"),
        ("r0=5 -> r0>5", "r0"),
        ("r0=1 -> r0=1.0", "r0"),
        ('[0x1000]="hi" -> [0x1000]="ho"', "[0x1000]"),
        ("[0x1000]=1,2 -> [0x1000]=1,3", "[0x1000]"),
        ('[0x1000]="ab" -> [0x1000]!="ab"', "[0x1000]"),
        ('-> [0xffffff]="x"', "[0xffffff]"),
    ],
)
def test_a_case_that_fails_names_its_place(case: str, place: str) -> None:
    (result,) = report(f"; @test: {case}{ECHO}").results
    assert [difference.place for difference in result.differences] == [place]


@pytest.mark.parametrize(
    "case",
    ["r0=5", "r0=5 -> r0", "r0=x -> r0=1", "r99=1 -> r0=1", "r0=5 => r0=5", "r0<5 -> r0=1", "r0=1 -> r0=1 r1",
     "r0=18446744073709551616 -> r0=0", '[0x1000]="a -> r0=1', "[r1]=5 -> r0=1"],
)  # fmt: skip
def test_a_malformed_case_is_a_failure_of_the_file(case: str) -> None:
    found = report(f"; @name: x\n; @test: {case}{ECHO}")
    assert found.failed == 1
    assert found.error is not None
    assert found.error.startswith("t.nl:2:")


def test_memory_is_set_after_the_data_section_is_loaded() -> None:
    text = '; @test: [0x10000]="Z" -> r0=90\n; @test: -> r0=97\nload.b r0, [x]\nhalt\n.data\nx: .ascii "a"'
    assert report(text).passed == 2


def test_free_texts_parameters_and_prompts() -> None:
    text = (
        "; @name: Factorial\n# @description: n! of n ; and a comment\n; @category: algorithm/math\n"
        "; @difficulty: 2\n; @note: a note\n; @export: factorial\n"
        '; @prompt: compute factorial of {n}\n; @prompt: {n}!\n; @param: n=r0 "what it is"\n;@param: m=r1\n'
        "; @param: none\n; @param: k\n; @param: address=0x1000\n;; @unknown: left alone\n; @server: false\nhalt"
    )
    found = parse_annotations(text)
    texts = (found.name, found.description, found.category, found.difficulty, found.note, found.export)
    assert texts == ("Factorial", "n! of n", "algorithm/math", "2", "a note", "factorial")
    assert found.prompts == ("compute factorial of {n}", "{n}!")
    assert [(row.name, row.register, row.description) for row in found.parameters] == [
        ("n", "r0", "what it is"),
        ("m", "r1", ""),
    ]
    assert not found.needs_asking


CALL = "\nmov r1, 0x1000\nmov r2, 0x1008\next.call r3, {name}, r1, r2\next.call r4, {name}, r1, r2\n"
CALL += "ext.call r5, {name}, r1, r2\nload.d r6, [0x1000]\nload.d r7, [0x1008]\nhalt"


@pytest.mark.parametrize(
    ("mock", "name", "outputs"),
    [
        ("json_parse=1", "json_parse", "r3=1, r4=1, r5=1"),
        ("JSON_Parse=1", "170", "r3=1, r5=1"),
        ("170=1", "json_parse", "r3=1, r5=1"),
        ("sqlite_step=1;0", "sqlite_step", "r3=1, r4=0, r5=0"),
        ("sqlite_step=1;0 ; a comment", "sqlite_step", "r3=1, r4=0, r5=0"),
        ("sqlite_step=1 ; a comment", "sqlite_step", "r3=1, r4=1, r5=1"),
        ("sqlite_step=100; 101; -1", "sqlite_step", "r3=100, r4=101, r5=-1"),
        ("json_get=7,8,9", "json_get", "r3=7, r6=8, r7=9"),
        ("json_get=7,8;6,5,4", "json_get", "r3=7, r4=6, r5=6, r6=5, r7=4"),
        ("json_get=0x10,-1", "json_get", "r3=16, r6=-1"),
        ("sha256=5", '@"hash with sha-256"', "r3=5"),
        ("fs_read=-1", "fs_read", "r3=-1"),
        ("http_free=3", "http_response_free", "r3=3"),
        ("http_response_free=3", "http_free", "r3=3"),
        ("2000=3", "2000", "r3=3, r4=3"),
        ("json_parse = 1", "json_parse", "r3=1"),
    ],
)
def test_mocked_extensions(mock: str, name: str, outputs: str) -> None:
    found = report(f"; @mock: {mock}\n; @test: -> {outputs}{CALL.format(name=name)}")
    assert (found.error, found.passed) == (None, 1), found


def test_a_mocked_extension_need_not_be_installed() -> None:
    text = "; @mock: tcp_accept=5;0\n; @mock: Other.One=7\n; @test: -> r0=5, r1=0, r2=7\n"
    text += "ext.call r0, TCP_accept, r9\next.call r1, tcp_accept\next.call r2, other.one\nhalt"
    assert report(text).passed == 1
    unknown = report("; @mock: tcp_accept=5\n; @test: -> r0=5\next.call r0, tcp_acept\nhalt").error
    assert unknown is not None
    assert "did you mean 'tcp_accept'?" in unknown


def test_mocks_start_anew_with_each_test() -> None:
    text = "; @mock: sqlite_step=1;0\n; @test: -> r0=1\n; @test: -> r0=1\next.call r0, sqlite_step, r1\nhalt"
    assert report(text).passed == 2


@pytest.mark.parametrize(
    ("name", "traps"), [("string_len", False), ("json_parse", False), ("fs_exists", True), ("http_get", True)]
)
def test_an_extension_that_none_names_runs_where_it_needs_no_permission(name: str, traps: bool) -> None:
    text = f'mov r1, x\next.call r0, {name}, r1\nhalt\n.data\nx: .asciz "http://h/"'
    (result,) = report(f"; @test: ->\n{text}").results
    assert result.passed is not traps
    assert not traps or "PERMISSION" in str(result.differences)


SERVE = """
net.socket r1, 2, 1
net.bind r2, r1, host, 80
net.listen r3, r1, 5
loop: net.accept r4, r1
net.recv r5, r4, 0x1000, 64
net.send r6, r4, 0x1000, 0
net.close r7, r4
addi r8, r8, 1
b loop
.data
host: .asciz "127.0.0.1"
"""


@pytest.mark.parametrize(
    ("mocks", "outputs"),
    [
        (["accept=5,-1"], "r8=1, r1=-1, r5=-1, r4=5"),
        (["accept=5,6", "send=1"], "r8=2, r4=6"),
        (["accept=5", "recv=\"hello\",0"], 'r8=1, r5=5, [0x1000]="hello"'),
        (["accept=5,6,-1", "recv=\"hello\",0", "send=5"], "r8=2, r5=0"),
        (["accept=5,-1", "socket=3", "bind=0", "listen=0", "send=5", "close=0"], "r1=3, r2=0, r3=0, r6=5, r7=0"),
        (["accept=-1", "socket=3,4"], "r1=3, r8=0"),
        (["net.accept=5,-1"], "r8=1"),
        ([r'recv="a\r\n;\"b"', "accept=1"], r'r5=6, [0x1000]="a\r\n;\"b"'),
        (["recv=\"ab\" ; a comment", "accept=1"], "r5=2"),
    ],
)  # fmt: skip
def test_mocked_network_ops(mocks: list[str], outputs: str) -> None:
    head = "".join(f"; @net_mock: {mock}\n" for mock in mocks)
    found = report(f"{head}; @server: true\n; @test: -> {outputs}{SERVE}")
    assert (found.error, found.passed) == (None, 1), found


def test_a_network_op_that_no_mock_names_gives_minus_one() -> None:
    text = 'net.socket r0, 2, 1\nnet.connect r1, r0, h, 80\nnet.accept r2, r0\nhalt\n.data\nh: .asciz "h"'
    assert report(f"; @test: -> r0=-1, r1=-1, r2=-1\n{text}").passed == 1


@pytest.mark.parametrize("flag", ["server: true", "nondeterministic: true", "server", "Server: TRUE"])
def test_servers_and_what_is_not_deterministic_wait_to_be_asked_for(flag: str) -> None:
    text = f"; @{flag}\n; @test: -> r0=0\nhalt"
    assert (report(text, RunOptions()).skipped, report(text, RunOptions()).passed) == (1, 0)
    assert report(text).passed == 1


def test_the_file_system_is_private_and_fresh_for_each_test() -> None:
    code = (
        "file.open r1, p, 2, 1\nmov r0, r1\nfile.open r2, p, 2, 6\nfile.write r3, r2, p, 2\nfile.close r2\n"
        'file.stat r4, p, 2\nhalt\n.data\np: .ascii "/f"'
    )
    assert report(f"; @test: -> r0=-1, r3=2, r4=2\n; @test: -> r0=-1\n{code}").passed == 2


def test_annotations_stand_at_the_head_only() -> None:
    assert report("; @test: -> r0=0\n\n# text\n; @test: -> r0=0\nhalt\n; @note: here").passed == 2


def test_a_file_that_does_not_assemble_is_a_failure() -> None:
    assert report("; @test: -> r0=0\nhlat").failed == 1


def test_the_examples_of_the_seed_document() -> None:
    text = (
        "; @prompt: compute factorial of {n}\n; @prompt: {n}!\n; @prompt: calculate {n} factorial\n"
        '; @param: n=r0 "The number to compute factorial of"\n; @test: r0=5 -> r0=120\n'
        "; @test: r0=10 -> r0=3628800\n.entry:\n    mov r1, 1\n    mov r2, r0\n.loop:\n    beqz r2, .done\n"
        "    muldiv.Mul r1, r1, r2\n    alui.sub r2, r2, 1\n    b .loop\n.done:\n    mov r0, r1\n    ret\n"
    )
    assert report(text).passed == 2
    assert report("; @test: -> r0=8\nmov r0, 5\nmov r1, 3\nadd r0, r0, r1\nhalt").passed == 1
