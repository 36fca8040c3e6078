"""Values of permission flags: unclear values are refused, and the flags that a refusal names work the next time."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest
from machine_cases import outcome, trap, value, with_data

from neurlang.errors import UsageError
from neurlang.programs.machine import Permissions, TrapKind

FLAGS = {
    "--allow-read": "read",
    "--allow-write": "write",
    "--allow-connect": "connect",
    "--allow-listen": "listen",
    "--allow-env": "environment",
}
READ = "file.open r1, p, {p_len}, 1\nfile.read r0, r1, 0x800, 100\nhalt"


@pytest.mark.parametrize(
    "path",
    ["", " ", "\t\n", "*", "/tmp/*", "data/**/x", "/etc/pass??", "/tmp/{a,b}", "[ab]", "~", "~/data", "a\0b"],
)
@pytest.mark.parametrize("kind", ["read", "write"])
def test_values_that_are_not_paths_are_refused(
    path: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=rf"^--allow-{kind} "):
        Permissions(**{kind: (path,)})


@pytest.mark.parametrize("name", ["*", "a[1].txt", "~", "{x}", " "])
def test_a_file_with_such_a_name_may_be_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("abc")
    if name.strip():
        assert value(with_data(READ, p=str(tmp_path / name)), read=(name,)) == 3
    assert value(with_data(READ, p=str(tmp_path / name)), read=(".",)) == 3


@pytest.mark.parametrize("path", [".", "/", "not there yet", "a b", "-x", "ü", "a,b"])
def test_plain_paths_are_taken(path: str) -> None:
    assert Permissions(read=(path,)).granted() == {"--allow-read": (os.path.realpath(path),)}


def test_a_relative_path_in_a_folder_that_was_deleted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(UsageError, match="cannot be looked up"):
        Permissions(read=(".",))
    assert Permissions(read=("/",)).granted() == {"--allow-read": ("/",)}


@pytest.mark.parametrize("name", ["", "*", "PATH*", "A=B", "A,B", "A B", "$HOME", "A\0", "A\x1b"])
def test_values_that_are_not_variables_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"^--allow-env .*the name of one variable"):
        Permissions(environment=(name,))


@pytest.mark.parametrize(
    "rule",
    ["*", "*:80", "*.example.org", "https://example.org", "example.org/x", "a b", "a,b", "me@example.org", "a\x1b",
     "1:2:3", "[example.org]:80", "[::1", "[::1]80", "[]:80", ":80", "a:٣"],
)  # fmt: skip
def test_values_that_are_not_hosts_are_refused(rule: str) -> None:
    with pytest.raises(UsageError, match=r"^--allow-connect ") as said:
        Permissions(connect=(rule,))
    assert str(said.value).isprintable()
    with pytest.raises(UsageError, match=r"^--allow-listen "):
        Permissions(listen=(rule,))


@pytest.mark.parametrize(
    "rule",
    ["example.org", "example.org:443", "::1", "[::1]", "[::1]:80", "münchen.de:80", "a_b", "10.0.0.1:0"],
)
def test_plain_hosts_are_taken(rule: str) -> None:
    assert Permissions(connect=(rule,)).granted() == {"--allow-connect": (rule,)}


def following_the_hint(text: str) -> dict[str, tuple[str, ...]]:
    """The permissions of the flags that a refusal names, read as the shell reads them."""
    kind, message = trap(text)
    assert kind is TrapKind.PERMISSION
    assert message.isprintable()
    hint = message.partition("not allowed; ")[2].removesuffix(" would allow it")
    read = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {hint}"],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=True,
    )
    words = read.stdout.split("\0")[:-1]
    granted: dict[str, tuple[str, ...]] = {}
    while words:
        flag, equals, given = words.pop(0).partition("=")
        granted[FLAGS[flag]] = (given if equals else words.pop(0),)
    return granted


def is_refused(text: str, granted: dict[str, tuple[str, ...]]) -> bool:
    found = outcome(text, **granted).trap
    return found is not None and found.kind is TrapKind.PERMISSION


@pytest.mark.parametrize(
    "name",
    [
        "f",
        "a b",
        "it's",
        "$x",
        "-f",
        "ü",
        "a*b",
        "a[1]",
        "~",
        "a\x1b[31m",
        "a\nb",
        "a\u202eb",
        "a\\b",
        "b'\x07",
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_the_flags_in_a_refusal_of_a_file_work_the_next_time(name: str, there: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    if there:
        path.write_text("abc")
    for code in (READ, READ.replace(", 1\n", ", 7\n"), "file.stat r0, p, {p_len}\nhalt"):
        text = with_data(code, p=str(path))
        granted = following_the_hint(text)
        assert is_refused(text, {})
        assert not is_refused(text, granted)


def test_one_refusal_names_both_flags_for_reading_and_writing(tmp_path: Path) -> None:
    granted = following_the_hint(with_data(READ.replace(", 1\n", ", 7\n"), p=str(tmp_path / "f")))
    assert set(granted) == {"read", "write"}


def test_the_hint_for_a_link_to_be_deleted_allows_deleting_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    text = with_data("file.delete r0, p, {p_len}\nhalt", p=str(tmp_path / "link"))
    assert value(text, **following_the_hint(text)) == 0
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
@pytest.mark.parametrize("name", ["/proc/self/status", "/proc/self/task", "/proc/thread-self/status"])
def test_the_hint_for_the_process_itself_holds_for_the_next_process(name: str) -> None:
    granted = following_the_hint(with_data(READ, p=name))
    assert granted == {"read": (name,)}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
def test_a_hint_does_not_name_the_number_of_this_process() -> None:
    kind, message = trap(with_data(READ, p=f"/proc/{os.getpid()}/status"))
    assert kind is TrapKind.PERMISSION
    assert "no flag would allow it" in message


@pytest.mark.parametrize("name", ["HOME", "A.B", "-x"])
def test_the_flag_in_a_refusal_of_a_variable_works_the_next_time(name: str) -> None:
    text = with_data("io.getenv r0, p\nhalt", p=f"{name}\0")
    assert not is_refused(text, following_the_hint(text))


@pytest.mark.parametrize("name", ["A=B", "A B", "*", "\x1b[2J"])
def test_a_variable_that_no_flag_can_name_has_no_hint(name: str) -> None:
    kind, message = trap(with_data("io.getenv r0, p\nhalt", p=f"{name}\0"))
    assert kind is TrapKind.PERMISSION
    assert "no flag would allow it" in message
    assert message.isprintable()


@pytest.mark.parametrize("host", ["127.0.0.1", "Example.org", "::1"])
def test_the_flag_in_a_refusal_of_a_host_works_the_next_time(host: str) -> None:
    with pytest.raises(Exception, match="would allow it") as said:
        Permissions().check_connect(host, 443)
    flag, rule = shlex.split(str(said.value).partition("; ")[2])[:2]
    assert flag == "--allow-connect"
    Permissions(connect=(rule,)).check_connect(host, 443)


@pytest.mark.parametrize("host", ["", "a b", "*", "http://x", "a\x1b"])
def test_a_host_that_no_flag_can_name_has_no_hint(host: str) -> None:
    with pytest.raises(Exception, match="no flag would allow it") as said:
        Permissions().check_connect(host, 443)
    assert str(said.value).isprintable()
