"""The escape list: attempts to get out of the sandbox, and the trap that ends each of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from escape_cases import ATTEMPTS, TAKES_LONG
from machine_cases import BACKENDS, Run, Tape, assembled, host, outcome, trap, with_data

from example_counts import mostly_slow
from isolated_processes import behind
from neurlang.cli.isolated import wall_of
from neurlang.isolation import isolation
from neurlang.programs.extensions import installed
from neurlang.programs.extensions.outside import sqlite_client
from neurlang.programs.extensions.values import regular_expressions
from neurlang.programs.ir import Program, assemble
from neurlang.programs.machine import (
    DEFAULT_MEMORY,
    Fault,
    Files,
    Outcome,
    Permissions,
    TrapKind,
    decode,
    run,
)
from neurlang.programs.native import run_optimised

DESCRIPTORS = Path("/proc/self/fd")


def run_isolated(program: Program, **how: Any) -> Outcome:
    """Run a program in a process behind the wall of `nl run --isolate`."""
    return behind(wall_of(how["host"], program, DEFAULT_MEMORY), lambda: run(program, **how))


ISOLATED = pytest.param(
    run_isolated,
    id="isolated",
    marks=[
        pytest.mark.slow,  # each needs a process
        pytest.mark.skipif(isolation().obstacle is not None, reason=str(isolation())),
    ],
)


@pytest.fixture(
    params=[
        pytest.param(BACKENDS["jit"], id="jit"),
        pytest.param(BACKENDS["interp"], id="interp", marks=pytest.mark.slow),
        ISOLATED,
    ]
)
def backend(request: pytest.FixtureRequest) -> Run:
    """One of the backends, and the interpreter behind the wall."""
    execute: Run = request.param
    return execute


@pytest.mark.parametrize(
    ("category", "name", "text", "kind"),
    [
        pytest.param(*row, id=f"{row[0]}: {row[1]}", marks=[pytest.mark.slow] if row[1] in TAKES_LONG else [])
        for row in ATTEMPTS
    ],
)
def test_an_attempt_is_trapped(
    category: str, name: str, text: str, kind: TrapKind, backend: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if category == "time":  # give up on bombs after a moment; the other attempts end by themselves
        monkeypatch.setattr(sqlite_client, "TIMEOUT", 0.2)
        monkeypatch.setattr(regular_expressions, "_MATCHER", regular_expressions.Matcher(timeout=0.2))
    found, message = trap(text, on=backend, console=Tape(b"x"), extensions=installed())
    assert found is kind, f"{category}, {name}: {message}"


PURE = [
    row for row in ATTEMPTS if not (decode(assembled(row[2])).outside or decode(assembled(row[2])).hidden)
]


@pytest.mark.slow  # most of the time goes into LLVM
@pytest.mark.parametrize(
    ("category", "name", "text", "kind"), PURE, ids=[f"{row[0]}: {row[1]}" for row in PURE]
)
def test_an_attempt_is_trapped_by_code_optimised_as_a_whole(
    category: str, name: str, text: str, kind: TrapKind
) -> None:
    found, message = trap(text, on=run_optimised)
    assert found is kind, f"{category}, {name}: {message}"


def test_a_flood_of_values_is_trapped(backend: Run) -> None:
    assert trap("chan.create r1\nl: send r1, r1\nb l", queued=5_000, on=backend)[0] is TrapKind.LIMIT


@pytest.mark.parametrize("handle", mostly_slow([-1, 0, 1, 2, 3, 4, 1 << 40], quick=3))
@pytest.mark.parametrize(
    "op", ["file.read r0, r1, 0, 1", "file.close r0, r1", "net.recv r0, r1, 0, 1", "net.accept r0, r1"]
)
def test_a_forged_handle_finds_nothing(op: str, handle: int, backend: Run) -> None:
    assert outcome(f"mov r1, {handle}\n{op}", on=backend).result == -1


def test_a_stale_handle_stays_stale(tmp_path: Path, backend: Run) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"secret")
    code = (
        "file.open r1, p, {p_len}, 1\nfile.close r1\nfile.open r2, p, {p_len}, 1\nfile.read r0, r1, 0x800, 6\n"
        "file.seek r3, r1, 0, 0\nadd r0, r0, r3\nhalt"
    )
    assert outcome(with_data(code, p=str(path)), read=(str(path),), on=backend).result == -2


def test_a_file_is_not_a_socket(tmp_path: Path, backend: Run) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"secret")
    code = "file.open r1, p, {p_len}, 1\nnet.recv r0, r1, 0x800, 6\nhalt"
    assert outcome(with_data(code, p=str(path)), read=(str(path),), on=backend).result == -1


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
    """An allowed directory beside a secret that is not allowed, with links that lead to the secret."""
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
def test_no_path_leads_outside(inside: Path, path: str, code: str, backend: Run) -> None:
    secret = inside.parent / "secret"
    text = with_data(code + "\nhalt", p=path.format(inside=inside, secret=secret))
    allowed = (str(inside),)
    assert trap(text, read=allowed, write=allowed, on=backend)[0] is TrapKind.PERMISSION
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("op", ["file.delete", "file.mkdir"])
def test_entries_behind_a_link_are_not_changed(inside: Path, op: str, backend: Run) -> None:
    text = with_data(f"{op} r0, p, {{p_len}}\nhalt", p=f"{inside}/directory-link/secret")
    assert trap(text, write=(str(inside),), on=backend)[0] is TrapKind.PERMISSION


@pytest.mark.parametrize(
    "path", ["/proc/self/mem", "/proc/self/environ", "/sys/kernel/profiling", "/dev/mem"]
)
def test_a_rule_for_everything_does_not_reach_the_kernels_trees(path: str, backend: Run) -> None:
    text = with_data("file.open r0, p, {p_len}, 3\nhalt", p=path)
    kind, message = trap(text, read=("/",), write=("/",), on=backend)
    assert (kind, "/proc" in message or "/sys" in message or "/dev" in message) == (TrapKind.PERMISSION, True)


def test_a_rule_in_the_kernels_trees_holds(backend: Run) -> None:
    text = with_data("file.open r1, p, {p_len}, 1\nfile.read r0, r1, 0x800, 3\nhalt", p="/proc/version")
    assert outcome(text, read=("/proc/version",), on=backend).result == 3


def test_deleting_a_link_deletes_the_link(inside: Path, backend: Run) -> None:
    text = with_data("file.delete r0, p, {p_len}\nhalt", p=f"{inside}/link")
    assert outcome(text, write=(str(inside),), on=backend).result == 0
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


def test_descriptors_are_closed_whatever_happens(inside: Path, backend: Run) -> None:
    before = len(list(DESCRIPTORS.iterdir()))
    for path in PATHS:
        text = with_data("file.open r0, p, {p_len}, 1\nhalt", p=path.format(inside=inside, secret="/x"))
        outcome(text, read=(str(inside),), on=backend)
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
def test_no_host_is_reached_by_another_name(code: str, flag: str, name: str, backend: Run) -> None:
    text = with_data(f"net.socket r1, 2, 1\n{code}\nhalt", h=name)
    kind, message = trap(text, connect=("example.org:80",), listen=("10.0.0.1:80", "81"), on=backend)
    names_a_flag = "@" not in name and (
        name or flag == "--allow-listen"
    )  # no flag can allow something that is not a host
    assert (kind, (flag if names_a_flag else "no flag") in message) == (TrapKind.PERMISSION, True)


def test_listening_without_an_allowed_port_fails(backend: Run) -> None:
    assert outcome("net.socket r1, 2, 1\nnet.listen r0, r1, 5", on=backend).result == -1


@pytest.mark.parametrize("name", ["PATH", "HOME", "", "A=B"])
def test_variables_are_not_read(name: str, backend: Run) -> None:
    text = with_data("io.getenv r0, n\nhalt", n=name)
    assert trap(text, environment=("OTHER",), on=backend)[0] is TrapKind.PERMISSION


def test_a_refusal_prints_no_control_characters(backend: Run) -> None:
    message = trap(with_data("file.open r0, p, {p_len}, 1\nhalt", p="/\x1b[2Jx\n"), on=backend)[1]
    assert message.isprintable()


def test_the_process_is_unharmed_after_a_trap(backend: Run) -> None:
    program = assemble("mov r1, -1\nload.d r0, [r1]")
    assert all(run(program, host=host()).trap is not None for _ in range(3))
    assert outcome("mov r0, 5", on=backend).result == 5
