"""`nl run --isolate`: a program in a process that the kernel bounds, too."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.cli import isolated
from neurlang.cli.workers import run_workers
from neurlang.isolation import Isolation, isolation
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Host, Limits, Permissions

if TYPE_CHECKING:
    from collections.abc import Callable

needs_isolation = pytest.mark.skipif(isolation().obstacle is not None, reason=str(isolation()))
EXAMPLES = Path(__file__).parents[2] / "examples"


def nl_run(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "neurlang.cli", "run", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


@needs_isolation
@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--backend", "interp"), ("--backend", "jit"), ("--tier", "2")])
def test_a_pure_program_runs_behind_the_wall(options: tuple[str, ...]) -> None:
    ended = nl_run(EXAMPLES / "factorial.nl", "--reg", "r0=5", "--isolate", *options)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "120\n", "")


@needs_isolation
@pytest.mark.slow
def test_files_are_read_and_made_behind_the_wall(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("content")
    program = tmp_path / "copy.nl"
    program.write_text(
        f"""file.open r1, a, {len(str(source))}, 1
        file.read r2, r1, 0x20000, 100
        file.open r3, b, {len(str(target))}, 6
        file.write r0, r3, 0x20000, 7
        io.print 0x20000, 7
        halt
        .data
        a: .ascii "{source}"
        b: .ascii "{target}"
        """
    )
    allowed = ("--allow-read", source, "--allow-write", target)
    ended = nl_run(program, "--isolate", *allowed)
    assert (ended.returncode, ended.stdout, target.read_text()) == (0, "content7\n", "content"), ended.stderr


@needs_isolation
@pytest.mark.slow
def test_a_database_in_a_file_works_behind_the_wall(tmp_path: Path) -> None:
    program = tmp_path / "database.nl"
    program.write_text(
        f"""mov r1, p
        ext.call r1, sqlite_open, r1
        mov r2, q
        ext.call r0, sqlite_exec, r1, r2
        ext.call r1, sqlite_close, r1
        halt
        .data
        p: .asciz "{tmp_path}/x.db"
        q: .asciz "CREATE TABLE t (n); INSERT INTO t VALUES (1)"
        """
    )
    ended = nl_run(program, "--isolate", "--allow-read", tmp_path, "--allow-write", tmp_path / "x.db")
    assert (ended.returncode, ended.stdout) == (0, "0\n"), ended.stderr


@needs_isolation
@pytest.mark.slow
def test_a_trap_is_reported_as_without_the_wall(tmp_path: Path) -> None:
    program = tmp_path / "p.nl"
    program.write_text("mov r1, -1\nload.d r0, [r1]")
    behind, plain = (nl_run(program, *options, "--json") for options in (("--isolate",), ()))
    assert behind.returncode == plain.returncode == 1
    assert json.loads(behind.stdout)["trap"] == json.loads(plain.stdout)["trap"]


def test_a_process_that_a_signal_ended_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    def die() -> int:
        os.kill(os.getpid(), signal.SIGSYS)
        return 0

    assert run_workers(1, die) == 128 + signal.SIGSYS
    assert "SIGSYS" in capfd.readouterr().err


def test_a_system_without_a_wall_refuses(nl: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "isolation", lambda: Isolation("the kernel has no Landlock"))
    ended = nl("run", EXAMPLES / "factorial.nl", "--isolate")
    assert (ended.code, ended.out) == (2, "")
    assert "--isolate: the kernel has no Landlock" in ended.err


def test_parts_that_an_old_kernel_lacks_are_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(isolated, "isolation", lambda: Isolation(None, ("bounds on TCP ports",)))
    isolated.wall_builder(Host(), assemble("halt"), 1 << 20)
    assert capsys.readouterr().err == "Isolated without bounds on TCP ports\n"


def test_the_wall_has_what_the_flags_allow() -> None:
    allowed = Permissions(read=("/etc/hosts",), connect=("a:80", "b:81"), listen=("82",))
    host, program = Host(permissions=allowed, limits=Limits(handles=10, seconds=1.5)), assemble("halt")
    wall = isolated.wall_of(host, program, 1 << 20)
    assert "/etc/hosts" in wall.readable
    assert (wall.writable, wall.connect, wall.bind, wall.seconds) == ((), (80, 81), (82,), 6)
    assert isolated.wall_of(Host(permissions=Permissions(connect=("a",))), program, 0).connect is None


def test_only_a_program_that_calls_extensions_may_have_other_processes() -> None:
    host = Host(limits=Limits(handles=10))
    assert isolated.wall_of(host, assemble("net.socket r1, 2, 1"), 0).processes == 0
    assert isolated.wall_of(host, assemble("ext.call r0, regex_match, r1, r2"), 0).processes > 10


def test_doctor_reports_the_parts_that_the_kernel_has(nl: Callable[..., Any]) -> None:
    assert nl("doctor", "--json").json["isolation"] == str(isolation())
