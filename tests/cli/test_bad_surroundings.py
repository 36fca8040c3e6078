"""Commands where the world is not as they want it: full disks, closed streams, odd files, signals."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

NL = (sys.executable, "-m", "neurlang.cli")
FULL = Path("/dev/full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.nl").write_text("; @test: -> r0=5\nmov r0, 5\nhalt\n")
    (tmp_path / "p.nl").write_text('io.print x, 2\nhalt\n.data\nx: .ascii "hi"\n')
    (tmp_path / "loop.nl").write_text('io.print x, 1\nl: b l\n.data\nx: .ascii "!"\n')
    return tmp_path


def ended(folder: Path, *arguments: str, stdout: int = subprocess.PIPE) -> tuple[int, str]:
    """Exit code and standard error."""
    command = [*NL, *arguments]
    process = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return process.returncode, process.stderr


@pytest.mark.skipif(not FULL.is_char_device(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    ["run a.nl", "run p.nl", "run a.nl --json", "asm a.nl -o -", "asm a.nl -o /dev/full", "test", "spec", "doctor"],
)  # fmt: skip
def test_a_full_disk_is_one_clear_line(folder: Path, arguments: str) -> None:
    with FULL.open("w") as full:
        code, error = ended(folder, *arguments.split(), stdout=full.fileno())
    assert code in (1, 2)
    assert error.startswith("Error: ")
    assert error.count("\n") == 1
    assert "No space left on device" in error
    assert stat.S_ISCHR(FULL.stat().st_mode)


def test_a_device_is_written_to_and_not_replaced(folder: Path) -> None:
    assert ended(folder, "asm", "a.nl", "-o", "/dev/null")[0] == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(folder: Path) -> None:
    (folder / "real.nlb").write_bytes(b"")
    (folder / "real.nlb").chmod(0o600)
    (folder / "link.nlb").symlink_to("real.nlb")
    assert ended(folder, "asm", "a.nl", "-o", "link.nlb")[0] == 0
    assert (folder / "link.nlb").is_symlink()
    assert (folder / "real.nlb").read_bytes().startswith(b"NLB1")
    assert stat.S_IMODE((folder / "real.nlb").stat().st_mode) == 0o600


def test_a_program_may_come_from_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen([*NL, "run", "pipe"], cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        (folder / "pipe").write_text("mov r0, 6")
        assert process.communicate()[0] == "6\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "is not UTF-8 text: byte 0 is 0xff"),
        (b"NLB1 and then nothing", "not a well-formed .nlb file"),
        (b"hlt\nhatl", "f.nl:2:1: unknown mnemonic 'hatl'"),
    ],
)
@pytest.mark.parametrize("command", ["run", "asm"])
def test_garbage_is_refused_with_its_place(folder: Path, content: bytes, says: str, command: str) -> None:
    (folder / "f.nl").write_bytes(content)
    code, error = ended(folder, command, "f.nl")
    assert code in (1, 2)
    assert "f.nl" in error
    assert "Traceback" not in error
    assert command == "asm" or says in error
    assert not (folder / "f.nlb").exists()


def test_an_interrupt_ends_a_run_with_130(folder: Path) -> None:
    command = [*NL, "run", "loop.nl", "--max-instr", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"!"  # it runs
        process.send_signal(signal.SIGINT)
        _, error = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in error
