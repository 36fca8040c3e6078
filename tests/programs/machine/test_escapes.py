"""The escape list: attempts to get out of the sandbox, each with the trap that ends it."""

# ruff: noqa: ISC004  (the table of attempts is wider than a line of code)

from __future__ import annotations

import os
from pathlib import Path

import pytest
from machine_cases import Tape, host, outcome, trap, with_data

from neurlang.programs.extensions import installed
from neurlang.programs.ir import assemble
from neurlang.programs.machine import Fault, Files, Permissions, TrapKind, run

MEMORY = 1 << 20
DESCRIPTORS = Path("/proc/self/fd")
WIDTHS = {"b": 1, "h": 2, "w": 4, "d": 8}
CAP = "cap.new r1, 0x1000, 16\n"
READ_ONLY = "cap.new r1, 0x1000, 16, 1\n"

EDGES = [
    (f"{op}.{width}", f"{op}.{width} r2, [r1]", address)
    for op in ("load", "store")
    for width, size in WIDTHS.items()
    for address in (MEMORY - size + 1, MEMORY, -1, -size, 1 << 63)
    if size > 1 or address != MEMORY - size + 1
]


@pytest.mark.parametrize(("name", "text", "address"), EDGES)
def test_each_width_at_each_edge(name: str, text: str, address: int) -> None:
    assert trap(f"mov r1, {address}\n{text}")[0] is TrapKind.BOUNDS, name


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("wrapping offset", "mov r1, -4\nload.d r2, [r1 + 0]", TrapKind.BOUNDS),
        ("wrapping sum", "mov r1, 0x7fffffffffffffff\nstore.d r2, [r1 + 0x7fffffffffffffff]", TrapKind.BOUNDS),
        ("below zero", "load.b r0, [zero - 1]", TrapKind.BOUNDS),
        ("forged by arithmetic", CAP + "xor r2, r1, 0\nload.b r0, [r2 + 0x200000]", TrapKind.BOUNDS),
        ("forged by copying bits", CAP + "mov r3, 0x1000\nstore.d r3, [0x2000]\nload.d r4, [0x2000]\n"
         "cap.restrict r5, r4, 1, 1", TrapKind.CAPABILITY),
        ("widened length", CAP + "cap.restrict r2, r1, 17, 7", TrapKind.CAPABILITY),
        ("widened permissions", READ_ONLY + "cap.restrict r2, r1, 8, 3", TrapKind.CAPABILITY),
        ("widened by new", CAP + "cap.new r2, r1, 17", TrapKind.CAPABILITY),
        ("new before the base", CAP + "subi r1, r1, 8\ncap.new r2, r1, 8", TrapKind.CAPABILITY),
        ("permissions by new", READ_ONLY + "cap.new r2, r1, 8, 7", TrapKind.CAPABILITY),
        ("unknown permission", "cap.new r1, 0, 8, 8", TrapKind.CAPABILITY),
        ("new past the memory", f"cap.new r1, 0, {MEMORY + 1}", TrapKind.CAPABILITY),
        ("new with a wrapping end", "cap.new r1, 0x1000, -1", TrapKind.CAPABILITY),
        ("new at the top", "cap.new r1, -16, 16", TrapKind.CAPABILITY),
        ("tag of unaligned halves", CAP + "store.d r1, [0x2000]\nload.w r2, [0x2000]\nload.w r3, [0x2004]\n"
         "store.w r2, [0x3000]\nstore.w r3, [0x3004]\nload.d r4, [0x3000]\ncap.restrict r5, r4, 8, 1",
         TrapKind.CAPABILITY),
        ("tag through a partial store", CAP + "store.d r1, [0x2000]\nstore.b zero, [0x2001]\nload.d r2, [0x2000]\n"
         "cap.restrict r3, r2, 8, 1", TrapKind.CAPABILITY),
        ("tag through a transfer", CAP + "store.d r1, [0x2000]\nrand.bytes 0x2000, 8\nload.d r2, [0x2000]\n"
         "cap.restrict r3, r2, 8, 1", TrapKind.CAPABILITY),
        ("one past a capability", CAP + "load.b r0, [r1 + 16]", TrapKind.CAPABILITY),
        ("straddling a capability", CAP + "load.d r0, [r1 + 9]", TrapKind.CAPABILITY),
        ("before a capability", CAP + "load.b r0, [r1 - 1]", TrapKind.CAPABILITY),
        ("wrapping in a capability", CAP + "store.d r0, [r1 - 0x1008]", TrapKind.CAPABILITY),
        ("writing what is read-only", READ_ONLY + "store.b r0, [r1]", TrapKind.CAPABILITY),
        ("atomics on what is read-only", READ_ONLY + "atomic.xchg r0, r1, r2", TrapKind.CAPABILITY),
        ("random bytes past a capability", CAP + "rand.bytes r1, 17", TrapKind.CAPABILITY),
        ("printing past a capability", CAP + "io.print r1, 17", TrapKind.CAPABILITY),
        ("a line into what is read-only", READ_ONLY + "io.readline r0, r1, 8", TrapKind.CAPABILITY),
        ("executing data", "cap.new r1, 1, 16, 3\njump r1", TrapKind.CAPABILITY),
        ("jump outside the code", "mov r1, 99\njump r1", TrapKind.INVALID),
        ("jump to a negative index", "mov r1, -1\njump r1", TrapKind.INVALID),
        ("call outside the code", "mov r1, 1000000\ncall r1", TrapKind.INVALID),
        ("endless recursion", "f: call f", TrapKind.STACK),
        ("endless recursion of a task", "spawn r1, f\njoin r1\nf: call f", TrapKind.STACK),
        ("a return address changed", "call f\nmov r0, 1\nhalt\nf: mov lr, -1\njump lr", TrapKind.INVALID),
        ("printing past the memory", f"io.print {MEMORY - 4}, 8", TrapKind.BOUNDS),
        ("printing all there is", "mov r1, -1\nio.print 0, r1", TrapKind.BOUNDS),
        ("a wrapping length", "mov r1, -8\nio.print 16, r1", TrapKind.BOUNDS),
        ("random bytes without end", "mov r1, 1\nshl r1, r1, 40\nrand.bytes 0, r1", TrapKind.BOUNDS),
        ("a line past the memory", f"io.readline r0, {MEMORY - 1}, 100", TrapKind.BOUNDS),
        ("a path past the memory", f"file.open r0, {MEMORY - 1}, 100, 1", TrapKind.BOUNDS),
        ("a path without end", "mov r1, -1\nfile.open r0, 0, r1, 1", TrapKind.BOUNDS),
        ("a host past the memory", "net.socket r1, 2, 1\nnet.connect r0, r1, 0xfffff0000, 80", TrapKind.BOUNDS),
        ("a host without end", "mov r1, 0x20\nmov r5, 65\nl: store.b r5, [r1]\naddi r1, r1, 1\nbne r1, 0x19000, l\n"
         "net.socket r1, 2, 1\nnet.connect r0, r1, 0x20, 80", TrapKind.LIMIT),
        ("atomics unaligned", "mov r1, 4\natomic.add r0, r1, r2", TrapKind.BOUNDS),
        ("a flood of tasks", "l: spawn r1, f\nb l\nf: halt", TrapKind.LIMIT),
        ("tasks that make tasks", "spawn r1, f\njoin r1\nf: spawn r2, f\njoin r2", TrapKind.LIMIT),
        ("a flood of channels", "l: chan.create r1\nb l", TrapKind.LIMIT),
        ("a flood of handles", "l: net.socket r1, 2, 1\nb l", TrapKind.LIMIT),
        ("a send on a closed channel", "chan.create r1\nchan.close r1\nsend r1, 1", TrapKind.INVALID),
        ("a forged channel", "mov r1, 12345\nrecv r0, r1", TrapKind.INVALID),
        ("a forged task", "mov r1, 12345\njoin r0, r1", TrapKind.INVALID),
        ("waiting for ever", "chan.create r1\nrecv r0, r1", TrapKind.DEADLOCK),
        ("waiting for oneself", "spawn r1, f\njoin r1\nf: mov r1, 1\njoin r1", TrapKind.DEADLOCK),
        ("sleeping for ever", "mov r1, -1\ntime.sleep r1", TrapKind.INVALID),
        ("spinning for ever", "l: b l", TrapKind.FUEL),
        ("an extension without a number", "ext.call r0, 999999", TrapKind.INVALID),
        ("an extension that is not", 'ext.call r0, @"qqq zzz xxx"', TrapKind.INVALID),
        ("sha256 past the memory", "mov r1, 0xffff0\nmov r2, 64\nmov r3, 0\next.call r0, sha256, r1, r2, r3",
         TrapKind.BOUNDS),
        ("sha256 of what has no end", "mov r2, 0x7fffffffffffffff\next.call r0, sha256, r1, r2, r3", TrapKind.BOUNDS),
        ("sha256 through a capability", CAP + "mov r2, 17\nmov r3, 0\next.call r0, sha256, r1, r2, r3",
         TrapKind.CAPABILITY),
    ],
)  # fmt: skip
def test_an_attempt_is_trapped(name: str, text: str, kind: TrapKind) -> None:
    assert trap(text, console=Tape(b"x"), extensions=installed())[0] is kind, name


