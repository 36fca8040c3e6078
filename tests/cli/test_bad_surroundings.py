"""Commands in bad surroundings: full disks, closed streams, odd files, signals."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from example_counts import mostly_slow

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Ended

    Command = Callable[..., Ended]

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
    mostly_slow(
        [
            "run p.nl",
            "run a.nl",
            "run a.nl --json",
            "asm a.nl -o -",
            "asm a.nl -o /dev/full",
            "test",
            "spec",
            "doctor",
        ],
        quick=1,
    ),
)
def test_a_full_disk_is_one_clear_line(folder: Path, arguments: str) -> None:
    with FULL.open("w") as full:
        code, error = ended(folder, *arguments.split(), stdout=full.fileno())
    assert code in (1, 2)
    assert error.startswith("Error: ")
    assert error.count("\n") == 1
    assert "No space left on device" in error
    assert stat.S_ISCHR(FULL.stat().st_mode)


@pytest.mark.usefixtures("folder")
def test_a_device_is_written_to_and_not_replaced(nl: Command) -> None:
    assert nl("asm", "a.nl", "-o", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(folder: Path, nl: Command) -> None:
    (folder / "real.nlb").write_bytes(b"")
    (folder / "real.nlb").chmod(0o600)
    (folder / "link.nlb").symlink_to("real.nlb")
    assert nl("asm", "a.nl", "-o", "link.nlb").code == 0
    assert (folder / "link.nlb").is_symlink()
    assert (folder / "real.nlb").read_bytes().startswith(b"NLB1")
    assert stat.S_IMODE((folder / "real.nlb").stat().st_mode) == 0o600


@pytest.mark.slow
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
def test_garbage_is_refused_with_its_place(
    folder: Path, nl: Command, content: bytes, says: str, command: str
) -> None:
    (folder / "f.nl").write_bytes(content)
    done = nl(command, "f.nl")
    assert done.code in (1, 2)
    assert "f.nl" in done.err
    assert "Traceback" not in done.err
    assert command == "asm" or says in done.err
    assert not (folder / "f.nlb").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_ends_a_run_with_130(folder: Path) -> None:
    command = [*NL, "run", "loop.nl", "--max-instr", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"!"  # it runs
        process.send_signal(signal.SIGINT)
        _, error = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in error


def shell(folder: Path, line: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run a command line in a shell, with $NL for the command; return exit code, output and errors."""
    command = ["bash", "-c", line.replace("$NL", " ".join(NL))]
    variables = os.environ | environment
    ended = subprocess.run(command, cwd=folder, capture_output=True, env=variables, check=False)
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    "arguments",
    mostly_slow(["run a.nl", "run p.nl", "run a.nl --json", "asm a.nl -o -", "--version", "spec"], quick=1),
)
def test_a_closed_output_is_one_clear_line(folder: Path, arguments: str) -> None:
    code, _, error = shell(folder, f"$NL {arguments} >&-")
    assert code in (1, 2)
    assert (b"Bad file descriptor" in error, b"Traceback" in error) == (True, False)


@pytest.mark.parametrize(
    "line", mostly_slow(["$NL run a.nl 2>&-", "$NL run a.nl <&-", "$NL test <&- 2>&-"], quick=1)
)
def test_other_closed_streams_do_not_matter(folder: Path, line: str) -> None:
    code, output, error = shell(folder, line)
    assert (code, error) == (0, b"")
    assert output


@pytest.mark.slow
def test_a_closed_input_cannot_be_read(folder: Path) -> None:
    code, _, error = shell(folder, "$NL run - <&-")
    assert (code, error) == (2, b"Error: Standard input is not readable (Bad file descriptor)\n")
    (folder / "r.nl").write_text("io.readline r0, 0x1000, 9\nhalt\n")
    assert shell(folder, "$NL run r.nl <&-")[:2] == (0, b"-1\n")


@pytest.mark.slow
def test_with_all_streams_closed_no_file_takes_their_place(folder: Path) -> None:
    assert shell(folder, "$NL asm a.nl -o b.nlb <&- >&- 2>&-")[0] == 1
    assert (folder / "b.nlb").read_bytes().startswith(b"NLB1")
    assert (folder / "b.nlb").read_bytes()[-1:] != b"\n"


