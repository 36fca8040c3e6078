"""The text that runs on the remote machine: what it refuses, and that old Pythons can read it."""

from __future__ import annotations

import ast
import os
import time
from pathlib import Path

import pytest

from neurlang.training_backends import agent
from neurlang.training_backends.connection import COMMAND

DIGEST = "0" * 64


def test_python_3_7_can_read_it() -> None:
    ast.parse(Path(agent.__file__).read_text(), feature_version=(3, 7))


def test_the_command_has_nothing_that_a_shell_expands() -> None:
    quoted = COMMAND.removeprefix('python3 -c "').removesuffix('"')
    assert not set('"$`\\!\n') & set(quoted)


@pytest.mark.parametrize("name", ["../up", "work/../../up", "/etc/passwd", "work//a", "other/a", "code/."])
def test_no_file_leaves_the_run(tmp_path: Path, name: str) -> None:
    with pytest.raises(agent.RefusalError, match="not a place of a run"):
        agent._lay_out(tmp_path, tmp_path / "run", [[name, DIGEST]])


@pytest.mark.parametrize(
    ("check", "names"),
    [
        (agent._digest, ["", "0" * 63, "../" + "0" * 61, DIGEST + "\n"]),
        (agent._name, ["", ".", "..", "a/b"]),
        (lambda name: agent._run(Path(), name), ["", "..", "0" * 11, "../0123456789", "0" * 12 + "\n"]),
    ],
)
def test_other_names_are_refused(check: object, names: list[str]) -> None:
    for name in names:
        with pytest.raises(agent.RefusalError):
            check(name)  # type: ignore[operator]


def test_files_that_no_run_used_for_long_are_removed(tmp_path: Path) -> None:
    old = time.time() - agent.KEEP_SECONDS - 60
    for name in ("used", "unused", "new"):
        (tmp_path / name).touch()
    os.utime(tmp_path / "used", (old, old))
    os.utime(tmp_path / "unused", (old, old))
    agent._forget_old(tmp_path, {"used"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new", "used"]
    assert (tmp_path / "used").stat().st_mtime > old


def test_a_folder_that_does_not_bear_our_mark_is_not_cleaned(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "mine").touch()
    assert agent.clean({"folder": str(tmp_path)}) == {"left": []}
    assert (tmp_path / "store" / "mine").exists()