def test_a_flood_of_values_is_trapped() -> None:
    assert trap("chan.create r1\nl: send r1, r1\nb l", queued=5_000)[0] is TrapKind.LIMIT


@pytest.mark.parametrize("handle", [-1, 0, 1, 2, 3, 4, 1 << 40])
@pytest.mark.parametrize(
    "op", ["file.read r0, r1, 0, 1", "file.close r0, r1", "net.recv r0, r1, 0, 1", "net.accept r0, r1"]
)
def test_a_forged_handle_finds_nothing(op: str, handle: int) -> None:
    assert outcome(f"mov r1, {handle}\n{op}").result == -1


def test_a_stale_handle_stays_stale(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"secret")
    code = (
        "file.open r1, p, {p_len}, 1\nfile.close r1\nfile.open r2, p, {p_len}, 1\nfile.read r0, r1, 0x800, 6\n"
        "file.seek r3, r1, 0, 0\nadd r0, r0, r3\nhalt"
    )
    assert outcome(with_data(code, p=str(path)), read=(str(path),)).result == -2


def test_a_file_is_no_socket(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"secret")
    code = "file.open r1, p, {p_len}, 1\nnet.recv r0, r1, 0x800, 6\nhalt"
    assert outcome(with_data(code, p=str(path)), read=(str(path),)).result == -1


