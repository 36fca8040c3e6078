"""`nl run` with permissions, limits, breakpoints and workers."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from neurlang.cli.app import main
from neurlang.cli.workers import run_workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

READ = 'file.open r1, p, 1, 1\nfile.read r0, r1, 0x800, 9\nhalt\n.data\np: .ascii "f"\n'


@pytest.fixture
def nl_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a text with `nl run`; return exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run_text(text: str, *arguments: str) -> tuple[int, str, str]:
        (tmp_path / "t.nl").write_text(text)
        monkeypatch.setattr(sys, "argv", ["nl", "run", "t.nl", *arguments])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_text


def test_a_file_needs_its_flag(nl_run: Run, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("hello")
    code, out, err = nl_run(READ)
    assert (code, out) == (1, "")
    path = (tmp_path / "f").resolve()
    assert err.startswith(f"Trap PERMISSION at instruction 0, t.nl:1: reading {path} is not allowed; ")
    assert f"--allow-read {path} would allow it" in err
    assert nl_run(READ, "--allow-read", ".")[:2] == (0, "5\n")
    assert nl_run(READ, "--allow-read", "g", "--allow-read", "f")[:2] == (0, "5\n")


def test_the_environment_needs_its_flag(nl_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NL_TEST", "abc")
    text = 'io.getenv r1, n\nload.b r0, [r1]\nhalt\n.data\nn: .asciz "NL_TEST"'
    assert "--allow-env NL_TEST would allow it" in nl_run(text)[2]
    assert nl_run(text, "--allow-env", "NL_TEST")[1] == "97\n"


def test_limits(nl_run: Run) -> None:
    spawn = "spawn r1, f\nspawn r1, f\nhalt\nf: yield\nb f"
    assert nl_run(spawn, "--max-tasks", "2")[0] == 0
    assert nl_run(spawn, "--max-tasks", "1")[2].startswith("Trap LIMIT")
    send = "chan.create r1\nsend r1, 1\nsend r1, 1\nhalt"
    assert nl_run(send, "--max-queued", "1")[2].startswith("Trap LIMIT")
    sockets = "net.socket r1, 2, 1\nnet.socket r1, 2, 1\nhalt"
    assert nl_run(sockets, "--max-handles", "1")[2].startswith("Trap LIMIT")
    vector = (
        "ext.call r1, vec_new\nmov r3, 99\nl: ext.call r2, vec_push, r1, r3\nsubi r3, r3, 1\nbnez r3, l\nhalt"
    )
    assert nl_run(vector, "--max-extension-bytes", "64")[2].startswith("Trap LIMIT")
    assert nl_run(vector)[0] == 0


def test_strict_capabilities_and_seed(nl_run: Run) -> None:
    assert nl_run("load.b r0, [8]", "--strict-caps")[2].startswith("Trap CAPABILITY")
    assert nl_run("rand.u64 r0", "--seed", "5") == nl_run("rand.u64 r0", "--seed", "5")


def test_arguments_and_json(nl_run: Run) -> None:
    code, out, _ = nl_run("io.getargs r0", "a", "b", "--json")
    fields = json.loads(out)
    assert (code, fields["r0"], fields["unjoined"]) == (0, 2, [])


def test_a_task_that_nobody_joined_is_reported(nl_run: Run) -> None:
    _, out, err = nl_run("spawn r1, f\nyield\nhalt\nf: trap 9")
    assert (out, err) == ("0\n", "Never joined: USER: task 1 trapped at instruction 3: trap 9\n")


@pytest.mark.parametrize("where", ["again", "3"])
def test_a_breakpoint_prints_the_state_each_time(nl_run: Run, where: str) -> None:
    code, out, err = nl_run("mov r0, 2\n\nagain: subi r0, r0, 1\nbnez r0, again", "--break", where)
    assert (code, out) == (0, "0\n")
    assert err.count("Break at instruction 1, t.nl:3: subi r0, r0, 1\n") == 2
    assert "r0 0x0000000000000002" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--break", "nowhere"), "--break nowhere: t.nl has no instruction at that label"),
        (("--break", "9"), "--break 9: t.nl has no instruction at that line"),
        (("--workers", "0"), "--workers 0: 1 to 256 are possible"),
        (("--workers", "2"), "--workers 2: t.nl is not a server: it has no net.listen"),
        (("--max-tasks", "-1"), "--max-tasks -1: 0 or more is wanted"),
        (("--allow-listen", "x"), "--allow-listen x: a port is wanted, such as 8080 or 127.0.0.1:8080"),
        (
            ("--allow-connect", "a:b"),
            "--allow-connect a:b: 'b' is not a port; 0 to 65535 are",
        ),
    ],
)
def test_errors(nl_run: Run, arguments: tuple[str, ...], message: str) -> None:
    assert nl_run("nop", *arguments) == (2, "", f"Error: {message}\n")


def test_workers_return_their_highest_exit_code(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def job() -> int:
        with log.open("a") as file:
            file.write("x")
        return 3

    assert run_workers(3, job) == 3
    assert log.read_text() == "xxx"


@pytest.mark.slow
def test_workers_share_a_port(tmp_path: Path) -> None:
    text = (
        "net.socket r1, 2, 1\nnet.bind r2, r1, h, 45817\nnet.listen r3, r1, 5\nadd r0, r2, r3\nhalt\n"
        '.data\nh: .asciz "127.0.0.1"\n'
    )
    (tmp_path / "s.nl").write_text(text)
    command = [
        sys.executable,
        "-m",
        "neurlang.cli",
        "run",
        "s.nl",
        "--allow-listen",
        "45817",
        "--workers",
        "2",
    ]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "0\n0\n", "")


def test_stats_list_what_is_allowed(nl_run: Run, tmp_path: Path) -> None:
    assert "Allowed: only the console\n" in nl_run("mov r0, 1", "--stats")[2]
    given = (
        "--allow-read",
        ".",
        "--allow-read",
        "a b",
        "--allow-connect",
        "example.org:443",
        "--allow-env",
        "HOME",
    )
    error = nl_run("mov r0, 1", "--stats", *given)[2]
    real = tmp_path.resolve()
    assert error.splitlines()[1:] == [
        f"Allowed: --allow-read {real} '{real}/a b'",
        "Allowed: --allow-connect example.org:443",
        "Allowed: --allow-env HOME",
    ]
    assert "Allowed" not in nl_run("mov r0, 1", *given)[2]
    found = json.loads(nl_run("mov r0, 1", "--stats", "--json", *given)[1])
    assert found["granted"] == {
        "read": [str(real), f"{real}/a b"], "connect": ["example.org:443"], "env": ["HOME"]
    }  # fmt: skip


@pytest.mark.parametrize(
    "given", [("--allow-read", ""), ("--allow-write", "*.txt"), ("--allow-env", "*"), ("--allow-connect", "*"),
              ("--allow-listen", "")]
)  # fmt: skip
def test_a_flag_without_a_clear_value_is_a_usage_error(nl_run: Run, given: tuple[str, str]) -> None:
    code, out, err = nl_run("mov r0, 1", *given)
    assert (code, out) == (2, "")
    assert err.startswith(f"Error: {given[0]} ")
    assert err.count("\n") == 1
