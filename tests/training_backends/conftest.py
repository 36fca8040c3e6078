"""A machine behind SSH on loopback, and a trainer so small that it needs no package."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from loopback_ssh import Server
from neurlang.training_backends import Place, Remote, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TRAINER = """\
import argparse, os, sys

parser = argparse.ArgumentParser()
parser.add_argument("--data")
parser.add_argument("--output")
parser.add_argument("--gate")
parser.add_argument("--code", type=int, default=0)
options = parser.parse_args()
text = open(options.data).read()
print(f"training on {len(text)} letters", flush=True)
if options.gate:
    print(open(options.gate).read(), flush=True)
if options.code < 0:
    os.kill(os.getpid(), -options.code)
if options.code:
    sys.exit(options.code)
with open(options.output, "w") as file:
    file.write(f"model of {text}")
print("done", end="")
"""


class Watched:
    """Keeps what it sees, and calls `at` with each line."""

    def __init__(self, at: Callable[[str], None] = lambda _: None) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.stages: dict[str, tuple[int, int]] = {}
        self.at = at

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.at(text)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stages[stage] = (done, total)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A running server; this process is its client."""
    running = Server(tmp_path)
    monkeypatch.setenv("HOME", str(running.client))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    yield running
    running.stop()
    end_runs(running.home)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a trainer that copies its data."""
    folder = tmp_path / "package" / "small"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "trainer.py").write_text(TRAINER)
    return folder


@pytest.fixture
def remote(server: Server, package: Path) -> Remote:
    """The backend for that server. It never waits."""
    return Remote(Place("me", "127.0.0.1", server.port), package=package, delays=(0.0,) * 5)


@pytest.fixture
def request_of(tmp_path: Path) -> Callable[..., Request]:
    """Requests for trainings on a file with some text."""

    def make(*options: str, text: str = "abc", packages: tuple[str, ...] = ("small",)) -> Request:
        data = tmp_path / "my data.txt"
        data.write_text(text)
        return Request(data, tmp_path / "out" / "model.bin", ("small.trainer",), options, packages)

    return make


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A named pipe, at which a trainer waits until something is written to it."""
    path = tmp_path / "gate"
    os.mkfifo(path)
    return path


def end_runs(home: Path) -> None:
    """Kill the trainings that still run there."""
    for leader in home.glob("*/runs/*/leader"):
        with suppress(ProcessLookupError):
            os.killpg(int(leader.read_text()), signal.SIGKILL)


def copied(home: Path) -> dict[str, list[str]]:
    """What the folder there holds: names by subfolder."""
    folder = home / "neurlang-training"
    return {
        part.name: sorted(each.name for each in part.iterdir()) for part in folder.iterdir() if part.is_dir()
    }