PATHS = [
    "{inside}/../secret",
    "{inside}/./../secret",
    "{inside}//..//secret",
    "{inside}/sub/../../secret",
    "{inside}/link",
    "{inside}/directory-link/secret",
    "{inside}/link-to-link",
    "{inside}-beside/secret",
    "/proc/self/environ",
    "/proc/self/root{secret}",
    "{secret}",
    "/etc/passwd",
]


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """A directory that is allowed, beside a secret that is not, with links that lead there."""
    (tmp_path / "secret").write_text("secret")
    beside = tmp_path / "inside-beside"
    beside.mkdir()
    (beside / "secret").write_text("secret")
    directory = tmp_path / "inside"
    (directory / "sub").mkdir(parents=True)
    (directory / "link").symlink_to(tmp_path / "secret")
    (directory / "link-to-link").symlink_to("link")
    (directory / "directory-link").symlink_to(tmp_path)
    return directory


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "code", ["file.open r0, p, {p_len}, 1", "file.open r0, p, {p_len}, 6", "file.stat r0, p, {p_len}"]
)
def test_no_path_leads_outside(inside: Path, path: str, code: str) -> None:
    secret = inside.parent / "secret"
    text = with_data(code + "\nhalt", p=path.format(inside=inside, secret=secret))
    allowed = (str(inside),)
    assert trap(text, read=allowed, write=allowed)[0] is TrapKind.PERMISSION
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("op", ["file.delete", "file.mkdir"])
def test_no_entry_is_changed_behind_a_link(inside: Path, op: str) -> None:
    text = with_data(f"{op} r0, p, {{p_len}}\nhalt", p=f"{inside}/directory-link/secret")
    assert trap(text, write=(str(inside),))[0] is TrapKind.PERMISSION


