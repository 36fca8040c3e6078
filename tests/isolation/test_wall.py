"""What a process behind the wall can no longer do, whatever code runs in it."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from example_counts import mostly_slow
from isolated_processes import EndedError, behind, forked
from neurlang.isolation import Wall, isolation
from neurlang.isolation.landlock import NETWORK_ABI, SCOPE_ABI, abi
from neurlang.isolation.seccomp import ARCHITECTURES, filter_rows
from neurlang.isolation.system_calls import architecture, system_call
from neurlang.isolation.wall import limit_processes

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(isolation().obstacle is not None, reason=str(isolation()))

PERMISSION = (errno.EPERM, errno.EACCES)


def refused(job: Callable[[], object], wall: Wall | None = None) -> bool:
    """Whether the kernel refuses the action of a job."""
    try:
        behind(wall or Wall(), job)
    except OSError as error:
        return error.errno in PERMISSION
    return False


def calling(number: int, *arguments: int) -> Callable[[], object]:
    return lambda: system_call(number, *map(ctypes.c_ulong, arguments))


def error_of(job: Callable[[], object]) -> int | None:
    """The error of the system for a job, None if it succeeds."""
    try:
        job()
    except OSError as error:
        return error.errno
    return None


def test_other_files_are_out_of_reach(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    jobs: dict[str, Callable[[], object]] = {
        "read": secret.read_text,
        "write": lambda: secret.write_text("x"),
        "delete": secret.unlink,
        "make a file": lambda: (tmp_path / "new").write_text("x"),
        "make a folder": lambda: (tmp_path / "folder").mkdir(),
        "list": lambda: list(tmp_path.iterdir()),
        "cut": lambda: os.truncate(secret, 0),
        "read the system's": Path("/etc/passwd").read_bytes,
        "read the environment": Path("/proc/self/environ").read_bytes,
        "read the memory": Path("/proc/self/mem").read_bytes,
    }
    errors = behind(Wall(), lambda: {name: error_of(job) for name, job in jobs.items()})
    assert {name for name, error in errors.items() if error not in PERMISSION} == set()
    assert secret.read_text() == "secret"


def test_allowed_files_are_within_reach(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("data")
    out = tmp_path / "out"
    out.mkdir()
    wall = Wall(readable=(str(tmp_path / "in"),), writable=(str(out),))
    assert behind(wall, (tmp_path / "in").read_text) == "data"
    assert refused(lambda: (tmp_path / "in").write_text("x"), wall)
    behind(wall, lambda: (out / "f").write_text("made"))
    assert (out / "f").read_text() == "made"
    assert refused(lambda: (out / "link").symlink_to("/etc"), wall)
    assert refused(lambda: os.mkfifo(out / "pipe"), wall)


def test_a_file_to_be_made_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "new"
    behind(Wall(writable=(str(path),)), lambda: path.write_text("made"))
    assert path.read_text() == "made"


@pytest.mark.parametrize("program", mostly_slow(["/bin/sh", "/usr/bin/env", "/bin/cat"], quick=1))
def test_other_programs_are_not_started(program: str) -> None:
    assert refused(lambda: subprocess.run([program], check=False))


def test_python_is_started_for_the_workers_of_extensions() -> None:
    def job() -> bytes:
        return subprocess.check_output([sys.executable, "-I", "-S", "-c", "print(5)"])

    assert behind(Wall(processes=100), job) == b"5\n"


@pytest.mark.slow
def test_only_threads_are_started_if_no_processes_are_allowed() -> None:
    def job() -> str:
        found: list[str] = []
        thread = threading.Thread(target=found.append, args=("ran",))
        thread.start()
        thread.join()
        return found[0]

    assert behind(Wall(), job) == "ran"
    assert refused(os.fork)
    assert refused(lambda: subprocess.check_output([sys.executable, "-I", "-S", "-c", ""]))
    for number in ARCHITECTURES[architecture()].forks:
        assert refused(calling(number))
    assert refused(calling(ARCHITECTURES[architecture()].clone, signal.SIGCHLD))


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0, reason="only root can become a user without other processes")
def test_a_fork_bomb_is_bounded() -> None:
    """The kernel counts the processes of every user but root."""

    def bomb() -> int:
        children: list[int] = []
        try:
            while len(children) < 50:
                child = os.fork()
                if not child:
                    signal.pause()
                children.append(child)
        except BlockingIOError:
            return len(children)
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        return -1

    def limited() -> int:
        import_module("resource")  # which that user may have no right to read
        os.setuid(54_321)
        limit_processes(10)
        return bomb()

    assert forked(limited) == 10


def test_the_current_folder_is_not_a_folder_of_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").write_text("secret")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert refused((tmp_path / "f").read_text)


@pytest.mark.skipif(abi() < NETWORK_ABI, reason="this kernel's Landlock knows no ports")
def test_ports_are_bounded() -> None:
    def connect(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), 5):
            pass

    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_server(("127.0.0.1", 0)) as other:
        port, closed = server.getsockname()[1], other.getsockname()[1]
        behind(Wall(connect=(port,)), lambda: connect(port))
        behind(Wall(connect=None), lambda: connect(closed))
        assert refused(lambda: connect(closed), Wall(connect=(port,)))
        assert refused(lambda: connect(port))
        assert refused(lambda: socket.create_server(("127.0.0.1", 0)).close())


@pytest.mark.parametrize(
    ("family", "kind"),
    [
        (socket.AF_INET, socket.SOCK_RAW),
        (socket.AF_INET, socket.SOCK_DGRAM),
        (socket.AF_UNIX, socket.SOCK_STREAM),
        (socket.AF_NETLINK, socket.SOCK_RAW),
        (socket.AF_PACKET, socket.SOCK_RAW),
        (40, socket.SOCK_STREAM),  # vsock
    ],
)
def test_there_are_no_sockets_but_tcp(family: int, kind: int) -> None:
    with pytest.raises(OSError) as caught:
        behind(Wall(), lambda: socket.socket(family, kind).close())
    assert caught.value.errno in (errno.EPERM, errno.EAFNOSUPPORT)


@pytest.mark.skipif(abi() < SCOPE_ABI, reason="this kernel's Landlock knows no signals")
def test_signals_do_not_reach_other_processes() -> None:
    parent = os.getpid()
    assert refused(lambda: os.kill(parent, signal.SIGCONT))


def test_calls_that_reach_the_system_are_refused() -> None:
    numbers = ARCHITECTURES[architecture()].refused
    errors = behind(Wall(), lambda: {number: error_of(calling(number, 0, 0, 0, 0)) for number in numbers})
    assert {number for number, error in errors.items() if error != errno.EPERM} == set()


@pytest.mark.skipif(architecture() != "x86_64", reason="numbers of x86-64")
def test_calls_of_another_architecture_end_the_process() -> None:
    with pytest.raises(EndedError) as caught:
        behind(Wall(), calling(0x40000000 + 39))
    assert caught.value.args[0] == -signal.SIGSYS


def test_no_namespace_is_made_and_nothing_is_typed_into_the_terminal() -> None:
    machine = ARCHITECTURES[architecture()]
    assert refused(calling(machine.clone, 0x10000000 | signal.SIGCHLD))  # CLONE_NEWUSER
    assert refused(calling(machine.ioctl, 0, 0x5412, 0))


def test_limits_hold(tmp_path: Path) -> None:
    opened = max(
        int(entry.name) for entry in Path("/proc/self/fd").iterdir()
    )  # earlier tests may leave many open
    wall = Wall(
        writable=(str(tmp_path),), file_size=10, memory=mapped_bytes() + (1 << 30), descriptors=opened + 20
    )
    with pytest.raises(OSError) as caught:
        behind(wall, lambda: (tmp_path / "f").write_bytes(b"x" * 100))
    assert caught.value.errno == errno.EFBIG
    with pytest.raises(OSError) as caught:
        behind(wall, lambda: [os.pipe() for _ in range(opened + 20)])
    assert caught.value.errno == errno.EMFILE
    with pytest.raises(MemoryError):
        behind(wall, lambda: len(bytes(2 << 30)))


def mapped_bytes() -> int:
    """Bytes that this process has mapped. After many tests, that may be far more than in a fresh process."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def test_the_wall_cannot_be_removed() -> None:
    def tear_down(path: str) -> bytes:
        from neurlang.isolation import enter

        enter(Wall(readable=("/",)))
        return Path(path).read_bytes()

    assert refused(lambda: tear_down("/etc/passwd"))


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_a_filter_fits_the_kernels_bounds(name: str) -> None:
    for resolves, starts in product((False, True), repeat=2):
        rows = filter_rows(ARCHITECTURES[name], resolves_names=resolves, starts_processes=starts)
        assert len(rows) <= 4096
        assert all(len(struct.pack("=HBBI", *row)) == 8 for row in rows)
        for index, (code, yes, no, _) in enumerate(rows):
            if code & 7 == 5:  # a jump stays within the filter
                assert index + 1 + max(yes, no) < len(rows)
