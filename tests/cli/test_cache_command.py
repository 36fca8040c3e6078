"""`nl cache`: where the cache is, what it holds, and making it smaller."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.disk_cache import cached_object

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def nl(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "neurlang.cli", "cache", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def fields(*arguments: str) -> dict[str, Any]:
    ended = nl(*arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    found: dict[str, Any] = json.loads(ended.stdout)
    assert found["schema"] == "neurlang.cache/1"
    assert found["action"] == arguments[0]
    return found


def test_each_action_says_what_it_found_or_did(root: Path) -> None:
    assert nl("dir").stdout == f"{root}\n"
    assert fields("dir")["directory"] == str(root)
    assert fields("list")["entries"] == []
    cached_object("kernels", ("a",), lambda: bytes(1000))
    cached_object("programs", ("b",), lambda: bytes(2000))
    assert {entry["kind"] for entry in fields("list")["entries"]} == {"kernels", "programs"}
    assert len(nl("list").stdout.splitlines()) == 2
    size = fields("size")
    assert size["entries"] == 2
    assert 3000 < size["bytes"] < 3300
    assert size["limit"] == 512 << 20
    assert fields("prune")["removed"] == 0
    assert fields("prune", "--max-size", "1K")["removed"] == 2
    cached_object("kernels", ("a",), lambda: bytes(1000))
    assert nl("clear").stdout.startswith("Removed 1 entries, 1,")
    assert fields("size")["bytes"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["burn"], "burn"),
        ([], "Missing argument"),
        (["prune", "--max-size", "much"], "'much' is not a size"),
        (["prune", "--max-size", ""], "'' is not a size"),
        (["size", "--max-size", "1M"], "--max-size is for `nl cache prune`"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(root: Path, arguments: list[str], says: str) -> None:
    ended = nl(*arguments)
    assert ended.returncode == 2
    assert says in ended.stderr


@pytest.mark.parametrize("action", ["list", "size", "clear", "prune"])
def test_a_folder_that_is_not_trusted_is_left_alone(root: Path, action: str) -> None:
    cached_object("kernels", ("a",), lambda: b"code")
    root.chmod(0o777)
    ended = nl(action)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: The cache is not used: ")
    assert "can be written by others" in ended.stderr
    assert len(list(root.rglob("*.o"))) == 1


def test_a_pipe_as_the_cache_is_one_line(root: Path) -> None:
    os.mkfifo(root)
    ended = nl("list")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