@pytest.mark.parametrize(
    "arguments",
    mostly_slow(["run a.nl", "asm a.nl -o -", "test", "compile x+1", "run a.nl --allow-read ."], quick=1),
)
def test_a_current_folder_that_is_gone_is_one_clear_line(folder: Path, arguments: str) -> None:
    code, _, error = shell(folder, f"mkdir gone; cd gone; rmdir ../gone; $NL {arguments}")
    assert code in (0, 1, 2)
    assert b"Traceback" not in error
    assert error.count(b"\n") <= 1


@pytest.mark.parametrize(
    "arguments", mostly_slow(["run a.nl", "compile x+1", "cache list", "asm a.nl -o -"], quick=1)
)
def test_without_a_home_only_the_cache_does_not_work(folder: Path, arguments: str) -> None:
    """Also if the system does not know the user, as in a container: `~` is then not a folder."""
    (folder / "sitecustomize.py").write_text("import pwd\ndef gone(_): raise KeyError\npwd.getpwuid = gone\n")
    path = f"{folder}:{os.environ.get('PYTHONPATH', '')}"
    line = f"unset HOME XDG_CACHE_HOME NEURLANG_CACHE_DIR; $NL {arguments}"
    code, _, error = shell(folder, line, PYTHONPATH=path)
    assert code == ("cache" in arguments)
    assert b"Traceback" not in error
    assert not (folder / "~").exists()


ODD_NAMES = [
    "a\x1b[31m\x07.nl",
    "a\nb.nl",
    "-x.nl",
    os.fsdecode(b"\xff\xfe.nl"),
    "x\u202ey.nl",
    "l" * 252 + ".nl",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
@pytest.mark.parametrize("there", [True, False])
def test_odd_names_are_shown_and_do_nothing_to_a_terminal(
    folder: Path, nl: Command, name: str, there: bool
) -> None:
    if there:
        (folder / name).write_text("mov r0, 5\nhlat\n")
    commands = [["test", "-p", f"./{name}", "--json"], [name.lstrip("-")]]
    if there:
        commands.append(["asm", "a.nl", "-o", f"./{name}"])
    apart = subprocess.run([*NL, "run", f"./{name}"], cwd=folder, capture_output=True, check=False)
    texts = [(apart.stdout + apart.stderr).decode()]  # the output is UTF-8: other bytes were escaped
    for arguments in commands:
        done = nl(*arguments)
        texts.append(done.out + done.err)
        if "--json" in arguments and done.out:
            assert isinstance(done.json, dict)
    for text in texts:
        assert all(letter.isprintable() or letter in "\n\t" for letter in text)
        assert "Traceback" not in text


@pytest.mark.slow
def test_letters_that_the_terminal_lacks_are_escaped(folder: Path) -> None:
    (folder / "é×.nl").write_text("hlat")
    code, output, error = shell(folder, "$NL run é×.nl", PYTHONIOENCODING="ascii")
    assert (code, output) == (1, b"")
    assert error.startswith(rb"\xe9\xd7.nl:1:1: unknown mnemonic")
    code, output, _ = shell(folder, "$NL run é×.nl --json", PYTHONIOENCODING="ascii")
    assert json.loads(output)["error"].startswith("é×.nl:1:1: ")


@pytest.mark.slow
def test_a_programs_output_is_not_changed(folder: Path) -> None:
    (folder / "e.nl").write_text('io.print x, 6\nhalt\n.data\nx: .ascii "\\x1b[31m\\xff"\n')
    assert shell(folder, "$NL run e.nl")[1] == b"\x1b[31m\xff6\n".replace(b"6", b"0")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="address space cannot be bounded")
def test_too_little_memory_is_one_line(folder: Path) -> None:
    code, _, error = shell(folder, "ulimit -v 600000; $NL run a.nl --memory 1000000000")
    assert (code, error) == (1, b"Error: There is not enough memory for this.\n")
    assert shell(folder, "ulimit -v 600000; $NL run a.nl --memory 1000000")[:2] == (0, b"5\n")


@pytest.mark.slow
def test_input_that_is_nested_too_deeply_is_one_line(folder: Path) -> None:
    for text in ("(" * 5000 + "x" + ")" * 5000, "sqrt(" * 5000 + "x" + ")" * 5000):
        code, _, error = shell(folder, f"$NL compile '{text}' --emit python")
        assert code in (0, 1)
        assert (b"Traceback" in error, error.count(b"\n") <= 3) == (False, True)
