"""`nl test`, `nl asm --watch`, `nl disasm --offsets --bytes`, `nl doctor`, completion of every command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from example_counts import mostly_slow
from neurlang.cli.app import COMMANDS
from neurlang.cli.commands import asm, doctor
from neurlang.cli.watching import changes
from neurlang.programs.ir import assemble, decode, encode, encode_instructions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from command_line import Ended

REPOSITORY = Path(__file__).parents[2]
GOOD = "; @test: r0=2 -> r0=3\n; @test: r0=3 -> r0=4\naddi r0, r0, 1\n"
BAD = "; @test: r0=2 -> r0=3\nsubi r0, r0, 1\n"
BROKEN = "; @test: -> r0=0\naddd r0, r0, r0\n"
SERVER = "; @server: true\n; @test: -> r0=0\nnop\n"


# nl test


def test_passing_tests_exit_with_0(nl: Callable[..., Ended]) -> None:
    Path("good.nl").write_text(GOOD)
    ended = nl("test", "-p", "good.nl")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "PASS good.nl: 2 tests\n2 tests in 1 file: 2 passed, 0 failed, 0 skipped\n"


def test_a_failure_names_register_and_values_and_exits_with_1(nl: Callable[..., Ended]) -> None:
    Path("bad.nl").write_text(BAD)
    ended = nl("test", "-p", "bad.nl")
    assert ended.code == 1
    assert ended.out.splitlines()[:2] == ["FAIL bad.nl:1: r0=2 -> r0=3", "    r0: got 1, expected 3"]


def test_every_test_is_named_on_request(nl: Callable[..., Ended]) -> None:
    Path("good.nl").write_text(GOOD)
    lines = nl("test", "-p", ".", "-v").out.splitlines()
    assert lines[:2] == ["PASS good.nl:1: r0=2 -> r0=3", "PASS good.nl:2: r0=3 -> r0=4"]


def test_a_file_that_does_not_assemble_is_a_failure(nl: Callable[..., Ended]) -> None:
    Path("broken.nl").write_text(BROKEN)
    ended = nl("test", "-p", ".")
    assert ended.code == 1
    assert "FAIL broken.nl" in ended.out
    assert "unknown mnemonic 'addd'" in ended.out


def test_servers_are_skipped_until_included(nl: Callable[..., Ended]) -> None:
    Path("server.nl").write_text(SERVER)
    assert "SKIP server.nl" in nl("test", "-p", ".").out
    assert "PASS server.nl" in nl("test", "-p", ".", "--include-servers").out


def test_coverage_is_shown_on_request(nl: Callable[..., Ended]) -> None:
    Path("half.nl").write_text("; @test: -> r0=0\nhalt\nnop\n")
    assert "coverage" not in nl("test", "-p", ".").out
    assert nl("test", "-p", ".", "--coverage").out.endswith("coverage: 50.0 % (1 of 2 instructions)\n")
    fields = nl("test", "-p", ".", "--coverage", "--json").json
    assert fields["coverage"] == {"reached": 1, "instructions": 2, "percent": 50.0}


def test_fail_fast_stops(nl: Callable[..., Ended]) -> None:
    Path("a.nl").write_text(BAD)
    Path("b.nl").write_text(GOOD)
    assert nl("test", "-p", ".", "--fail-fast", "--json").json["total"] == 1
    assert nl("test", "-p", ".", "--json").json["total"] == 3


def test_a_test_that_takes_too_long_is_a_failure(nl: Callable[..., Ended]) -> None:
    Path("slow.nl").write_text("; @test: ->\nl: time.monotonic r0\nb l\n")
    ended = nl("test", "-p", "slow.nl", "--timeout", "0.000001")
    assert (ended.code, "trap LIMIT" in ended.out) == (1, True)
    Path("good.nl").write_text(GOOD)
    assert nl("test", "-p", "good.nl", "--timeout", "60").code == 0
    assert nl("test", "-p", "good.nl", "--timeout", "-1").code == 2


def test_json_has_totals_and_failures(nl: Callable[..., Ended]) -> None:
    for name, text in (("a.nl", BAD), ("b.nl", GOOD), ("c.nl", BROKEN), ("d.nl", SERVER)):
        Path(name).write_text(text)
    ended = nl("test", "-p", ".", "--json")
    assert ended.code == 1
    fields = ended.json
    counts = {key: fields[key] for key in ("schema", "total", "passed", "failed", "skipped", "files")}
    assert counts == {
        "schema": "neurlang.test/1",
        "total": 5,
        "passed": 2,
        "failed": 2,
        "skipped": 1,
        "files": 4,
    }
    wrong, broken = fields["failures"]
    assert wrong == {
        "file": "a.nl",
        "test": "r0=2 -> r0=3",
        "line": 1,
        "register": "r0",
        "got": 1,
        "expected": 3,
    }
    assert (broken["file"], broken["register"], broken["expected"]) == ("c.nl", None, "a program")


@pytest.mark.parametrize("backend", ["interp", "jit", "both"])
def test_every_backend_runs_the_tests(nl: Callable[..., Ended], backend: str) -> None:
    Path("good.nl").write_text(GOOD)
    ended = nl("test", "-p", ".", "--backend", backend)
    assert ended.code == 0, ended.err
    assert "0 failed" in ended.out


def test_coverage_is_that_of_the_interpreter(nl: Callable[..., Ended]) -> None:
    Path("good.nl").write_text(GOOD)
    ended = nl("test", "-p", ".", "--backend", "jit", "--coverage")
    assert ended.code == 2
    assert "--backend interp or both" in ended.err


@pytest.mark.parametrize("path", ["missing", "."])
def test_nothing_to_test_is_one_clear_line(nl: Callable[..., Ended], path: str) -> None:
    ended = nl("test", "-p", path)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


@pytest.mark.slow
def test_the_bodies_of_the_intents_pass(nl: Callable[..., Ended]) -> None:
    bodies = REPOSITORY / "src" / "neurlang" / "programs" / "library" / "bodies"
    fields = nl("test", "-p", str(bodies), "--json").json
    assert (fields["failed"], fields["failures"]) == (0, [])
    assert fields["passed"] > 0


# nl disasm


def test_notes_are_comments_on_each_instruction(nl: Callable[..., Ended]) -> None:
    program = assemble("start: mov r1, 5\nadd r0, r0, r1\nb start\n.data\n.byte 1\n")
    Path("x.nlb").write_bytes(encode(program))
    plain, noted = nl("disasm", "x.nlb").out, nl("disasm", "x.nlb", "--offsets", "--bytes").out
    assert ";" not in plain
    notes = [line.partition("; ")[2] for line in noted.splitlines() if ";" in line]
    contents = encode_instructions(program)
    offsets = [sum(map(len, contents[:index])) for index in range(len(contents))]
    assert notes == [f"{o:#06x}  {c.hex(' ')}" for o, c in zip(offsets, contents, strict=True)]
    assert assemble(plain) == assemble(noted) == program


def test_offsets_and_bytes_can_be_printed_alone(nl: Callable[..., Ended]) -> None:
    Path("x.nlb").write_bytes(encode(assemble("nop\nhalt\n")))
    assert "; 0x0004\n" in nl("disasm", "x.nlb", "--offsets").out
    assert "; 1e 00 00 00\n" in nl("disasm", "x.nlb", "--bytes").out


# nl asm --watch


def test_a_change_is_seen_and_nothing_else_is(tmp_path: Path) -> None:
    file = tmp_path / "x.nl"
    file.write_text("first")
    edits: list[Callable[[], object]] = [
        lambda: None,  # nothing happened
        lambda: file.write_text("second, longer"),
        file.unlink,  # missing while an editor saves
        lambda: file.write_text("third"),
        lambda: None,
    ]
    looks = 0

    def wait() -> None:
        nonlocal looks
        if looks == len(edits):
            raise KeyboardInterrupt
        edits[looks]()
        looks += 1

    seen: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        seen.extend(file.read_text() for _ in changes(file, wait))
    assert seen == ["first", "second, longer", "third"]


def test_watching_assembles_again_and_survives_errors(
    nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path("x.nl")

    def edits(_: Path) -> Iterator[None]:
        for text in ("nop\n", "broken\n", "nop\nhalt\n"):
            file.write_text(text)
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr(asm, "changes", edits)
    ended = nl("asm", "x.nl", "--watch")
    assert ended.code == 130
    assert ended.out.splitlines() == [
        "x.nlb: 1 instructions, 0 bytes of data",
        "x.nlb: 2 instructions, 0 bytes of data",
    ]
    assert "unknown mnemonic 'broken'" in ended.err
    assert len(decode(Path("x.nlb").read_bytes()).instructions) == 2


def test_standard_input_cannot_be_watched(nl: Callable[..., Ended]) -> None:
    ended = nl("asm", "-", "-o", "x.nlb", "--watch")
    assert ended.code == 2
    assert "--watch needs a file" in ended.err


# nl doctor


def test_the_doctor_lists_every_part(nl: Callable[..., Ended]) -> None:
    ended = nl("doctor")
    assert ended.code == 0
    assert all(part.name in ended.out and part.what_for in ended.out for part in doctor.PARTS)


def test_the_doctor_names_missing_parts_and_how_to_install_them(
    nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "version_of", lambda name: None if name == "sympy" else "1.2")
    parts = {part["name"]: part for part in nl("doctor", "--json").json["parts"]}
    assert parts["smt"]["installed"] == {"z3-solver": "1.2"}
    assert (parts["smt"]["missing"], parts["smt"]["remedy"]) == (["sympy"], "pip install 'neurlang[smt]'")
    assert (parts["crypto"]["missing"], parts["crypto"]["remedy"]) == ([], "")
    text = nl("doctor").out
    assert "needs sympy: pip install 'neurlang[smt]'" in text


def test_an_incomplete_base_is_a_failure(nl: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "version_of", lambda name: None if name == "numpy" else "1.2")
    ended = nl("doctor")
    assert ended.code == 1
    assert "needs numpy: pip install neurlang" in ended.out


def test_the_parts_are_the_extras_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    extras = {part.extra: part.packages for part in doctor.PARTS if part.extra is not None}
    declared = project["optional-dependencies"]
    assert extras.keys() == declared.keys() - {"all", "dev"}
    for extra, packages in extras.items():
        assert sorted(packages) == sorted(requirement.split(">")[0] for requirement in declared[extra])
    assert sorted(doctor.PARTS[0].packages) == sorted(text.split(">")[0] for text in project["dependencies"])


# Completion


def completed(words: str) -> list[str]:
    """The completions that bash gets for these words, the last of which is being typed."""
    script = "import sys; sys.argv[0] = 'nl'; from neurlang.cli.app import main; main()"
    count = str(len(words.split(" ")) - 1)
    environment = os.environ | {"_NL_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    return ended.stdout.split()


@pytest.mark.slow
def test_every_command_is_completed() -> None:
    assert completed("nl ") == list(COMMANDS)
    assert completed("nl te") == ["test", "test-accuracy"]


@pytest.mark.slow
def test_options_and_their_values_are_completed() -> None:
    assert "--include-servers" in completed("nl test --inc")
    assert completed("nl test --backend ") == ["interp", "jit", "both"]


@pytest.mark.parametrize("shell", mostly_slow(["bash", "zsh", "fish"], quick=1))
def test_completion_can_be_shown_for_a_shell(shell: str) -> None:
    # `--show-completion` detects the shell of its parent process; the variable sets one.
    environment = os.environ | {"_NL_COMPLETE": f"source_{shell}"}
    command = [sys.executable, "-m", "neurlang.cli"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "_NL_COMPLETE" in ended.stdout


@pytest.mark.slow
def test_proofs_are_printed_and_unknown_operations_named(nl: Callable[..., Ended]) -> None:
    pytest.importorskip("z3")
    done = nl("prove", "alu.sar", "load.w", "--json")
    assert done.code == 0, done.err
    assert [proof["is_proved"] for proof in done.json["proofs"]] == [True] * 4
    unknown = nl("prove", "alu.nothing")
    assert unknown.code == 2
    assert "no statement about 'alu.nothing'" in unknown.err


def test_rules_are_listed_and_those_of_a_file_verified(nl: Callable[..., Ended]) -> None:
    listed = nl("rules", "--group", "roots", "--json")
    assert listed.code == 0, listed.err
    assert {rule["status"] for rule in json.loads(listed.out)["rules"]} == {"proved"}
    assert nl("rules", "--group", "nothing").code == 2
    pytest.importorskip("z3")
    Path("mine.rules").write_text("half: sqrt(a*a) => a\n")
    refused = nl("rules", "mine.rules")
    assert refused.code == 1
    assert "for a = -1" in refused.out


@pytest.mark.parametrize("json_flag", [[], ["--json"]])
def test_a_run_without_tests_is_exit_code_5_with_a_hint(
    nl: Callable[..., Ended], json_flag: list[str]
) -> None:
    Path("a.nl").write_text("; @name: a\nhalt\n")
    Path("b.nl").write_text("halt\n")
    ended = nl("test", "-p", ".", *json_flag)
    assert ended.code == 5
    assert ended.err.startswith("No test in 2 files: ")
    Path("server.nl").write_text("; @server: true\n; @test: -> r0=0\nhalt\n")
    assert nl("test", "-p", ".", *json_flag).code == 0  # one exists but was not requested
    Path("broken.nl").write_text("hlat\n")
    assert nl("test", "-p", "broken.nl", *json_flag).code == 1