def test_deleting_a_link_deletes_the_link(inside: Path) -> None:
    text = with_data("file.delete r0, p, {p_len}\nhalt", p=f"{inside}/link")
    assert outcome(text, write=(str(inside),)).result == 0
    assert (inside.parent / "secret").exists()


@pytest.mark.parametrize("swapped", ["sub", "sub/f"])
def test_a_link_that_appears_after_the_check_is_refused(
    inside: Path, monkeypatch: pytest.MonkeyPatch, swapped: str
) -> None:
    (inside / "sub" / "f").write_text("public")
    (inside.parent / "f").write_text("secret")
    files = Files(Permissions(read=(str(inside),)))
    resolve = os.path.realpath

    def resolve_then_swap(path: str) -> str:
        real = resolve(path)
        (inside / swapped).rename(inside / "moved")
        (inside / swapped).symlink_to(inside.parent / ("" if swapped == "sub" else "f"))
        return real

    monkeypatch.setattr(os.path, "realpath", resolve_then_swap)
    with pytest.raises(Fault, match="a link that appeared"):
        files.open(f"{inside}/sub/f".encode(), 1)


def test_descriptors_are_given_back_whatever_happens(inside: Path) -> None:
    before = len(list(DESCRIPTORS.iterdir()))
    for path in PATHS:
        text = with_data("file.open r0, p, {p_len}, 1\nhalt", p=path.format(inside=inside, secret="/x"))
        outcome(text, read=(str(inside),))
    assert len(list(DESCRIPTORS.iterdir())) == before


@pytest.mark.parametrize(
    ("code", "flag"),
    [
        ("net.connect r0, r1, h, 80", "--allow-connect"),
        ("net.bind r0, r1, h, 80", "--allow-listen"),
    ],
)
@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "0x7f.1", "LOCALHOST.", "[::1]", "example.org@localhost", ""]
)
def test_no_host_is_reached_by_another_name(code: str, flag: str, name: str) -> None:
    text = with_data(f"net.socket r1, 2, 1\n{code}\nhalt", h=name)
    kind, message = trap(text, connect=("example.org:80",), listen=("10.0.0.1:80", "81"))
    assert (kind, flag in message) == (TrapKind.PERMISSION, True)


def test_listening_without_an_allowed_port_fails() -> None:
    assert outcome("net.socket r1, 2, 1\nnet.listen r0, r1, 5").result == -1


@pytest.mark.parametrize("name", ["PATH", "HOME", "", "A=B"])
def test_no_variable_is_read(name: str) -> None:
    text = with_data("io.getenv r0, n\nhalt", n=name)
    assert trap(text, environment=("OTHER",))[0] is TrapKind.PERMISSION


def test_a_refusal_prints_no_control_characters() -> None:
    message = trap(with_data("file.open r0, p, {p_len}, 1\nhalt", p="/\x1b[2Jx\n"))[1]
    assert message.isprintable()


def test_the_process_is_unharmed_after_a_trap() -> None:
    program = assemble("mov r1, -1\nload.d r0, [r1]")
    assert all(run(program, host=host()).trap is not None for _ in range(3))
    assert outcome("mov r0, 5").result == 5
