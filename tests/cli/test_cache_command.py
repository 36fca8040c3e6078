"""`nl cache`: it shows where the cache is and what it holds, and makes it smaller."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from neurlang.disk_cache import cached_object

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Ended


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURLANG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def fields_of(ended: Ended, action: str) -> dict[str, Any]:
    assert (ended.code, ended.err) == (0, "")
    found = ended.json
    assert found["schema"] == "neurlang.cache/1"
    assert found["action"] == action
    return found


def test_each_action_reports_what_it_found_or_did(root: Path, nl: Callable[..., Ended]) -> None:
    def fields(action: str, *options: str) -> dict[str, Any]:
        return fields_of(nl("cache", action, *options, "--json"), action)

    assert nl("cache", "dir").out == f"{root}\n"
    assert fields("dir")["directory"] == str(root)
    assert fields("list")["entries"] == []
    cached_object("kernels", ("a",), lambda: bytes(1000))
    cached_object("programs", ("b",), lambda: bytes(2000))
    assert {entry["kind"] for entry in fields("list")["entries"]} == {"kernels", "programs"}
    assert len(nl("cache", "list").out.splitlines()) == 2
    size = fields("size")
    assert size["entries"] == 2
    assert 3000 < size["bytes"] < 3300
    assert size["limit"] == 512 << 20
    assert fields("prune")["removed"] == 0
    assert fields("prune", "--max-size", "1K")["removed"] == 2
    cached_object("kernels", ("a",), lambda: bytes(1000))
    assert nl("cache", "clear").out.startswith("Removed 1 entries, 1,")
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
def test_senseless_use_is_a_usage_error(
    root: Path, nl: Callable[..., Ended], arguments: list[str], says: str
) -> None:
    ended = nl("cache", *arguments)
    assert ended.code == 2
    assert says in ended.err


@pytest.mark.parametrize("action", ["list", "size", "clear", "prune"])
def test_a_folder_that_is_not_trusted_is_left_alone(
    root: Path, nl: Callable[..., Ended], action: str
) -> None:
    cached_object("kernels", ("a",), lambda: b"code")
    root.chmod(0o777)
    ended = nl("cache", action)
    assert ended.code == 1
    assert ended.err.startswith("Error: The cache is not used: ")
    assert "can be written by others" in ended.err
    assert len(list(root.rglob("*.o"))) == 1


def test_a_pipe_as_the_cache_is_one_line(root: Path, nl: Callable[..., Ended]) -> None:
    os.mkfifo(root)
    ended = nl("cache", "list")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
